use callback_runtime::arg::{ErrorOut, Out};
use callback_runtime::callback;

struct Point;

#[callback]
fn out(_point: Out<'_, Point>) {}

#[callback]
fn error(_code: ErrorOut<'_, i32>) {}

fn main() {}
