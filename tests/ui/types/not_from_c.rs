use callback_runtime::callback;
use std::cmp::Ordering;

// C may pass any `int`.
#[callback]
fn ordering(_x: Ordering) {}

fn main() {}
