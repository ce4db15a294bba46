use callback_runtime::callback;
use std::ffi::c_int;

#[callback(break = -1)]
fn optional() -> Option<&'static c_int> {
    None
}

fn main() {}
