use callback_runtime::arg::Complex;
use callback_runtime::callback;

#[callback]
fn by_value(_x: Complex<i32>) {}

#[callback]
fn behind_a_pointer(_x: &Complex<i32>) {}

fn main() {}
