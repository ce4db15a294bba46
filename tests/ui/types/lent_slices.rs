use callback_runtime::arg::Out;
use callback_runtime::callback;
use std::ptr::null;

#[callback(fail = 0)]
fn other_elements(#[context] x: &Vec<u8>, #[result(pointer)] _: Out<'_, *const u32>) -> &[u8] {
    x
}

#[callback(fail = 0)]
fn writable(#[context] x: &Vec<u8>, #[result(pointer)] _: Out<'_, *mut u8>) -> &[u8] {
    x
}

#[callback(fail = 0)]
fn raw(#[context] x: &Vec<u8>, #[result(pointer)] _: *mut *const u8) -> &[u8] {
    x
}

#[callback(fail = null())]
fn no_place(#[context] x: &Vec<u8>, #[result(len)] _: *mut usize) -> &[u8] {
    x
}

fn main() {}
