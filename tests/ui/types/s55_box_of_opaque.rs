#![allow(dead_code)]

use std::ffi::c_void;

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn free_all(all: *mut c_void);

    #[callback(free = free_all)]
    safe fn open_all(#[len(result)] _: usize) -> CBox<[Db]>;

    #[callback(free = free_all)]
    safe fn open_pointers(#[len(result)] _: usize) -> CBox<[*mut Db]>;
}

fn main() {}
