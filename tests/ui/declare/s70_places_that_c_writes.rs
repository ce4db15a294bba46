#![allow(dead_code)]

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::MaybeUninit;
use std::num::{NonZero, NonZeroU8};
use std::ptr::NonNull;

use callback_runtime::arg::Out;
use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[repr(C)]
struct Row {
    number: c_int,
    flag: bool,
}

#[repr(C)]
struct Plain {
    number: c_int,
    next: *mut Plain,
    hook: Option<unsafe extern "C" fn()>,
    id: Option<NonZeroU8>,
}

#[repr(C)]
struct Owner {
    name: Option<Box<c_int>>,
}

#[callback]
#[repr(C)]
enum Level {
    Low,
    High,
}

#[repr(u8)]
#[allow(non_camel_case_types)]
enum narrow {
    low,
    high,
}

unsafe fn free_row(_row: *mut c_void) {}

type Flag<'a> = &'a mut bool;
type Text = Option<&'static c_int>;

#[callback]
unsafe extern "C" {
    safe fn flag(place: &mut bool);
    safe fn alias(place: Flag<'_>);
    safe fn code_point(place: Option<&mut char>);
    safe fn code_points(places: &mut [char], #[len(places)] n: usize);
    safe fn number(place: &mut NonZero<u32>);
    safe fn hook(place: &mut unsafe extern "C" fn());
    safe fn pointer(place: &mut NonNull<c_int>);
    safe fn boxed(place: &mut Option<Box<c_int>>);
    safe fn flags(place: &mut [bool; 4]);
    safe fn row(row: &mut Row);
    safe fn rows(rows: &mut [[Row; 2]], #[len(rows)] n: usize);
    safe fn owner(owner: &mut Owner);
    safe fn level(level: &mut Level);
    safe fn cell(cell: &Cell<bool>);
    safe fn text(text: &mut Text);
    safe fn called(hook: &mut Option<extern "C" fn(c_int) -> c_int>);
    safe fn called_each(hooks: &mut [Option<extern "C" fn()>; 2]);
    safe fn called_in_cell(hook: &Cell<Option<extern "C" fn()>>);
    safe fn cells(cells: &[Cell<char>], #[len(cells)] n: usize);
    #[callback(free = free_row)]
    safe fn row_new() -> CBox<Row>;
    #[callback(free = free_row)]
    safe fn narrow_new() -> CBox<narrow>;
    safe static current: Row;
    safe fn with_callback(place: &mut bool, f: fn(c_int));

    safe fn plain(plain: &mut Plain, rows: &mut [Plain], #[len(rows)] n: usize);
    safe fn called_by_unsafe_code(hook: &mut Option<unsafe extern "C" fn(c_int) -> c_int>);
    safe fn uninit(row: &mut MaybeUninit<Row>);
    safe fn out(level: Out<'_, Level>);
    safe fn out_value(#[out] level: Level, #[out] flag: bool);
    safe fn sort<T>(elements: &mut [T], #[len(elements)] n: usize);
}

fn main() {}
