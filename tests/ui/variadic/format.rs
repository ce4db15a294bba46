use callback_runtime::arg::{Formatted, VaList};
use callback_runtime::callback;
use std::ffi::CStr;

#[callback]
fn not_said(_format: &CStr, _text: Formatted<'_>) {}

#[callback]
fn unknown(_format: &CStr, #[format(fmt)] _text: Formatted<'_>) {}

#[callback]
fn of_itself(#[format(text)] text: Formatted<'_>) {}

#[callback]
fn of_a_slice(#[len(n)] format: &[u8], n: usize, #[format(format)] _text: ...) {}

#[callback]
fn no_name(_format: &CStr, #[format] _text: Formatted<'_>) {}

#[callback]
fn no_parameter(_format: &CStr, #[format(a + b)] _text: Formatted<'_>) {}

#[callback]
fn and_len(_format: &CStr, #[len(3)] #[format(format)] _text: VaList<'_>) {}

#[callback]
fn empty(_format: &CStr, #[format()] _text: Formatted<'_>) {}

fn main() {}
