use std::ffi::{c_int, c_void};

use callback_runtime::callback;

#[repr(C)]
struct Header {
    len: c_int,
}

#[callback]
fn twice(#[len(n as u32 as usize)] _data: &[u8], n: c_int) {}

#[callback]
fn inside(#[len(2 * (n as usize) + 1)] _data: &[u8], n: c_int) {}

#[callback]
fn in_a_call(#[len(usize::max(n as usize, 1))] _data: &[u8], n: c_int) {}

struct Reader;

#[callback]
impl Reader {
    fn on_data(&mut self, #[len(n as usize)] _data: &[u8], n: c_int) {}
}

#[callback]
unsafe extern "C" {
    safe fn each(f: fn(#[len(n as usize)] data: &[u8], n: c_int));
}

#[callback]
fn pointers(#[len(unsafe { (*(header as *const Header)).len })] _data: &[u8], header: *const c_void) {}

fn main() {}
