//! In a table every method is a member that is not left out.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[repr(C)]
struct Ops {
    read: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    close: Option<unsafe extern "C" fn(*mut c_void)>,
}

struct Reader;

#[callback(table = Ops)]
impl Reader {
    #[callback(fail = -1)]
    fn read(&self) -> c_int {
        self.helper()
    }

    // Is a member, though it is not marked.
    fn close(&mut self, _: c_int) {}

    // Is none, and was not left out.
    fn helper(&self) -> c_int {
        0
    }
}

struct Skipping;

#[callback(table = Ops)]
impl Skipping {
    #[callback(skip, fail = -1)]
    fn read(&self) -> c_int {
        -1
    }

    #[callback(skip)]
    fn new() -> Self {
        Skipping
    }

    fn close(&self) {}
}

fn main() {
    let _ = Skipping::new();
}
