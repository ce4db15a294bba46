use std::ffi::{CStr, c_char, c_int, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[callback]
unsafe extern "C" {
    type Reader;
    type Writer;
    unsafe fn reader_close(reader: *mut Reader) -> c_int;
    unsafe fn writer_close(writer: *mut Writer);
    unsafe fn text_free(text: *const c_char);

    #[callback(free = writer_close)]
    safe fn reader_open() -> Option<CBox<Reader>>;
    #[callback(fails = nonzero)]
    safe fn reader_make(#[out(free = writer_close, always)] reader: CBox<Reader>) -> c_int;
    #[callback(free = reader_close)]
    safe fn text_copy(text: &CStr) -> CBox<CStr>;
    #[callback(free = self::text_free)]
    safe fn writer_with_body() -> CBox<Writer> {
        std::ptr::null_mut()
    }

    #[callback(free = libc_free)]
    safe fn reader_free_for_all() -> CBox<Reader>;
    #[callback(free = text_free)]
    safe fn text_const() -> CBox<CStr>;
    #[callback(free = libc_free)]
    safe fn memory() -> CBox<c_void>;
}

unsafe fn libc_free(_memory: *mut c_void) {}

fn main() {}
