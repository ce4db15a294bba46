use callback_runtime::arg::Out;
use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[callback(fail = 0)]
fn of_what<'c>(#[context] x: &'c Vec<u8>, #[result] _: Out<'_, *const u8>) -> &'c [u8] {
    x
}

#[callback(fail = 0)]
fn unknown<'c>(#[context] x: &'c Vec<u8>, #[result(size)] _: Out<'_, usize>) -> &'c [u8] {
    x
}

#[callback(fail = 0)]
fn twice(
    #[context] x: &Vec<u8>,
    #[result(pointer)] _: Out<'_, *const u8>,
    #[result(pointer)] _: Out<'_, *const u8>,
) -> &[u8] {
    x
}

#[callback(fail = 0)]
fn both(n: usize, #[context] x: &Vec<u8>, #[len(n)] #[result(pointer)] _: Out<'_, *const u8>) -> &[u8] {
    x
}

#[callback(fail = 0)]
fn no_slice(#[context] x: &Vec<u8>, #[result(len)] _: Out<'_, usize>) -> c_int {
    0
}

#[callback(fail = std::ptr::null())]
fn no_place(#[context] x: &Vec<u8>) -> &[u8] {
    x
}

#[callback]
fn no_length(#[context] x: &Vec<u8>, #[result(pointer)] _: Out<'_, *const u8>) -> &[u8] {
    x
}

struct Bytes(Vec<u8>);

#[callback]
impl Bytes {
    fn no_place(&self) -> &[u8] {
        &self.0
    }
}

#[callback]
type Closure = fn(#[context] _: _, #[result(pointer)] buffer: Out<'_, *const c_void>) -> &'static [u8];

#[callback(ok = 0, err = -1)]
fn of_both(
    #[context] x: &Vec<u8>,
    #[result(pointer)] _: Out<'_, *const u8>,
    #[result(len)] _: Out<'_, usize>,
) -> &[u8] {
    x
}

#[callback]
extern "C-unwind" fn never(#[result(len)] _: Out<'_, usize>) -> ! {
    std::process::abort()
}

fn main() {}
