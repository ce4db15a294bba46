use callback_runtime::{Callback, callback};
use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;

// Every shape, with one mistake each: nothing but the mistake is reported.

#[callback]
fn no_fail(x: c_int) -> c_int {
    x
}

#[callback(ok = 0)]
fn result(#[context] text: &mut String) -> Result<(), std::fmt::Error> {
    text.push('x');
    Ok(())
}

#[callback(ok = 0, err = 1, fial = 1)]
fn also(#[context] text: &mut String) -> Result<(), std::fmt::Error> {
    text.push('x');
    Ok(())
}

#[callback(continue = 0)]
pub fn flow<T: Copy + PartialEq, const N: usize>(x: &T, #[context] known: &[T; N]) -> ControlFlow<T> {
    if known.contains(x) { ControlFlow::Break(*x) } else { ControlFlow::Continue(()) }
}

#[callback(fail = 0, fail = 1)]
fn borrows<'a>(#[context] seen: &mut Vec<&'a str>) -> c_int {
    seen.push("x");
    0
}

type Shim = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

fn main() {
    let shim: Option<unsafe extern "C" fn(c_int) -> c_int> = no_fail::shim();
    assert_eq!(no_fail(1), 1);

    let mut text = String::new();
    let outcome = result::scope(&mut text, |cb| {
        let shim: Shim = cb.shim();
        let other: Shim = cb.also::<also>().shim();
        unsafe { shim(0, cb.context()) + other(0, cb.context()) }
    });
    match outcome {
        Ok(answer) => assert_eq!(answer, 0),
        Err(callback_runtime::Failed::Err(error)) => println!("{error}"),
        Err(callback_runtime::Failed::Refused(refused)) => println!("{refused}"),
    }

    let outcome = flow::<u8, 2>::scope(&[1, 2], |cb| {
        let shim: Shim = cb.shim();
        unsafe { shim(0, cb.context().cast()) }
    });
    if let Ok(ControlFlow::Break(byte)) = outcome {
        assert_eq!(byte, 1_u8);
    }

    let mut seen = vec![];
    borrows::scope(&mut seen, |cb| {
        let shim: extern "C" fn(*mut c_void) = unsafe { cb.shim_safe() };
        (shim, cb.context())
    })
    .unwrap();
    println!("{shim:?} {seen:?}");
}
