use callback_runtime::callback;

#[callback]
fn raw_slice(_x: *const [u8]) {}

#[callback]
fn object(_x: &dyn Fn()) {}

#[callback]
fn optional(_x: Option<&mut dyn Fn()>) {}

fn main() {}
