//! `Callee` and `#[data]`: C hands the callback a function to call, with the data of that. Here a file system's directory.
//!
//! Rust functions stand for the C library here: there is no header to compare them with.

use callback_runtime::arg::{Callee, Data};
use callback_runtime::{Callback, Refused, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

/// `typedef int (*fill_dir)(void *buf, const char *name, long size)`, nonzero where `buf` is full, as FUSE's.
type Fill = unsafe extern "C" fn(*mut c_void, *const c_char, i64) -> c_int;
type ReadDir = unsafe extern "C" fn(*const c_char, *mut c_void, Option<Fill>, *mut c_void) -> c_int;

/// The capacity of the C buffer.
struct Listing {
    room: usize,
    entries: Vec<(String, i64)>,
}

/// The C side: it keeps the entries that the callback fills in.
unsafe extern "C" fn fill(buf: *mut c_void, name: *const c_char, size: i64) -> c_int {
    // SAFETY: `list` passed a listing, which is used here alone.
    let listing = unsafe { &mut *buf.cast::<Listing>() };
    if listing.entries.len() == listing.room {
        return 1;
    }
    // SAFETY: a string of the callback's.
    let name = unsafe { CStr::from_ptr(name) };
    listing.entries.push((name.to_string_lossy().into_owned(), size));
    0
}

/// The C side: lists a directory.
///
/// # Safety
///
/// `read_dir` may be called with `user`.
unsafe fn list(path: &CStr, room: usize, read_dir: ReadDir, user: *mut c_void) -> (c_int, Vec<(String, i64)>) {
    let mut listing = Listing { room, entries: vec![] };
    // SAFETY: the caller's promise; the buffer is what `fill` wants.
    let status = unsafe { read_dir(path.as_ptr(), (&raw mut listing).cast(), Some(fill), user) };
    (status, listing.entries)
}

struct Files(Vec<(&'static str, i64)>);

/// `int (*readdir)(const char *path, void *buf, fill_dir fill, void *user)`
///
/// `fill` can be called with the buffer that C passed and with no other, and not after this call.
#[callback(fail = -libc::EIO)]
fn read_dir(path: &str, buf: *mut c_void, #[data(buf)] fill: Callee<'_, Fill>, #[context] files: &Files) -> c_int {
    if path != "/" {
        return -libc::ENOENT;
    }
    for (name, size) in &files.0 {
        // SAFETY: it copies the name.
        if unsafe { fill.call((Data, *name, *size)) } != 0 {
            return -libc::ENOMEM;
        }
    }
    0
}

fn main() -> Result<(), Refused> {
    let files = Files(vec![("notes.txt", 120), ("photo.jpg", 4_000_000)]);
    let both = vec![("notes.txt".to_owned(), 120), ("photo.jpg".to_owned(), 4_000_000)];
    read_dir::scope(&files, |cb| {
        // SAFETY: the callback is called with its context, inside of the scope.
        let list = |path, room| unsafe { list(path, room, cb.shim(), cb.context()) };
        assert_eq!(list(c"/", 8), (0, both.clone()));
        assert_eq!(list(c"/", 1), (-libc::ENOMEM, both[..1].to_vec()));
        assert_eq!(list(c"/none", 8), (-libc::ENOENT, vec![]));
    })
}
