//! Values that C keeps and releases, in declarations.

use callback_runtime::callback;
use callback_runtime::release::Release;
use std::ffi::{CString, c_int, c_void};
use std::rc::Rc;

type Destroy = Option<unsafe extern "C" fn(*mut c_void)>;
type Cleanup = Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>;
type Text = String;

mod kinds {
    use super::*;

    #[callback]
    unsafe extern "C" {
        safe fn borrowed(data: &[u8], #[len(data)] n: usize, #[destroy(data)] _: Destroy);
        safe fn vector(data: Vec<u8>, #[len(data)] n: usize, #[destroy(data)] _: Destroy);
        safe fn string(data: String, #[destroy(data)] _: Destroy);
        safe fn pointer(data: *mut u8, #[destroy(data)] _: Destroy);
        safe fn unmarked(data: Release<Vec<u8>>, n: usize);
        safe fn unmarked_box(data: Box<u8>);
        safe fn unmarked_text(data: CString);
        safe fn status(data: Box<u8>, #[destroy(data)] _: Destroy) -> c_int;
        safe fn twice(data: Box<u8>, #[destroy(data)] _: Destroy, #[destroy(data)] _: Destroy);
        safe fn together(
            data: Box<u8>,
            other: Box<u8>,
            #[destroy(data, other)] _: Destroy,
        );
        safe fn nothing(#[destroy(data)] _: Destroy);
    }
}

mod bounds {
    use super::*;

    #[callback]
    unsafe extern "C" {
        safe fn no_context(data: Release<Vec<u8>>, #[len(data)] n: usize, #[destroy(data)] _: Destroy);
        safe fn no_length(data: Box<u8>, #[len(data)] n: usize, #[destroy(data)] _: Destroy);
        safe fn counted(data: Rc<u8>, #[destroy(data)] _: Destroy);
        safe fn one_thread(data: Box<Rc<u8>>, #[destroy(data)] _: Destroy);
        safe fn alias(data: Text, #[destroy(data)] _: Destroy);
        safe fn number(data: c_int, #[destroy(data)] _: Destroy);
    }
}

fn main() {
    let _: Cleanup = None;
}
