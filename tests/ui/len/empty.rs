use callback_runtime::callback;

#[callback]
fn f(#[len] x: &[u8]) {}

#[callback]
fn g(#[len()] x: &[u8]) {}

#[callback]
fn h(#[len = 4] x: &[u8]) {}

fn main() {}
