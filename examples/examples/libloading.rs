//! `libloading` beside `lazy`: a plugin whose path is known at run time alone, and that is closed again. A symbol that is loaded by hand
//! takes shims as any function pointer does; `lazy` is for libraries whose names are in the source, which stay loaded.
//!
//! The library is the C library, for want of a plugin; its header is `stdlib.h`.

use callback_runtime::{Callback, Refused, callback};
use libloading::{Error, Library, Symbol};
use std::{
    cmp::Ordering,
    ffi::{c_int, c_void},
};

/// `int (*compar)(const void *, const void *, void *)`
type Compare = unsafe extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int;
/// `void qsort_r(void *base, size_t n, size_t size, int (*compar)(…), void *arg)`
type QsortR = unsafe extern "C" fn(*mut c_void, usize, usize, Compare, *mut c_void);

#[callback]
fn by_weight(a: &u32, b: &u32, #[context] weights: &[u8; 4]) -> Ordering {
    weights[*a as usize].cmp(&weights[*b as usize])
}

/// Sorts by a function of a library that is loaded for this call.
fn sorted(path: &str, mut indices: [u32; 4], weights: &[u8; 4]) -> Result<Result<[u32; 4], Refused>, Error> {
    // SAFETY: the constructors of this library may run.
    let library = unsafe { Library::new(path) }?;
    // SAFETY: the symbol has this type.
    let sort: Symbol<'_, QsortR> = unsafe { library.get(b"qsort_r\0") }?;
    let ended = by_weight::scope(weights, |cb| {
        let (base, n, size) = (indices.as_mut_ptr().cast(), indices.len(), size_of::<u32>());
        // SAFETY: an array of as many elements; the scope ends before the library is closed, so that no call comes later.
        unsafe { sort(base, n, size, cb.shim(), cb.context()) }
    });
    // The library is closed when `library` is dropped: behind the scope, and before anything that it keeps could be called.
    Ok(ended.map(|()| indices))
}

fn main() -> Result<(), Error> {
    let ended = sorted("libc.so.6", [0, 1, 2, 3], &[30, 10, 40, 20])?;
    assert_eq!(ended, Ok([1, 3, 0, 2]));
    assert!(sorted("libplugin.so.1", [0, 1, 2, 3], &[0; 4]).is_err());
    Ok(())
}
