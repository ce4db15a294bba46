//! The C library: any Rust reader, writer and seeker as a `FILE *`, by the methods of one type.
#![cfg(all(target_os = "linux", target_env = "gnu"))]
#![allow(clippy::multiple_unsafe_ops_per_block, reason = "calls on one stream, one after the other")]

use std::{
    cell::RefCell,
    ffi::{CStr, c_char, c_int, c_void},
    io::{self, Cursor, Read, Seek, SeekFrom, Write},
    rc::Rc,
};

use callback_runtime::{Callback, Outcome, Registration, callback, fields, verify::Verify};
use libc::FILE;

/// `cookie_io_functions_t` (`stdio.h`), which the `libc` crate does not declare.
#[repr(C)]
struct Functions {
    read: Option<unsafe extern "C" fn(*mut c_void, *mut c_char, usize) -> isize>,
    write: Option<unsafe extern "C" fn(*mut c_void, *const c_char, usize) -> isize>,
    seek: Option<unsafe extern "C" fn(*mut c_void, *mut i64, c_int) -> c_int>,
    close: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
}

unsafe extern "C" {
    fn fopencookie(cookie: *mut c_void, mode: *const c_char, functions: Functions) -> *mut FILE;
}

struct Stream<T>(T);

#[callback(table = Functions)]
impl<T: Read + Write + Seek> Stream<T> {
    #[callback(err = errno(-1), returns = isize)]
    fn read(&mut self, #[len(size)] data: &mut [u8], size: usize) -> io::Result<usize> {
        self.0.read(data)
    }

    #[callback(err = errno(0), returns = isize)]
    fn write(&mut self, #[len(size)] data: &[u8], size: usize) -> io::Result<usize> {
        self.0.write(data)
    }

    #[callback(ok = 0, err = errno(-1))]
    fn seek(&mut self, offset: &mut i64, whence: c_int) -> io::Result<()> {
        let to = match whence {
            libc::SEEK_CUR => SeekFrom::Current(*offset),
            libc::SEEK_END => SeekFrom::End(*offset),
            _ => SeekFrom::Start((*offset).try_into().map_err(|_| io::ErrorKind::InvalidInput)?),
        };
        *offset = self.0.seek(to)?.try_into().map_err(|_| io::ErrorKind::InvalidData)?;
        Ok(())
    }

    #[callback(ok = 0, err = errno(-1))]
    fn close(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Opens a C stream on a Rust one. `fclose` ends it.
fn open<T: Read + Write + Seek + 'static>(stream: T, mode: &CStr) -> (*mut FILE, Registration<stream::Table<T>>) {
    let registration = stream::Table::own(Stream(stream));
    // SAFETY: no member is left out.
    let functions = unsafe { registration.value() };
    // SAFETY: the functions take this cookie.
    let file = unsafe { fopencookie(registration.context(), mode.as_ptr(), functions) };
    assert!(!file.is_null());
    (file, registration)
}

/// Bytes that somebody else can see.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Cursor<Vec<u8>>>>);

impl Read for Bytes {
    fn read(&mut self, data: &mut [u8]) -> io::Result<usize> {
        self.0.borrow_mut().read(data)
    }
}

impl Write for Bytes {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if data.contains(&b'!') {
            return Err(io::Error::from_raw_os_error(libc::ENOSPC));
        }
        self.0.borrow_mut().write(data)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().write_all(b".")
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.borrow_mut().seek(to)
    }
}

#[test]
fn stdio_on_rust() {
    let bytes = Bytes::default();
    let (file, registration) = open(bytes.clone(), c"w+");
    let _ = registration.into_context();
    let (mut word, mut number) = ([0 as c_char; 16], 0 as c_int);
    // SAFETY: an open stream, and formats with their arguments.
    let (printed, sought, scanned) = unsafe {
        let printed = libc::fprintf(file, c"answer %d %s\n".as_ptr(), 42 as c_int, c"end".as_ptr());
        let sought = libc::fseek(file, 7, libc::SEEK_SET);
        (printed, sought, libc::fscanf(file, c"%d %15s".as_ptr(), &raw mut number, word.as_mut_ptr()))
    };
    assert_eq!((printed, sought, scanned, number), (14, 0, 2, 42));
    // SAFETY: `fscanf` ended it with a NUL.
    assert_eq!(unsafe { CStr::from_ptr(word.as_ptr()) }, c"end");
    // SAFETY: an open stream.
    let end = unsafe { (libc::fseek(file, -4, libc::SEEK_END), libc::ftell(file), libc::fgetc(file)) };
    assert_eq!(end, (0, 10, c_int::from(b'e')));
    // SAFETY: closed once.
    assert_eq!(unsafe { libc::fclose(file) }, 0);
    assert_eq!(Rc::strong_count(&bytes.0), 1);
    assert!(bytes.0.borrow().get_ref().starts_with(b"answer 42 end\n"));
}

#[test]
fn an_error_is_errno_and_comes_back() {
    let bytes = Bytes::default();
    let (file, registration) = open(bytes.clone(), c"w");
    // SAFETY: an open stream.
    let (flushed, error) = unsafe {
        libc::fputs(c"no!".as_ptr(), file);
        (libc::fflush(file), io::Error::last_os_error())
    };
    assert_eq!((flushed, error.raw_os_error()), (libc::EOF, Some(libc::ENOSPC)));
    let stopped = registration.outcome();
    assert!(matches!(stopped, Some(Outcome::Stopped(error)) if error.raw_os_error() == Some(libc::ENOSPC)));
    // SAFETY: closed once. What was not written is lost.
    unsafe { libc::fclose(file) };
    drop(registration);
    assert_eq!(Rc::strong_count(&bytes.0), 1);
}

#[test]
fn a_negative_position_is_refused_by_the_method() {
    let (file, registration) = open(Bytes::default(), c"w+");
    // SAFETY: an open stream.
    let (sought, error) = unsafe { (libc::fseek(file, -5, libc::SEEK_SET), io::Error::last_os_error()) };
    assert_eq!((sought, error.raw_os_error()), (-1, Some(libc::EINVAL)));
    drop(registration);
    // SAFETY: closed once; the context has gone, and C holds the memory until here.
    unsafe { libc::fclose(file) };
}

#[test]
fn callbacks_are_as_the_header_says() {
    type Memory = Cursor<Vec<u8>>;
    Verify::new()
        .define("_GNU_SOURCE")
        .header("stdio.h")
        .name::<Functions>("cookie_io_functions_t")
        .layout::<Functions>("cookie_io_functions_t", &fields!(Functions { read, write, seek, close }))
        // Bytes are `char` in C.
        .callback::<stream::read<Memory>>()
        .allow_char_sign()
        .is_typedef("cookie_read_function_t")
        .callback::<stream::write<Memory>>()
        .allow_char_sign()
        .is_typedef("cookie_write_function_t")
        .callback::<stream::seek<Memory>>()
        .is_typedef("cookie_seek_function_t")
        .callback::<stream::close<Memory>>()
        .is_typedef("cookie_close_function_t")
        .function::<unsafe extern "C" fn(*mut c_void, *const c_char, Functions) -> *mut FILE>("fopencookie")
        .check();
}
