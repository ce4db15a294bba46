//! A cell in a type argument: the layout of the whole does not show which values it may have.

use callback_runtime::callback;
use std::cell::{Cell, UnsafeCell};
use std::ffi::c_int;

#[repr(C)]
pub struct Wrapped<T> {
    value: T,
}

#[repr(C)]
pub struct Pair<A, B> {
    first: A,
    second: B,
}

#[callback]
fn cell(wrapped: &Wrapped<Cell<bool>>) {
    let _ = wrapped.value.get();
}

#[callback]
fn second(pair: Option<&Pair<c_int, [Cell<char>; 2]>>) {
    let _ = pair.map(|pair| pair.second[pair.first as usize].get());
}

#[callback]
unsafe extern "C" {
    safe fn given(wrapped: &Wrapped<UnsafeCell<bool>>);
    safe fn reference(wrapped: &mut Wrapped<Option<&'static c_int>>);

    safe fn number(wrapped: &Wrapped<Cell<c_int>>);
}

fn main() {}
