//! The heap of the C program, and contexts on it.

extern crate alloc;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::alloc::{GlobalAlloc, Layout};
use core::ffi::{c_int, c_void};

use callback_runtime::{Callback, callback};

struct Heap;

unsafe extern "C" {
    fn c_allocate(size: usize, align: usize) -> *mut c_void;
    fn c_free(memory: *mut c_void);
}

// SAFETY: the C program's own.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { c_allocate(layout.size(), layout.align()) }.cast()
    }

    unsafe fn dealloc(&self, memory: *mut u8, _: Layout) {
        unsafe { c_free(memory.cast()) };
    }
}

#[global_allocator]
static HEAP: Heap = Heap;

#[callback(fail = 0)]
fn collect(value: c_int, #[context] collected: &mut Vec<Box<c_int>>) -> c_int {
    collected.push(Box::new(value));
    1
}

#[callback(fail = 0)]
fn consume(value: c_int, #[context] text: String) -> c_int {
    value + text.len() as c_int
}

/// The sum of what was collected, and the length of a text that one call consumes.
#[unsafe(no_mangle)]
extern "C" fn rust_collect(n: c_int) -> c_int {
    let mut collected = Vec::new();
    let called = collect::scope(&mut collected, |cb| unsafe { super::c_each(n, cb.shim(), cb.context()) });
    let consumed = consume::scope(String::from("four"), |cb| unsafe { super::c_each(1, cb.shim(), cb.context()) });
    let sum: c_int = collected.iter().map(|value| **value).sum();
    if called.is_ok() && consumed.is_ok() { sum * 100 + collected.len() as c_int } else { -1 }
}
