use callback_runtime::arg::CStrPtr;
use callback_runtime::callback;
use callback_runtime::foreign::{CBox, CStrSlice};
use std::ffi::{c_char, c_int, c_void};

type Name = CStrPtr<'static>;

#[repr(C)]
#[derive(Clone, Copy)]
struct Point {
    x: c_int,
    y: c_int,
}

#[callback]
unsafe extern "C" {
    unsafe fn free(memory: *mut c_void);
    unsafe fn number_free(number: *mut c_int);

    #[callback(free = free, len = "3")]
    safe fn text_for_length() -> CBox<[u8]>;
    #[callback(free = free, ends = null)]
    safe fn null_of_numbers() -> CBox<[u8]>;
    #[callback(free = free, ends = zero)]
    safe fn end_of_structures() -> CBox<[Point]>;
    #[callback(free = number_free, len = 3)]
    safe fn freed_as_other() -> CBox<[u8]>;
    #[callback(free = number_free, ends = null)]
    safe fn strings_freed_as_other() -> CBox<CStrSlice>;
    #[callback(free = free, len = 2)]
    safe fn named_strings() -> CBox<[Name]>;
    #[callback(free = free, len = length(of))]
    safe fn calls_c(of: &c_int) -> CBox<[u8]>;
    fn length(of: &c_int) -> usize;
}

fn main() {
    let _: *const c_char = std::ptr::null();
}
