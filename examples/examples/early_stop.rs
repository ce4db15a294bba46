//! `ControlFlow`: a callback that tells C to stop, and brings home what it found.

use callback_runtime::{Callback, Refused, callback};
use std::{
    ffi::{CStr, c_int},
    ops::ControlFlow,
};

/// `int (*callback)(struct dl_phdr_info *info, size_t size, void *data)`: 0 goes on, anything else stops.
#[callback(continue = 0, break = 1)]
fn find_object(info: &libc::dl_phdr_info, _size: usize, #[context] wanted: &str) -> ControlFlow<String> {
    // SAFETY: the dynamic linker names each object by a C string.
    let path = unsafe { CStr::from_ptr(info.dlpi_name) }.to_string_lossy();
    if path.contains(wanted) { ControlFlow::Break(path.into_owned()) } else { ControlFlow::Continue(()) }
}

/// The path of the loaded object whose path contains `wanted`, or what C returned.
fn object(wanted: &str) -> Result<ControlFlow<String, c_int>, Refused> {
    find_object::scope(wanted, |cb| {
        // SAFETY: `find_object` takes what `dl_iterate_phdr` gives it.
        unsafe { libc::dl_iterate_phdr(cb.shim(), cb.context()) }
    })
}

fn main() -> Result<(), Refused> {
    let ControlFlow::Break(path) = object("/libc.")? else { panic!("the C library is loaded") };
    assert!(path.contains("/libc."));

    assert_eq!(object("/no such library")?, ControlFlow::Continue(0));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("link.h")
        // It reads alone what C lets it change.
        .callback::<find_object>()
        .allow_const()
        .is_parameter("dl_iterate_phdr", 1)
        .check();
}
