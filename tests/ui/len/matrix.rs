use callback_runtime::arg::{Array, Matrix};
use callback_runtime::callback;

#[callback]
fn one(#[len(n)] _rows: Matrix<'_, f32>, n: usize) {}

#[callback]
fn two(#[len(n, n)] _row: &[f32], n: usize) {}

#[callback]
fn three(#[len(n, n, n)] _cube: Matrix<'_, f32>, n: usize) {}

#[callback]
fn without(_names: Array<'_, &str>) {}

fn main() {}
