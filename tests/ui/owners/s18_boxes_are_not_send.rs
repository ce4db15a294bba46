//! A box is `Send` or `Sync` if the author of the block declares that of its opaque type.

use std::ffi::{c_int, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[callback]
unsafe extern "C" {
    type Plain;
    type Sends;
    type Child<'a>;

    unsafe fn free(object: *mut c_void);
    #[callback(free = free)]
    safe fn plain() -> CBox<Plain>;
    #[callback(free = free)]
    safe fn sends() -> CBox<Sends>;
    #[callback(free = free)]
    safe fn child(sends: &Sends) -> CBox<Child<'_>>;
    #[callback(free = free)]
    safe fn number() -> CBox<c_int>;
}

// SAFETY: this is checked, and never run.
unsafe impl Send for Sends {}

fn is_send(_: impl Send) {}
fn is_sync(_: impl Sync) {}

fn main() {
    is_send(plain());
    is_send(sends());
    is_sync(sends());
    is_send(child(&sends()));
    is_send(number());
}
