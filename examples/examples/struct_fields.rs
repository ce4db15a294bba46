//! Function pointers in a struct that a `-sys` crate declares: zlib's allocator, two callbacks on one context.

use callback_runtime::{Callback, Refused, callback};
use libz_sys as z;
use std::{
    alloc::{Layout, alloc_zeroed, dealloc},
    collections::HashMap,
    ffi::{c_int, c_uint, c_void},
    ptr::null_mut,
};

/// The blocks that zlib has, and how many bytes it asked for.
#[derive(Default)]
struct Heap {
    blocks: HashMap<*mut c_void, Layout>,
    bytes: usize,
}

/// `voidpf (*alloc_func)(voidpf opaque, uInt items, uInt size)`
#[callback(fail = null_mut())]
fn allocate(#[context] heap: &mut Heap, items: c_uint, size: c_uint) -> *mut c_void {
    let Some(bytes) = (items as usize).checked_mul(size as usize).filter(|&bytes| bytes > 0) else { return null_mut() };
    let Ok(layout) = Layout::from_size_align(bytes, align_of::<u128>()) else { return null_mut() };
    // SAFETY: the layout is not empty.
    let block = unsafe { alloc_zeroed(layout) }.cast();
    heap.blocks.insert(block, layout);
    heap.bytes += bytes;
    block
}

/// `void (*free_func)(voidpf opaque, voidpf address)`
#[callback]
fn release(#[context] heap: &mut Heap, block: *mut c_void) {
    let layout = heap.blocks.remove(&block).expect("zlib frees what it allocated");
    // SAFETY: allocated above with this layout.
    unsafe { dealloc(block.cast(), layout) };
}

fn main() -> Result<(), Refused> {
    let mut heap = Heap::default();
    let status = allocate::scope(&mut heap, |cb| {
        let mut stream = z::z_stream {
            zalloc: cb.shim(),
            zfree: cb.also::<release>().shim(),
            opaque: cb.context(),
            next_in: null_mut(),
            avail_in: 0,
            total_in: 0,
            next_out: null_mut(),
            avail_out: 0,
            total_out: 0,
            msg: null_mut(),
            state: null_mut(),
            data_type: 0,
            adler: 0,
            reserved: 0,
        };
        let size = c_int::try_from(size_of_val(&stream)).expect("a small struct");
        // SAFETY: it takes nothing and returns a string of its own.
        let version = unsafe { z::zlibVersion() };
        // SAFETY: the stream has its allocator and nothing else, as zlib asks.
        let status = unsafe { z::deflateInit_(&raw mut stream, 9, version, size) };
        // SAFETY: the stream is initialised.
        (status, unsafe { z::deflateEnd(&raw mut stream) })
    })?;
    assert_eq!(status, (z::Z_OK, z::Z_OK));
    assert!(heap.bytes > 200_000, "deflate takes a quarter of a megabyte");
    assert!(heap.blocks.is_empty());
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("ZLIB_INCLUDE"))
        .header("zlib.h")
        .callback::<allocate>()
        .is_typedef("alloc_func")
        .callback::<release>()
        .is_typedef("free_func")
        .check();
}
