//! The value of `GetLastError` belongs to C and the user: the shims of every owner leave it unchanged.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use callback_runtime::abi::ContextPointer;
use callback_runtime::{Callback, Registration, callback};
use windows_sys::Win32::Foundation::{GetLastError, SetLastError};

/// Calls between a last error that is set and one that is read.
fn after(call: impl FnOnce()) -> u32 {
    unsafe { SetLastError(1234) };
    call();
    unsafe { GetLastError() }
}

#[callback(fail = -1)]
extern "system" fn lent(value: c_int, #[context] state: &mut c_int) -> c_int {
    *state += value;
    *state
}

#[callback(threads, fail = -1)]
extern "system" fn across(value: c_int, #[context] state: &std::sync::atomic::AtomicI32) -> c_int {
    state.fetch_add(value, std::sync::atomic::Ordering::SeqCst)
}

#[callback(fail = -1)]
extern "system" fn of_thread(value: c_int, #[context(thread_local)] state: &Cell<c_int>) -> c_int {
    state.replace(value)
}

#[callback(fail = -1)]
extern "system" fn of_process(value: c_int, #[context(static)] state: &mut c_int) -> c_int {
    *state += value;
    *state
}

#[callback(fail = -1)]
extern "system" fn consumed(value: c_int, #[context] state: String) -> c_int {
    value + state.len() as c_int
}

#[callback(ok = 0, err = -2)]
extern "system" fn fails(value: c_int, #[context] _state: &()) -> Result<(), c_int> {
    if value == 0 { Ok(()) } else { Err(value) }
}

#[callback(fail = -1)]
extern "system" fn sets(value: c_int, #[context] _state: &()) -> c_int {
    unsafe { SetLastError(value as u32) };
    0
}

type Shim = unsafe extern "system" fn(c_int, *mut c_void) -> c_int;

fn call<C, O>(registration: &Registration<C, O>) -> u32
where
    C: Callback<Context: Sized>,
    O: callback_runtime::__private::Owner,
    C::Fn: callback_runtime::abi::Matches<Shim>,
    Shim: callback_runtime::context::PassesContext<C>,
{
    let (shim, context): (Shim, _) = (registration.shim(), registration.context());
    after(|| _ = unsafe { shim(1, ContextPointer::into_context(context)) })
}

#[test]
fn s29_last_error_is_kept_by_every_owner() {
    lent::scope(&mut 0, |cb| {
        let shim: Shim = cb.shim();
        assert_eq!(after(|| _ = unsafe { shim(1, cb.context()) }), 1234, "scope");
    })
    .unwrap();
    assert_eq!(call(&lent::own(0)), 1234, "own");
    assert_eq!(call(&lent::own(0)), 1234, "handle");
    assert_eq!(call(&across::own(0.into())), 1234, "own, threads");
    assert_eq!(call(&across::share(0.into())), 1234, "share");
    assert_eq!(call(&across::own(0.into())), 1234, "handle, threads");
    assert_eq!(call(&consumed::once("state".to_owned())), 1234, "once");
    of_thread::scope(&Cell::new(0), |cb| {
        let shim: unsafe extern "system" fn(c_int) -> c_int = cb.shim();
        assert_eq!(after(|| _ = unsafe { shim(1) }), 1234, "thread_local");
    })
    .unwrap();
    let registration = of_process::acquire(0).unwrap();
    let shim: unsafe extern "system" fn(c_int) -> c_int = registration.shim();
    assert_eq!(after(|| _ = unsafe { shim(1) }), 1234, "static");
}

#[test]
fn s29_last_error_behind_a_failure_and_of_the_user() {
    let mut last = [0; 3];
    let outcome = fails::scope(&(), |cb| {
        let shim: Shim = cb.shim();
        last = [0, 5, 5].map(|value| after(|| _ = unsafe { shim(value, cb.context()) }));
    });
    assert_eq!(outcome.unwrap_err().to_string(), "5");
    assert_eq!(last, [1234; 3], "kept, poisoned");
    sets::scope(&(), |cb| {
        let shim: Shim = cb.shim();
        assert_eq!(after(|| _ = unsafe { shim(77, cb.context()) }), 77);
    })
    .unwrap();
}
