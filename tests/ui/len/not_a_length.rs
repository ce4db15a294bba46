use callback_runtime::callback;

#[callback]
fn f(#[len(n)] _x: &[u8], n: f32) {}

#[callback]
fn g(#[len("four")] _x: &[u8]) {}

fn main() {}
