use callback_runtime::callback;

#[callback]
fn f(#[context] x: [u8]) {}

fn main() {}
