//! A C function that is looked up when it is called first: the program runs without the library.

use std::error::Error;
use std::ffi::CStr;

use callback_runtime::callback;

// The first of these that is there is taken, for all functions of the block; it is that of Linux with the GNU C library.
#[callback(lazy = ["libc.so.6", "libSystem.B.dylib", "msvcrt.dll"])]
unsafe extern "C" {
    /// The length of the part before the first of these characters (ISO C 7.24.5.3).
    safe fn strcspn(text: &CStr, reject: &CStr) -> usize;
}

#[callback(lazy = ["libfaster.so.2", "libfaster.so.1"])]
unsafe extern "C" {
    safe fn faster_words(text: &CStr, each: fn(word: &CStr));
}

/// The length of the first word.
fn first_word(text: &CStr) -> Result<usize, Box<dyn Error>> {
    if faster_words::is_available() {
        let mut first = None;
        // One `?` for a missing function, one for what the callback left.
        faster_words(text, |word| first = first.or(Some(word.count_bytes())))??;
        return Ok(first.unwrap_or(0));
    }
    Ok(strcspn(text, c" ")?)
}

fn main() -> Result<(), Box<dyn Error>> {
    assert_eq!(first_word(c"lazy functions")?, 4);
    if let Err(missing) = faster_words(c"", |_| ()) {
        println!("{missing}");
        assert_eq!((missing.library(), missing.symbol()), ("libfaster.so.2", "faster_words"));
    }
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new().header("string.h").declared::<strcspn>().check();
}
