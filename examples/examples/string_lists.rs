//! Arrays of strings: `Array<'_, &CStr>` with a length, `CStrVec` up to NULL.

use callback_runtime::arg::{Array, CStrVec};
use callback_runtime::{Callback, Refused, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

unsafe extern "C" {
    fn mixer_open_all(
        open: Option<unsafe extern "C" fn(*const *const c_char, c_int, *const *const c_char, *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> c_int;
}

/// `int (*mixer_open)(const char *const *files, int count, const char *const *options, void *user)`
#[callback(fail = -1)]
fn open(
    #[len(count)] files: Array<'_, &CStr>,
    count: c_int,
    options: CStrVec<'_>,
    #[context] opened: &mut Vec<String>,
) -> c_int {
    let options: Vec<_> = options.iter().map(CStr::to_string_lossy).collect();
    for file in &files {
        opened.push(format!("{} {}", file.to_string_lossy(), options.join(",")));
    }
    count
}

fn main() -> Result<(), Refused> {
    let mut opened = Vec::new();
    // SAFETY: the library calls during this call only, with as many names as it says, and options that end with NULL.
    let count = open::scope(&mut opened, |cb| unsafe { mixer_open_all(Some(cb.shim()), cb.context()) })?;
    assert_eq!(count, 2);
    assert_eq!(opened, ["drums.wav loop,mono", "bass.wav loop,mono"]);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("mixer.h")
        .callback::<open>()
        .is_typedef("mixer_open")
        .check();
}
