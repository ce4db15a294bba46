use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::{CStr, CString, c_int};

#[callback]
unsafe extern "C" {
    type Db;

    safe fn arguments(a: String, b: Vec<u8>, c: Option<Box<u8>>) -> c_int;
    safe fn closures(a: &dyn Fn(c_int), b: impl Fn(c_int), c: Box<dyn FnMut(c_int)>);
    safe fn shapes(a: Option<c_int>, b: [c_int; 4], c: (c_int, c_int)) -> [c_int; 4];
    safe fn result(path: &CStr) -> Result<c_int, c_int>;
    safe fn counted(path: &CStr) -> &str;
    safe fn pair() -> (c_int, c_int);
    safe fn missing() -> Option<usize>;
    safe fn text() -> CString;
    safe fn list() -> Vec<u8>;
    safe fn in_a_callback(f: fn(name: String));
    safe fn truth(#[callback(fail = 0)] f: fn() -> bool);
    safe fn close(db: Db, other: Option<Db>) -> Db;
    safe fn open(path: &CStr) -> Option<CBox<Db>>;
    safe fn open_into(path: &CStr, #[out] db: CBox<Db>) -> c_int;
}

fn main() {}
