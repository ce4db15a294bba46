//! In a table every method is a member that is not left out.

use callback_runtime::arg::Out;
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

#[repr(C)]
struct Source {
    read: Option<unsafe extern "C" fn(*mut c_void, *mut *const u8) -> isize>,
}

struct Bytes(Vec<u8>);

#[callback(table = Source, fail = -1)]
impl Bytes {
    fn read(&self, #[result(pointer)] _: Out<'_, *const u8>) -> &[u8] {
        &self.0
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    // An object is nothing that C can get, by whatever name.
    fn empty() -> Option<Bytes> {
        None
    }
}

fn main() {
    let _ = Skipping::new();
}
