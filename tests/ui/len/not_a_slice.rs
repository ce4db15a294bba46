use callback_runtime::callback;

#[callback]
fn f(#[len(n)] _x: &u8, n: usize) {}

#[callback]
fn g(#[len(n)] _x: i32, n: usize) {}

fn main() {}
