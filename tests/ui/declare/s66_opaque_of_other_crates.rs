#![allow(non_camel_case_types)]

use std::ffi::c_int;

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

mod sys {
    #[repr(C)]
    #[derive(Debug, Copy, Clone)]
    pub struct counter {
        _unused: [u8; 0],
    }

    pub enum file {}
}

type Counter = sys::counter;
type Lent<'a> = &'a sys::counter;

#[callback]
unsafe extern "C" {
    unsafe fn file_close(file: *mut sys::file);
    unsafe fn counter_free(counter: *mut sys::counter);

    #[callback(free = counter_free)]
    safe fn counter_new() -> CBox<Counter>;
    #[callback(fails = nonzero)]
    safe fn counter_make(#[out(free = counter_free)] counter: Option<CBox<sys::counter>>) -> c_int;
    safe fn counter_get(counter: &sys::counter) -> c_int;
    safe fn counter_set(counter: Option<&mut Counter>);
    safe fn counter_lent(counter: Lent<'_>);
    safe fn counter_all(counters: &[sys::counter], #[len(counters)] n: usize);
    #[callback(free = file_close)]
    safe fn file_boxed() -> CBox<sys::file>;
    safe fn file_flush(file: &mut sys::file);
    safe fn counter_global() -> &'static sys::counter;
    safe fn counter_each(f: fn(counter: &sys::counter));
}

#[callback]
fn on_alias(_counter: Lent<'_>) {}

#[callback]
fn on_file(_file: Option<&sys::file>) {}

struct Reader;

#[callback]
impl Reader {
    fn on_counters(&mut self, #[len(n)] _counters: &[Counter], n: c_int) {}
}

#[callback]
type OnCounter = fn(counter: &mut sys::counter);

fn main() {}
