use callback_runtime::callback;

#[callback]
fn f(_x: &[u8], _n: usize) {}

#[callback]
fn g(_x: &mut [u8], _n: usize) {}

#[callback]
fn h(_x: Option<&[u8]>, _n: usize) {}

fn main() {}
