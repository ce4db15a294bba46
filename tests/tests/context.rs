//! `#[context(as = …)]`: how C carries the pointer; `#[context(from = …)]`: where it is found.

use std::cell::Cell;
use std::ffi::{c_int, c_uchar, c_void};
use std::rc::{Rc, Weak};

use callback_runtime::{Callback, Reason, callback};
use callback_tests::{no_reports, reports, sys};

#[callback(fail = -1)]
fn as_const(value: c_int, #[context(as = *const c_void)] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[callback(fail = -1)]
fn as_uchar(#[context(as = *mut c_uchar)] sum: &mut c_int, value: c_int) -> c_int {
    *sum += value;
    *sum
}

#[callback(fail = -1)]
fn as_isize(value: c_int, #[context(as = isize)] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[callback(fail = -1)]
fn as_usize(value: c_int, #[context(as = usize)] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[cfg(unix)]
#[callback]
fn as_union(#[context(as = libc::sigval)] sum: &mut c_int) {
    *sum += 1;
}

#[test]
fn as_a_const_pointer() {
    let mut sum = 1;
    as_const::scope(&mut sum, |cb| {
        let user: *const c_void = cb.context();
        assert_eq!(unsafe { sys::peer_const(cb.shim(), 2, user) }, 3);
    })
    .unwrap();
    assert_eq!(sum, 3);
}

#[test]
fn as_a_pointer_to_unsigned_char() {
    let mut sum = 1;
    as_uchar::scope(&mut sum, |cb| {
        let user: *mut c_uchar = cb.context();
        assert_eq!(unsafe { sys::peer_uchar(cb.shim(), user, 2) }, 3);
    })
    .unwrap();
    assert_eq!(sum, 3);
}

#[test]
fn as_an_integer() {
    let mut sum = 1;
    as_isize::scope(&mut sum, |cb| {
        let user: isize = cb.context();
        assert_eq!(unsafe { sys::peer_intptr(cb.shim(), 2, user) }, 3);
    })
    .unwrap();
    as_usize::scope(&mut sum, |cb| {
        let user: usize = cb.context();
        assert_eq!(unsafe { sys::peer_uintptr(cb.shim(), 2, user) }, 5);
    })
    .unwrap();
    assert_eq!(sum, 5);
}

#[cfg(unix)]
#[test]
fn as_a_union() {
    let mut sum = 1;
    as_union::scope(&mut sum, |cb| unsafe {
        let user: libc::sigval = cb.context();
        sys::peer_sigval(cb.shim(), user);
        sys::peer_sigval(cb.shim(), user);
    })
    .unwrap();
    assert_eq!(sum, 3);
}

#[test]
fn null_in_another_carrier_is_refused() {
    let (answers, reports) = reports(|| unsafe {
        [sys::peer_intptr(as_isize::shim(), 2, 0), sys::peer_const(as_const::shim(), 2, std::ptr::null())]
    });
    assert_eq!(answers, [-1, -1]);
    assert_eq!(
        reports,
        [
            "callback `context::as_isize` was called without a context",
            "callback `context::as_const` was called without a context",
        ]
    );
}

/// A field of what C passes, read through a raw pointer.
#[callback(fail = -1)]
fn in_handle(
    handle: *mut sys::peer_handle,
    value: c_int,
    #[context(from = unsafe { (*handle).data })] seen: &mut Vec<c_int>,
) -> c_int {
    seen.push(value);
    unsafe { (*handle).number }
}

/// The same through a reference, which is checked before it is used.
#[callback(fail = -1)]
fn in_reference(
    handle: &sys::peer_handle,
    value: c_int,
    #[context(from = unsafe { (*handle).data })] seen: &mut Vec<c_int>,
) -> c_int {
    seen.push(value);
    handle.number
}

/// As [`in_reference`], and C lets it change the handle.
#[callback(fail = -1)]
fn in_exclusive_reference(
    handle: &mut sys::peer_handle,
    value: c_int,
    #[context(from = unsafe { (*handle).data })] seen: &mut Vec<c_int>,
) -> c_int {
    seen.push(value);
    handle.number += value;
    handle.number
}

#[test]
fn from_a_field() {
    let mut seen = vec![];
    let answers = no_reports(|| {
        in_handle::scope(&mut seen, |cb| unsafe {
            [3, 4].map(|value| sys::peer_with_handle(cb.shim(), cb.context(), value))
        })
    });
    assert_eq!((answers, seen.as_slice()), (Ok([7, 7]), [3, 4].as_slice()));
    let answer = no_reports(|| {
        in_reference::scope(&mut seen, |cb| unsafe { sys::peer_with_handle(cb.shim(), cb.context(), 5) })
    });
    assert_eq!((answer, seen.as_slice()), (Ok(7), [3, 4, 5].as_slice()));
    let answer = no_reports(|| {
        in_exclusive_reference::scope(&mut seen, |cb| unsafe { sys::peer_with_handle(cb.shim(), cb.context(), 6) })
    });
    assert_eq!((answer, seen.as_slice()), (Ok(13), [3, 4, 5, 6].as_slice()));
}

/// C passes no handle: there is no field to read, and no context.
#[test]
fn from_a_field_of_null() {
    let (answers, reports) = reports(|| unsafe {
        [
            sys::peer_with_handle(in_handle::shim(), std::ptr::null_mut(), 1),
            sys::peer_with_handle(in_reference::shim(), std::ptr::null_mut(), 1),
            sys::peer_with_handle(in_exclusive_reference::shim(), std::ptr::null_mut(), 1),
        ]
    });
    assert_eq!(answers, [-1; 3]);
    assert_eq!(
        reports,
        [
            "callback `context::in_handle` was called without a context",
            "callback `context::in_reference` was called without a context",
            "callback `context::in_exclusive_reference` was called without a context",
        ]
    );
}

/// A misaligned handle is not read either, where the parameter says that it is a reference.
#[test]
fn from_a_field_of_a_misaligned_handle() {
    let room = [0_u64; 4];
    let misaligned = room.as_ptr().wrapping_byte_add(1).cast_mut().cast();
    for (shim, name) in [
        (in_reference::shim::<unsafe extern "C" fn(*mut sys::peer_handle, c_int) -> c_int>(), "in_reference"),
        (in_exclusive_reference::shim(), "in_exclusive_reference"),
    ] {
        let (answer, reports) = reports(|| unsafe { shim(misaligned, 1) });
        assert_eq!(answer, -1);
        assert_eq!(reports, [format!("callback `context::{name}` was called without a context")]);
    }
}

#[callback(fail = -1)]
fn global(value: c_int, #[context(from = unsafe { sys::peer_global() })] seen: &mut Vec<c_int>) -> c_int {
    seen.push(value);
    value
}

#[test]
fn from_a_getter() {
    let mut seen = vec![];
    let answer = global::scope(&mut seen, |cb| unsafe {
        sys::peer_set_global(cb.context());
        let answer = sys::peer_plain(cb.shim(), 6);
        sys::peer_set_global(std::ptr::null_mut());
        answer
    });
    assert_eq!((answer, seen), (Ok(6), vec![6]));
}

#[callback(fail = -1, panic = abort)]
fn lean(value: c_int, #[context(from = unsafe { sys::peer_global() })] seen: &Cell<c_int>) -> c_int {
    seen.set(value);
    value
}

#[callback(fail = -1, panic = abort)]
fn lean_local(value: c_int, #[context(thread_local)] seen: &Cell<c_int>) -> c_int {
    seen.set(value);
    value
}

#[test]
fn s12_nothing_is_found_where_nothing_else_is_refused() {
    let seen = Cell::new(0);
    assert_eq!(lean_local::scope(&seen, |cb| unsafe { sys::peer_plain(cb.shim(), 6) }), Ok(6));
    let local = lean_local::scope(&seen, |cb| cb.shim()).unwrap();
    for (shim, name) in [(lean::shim(), "lean"), (local, "lean_local")] {
        let (answer, reports) = reports(|| unsafe { sys::peer_plain(shim, 7) });
        assert_eq!(answer, -1);
        assert_eq!(reports, [format!("callback `context::{name}` was called without a context")]);
    }
    assert_eq!(seen.get(), 6);
}

/// A handle that the user's own struct begins with, as with `container_of`.
#[repr(C)]
struct Owner {
    before: u64,
    handle: sys::peer_handle,
}

fn owner_of(handle: *mut sys::peer_handle) -> *mut c_void {
    let owner = handle.wrapping_byte_sub(std::mem::offset_of!(Owner, handle)).cast::<Owner>();
    unsafe { (*owner).handle.data }
}

#[callback(fail = -1)]
fn contained(
    handle: *mut sys::peer_handle,
    value: c_int,
    #[context(from = owner_of(handle))] sum: &mut c_int,
) -> c_int {
    *sum += value;
    let _ = handle;
    *sum
}

#[test]
fn from_the_struct_around() {
    let mut sum = 1;
    let answer = contained::scope(&mut sum, |cb| {
        let mut owner = Owner { before: 9, handle: sys::peer_handle { number: 0, data: cb.context() } };
        let shim: unsafe extern "C" fn(*mut sys::peer_handle, c_int) -> c_int = cb.shim();
        let answer = unsafe { shim(&raw mut owner.handle, 4) };
        assert_eq!(owner.before, 9);
        answer
    });
    assert_eq!((answer, sum), (Ok(5), 5));
}

/// Refusals on the way: an argument that the expression does not use.
#[callback(fail = -1)]
fn checked(data: &c_int, #[context(from = unsafe { sys::peer_global() })] calls: &mut usize) -> c_int {
    *calls += 1;
    *data
}

#[test]
fn refused_argument_is_kept_in_the_context_that_was_found() {
    let mut calls = 0;
    let refused = no_reports(|| {
        checked::scope(&mut calls, |cb| unsafe {
            sys::peer_set_global(cb.context());
            let shim: unsafe extern "C" fn(*const c_int) -> c_int = cb.shim();
            assert_eq!(shim(std::ptr::null()), -1);
            assert_eq!(shim(&5), -1);
        })
    })
    .unwrap_err();
    assert_eq!((refused.reason(), refused.parameter(), calls), (Reason::Null, Some("data"), 0));
}

#[callback(fail = -1)]
fn upgraded(value: c_int, #[context] sum: &Weak<Cell<c_int>>) -> c_int {
    sum.upgrade().map_or(-2, |sum| sum.replace(sum.get() + value))
}

/// A state that may be gone is taken by reference, and the function answers for it.
#[test]
fn weak_context_is_upgraded_in_each_call() {
    let sum = Rc::new(Cell::new(1));
    let registration = upgraded::own(Rc::downgrade(&sum));
    let call = || unsafe { sys::peer_call(registration.shim(), 3, registration.context()) };
    assert_eq!((call(), call(), sum.get()), (1, 4, 7));
    assert_eq!(Rc::strong_count(&sum), 1);
    drop(sum);
    assert_eq!((call(), call()), (-2, -2));
    assert!(registration.outcome().is_none());
}
