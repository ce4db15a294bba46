//! `Release`: C borrows memory of Rust's, without a copy, and calls when it is done with it.

use callback_runtime::release::Release;
use callback_runtime::{callback, live};
use std::{
    ffi::{c_int, c_void},
    ptr::null_mut,
    sync::Arc,
};

#[repr(C)]
struct Picture {
    opaque: [u8; 0],
}

type Done = Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>;

// build.rs compiles it: src/picture.c. As `evbuffer_add_reference` of libevent.
#[callback]
unsafe extern "C" {
    unsafe fn picture_new(user: *mut c_void) -> *mut Picture;
    unsafe fn picture_free(picture: *mut Picture);
    unsafe fn picture_lend(
        picture: *mut Picture,
        data: *const c_void,
        size: usize,
        release: Done,
        extra: *mut c_void,
    ) -> c_int;
    unsafe fn picture_sum(picture: *const Picture) -> u32;
}

/// Gives a picture bytes: a `Vec<u8>`, a `String`, an `Arc<[u8]>`, whatever has some.
fn lend<T: AsRef<[u8]> + Send + 'static>(picture: *mut Picture, bytes: T) -> bool {
    let bytes = Release::new(bytes);
    // SAFETY: the bytes are there until C calls the shim with the context, which it does once.
    let status = unsafe { picture_lend(picture, bytes.data(), bytes.len(), bytes.shim(), bytes.context()) };
    if status == 0 {
        // They are C's now. Where C did not take them they are dropped here.
        bytes.into_context();
    }
    status == 0
}

fn sum(bytes: &Arc<[u8]>) -> Option<u32> {
    // SAFETY: freed below.
    let picture = unsafe { picture_new(null_mut()) };
    let taken = lend(picture, bytes.clone());
    assert_eq!(Arc::strong_count(bytes), if taken { 2 } else { 1 });
    // SAFETY: the bytes that it has were not released.
    let sum = taken.then(|| unsafe { picture_sum(picture) });
    // SAFETY: made above. It releases the bytes.
    unsafe { picture_free(picture) };
    assert_eq!(Arc::strong_count(bytes), 1);
    sum
}

fn main() {
    assert_eq!(sum(&Arc::from([1, 2, 3])), Some(6));
    assert_eq!(sum(&Arc::from([])), None);
    assert!(live().is_empty(), "nothing leaks");
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("picture.h")
        .name::<Picture>("struct picture")
        .declared::<(picture_new, picture_free, picture_lend, picture_sum)>()
        .check();
}
