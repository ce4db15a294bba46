//! A string that C passes is read as long as its call lasts, wherever the pointer goes.
use std::cell::Cell;
use std::ffi::{CStr, c_int};
use std::mem;

use callback_runtime::arg::{CPtr, CStrPtr};
use callback_runtime::callback;

#[repr(C)]
struct Row<'call> {
    name: CStrPtr<'call>,
    next: Cell<CPtr<'call, u64>>,
}

impl Unpin for Row<'_> {}

#[callback]
fn swapped(row: &mut Row<'_>, #[context] outer: &mut Row<'_>) {
    mem::swap(row, outer);
}

#[callback]
fn through_a_cell(row: &Row<'_>, #[context] outer: &Row<'_>) {
    row.next.swap(&outer.next);
}

#[callback]
fn elements(n: c_int, #[len(n)] values: &mut [CStrPtr], #[context] outer: &mut CStrPtr) {
    mem::swap(&mut values[0], outer);
}

#[callback]
fn text<'a>(n: c_int, #[len(n)] values: &[CStrPtr], #[context] kept: &mut Vec<&'a CStr>) {
    kept.extend(values[0].to_c_str());
}

#[repr(C)]
struct WithoutLifetime {
    name: CStrPtr,
}

fn main() {}
