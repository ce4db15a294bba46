use callback_runtime::arg::{Array, CPtr, CStrPtr, NullTerminated};
use callback_runtime::callback;
use std::ffi::CStr;

#[callback]
fn twice(_x: &&u32) {}

#[callback]
fn optional(_x: Option<&Option<&u32>>) {}

#[callback]
fn string(_x: &&CStr) {}

#[callback]
fn slice(n: usize, #[len(n)] _x: &[&u32]) {}

#[callback]
fn array(_x: &[&u32; 3]) {}

#[callback]
fn exclusive(_x: &mut &u32) {}

#[callback]
fn in_a_vector(_x: NullTerminated<'_, CStrPtr>) {}

#[callback]
fn in_an_array(n: usize, #[len(n)] _x: Option<Array<'_, CPtr<u8>>>) {}

fn main() {}
