use callback_runtime::callback;

#[callback]
fn f(#[context(as)] x: &mut u8) {}

#[callback]
fn g(#[context(from)] x: &mut u8) {}

fn main() {}
