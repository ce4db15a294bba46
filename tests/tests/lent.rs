//! Results that borrow from the context.

use callback_runtime::{Callback, Failed, Reason, callback};
use callback_tests::panic_of;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::null;

unsafe extern "C" {
    fn told_name(
        f: Option<unsafe extern "C" fn(*mut c_void, c_int) -> *const c_char>,
        user: *mut c_void,
        index: c_int,
        to: *mut c_char,
        size: usize,
    ) -> c_int;
    fn told_number(
        f: Option<unsafe extern "C" fn(*const c_int, *mut c_void) -> *const c_int>,
        index: *const c_int,
        user: *mut c_void,
    ) -> c_int;
}

struct Names(Vec<CString>);

/// `const char *(*f)(void *user, int index)`: the name is good for as long as `user` is.
#[callback(fail = null())]
fn name(#[context] names: &Names, index: c_int) -> Option<&CStr> {
    assert!(index >= 0, "negative");
    names.0.get(usize::try_from(index).unwrap()).map(CString::as_c_str)
}

#[test]
fn a_string_of_the_context() {
    let names = Names(vec![c"one".into(), c"three".into()]);
    let mut to = [0; 16];
    let lengths = name::scope(&names, |cb| {
        [0, 1, 2].map(|index| unsafe { told_name(cb.shim(), cb.context(), index, to.as_mut_ptr(), to.len()) })
    });
    assert_eq!(lengths, Ok([3, 5, -1]));
    // SAFETY: C ends it with a zero.
    assert_eq!(unsafe { CStr::from_ptr(to.as_ptr()) }, c"three");
    let text = panic_of(|| {
        name::scope(&names, |cb| unsafe {
            assert_eq!(told_name(cb.shim(), cb.context(), -1, to.as_mut_ptr(), to.len()), -1);
        })
    });
    assert_eq!(text, "negative");
}

/// Made for the call, and good until the next one.
#[callback(fail = null())]
fn formatted(#[context] last: &mut CString, index: c_int) -> &CStr {
    *last = CString::new(format!("number {index}")).unwrap();
    last
}

#[test]
fn a_string_that_is_made_for_each_call() {
    let registration = formatted::own(CString::default());
    for (index, expected) in [(3, c"number 3"), (12, c"number 12")] {
        let mut to = [0; 16];
        let (shim, context) = (registration.shim(), registration.context());
        let length = unsafe { told_name(shim, context, index, to.as_mut_ptr(), to.len()) };
        // SAFETY: C ends it with a zero.
        let found = unsafe { CStr::from_ptr(to.as_ptr()) };
        assert_eq!((found, usize::try_from(length).unwrap()), (expected, expected.count_bytes()));
    }
}

#[callback(err = null())]
fn number<'c>(index: &c_int, #[context] numbers: &'c [c_int; 3]) -> Result<&'c c_int, String> {
    numbers.get(usize::try_from(*index).unwrap()).ok_or_else(|| format!("no {index}"))
}

#[test]
fn a_value_of_the_context_or_an_error() {
    let numbers = [5, 6, 7];
    let found = number::scope(&numbers, |cb| unsafe { told_number(cb.shim(), &2, cb.context()) });
    assert_eq!(found, Ok(7));
    let missing = number::scope(&numbers, |cb| unsafe { assert_eq!(told_number(cb.shim(), &3, cb.context()), -1) });
    assert_eq!(missing, Err(Failed::Err("no 3".to_owned())));
}

type Get = unsafe extern "C" fn(*mut c_void, c_int) -> *const c_char;

#[callback(threads = moves, fail = null())]
fn moving_name(#[context] names: &Names, index: c_int) -> Option<&CStr> {
    names.0.get(usize::try_from(index).unwrap()).map(CString::as_c_str)
}

#[callback(threads = moves, fail = -1)]
fn moving_count(#[context] names: &Names) -> c_int {
    names.0.len().try_into().unwrap()
}

/// C may use the name until the context is closed: the owner can look at the names, and not change them.
#[test]
fn the_owner_does_not_change_what_is_lent() {
    let mut registration = moving_count::own(Names(vec![c"one".into()]));
    let (get, context) = (registration.also::<moving_name>().shim::<Get>(), registration.context());
    registration.with_mut(|names| names.0.push(c"three".into())).unwrap();
    // SAFETY: a registered context.
    let name = unsafe { get(context, 1) };
    assert_eq!(registration.with_mut(|names| names.0.clear()).unwrap_err().reason(), Reason::Lent);
    assert!(registration.get_mut().is_none());
    assert_eq!(registration.with(|names| names.0.len()), Ok(2));
    // SAFETY: lent until the context is closed.
    assert_eq!(unsafe { CStr::from_ptr(name) }, c"three");
}

/// Memory lent from a `&mut` belongs to C until the next call; a `&T` of the owner could change it too, through a `RefCell`.
#[test]
fn the_owner_does_not_look_at_what_is_lent_mutably() {
    let registration = formatted::own(CString::default());
    assert_eq!(registration.with(|last| last.is_empty()), Ok(true));
    // SAFETY: a registered context.
    let text = unsafe { registration.shim::<Get>()(registration.context(), 7) };
    assert_eq!(registration.with(|last| last.is_empty()).unwrap_err().reason(), Reason::Lent);
    let refused = registration.with_mut(|last| *last = CString::default()).unwrap_err();
    assert!(refused.to_string().ends_with("`lent::formatted` has lent C a part of its context"), "{refused}");
    // SAFETY: lent until the next call.
    assert_eq!(unsafe { CStr::from_ptr(text) }, c"number 7");
}
