//! A C function without user data: the callback has no `#[context]`, and its state is its own affair.

use callback_runtime::{Callback, callback};
use std::{
    env,
    ffi::{CStr, CString, c_char, c_int, c_void},
    fs, io,
    ops::ControlFlow,
    os::unix::ffi::OsStrExt,
    process,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

type Visit = Option<unsafe extern "C" fn(*const c_char, *const libc::stat, c_int, *mut c_void) -> c_int>;

#[callback]
unsafe extern "C" {
    /// Calls `visit` for each file under `path`, until one call returns anything but 0.
    unsafe fn nftw(path: *const c_char, visit: Visit, descriptors: c_int, flags: c_int) -> c_int;
}

static FILES: AtomicUsize = AtomicUsize::new(0);

/// `int (*fn)(const char *, const struct stat *, int, struct FTW *)`
#[callback(continue = 0, break = 1, fail = -1)]
fn count_files(path: &CStr, status: &libc::stat, _kind: c_int, _place: *mut c_void) -> ControlFlow<()> {
    if path.to_bytes().ends_with(b"/stop") {
        return ControlFlow::Break(());
    }
    if status.st_mode & libc::S_IFMT == libc::S_IFREG {
        FILES.fetch_add(1, Relaxed);
    }
    ControlFlow::Continue(())
}

fn main() -> io::Result<()> {
    let root = env::temp_dir().join(format!("callback-example-{}", process::id()));
    fs::create_dir_all(root.join("a/b"))?;
    for file in ["one", "a/two", "a/b/three"] {
        fs::write(root.join(file), file)?;
    }
    let path = CString::new(root.as_os_str().as_bytes())?;
    // SAFETY: the path is a C string, and `count_files` takes what `nftw` gives it.
    let status = unsafe { nftw(path.as_ptr(), count_files::shim(), 8, 0) };
    assert_eq!((status, FILES.load(Relaxed)), (0, 3));

    fs::write(root.join("stop"), "")?;
    // SAFETY: see above.
    let status = unsafe { nftw(path.as_ptr(), count_files::shim(), 8, 0) };
    assert_eq!(status, 1);
    fs::remove_dir_all(root)
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("ftw.h")
        .callback::<count_files>()
        .allow_untyped()
        .is_typedef("__nftw_func_t")
        .declared::<nftw>()
        .allow_untyped()
        .check();
}
