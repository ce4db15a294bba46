use callback_runtime::arg::{ByValue, Formatted, VaList};
use callback_runtime::callback;
use std::ffi::{CStr, c_int};

#[derive(Clone, Copy)]
#[repr(C)]
struct Point {
    x: f64,
    y: f64,
}

#[callback]
fn not_a_string(format: c_int, #[format(format)] _text: Formatted<'_>) {}

#[callback]
fn not_a_text(format: &CStr, #[format(format)] _text: VaList<'_>) {}

#[callback]
fn struct_before(_point: ByValue<Point>, _rest: ...) {}

#[callback(fail = ByValue(Point { x: 0.0, y: 0.0 }))]
fn struct_result(_n: c_int, _rest: ...) -> ByValue<Point> {
    ByValue(Point { x: 0.0, y: 0.0 })
}

fn main() {}
