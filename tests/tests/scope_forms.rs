//! Forms of a scope: a callback or NULL, a body that returns a `Result`, and structs with function pointers that are stored.

use std::error::Error;
use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;

use callback_runtime::table::Filled;
use callback_runtime::{Callback, Failed, Reason, Refused, callback};
use callback_tests as _;

type Plain = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

/// As in `libgit2-sys`: the pointers are safe to call by their types.
#[repr(C)]
#[derive(Clone, Copy)]
struct Stored {
    version: c_int,
    first: Option<extern "C" fn(c_int, *mut c_void) -> c_int>,
    second: Option<Plain>,
    user: *mut c_void,
}

unsafe extern "C" {
    fn peer_stored_run(stored: *const Stored, value: c_int) -> c_int;
    fn peer_optional(f: Option<Plain>, value: c_int, user: *mut c_void) -> c_int;
}

const EMPTY: Stored = Stored { version: 1, first: None, second: None, user: std::ptr::null_mut() };

#[callback(fail = -7)]
fn add(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[callback(fail = -7)]
fn twice(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += 2 * value;
    *sum
}

#[callback(fail = -7)]
fn by_closure(value: c_int, #[context] f: &mut (dyn FnMut(c_int) -> c_int + '_)) -> c_int {
    f(value)
}

#[callback(ok = 0, err = -1)]
fn fails(value: c_int, #[context] seen: &mut Vec<c_int>) -> Result<(), String> {
    seen.push(value);
    if value < 0 { Err(format!("{value}")) } else { Ok(()) }
}

#[callback(continue = 0, break = 1)]
fn stops(value: c_int, #[context] seen: &mut Vec<c_int>) -> ControlFlow<c_int> {
    seen.push(value);
    if value < 0 { ControlFlow::Break(value) } else { ControlFlow::Continue(()) }
}

#[callback(fail = -7)]
fn on_thread(value: c_int, #[context(thread_local)] seen: &mut Vec<c_int>) -> c_int {
    seen.push(value);
    value
}

#[test]
fn callback_or_null() {
    let run = |context: Option<&mut c_int>, value| {
        add::scope_or_null(context, |cb| unsafe { peer_optional(cb.shim(), value, cb.context()) })
    };
    let mut sum = 1;
    assert_eq!((run(None, 2).unwrap(), run(Some(&mut sum), 2).unwrap()), (0, 1));
    assert_eq!(sum, 3);
}

/// As `-sys` crates declare it that have safe function pointers.
#[test]
fn safe_pointer_or_null() {
    type Safe = extern "C" fn(c_int, *mut c_void) -> c_int;
    let run = |context: Option<&mut c_int>| {
        add::scope_or_null(context, |cb| {
            let shim: Option<Safe> = unsafe { cb.shim_safe() };
            shim.map(|shim| shim(2, cb.context()))
        })
        .unwrap()
    };
    let mut sum = 1;
    assert!(run(None).is_none());
    assert!(run(Some(&mut sum)).is_some());
    assert_eq!(sum, 3);
}

#[test]
fn closure_or_null() {
    let mut seen = vec![];
    let mut push = |value| {
        seen.push(value);
        0
    };
    let run = |f: Option<&mut dyn FnMut(c_int) -> c_int>| {
        by_closure::scope_or_null(f, |cb| {
            assert_eq!(cb.get().is_some(), !cb.context().is_null());
            unsafe { peer_optional(cb.shim(), 4, cb.context()) }
        })
        .unwrap()
    };
    assert_eq!((run(Some(&mut push)), run(None)), (1, 0));
    assert_eq!(seen, [4]);
}

#[test]
fn failure_of_a_callback_or_null() {
    let run = |seen: Option<&mut Vec<c_int>>| {
        fails::scope_or_null(seen, |cb| unsafe { peer_optional(cb.shim(), -3, cb.context()) })
    };
    let mut seen = vec![];
    assert_eq!(run(None), Ok(0));
    assert_eq!(run(Some(&mut seen)), Err(Failed::Err("-3".to_owned())));
    let stopped = stops::scope_or_null(Some(&mut seen), |cb| unsafe { peer_optional(cb.shim(), -4, cb.context()) });
    assert_eq!(stopped, Ok(ControlFlow::Break(-4)));
    assert_eq!(seen, [-3, -4]);
}

#[test]
fn callback_of_the_thread_or_null() {
    let mut seen = vec![];
    let run = |seen: Option<&mut Vec<c_int>>| {
        on_thread::scope_or_null(seen, |cb| {
            let f: Option<unsafe extern "C" fn(c_int) -> c_int> = cb.shim();
            f.map_or(-1, |f| unsafe { f(6) })
        })
        .unwrap()
    };
    assert_eq!((run(None), run(Some(&mut seen))), (-1, 6));
    assert_eq!(seen, [6]);
}

#[derive(Debug, PartialEq)]
enum Own {
    Status(c_int),
    Text(String),
    Refused(Reason),
}

impl From<Refused> for Own {
    fn from(refused: Refused) -> Self {
        Own::Refused(refused.reason())
    }
}

impl From<String> for Own {
    fn from(text: String) -> Self {
        Own::Text(text)
    }
}

#[test]
fn body_with_a_result_is_flat() {
    let run = |value: c_int, status: c_int| -> Result<c_int, Own> {
        let mut seen = vec![];
        fails::try_scope(&mut seen, |cb| {
            let called = unsafe { peer_optional(cb.shim(), value, cb.context()) };
            if status == 0 { Ok(called) } else { Err(Own::Status(status)) }
        })
    };
    assert_eq!(run(1, 0), Ok(1));
    assert_eq!(run(1, 5), Err(Own::Status(5)));
    assert_eq!(run(-1, 0), Err(Own::Text("-1".to_owned())));
    // The failure of the callback is the cause.
    assert_eq!(run(-1, 5), Err(Own::Text("-1".to_owned())));
}

#[test]
fn refusals_and_breaks_of_a_flat_body() {
    let mut sum = 0;
    let refused: Result<c_int, Own> = add::try_scope(&mut sum, |cb| {
        let f: Plain = cb.shim();
        Ok(unsafe { f(1, std::ptr::null_mut()) })
    });
    // A null context is no one's, and reported.
    assert_eq!(refused, Ok(-7));
    let boxed: Result<c_int, Box<dyn Error>> = add::try_scope(&mut sum, |cb| {
        let called = unsafe { peer_optional(cb.shim(), 2, cb.context()) };
        Ok("5".parse::<c_int>()? + called)
    });
    assert_eq!(boxed.unwrap(), 6);
    let mut seen = vec![];
    let mut stop = |value, status| {
        stops::try_scope(&mut seen, |cb| {
            unsafe { peer_optional(cb.shim(), value, cb.context()) };
            if status == 0 { Ok(()) } else { Err(Own::Status(status)) }
        })
    };
    assert_eq!(stop(1, 0), Ok(ControlFlow::Continue(())));
    assert_eq!(stop(1, 3), Err(Own::Status(3)));
    assert_eq!(stop(-1, 3), Ok(ControlFlow::Break(-1)));
}

#[test]
fn stored_without_unsafe() {
    let mut sum = 0;
    let result = add::scope(&mut sum, |cb| {
        let mut stored = Filled::new(EMPTY);
        stored.put(|stored| &mut stored.first, cb);
        stored.put(|stored| &mut stored.second, &cb.also::<twice>());
        stored.set(|stored| &mut stored.user, cb.context());
        stored.set(|stored| &mut stored.version, 2);
        unsafe { peer_stored_run(stored.as_ptr(), 3) }
    });
    assert_eq!((result.unwrap(), sum), (2000 + 3 + 9, 9));
}

#[test]
fn stored_for_registrations() {
    let registration = add::own(10);
    let mut stored = Filled::new(EMPTY);
    stored.put(|stored| &mut stored.first, &registration);
    stored.put(|stored| &mut stored.second, &registration.also::<twice>());
    stored.set(|stored| &mut stored.user, registration.context());
    assert_eq!(unsafe { peer_stored_run(stored.as_mut_ptr(), 1) }, 1000 + 11 + 13);
    let value = unsafe { stored.value() };
    assert!(value.first.is_some());
    assert_eq!(unsafe { peer_stored_run(&raw const value, 1) }, 1000 + 14 + 16);
}

/// The closure that names a member sees no callback, and can name nothing else.
#[test]
fn s37_stored_shims_are_not_read() {
    let mut sum = 0;
    add::scope(&mut sum, |cb| {
        let mut stored = Filled::new(EMPTY);
        stored.put(|stored| &mut stored.first, cb);
        let mut seen = None;
        stored.set(
            |stored| {
                seen = Some(stored.first.is_some() || stored.second.is_some());
                &mut stored.version
            },
            3,
        );
        assert_eq!(seen, Some(false));
        assert_eq!(unsafe { (*stored.as_ptr()).version }, 3);
        let elsewhere = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            stored.put(|_| Box::leak(Box::new(None::<Plain>)), cb);
        }));
        assert!(elsewhere.is_err());
    })
    .unwrap();
}

