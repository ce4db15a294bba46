use callback_runtime::{CBox, callback};
use std::ffi::{CStr, CString, c_int};

#[callback]
unsafe extern "C" {
    type Db;

    safe fn arguments(a: String, b: Vec<u8>, c: Option<Box<u8>>) -> c_int;
    safe fn text() -> CString;
    safe fn list() -> Vec<u8>;
    safe fn in_a_callback(f: fn(name: String));
    safe fn truth(#[callback(fail = 0)] f: fn() -> bool);
    safe fn open(path: &CStr) -> Option<CBox<Db>>;
    safe fn open_into(path: &CStr, #[out] db: CBox<Db>) -> c_int;
}

fn main() {}
