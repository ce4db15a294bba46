//! `va_list`: a log that C writes with a `printf` format, as text.

use callback_runtime::arg::Formatted;
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_double, c_int, c_void};

/// A `va_list` is a pointer on this target, where it is a parameter; bindgen calls it `*mut __va_list_tag`.
type Log = Option<unsafe extern "C" fn(*mut c_void, c_int, *const c_char, *mut c_void)>;

#[callback]
unsafe extern "C" {
    // build.rs compiles it: src/picture.c. As the log of FFmpeg.
    unsafe fn picture_check(width: c_int, gamma: c_double, log: Log, user: *mut c_void);
}

/// `void (*log)(void *user, int level, const char *format, va_list arguments)`
///
/// `#[format]` says which parameter is the format. C's own `vsnprintf` makes the text, when it is asked for.
#[callback]
fn on_log(#[context] lines: &mut Vec<String>, level: c_int, format: &CStr, #[format(format)] text: Formatted<'_>) {
    if level <= 1 {
        lines.push(format!("{text} ({format:?})"));
    } else {
        lines.push(text.to_string());
    }
}

fn main() -> Result<(), callback_runtime::Refused> {
    let mut lines = vec![];
    // SAFETY: the callback is what the header says, and its arguments are what their format says.
    on_log::scope(&mut lines, |cb| unsafe { picture_check(-3, 2.25, cb.shim(), cb.context()) })?;
    assert_eq!(lines, ["width -3, gamma 2.2", "no picture has this width: -3 (\"%s: %d\")"]);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("picture.h")
        .declared::<picture_check>()
        .allow_untyped()
        .callback::<on_log>()
        .is_parameter("picture_check", 3)
        .check();
}
