//! A signature with a name: closures are bound to it, and declarations share it.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ops::ControlFlow;
use std::path::Path;

use callback_runtime::{Callback, callback};

/// `int (*callback)(struct dl_phdr_info *info, size_t size, void *data)`: one library that is loaded.
#[callback(continue = 0, break = 1)]
type OnLibrary<B> = fn(info: &libc::dl_phdr_info, size: usize, #[context] data: _) -> ControlFlow<B>;

#[callback]
unsafe extern "C" {
    /// `int dl_iterate_phdr(int (*callback)(…), void *data)`
    safe fn dl_iterate_phdr(#[callback] f: OnLibrary<u64>, #[context(f)] _: *mut c_void) -> c_int;

    #[link_name = "dl_iterate_phdr"]
    safe fn find_library(#[callback] f: OnLibrary<String>, #[context(f)] _: *mut c_void) -> c_int;
}

/// The name of a library: empty for the program itself.
fn name(library: &libc::dl_phdr_info) -> String {
    let name: *const c_char = library.dlpi_name;
    // SAFETY: a string of the loader's, for as long as the library is loaded.
    if name.is_null() { String::new() } else { unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned() }
}

fn main() {
    // Bound to a closure, for a C function that is called by hand.
    let mut names = vec![];
    let all = OnLibrary::<(), _>::scope(
        &mut |library, _| {
            names.push(name(library));
            ControlFlow::Continue(())
        },
        // SAFETY: the prototype is that of the signature, and C forgets both when it returns.
        |cb| unsafe { libc::dl_iterate_phdr(cb.shim(), cb.context()) },
    );
    assert_eq!(all, Ok(ControlFlow::Continue(0)));
    assert!(names.len() > 1, "the program and what it is linked to: {names:?}");

    // In declarations, each with a type of its own.
    let address = dl_iterate_phdr(|library, _| ControlFlow::Break(library.dlpi_addr));
    assert!(matches!(address, Ok(ControlFlow::Break(_))));
    let libc = find_library(|library, _| {
        let name = name(library);
        if name.contains("libc") { ControlFlow::Break(name) } else { ControlFlow::Continue(()) }
    });
    let Ok(ControlFlow::Break(libc)) = libc else { panic!("the C library is loaded: {libc:?}") };
    assert!(Path::new(&libc).is_absolute());
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("link.h")
        // It reads alone what C lets it change.
        .declared::<(dl_iterate_phdr, find_library)>()
        .allow_const()
        .check();
}
