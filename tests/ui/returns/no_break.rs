use callback_runtime::callback;
use std::ops::ControlFlow;

#[callback]
fn f() -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[callback]
fn g() -> ControlFlow<(), i32> {
    ControlFlow::Continue(1)
}

#[callback(break = 0)]
fn h() -> ControlFlow<()> {
    ControlFlow::Continue(())
}

type Alias = ControlFlow<u8>;

#[callback(continue = 0)]
fn alias() -> Alias {
    ControlFlow::Continue(())
}

fn main() {}
