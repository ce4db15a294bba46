//! An enum or a `bool` that is inside of what C passes: behind a pointer in its memory, in a cell, in an array, in a struct.

use callback_runtime::arg::{Array, CPtr, Matrix};
use callback_runtime::callback;
use std::cell::{Cell, UnsafeCell};
use std::ffi::c_int;
use std::sync::atomic::AtomicBool;

#[repr(u32)]
#[derive(Clone, Copy)]
enum Kind {
    A = 0,
    B = 5,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Event {
    kind: Kind,
    number: c_int,
}

#[repr(C)]
struct Flag {
    number: c_int,
    is_set: bool,
}

type Flags = [Cell<bool>; 4];
type Deep = Cell<Cell<bool>>;
type Pair = [Kind; 2];

#[callback]
fn a(#[len(1)] _a: &[CPtr<Kind>]) {}

#[callback]
fn b(_a: &CPtr<Event>) {}

#[callback]
fn c(_a: &[CPtr<Flag>; 2]) {}

#[callback]
fn d(_a: &Cell<Cell<bool>>) {}

#[callback]
fn e(_a: &Cell<[bool; 4]>) {}

#[callback]
fn f(_a: &[Cell<bool>; 4]) {}

#[callback]
fn g(_a: &Flags) {}

#[callback]
fn h(_a: &Deep) {}

#[callback]
fn i(_a: &UnsafeCell<Kind>) {}

#[callback]
fn j(#[len(4)] _a: &[Cell<bool>]) {}

#[callback]
fn k(#[len(4)] _a: &mut [Cell<bool>]) {}

#[callback]
fn l(_a: &[[Kind; 2]; 2]) {}

#[callback]
fn m(_a: &[Pair; 2]) {}

#[callback]
fn n(_a: &[[bool; 2]; 2]) {}

#[callback]
fn o(_a: &[AtomicBool; 2]) {}

#[callback]
fn p(_a: &Event) {}

#[callback]
fn q(_a: &mut Event) {}

#[callback]
fn r(_a: Option<&Flag>) {}

#[callback]
fn s(#[len(2)] _a: &[Event]) {}

#[callback]
fn t(#[len(2)] _a: Array<'_, &Flag>) {}

#[callback]
fn u(#[len(1, 2)] _a: Matrix<'_, Event>) {}

#[callback]
fn v(_a: &Cell<Event>) {}

#[callback]
fn w(_a: &[Event; 2]) {}

#[callback]
unsafe extern "C" {
    safe fn last_event() -> Option<&'static Event>;
    safe fn each(visit: fn(#[context] _: _, &Flag), #[context(visit)] _: *mut std::ffi::c_void);
}

fn main() {}