#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Key {
    Number(usize),
    Text(&'static str),
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Keyed {
    key: Key,
    done: Option<extern "C" fn()>,
}

/// The data of a variant is looked up in the variant that was stored last.
#[test]
fn s37_data_of_the_variant_that_is_there() {
    let mut keyed = Filled::new(Keyed { key: Key::Text("text"), done: None });
    keyed.set(|keyed| &mut keyed.key, Key::Number(1));
    keyed.set(
        |keyed| match &mut keyed.key {
            Key::Number(number) => number,
            Key::Text(_) => unreachable!("a number is stored"),
        },
        7,
    );
    // SAFETY: it has no function pointers.
    assert_eq!(unsafe { keyed.value() }.key, Key::Number(7));
    keyed.set(|keyed| keyed, Keyed { key: Key::Text("other"), done: None });
    keyed.set(
        |keyed| match &mut keyed.key {
            Key::Text(text) => text,
            Key::Number(_) => unreachable!("a text is stored"),
        },
        "last",
    );
    // SAFETY: as above.
    assert_eq!(unsafe { keyed.value() }.key, Key::Text("last"));
}

/// A closure may change its copy: what it stores is that, and no mixture.
#[test]
fn s37_closure_that_changes_the_variant() {
    let mut keyed = Filled::new(Keyed { key: Key::Text("text"), done: None });
    keyed.set(
        |keyed| {
            keyed.key = Key::Number(0);
            match &mut keyed.key {
                Key::Number(number) => number,
                Key::Text(_) => unreachable!("a number was stored"),
            }
        },
        0x4141_4141,
    );
    keyed.set(
        |keyed| {
            assert_eq!(keyed.key, Key::Number(0x4141_4141));
            &mut keyed.done
        },
        None,
    );
}
