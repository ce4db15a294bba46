//! Write buffers: C lends memory, the callback fills it and says how much. Here a Rust `Read` as a C stream.

use callback_runtime::arg::WriteBuf;
use callback_runtime::{Callback, callback, live};
use std::{
    ffi::{c_char, c_int, c_void},
    io::{self, Cursor, Read},
};

/// `cookie_io_functions_t` of `stdio.h` (Linux), which the `libc` crate does not declare.
#[repr(C)]
struct Functions {
    read: Option<unsafe extern "C" fn(*mut c_void, *mut c_char, usize) -> isize>,
    write: Option<unsafe extern "C" fn(*mut c_void, *const c_char, usize) -> isize>,
    seek: Option<unsafe extern "C" fn(*mut c_void, *mut i64, c_int) -> c_int>,
    close: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
}

unsafe extern "C" {
    fn fopencookie(cookie: *mut c_void, mode: *const c_char, functions: Functions) -> *mut libc::FILE;
}

type Source = Box<dyn Read>;

/// `ssize_t read(void *cookie, char *buf, size_t size)`: 0 is the end, -1 an error, and `errno` says which.
///
/// The memory may never have been written: a `WriteBuf` cannot be read before it is, and knows how much it has.
#[callback(err = errno(-1), returns = isize)]
fn read(#[context] source: &mut Source, #[len(size)] mut buffer: WriteBuf<'_>, size: usize) -> io::Result<usize> {
    let room = buffer.remaining() as u64;
    io::copy(&mut source.take(room), &mut buffer)?;
    Ok(buffer.len())
}

/// Reads a line with the C library.
fn line(file: *mut libc::FILE) -> Option<String> {
    let mut text = [0; 32];
    // SAFETY: an open stream, and so much memory.
    if unsafe { libc::fgets(text.as_mut_ptr(), 32, file) }.is_null() {
        return None;
    }
    // SAFETY: `fgets` terminates what it reads.
    let text = unsafe { std::ffi::CStr::from_ptr(text.as_ptr()) };
    Some(text.to_str().expect("the source is UTF-8").trim_end().to_owned())
}

/// Fails with `EPIPE`.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

/// The lines of a source, and what ended them.
fn lines(source: Source) -> (Vec<String>, Option<io::ErrorKind>) {
    let stream = read::own(source);
    let functions = Functions { read: stream.shim(), write: None, seek: None, close: None };
    // SAFETY: the functions take this cookie, which the registration keeps until the stream is closed.
    let file = unsafe { fopencookie(stream.context(), c"r".as_ptr(), functions) };
    assert!(!file.is_null());
    let lines = std::iter::from_fn(|| line(file)).collect();
    // SAFETY: closed once.
    unsafe { libc::fclose(file) };
    let error = stream.outcome().map(|outcome| outcome.resume().expect("nothing was refused").kind());
    (lines, error)
}

fn main() {
    let (found, error) = lines(Box::new(Cursor::new("one\ntwo\n").chain(Cursor::new("three"))));
    assert_eq!((found, error), (vec!["one".into(), "two".into(), "three".into()], None));
    assert_eq!(lines(Box::new(Broken)), (vec![], Some(io::ErrorKind::BrokenPipe)));
    assert!(live().is_empty());
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("stdio.h")
        .name::<Functions>("cookie_io_functions_t")
        .function::<unsafe extern "C" fn(*mut c_void, *const c_char, Functions) -> *mut libc::FILE>("fopencookie")
        .layout::<Functions>(
            "cookie_io_functions_t",
            &callback_runtime::fields!(Functions { read, write, seek, close }),
        )
        .callback::<read>()
        .allow_char_sign()
        .is_typedef("cookie_read_function_t *")
        .check();
}
