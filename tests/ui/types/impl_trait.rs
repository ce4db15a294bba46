use callback_runtime::callback;

#[callback]
fn f(_x: impl Copy) {}

#[callback]
fn g(_x: &impl Copy) {}

#[callback]
fn h(#[context] _x: &mut impl FnMut()) {}

fn main() {}
