//! `also` with the context by value: a closing callback consumes what the others used. Here a C stream made of Rust
//! functions, which `fclose` ends.

use callback_runtime::ret::Errno;
use callback_runtime::{Callback, Outcome, callback, live};
use std::{
    ffi::{c_char, c_int, c_void},
    io,
    sync::mpsc::{Sender, channel},
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

/// The bytes written so far, and their receiver.
struct Buffer {
    text: Vec<u8>,
    room: usize,
    done: Sender<Vec<u8>>,
}

#[derive(Debug, PartialEq)]
struct Full;

impl Errno for Full {
    fn errno(&self) -> c_int {
        libc::ENOSPC
    }
}

/// `ssize_t write(void *cookie, const char *buf, size_t size)`: 0 is the error, and `errno` says which.
#[callback(err = errno(0), returns = isize)]
fn write(#[context] buffer: &mut Buffer, #[len(size)] data: &[u8], size: usize) -> Result<usize, Full> {
    buffer.room = buffer.room.checked_sub(size).ok_or(Full)?;
    buffer.text.extend_from_slice(data);
    Ok(size)
}

/// `int close(void *cookie)`: the last call. The context is moved into it.
#[callback(fail = -1)]
fn close(#[context] buffer: Buffer) -> c_int {
    c_int::from(buffer.done.send(buffer.text).is_err())
}

/// Writes through the C stream, and gives what arrived.
fn through_c(text: &str, room: usize) -> Result<Vec<u8>, Full> {
    let (done, receiver) = channel();
    let stream = write::own(Buffer { text: vec![], room, done });
    let functions = Functions { read: None, write: stream.shim(), seek: None, close: stream.also::<close>().shim() };
    // SAFETY: the functions take this cookie, and `close` ends it. The registration is kept for the outcome.
    let file = unsafe { fopencookie(stream.context(), c"w".as_ptr(), functions) };
    assert!(!file.is_null());
    // SAFETY: an open stream.
    assert_eq!(unsafe { libc::fwrite(text.as_ptr().cast(), 1, text.len(), file) }, text.len());
    // SAFETY: closed once.
    let (status, error) = (unsafe { libc::fclose(file) }, io::Error::last_os_error());
    if let Some(Outcome::Stopped(full)) = stream.outcome() {
        assert_eq!((status, error.raw_os_error()), (-1, Some(full.errno())));
        return Err(full);
    }
    assert_eq!(status, 0);
    Ok(receiver.recv().expect("`close` was called"))
}

fn main() {
    assert_eq!(through_c("hello", 5), Ok(b"hello".to_vec()));
    // The error is an answer: C closes the stream, `close` runs, and the owner looks for the error.
    assert_eq!(through_c("hello", 4), Err(Full));
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
        .callback::<write>()
        .allow_char_sign()
        .is_typedef("cookie_write_function_t *")
        .callback::<close>()
        .is_typedef("cookie_close_function_t *")
        .check();
}
