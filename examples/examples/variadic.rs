//! `#[variadic]`: C functions with `...`, one declaration for each use.

use callback_runtime::callback;
use std::{
    ffi::{CStr, c_int},
    io,
};

#[callback]
unsafe extern "C" {
    /// `int open(const char *path, int flags, ...)`: without `O_CREAT` nothing is read behind the flags.
    #[callback(errno = -1)]
    unsafe fn open(path: &CStr, flags: c_int, ...) -> c_int;

    /// `int fcntl(int fd, int op, ...)` with `F_GETFD`, which takes nothing more.
    #[callback(errno = -1)]
    #[link_name = "fcntl"]
    unsafe fn get(fd: c_int, op: c_int, ...) -> c_int;

    /// `int fcntl(int fd, int op, ...)` with `F_SETFD`, which takes an `int`.
    #[callback(errno = -1)]
    #[link_name = "fcntl"]
    unsafe fn set(fd: c_int, op: c_int, #[variadic] flags: c_int) -> c_int;

    /// `int close(int fd)`
    #[callback(errno = -1)]
    unsafe fn close(fd: c_int) -> c_int;
}

fn main() -> io::Result<()> {
    // SAFETY: no `O_CREAT`, so that no mode is read.
    let fd = unsafe { open(c"/dev/null", libc::O_RDONLY) }?;
    // SAFETY: `F_SETFD` takes an `int`.
    unsafe { set(fd, libc::F_SETFD, libc::FD_CLOEXEC) }?;
    // SAFETY: `F_GETFD` takes nothing.
    assert_eq!(unsafe { get(fd, libc::F_GETFD) }?, libc::FD_CLOEXEC);
    // SAFETY: opened above, and used no more.
    unsafe { close(fd) }?;
    // SAFETY: as above.
    let missing = unsafe { open(c"/no/such/file", libc::O_RDONLY) };
    assert_eq!(missing.unwrap_err().raw_os_error(), Some(libc::ENOENT));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .header("fcntl.h")
        .header("unistd.h")
        .declared::<(open, get, set, close)>()
        .check();
}
