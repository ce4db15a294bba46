use callback_runtime::arg::VaList;
use callback_runtime::callback;
use std::ffi::{c_char, c_float};

#[callback]
fn narrow(mut list: VaList<'_>) {
    let _ = unsafe { list.next::<c_char>() };
    let _ = unsafe { list.next::<c_float>() };
}

fn main() {}
