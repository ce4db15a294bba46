#![allow(dead_code, unused_mut, unused_variables)]

use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};

use callback_runtime::{Array, ByValue, CPtr, CStrPtr, Out, WriteBuf, callback};

#[repr(C)]
#[derive(Clone, Copy)]
struct Row<'call> {
    name: CStrPtr<'call>,
    number: CPtr<'call, c_int>,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct One<T>(T);

struct Sum(c_int);

type Place<'a> = &'a mut c_int;

#[callback]
fn behind(row: &Row<'_>, number: &mut c_int) {
    *number = *row.number.to_ref().unwrap();
}

#[callback]
fn result(row: &Row<'_>, number: Out<'_, c_int>) {}

#[callback]
fn by_value(row: ByValue<Row<'_>>, number: Option<&mut c_int>) {}

#[callback]
fn alias(row: Option<&Row<'_>>, number: Place<'_>) {}

#[callback]
fn elements(#[len(n)] rows: &[Row<'_>], #[len(m)] to: &mut [c_int], n: usize, m: usize) {}

#[callback]
fn strings(names: &[CStrPtr<'_>; 2], #[len(m)] mut to: WriteBuf<'_, c_char>, m: usize) {}

#[callback]
fn array(#[len(n)] rows: Array<'_, &Row<'_>>, cell: &Cell<c_int>, n: usize) {}

#[callback]
fn generic(one: &One<CPtr<'_, c_int>>, number: &mut c_int) {}

#[callback(context = last)]
impl Sum {
    fn method(&mut self, row: &Row<'_>, number: &mut c_int) {}
}

#[callback]
type OnRow = fn(row: &Row<'_>, number: &mut c_int, #[context] _: _);

#[callback]
unsafe extern "C" {
    type Stmt<'db>;

    safe fn each(f: fn(row: &Row<'_>, number: &mut c_int, #[context] _: _), #[context(f)] _: *mut c_void);

    // An opaque type has no pointers that safe code reads.
    safe fn each_of(f: fn(stmt: &Stmt<'_>, number: &mut c_int, #[context] _: _), #[context(f)] _: *mut c_void);
}

#[callback]
fn alone(row: &Row<'_>, other: &Row<'_>, number: c_int, #[context] sum: &mut Sum) {}

#[callback]
fn pointer(row: &Row<'_>, number: *mut c_int) {}

/// # Safety
///
/// C keeps the number of the row apart.
#[callback]
unsafe fn vouched(row: &Row<'_>, number: &mut c_int) {}

fn main() {}
