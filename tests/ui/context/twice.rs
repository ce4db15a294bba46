use callback_runtime::callback;

#[callback]
fn f(#[context(as = isize, as = usize)] x: &mut u8) {}

#[callback]
fn g(y: *mut *mut u8, #[context(from = *y, from = *y)] x: &mut u8) {}

fn main() {}
