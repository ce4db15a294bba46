#![allow(non_camel_case_types)]

use callback_runtime::arg::{CType, FromC};
use callback_runtime::{Reason, callback};

struct c_int(i32);

unsafe impl CType for c_int {
    type C = i32;
}

unsafe impl FromC<'_> for c_int {
    unsafe fn from_c(c: i32) -> Result<Self, Reason> {
        Ok(c_int(c))
    }
}

#[callback]
fn by_name(n: c_int, #[context] sum: &mut i32) {
    *sum += n.0;
}

#[callback]
fn by_path(n: self::c_int, #[context] sum: &mut i32) {
    *sum += n.0;
}

fn main() {}
