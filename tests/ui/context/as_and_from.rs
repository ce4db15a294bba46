use callback_runtime::callback;

#[callback]
fn f(handle: *mut isize, #[context(as = isize, from = *handle)] x: &mut u8) {}

fn main() {}
