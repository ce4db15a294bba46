use callback_runtime::{ErrorOut, Out, callback};

struct Point;

#[callback]
fn out(_point: Out<'_, Point>) {}

#[callback]
fn error(_code: ErrorOut<'_, i32>) {}

fn main() {}
