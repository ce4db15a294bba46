use callback_runtime::arg::Out;
use callback_runtime::callback;
use std::ffi::c_int;

#[callback(fail = 0)]
fn no_status(#[context] x: &c_int, #[result(value)] _: Out<'_, c_int>) -> c_int {
    *x
}

#[callback]
fn nothing(#[context] x: &c_int, #[result(value)] _: Out<'_, c_int>) {}

#[callback(ok = 0, err = -1)]
fn of_another(#[context] x: &c_int, #[result(value)] _: Out<'_, u8>) -> Result<c_int, ()> {
    Ok(*x)
}

#[callback(ok = 0, err = -1)]
fn no_place(#[context] x: &c_int, #[result(value)] _: *mut c_int) -> Result<c_int, ()> {
    Ok(*x)
}

#[callback(ok = 0, err = -1)]
fn twice(
    #[context] x: &c_int,
    #[result(value)] _: Out<'_, c_int>,
    #[result(value)] _: Out<'_, c_int>,
) -> Result<c_int, ()> {
    Ok(*x)
}

#[callback(ok = 0, err = -1)]
fn with_a_half(
    #[context] x: &c_int,
    #[result(value)] _: Out<'_, c_int>,
    #[result(len)] _: Out<'_, usize>,
) -> Result<c_int, ()> {
    Ok(*x)
}

fn main() {}
