use callback_runtime::callback;
use std::ops::ControlFlow;

#[callback(ok = 0, err = -1)]
fn f() -> Result<i32, ()> {
    Ok(1)
}

#[callback(continue = 0, break = -1)]
fn g() -> ControlFlow<(), i32> {
    ControlFlow::Continue(1)
}

fn main() {}
