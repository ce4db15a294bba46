use callback_runtime::release::{Destructor, Release};
use std::ffi::c_void;
use std::rc::Rc;

// C may release on any thread.
fn main() {
    let _ = Release::new(Rc::<[u8]>::from([1_u8]));
    let _: unsafe extern "C" fn(*mut c_void) = Destructor::<Rc<u8>>::shim();
}
