use callback_runtime::callback;

#[callback]
fn f(_x: impl Copy) {}

#[callback]
fn g(_x: &impl Copy) {}

#[callback]
fn h(#[context] _x: &mut impl FnMut()) {}

#[callback]
fn nested(_x: &[(u8, impl Copy)]) {}

fn main() {}
