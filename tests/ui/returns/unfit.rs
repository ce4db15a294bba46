use callback_runtime::callback;
use std::cmp::Ordering;
use std::ops::ControlFlow;

#[callback(continue = 0, break = 1)]
fn result() -> Result<i32, ()> {
    Ok(1)
}

#[callback(ok = 0, err = 1)]
fn flow() -> ControlFlow<(), i32> {
    ControlFlow::Continue(1)
}

#[callback(err = 1)]
fn unit() {}

#[callback(break = 1)]
fn ordering(x: i32, y: i32) -> Ordering {
    x.cmp(&y)
}

type Alias = Result<(), i32>;

#[callback(ok = 0, err = -1, break = 1)]
fn alias() -> Alias {
    Ok(())
}

fn main() {}
