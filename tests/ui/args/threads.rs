use callback_runtime::callback;

#[callback(threads = 2)]
fn f(#[context] _x: &mut u8) {}

fn main() {}
