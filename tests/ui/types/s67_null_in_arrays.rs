use std::ptr::NonNull;

use callback_runtime::arg::ByValue;
use callback_runtime::callback;

type Hook = unsafe extern "C" fn(i32);
type Hooks = [Hook; 2];

#[repr(C)]
#[derive(Clone, Copy)]
struct Pair {
    open: Hook,
    close: Hook,
}

#[callback]
fn hooks(_hooks: &[Hook; 2]) {}

#[callback]
fn alias(_hooks: &Hooks) {}

#[callback]
fn nested(#[len(n)] _hooks: &[[NonNull<u8>; 3]], n: usize) {}

#[callback]
fn pair(_pair: ByValue<Pair>) {}

#[callback]
fn options(_hooks: &[Option<Hook>; 2], _pair: &Pair) {}

fn main() {}
