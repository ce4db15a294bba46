//! Types by value under their own names, in functions as bindgen writes them.

use callback_runtime::callback;
use core::ffi::c_int;

#[repr(C)]
pub struct Owned {
    number: c_int,
}

#[repr(u32)]
#[derive(Clone, Copy)]
pub enum Level {
    Low = 1,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Row {
    number: c_int,
    flag: bool,
}

#[callback]
#[repr(C)]
pub enum Checked {
    Low,
}

pub type Bytes = [u8; 4];
pub type Wide = u128;

mod arguments {
    use super::*;

    #[callback]
    unsafe extern "C" {
        pub fn not_copy(owned: Owned);
        pub fn arrays(bytes: Bytes);
        pub fn wide(number: Wide) -> c_int;
        pub fn converted(level: Checked, ...);
    }
}

mod results {
    use super::*;

    #[callback]
    unsafe extern "C" {
        pub fn level() -> Level;
        pub fn row(number: c_int, ...) -> Row;
    }
}

fn main() {}
