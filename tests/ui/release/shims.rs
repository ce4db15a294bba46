use callback_runtime::foreign::Signal;
use callback_runtime::release::{Destructor, Release};
use std::ffi::{c_int, c_void};

static MOVED: Signal<unsafe extern "C" fn(c_int)> = unsafe { Signal::new(c"moved") };

unsafe extern "C" fn handler(_: c_int) {}
unsafe extern "C" fn another(_: c_int, _: c_int) {}

fn main() {
    let bytes = Release::new(vec![1]);
    let _: unsafe extern "C" fn(*mut c_void, c_int) = bytes.shim();
    let _: unsafe extern "C" fn(*mut c_void) -> c_int = bytes.shim();
    let _: unsafe extern "C" fn(*mut c_void) = bytes.shim_at::<1, _>();
    let _ = Destructor::give([1, 2]);
    let _: extern "C" fn() = MOVED.erase(handler);
    let _: unsafe extern "C" fn() = MOVED.erase(another);
}
