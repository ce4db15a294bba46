use callback_runtime::callback;

#[callback]
fn f(#[len(m)] _x: &[u8], _n: usize) {}

fn main() {}
