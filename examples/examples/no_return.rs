//! `-> !` and `leave`: C has no way on after an error, and leaves the frame of the callback.

use callback_runtime::{Callback, Failed, callback};
use std::convert::Infallible;
use std::ffi::{CStr, c_char, c_int, c_void};

#[repr(C)]
struct Picture([u8; 0]);

#[callback]
unsafe extern "C" {
    // build.rs compiles it: src/picture.c.
    unsafe fn picture_new(user: *mut c_void) -> *mut Picture;
    unsafe fn picture_free(picture: *mut Picture);
    unsafe fn picture_user(picture: *mut Picture) -> *mut c_void;
    unsafe fn picture_message(picture: *const Picture) -> *const c_char;
    unsafe fn picture_rows(
        picture: *mut Picture,
        rows: c_int,
        row: Option<unsafe extern "C" fn(*mut Picture, c_int)>,
    ) -> c_int;
}

unsafe extern "C" {
    fn picture_error(picture: *mut Picture, message: *const c_char) -> !;
}

#[callback]
unsafe extern "C-unwind" {
    unsafe fn picture_decode(
        code: c_int,
        error: Option<unsafe extern "C-unwind" fn(*mut c_void, c_int)>,
        user: *mut c_void,
    ) -> c_int;
}

/// `void (*error)(void *user, int code)`, which must not return, as the `error_exit` of libjpeg.
///
/// The `Err` is kept, C's frames are unwound, and the scope hands it back.
#[callback(returns = !)]
extern "C-unwind" fn on_error(#[context] errors: &mut u32, code: c_int) -> Result<Infallible, String> {
    *errors += 1;
    Err(format!("code {code}"))
}

/// `void (*row)(struct picture *, int y)`, which ends with `picture_error` where it cannot go on, as with libpng.
///
/// That is a `longjmp`. It is made where the function has returned, and nothing of Rust's is left that it would skip.
#[callback(returns = (), leave = unsafe { picture_error(picture, c"a row is missing".as_ptr()) })]
fn on_row(
    picture: *mut Picture,
    y: c_int,
    #[context(from = unsafe { picture_user(picture) })] rows: &mut Vec<String>,
) -> Result<(), c_int> {
    rows.push(format!("row {y}"));
    if y == 2 { Err(y) } else { Ok(()) }
}

fn main() {
    let mut errors = 0;
    let decode = |code, errors: &mut u32| {
        // SAFETY: C code with unwind tables, which has nothing to clean up.
        on_error::scope(errors, |cb| unsafe { picture_decode(code, cb.shim(), cb.context()) })
    };
    assert_eq!(decode(5, &mut errors), Ok(5));
    assert_eq!(decode(-5, &mut errors), Err(Failed::Err("code -5".to_owned())));
    assert_eq!(errors, 1);

    let (mut rows, mut message) = (vec![], String::new());
    let missing = on_row::scope(&mut rows, |cb| {
        // SAFETY: freed below.
        let picture = unsafe { picture_new(cb.context()) };
        // SAFETY: the context is that of the callback.
        assert_eq!(unsafe { picture_rows(picture, 4, cb.shim()) }, -1);
        // SAFETY: made above.
        let text = unsafe { picture_message(picture) };
        // SAFETY: a string for ever.
        message = unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned();
        // SAFETY: made above.
        unsafe { picture_free(picture) };
    });
    assert_eq!((missing, message.as_str()), (Err(Failed::Err(2)), "a row is missing"));
    assert_eq!(rows, ["row 0", "row 1", "row 2"]);
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("picture.h")
        .name::<Picture>("struct picture")
        .declared::<(picture_new, picture_free, picture_user, picture_message, picture_rows, picture_decode)>()
        .function::<unsafe extern "C" fn(*mut Picture, *const c_char)>("picture_error")
        .callback::<on_error>()
        .is_parameter("picture_decode", 2)
        .callback::<on_row>()
        .is_parameter("picture_rows", 3)
        .check();
}
