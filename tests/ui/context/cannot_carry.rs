use callback_runtime::callback;

// Half of the pointer would be lost.
#[callback]
fn f(#[context(as = i32)] _x: &mut u8) {}

#[callback]
fn g(handle: *mut u16, #[context(from = *handle)] _x: &mut u8) {}

#[callback]
fn a_reference(#[context(as = &mut u8)] x: &mut u8) {
    *x += 1;
}

fn main() {}
