//! Results that borrow from the context: C gets a pointer to what Rust owns, and copies nothing.

use callback_runtime::{Callback, callback};
use std::{
    ffi::{CStr, CString, c_char, c_int, c_void},
    ptr::null,
};

type Name = Option<unsafe extern "C" fn(*mut c_void, c_int) -> *const c_char>;

#[callback]
unsafe extern "C" {
    // build.rs compiles it: src/picture.c. Names are good until the next call, it says.
    unsafe fn picture_index(pages: c_int, name: Name, user: *mut c_void, to: *mut c_char, size: usize) -> c_int;
}

/// `const char *(*name)(void *user, int page)`: NULL for a page without a name.
///
/// The string is the context's, and good for as long as that: a result that borrowed from anything else would be refused.
#[callback(fail = null())]
fn name_of(#[context] names: &Vec<CString>, page: c_int) -> Option<&CStr> {
    names.get(usize::try_from(page).ok()?).map(CString::as_c_str)
}

/// Made for each call, and good until the next one: C must not keep it longer.
#[callback(fail = null())]
fn number_of(#[context] last: &mut CString, page: c_int) -> &CStr {
    *last = CString::new(format!("page {}", page + 1)).unwrap_or_default();
    last
}

fn index(pages: c_int, name: Name, user: *mut c_void) -> String {
    let mut text = [0; 64];
    // SAFETY: the callback fits its context, and the buffer is as large as it is said to be.
    let length = unsafe { picture_index(pages, name, user, text.as_mut_ptr(), text.len()) };
    assert!(length >= 0);
    // SAFETY: C ends it with a NUL.
    unsafe { CStr::from_ptr(text.as_ptr()) }.to_string_lossy().into_owned()
}

fn main() -> Result<(), callback_runtime::Refused> {
    let names = vec![c"cover".to_owned(), c"map".to_owned()];
    assert_eq!(name_of::scope(&names, |cb| index(3, cb.shim(), cb.context()))?, "cover;map;-;");

    let registration = number_of::own(CString::default());
    assert_eq!(index(2, registration.shim(), registration.context()), "page 1;page 2;");
    assert!(registration.outcome().is_none());
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("picture.h")
        .declared::<picture_index>()
        .callback::<name_of>()
        .is_parameter("picture_index", 2)
        .callback::<number_of>()
        .is_parameter("picture_index", 2)
        .check();
}
