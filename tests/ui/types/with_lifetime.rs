//! A type behind a pointer has the lifetime of the call, and a type that is a pointer itself is not behind one.

use callback_runtime::arg::{Out, WriteBuf};
use callback_runtime::callback;
use std::ffi::c_int;
use std::marker::PhantomData;

#[repr(C)]
struct Text<'a>(*const u8, usize, PhantomData<&'a [u8]>);

#[callback]
fn elided(_x: &Text<'_>) {}

#[callback]
fn named<'a>(_x: Option<&'a mut Text<'a>>) {}

#[callback]
fn raw(_x: *const Text<'_>) {}

#[callback]
fn several(n: usize, #[len(n)] _x: &[Text<'_>]) {}

#[callback]
fn place(_x: &mut Out<'_, c_int>) {}

#[callback]
fn buffer(#[len(n)] _x: &WriteBuf<'_>, n: usize) {}

#[callback]
fn forever(_x: &Text<'static>) {}

fn main() {}
