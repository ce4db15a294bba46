use callback_runtime::callback;

#[callback]
fn f(#[context(form = x)] x: &mut u8) {}

#[callback]
fn g(#[context("x")] x: &mut u8) {}

fn main() {}
