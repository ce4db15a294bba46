//! Part of the result that does not exist, and one that a closure cannot lend.

use callback_runtime::arg::Out;
use callback_runtime::callback;
use core::ffi::{c_int, c_void};

#[callback(ok = 0, err = -1)]
fn wrong(#[context] _state: &c_int, #[result(values)] _: Out<'_, c_int>) -> Result<c_int, ()> {
    Ok(1)
}

#[callback(err = -1)]
type Lent = fn(#[context] _: _, #[result(pointer)] _: Out<'_, *const c_void>) -> Result<c_int, ()>;

fn main() {}
