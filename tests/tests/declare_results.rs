//! Typed declarations: results that say that the call failed, and those that are refused.

use std::cell::Cell;
use std::ffi::{CStr, c_int};
use std::io;

use callback_runtime::foreign::CBox;
use callback_runtime::{CallError, Reason, Refused, callback};
use callback_tests::panic_text;

#[callback]
unsafe extern "C" {
    type Object;
    unsafe fn ends_event_free(object: *mut Object);

    /// 0 or more, or `-errno`.
    #[callback(errno = -result)]
    safe fn ends_negated(value: c_int) -> c_int;

    #[callback(errno = -result, error = Wrapped)]
    safe fn ends_negated_size(value: isize, text: &str) -> isize;

    #[callback(free = ends_event_free)]
    safe fn ends_find(found: c_int) -> CBox<Object>;
    safe fn ends_name(found: c_int) -> &'static CStr;
    safe fn ends_find_out(found: c_int, #[out(free = ends_event_free)] object: CBox<Object>) -> c_int;

    #[link_name = "ends_find"]
    #[callback(fails = null, free = ends_event_free)]
    safe fn find_or_fail(found: c_int) -> CBox<Object>;
    #[link_name = "ends_name"]
    #[callback(fails = null)]
    safe fn name_or_fail(found: c_int) -> &'static CStr;
    #[link_name = "ends_name"]
    safe fn name_of_text(found: c_int, #[len(text)] length: c_int, text: &[u8]) -> &'static CStr;
}

#[derive(Debug)]
struct Wrapped(io::Error);

impl From<io::Error> for Wrapped {
    fn from(error: io::Error) -> Self {
        Wrapped(error)
    }
}

#[test]
fn the_result_is_the_error_number() {
    assert_eq!(ends_negated(3).unwrap(), 3);
    assert_eq!(ends_negated(-libc::ENOSPC).unwrap_err().raw_os_error(), Some(libc::ENOSPC));
    assert_eq!(ends_negated(c_int::MIN).unwrap_err().raw_os_error(), None);
    match ends_negated_size(-1 - isize::from(libc::ENOENT as u8), "text") {
        Err(CallError::C(Wrapped(error))) => assert_eq!(error.raw_os_error(), Some(libc::ENOENT + 1)),
        other => panic!("{other:?}"),
    }
    assert_eq!(ends_negated_size(5, "text").unwrap(), 5);
}

/// The text of a panic, and its line.
fn panicked(f: impl FnOnce()) -> (String, u32) {
    thread_local!(static LINE: Cell<u32> = const { Cell::new(0) });
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(|info| LINE.set(info.location().unwrap().line())));
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(f));
    std::panic::set_hook(before);
    (panic_text(&*result.unwrap_err()), LINE.get())
}

#[test]
fn null_names_the_function_and_the_call() {
    let line = line!();
    let made = panicked(|| drop(ends_find(0)));
    let named = panicked(|| drop(ends_name(0).to_owned()));
    let written = panicked(|| drop(ends_find_out(0)));
    let text = |name: &str, what: &str| format!("function `{}::{name}`: {what} is NULL", module_path!());
    assert_eq!(made, (text("ends_find", "its result"), line + 1));
    assert_eq!(named, (text("ends_name", "its result"), line + 2));
    assert_eq!(written, (text("ends_find_out", "parameter `object`"), line + 3));
    drop((ends_find(1), ends_find_out(1)));
    assert_eq!(ends_name(1), c"name");
}

#[test]
fn null_is_an_error() {
    let refused: Refused = find_or_fail(0).err().unwrap();
    assert_eq!((refused.reason(), refused.parameter()), (Reason::Null, None));
    assert_eq!(refused.callback(), concat!(module_path!(), "::find_or_fail"));
    assert_eq!(
        name_or_fail(0).unwrap_err().to_string(),
        format!("function `{}`: its result is NULL", concat!(module_path!(), "::name_or_fail"))
    );
    assert!(find_or_fail(1).is_ok());
    assert_eq!(name_or_fail(1), Ok(c"name"));
    // One that can be refused anyway.
    assert_eq!(name_of_text(0, b"text").unwrap_err().reason(), Reason::Null);
}

#[test]
fn a_refused_argument_names_the_function() {
    let refused = match ends_negated_size(1, "a\0b") {
        Err(CallError::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    };
    assert!(
        refused.to_string().starts_with(&format!("function `{}::ends_negated_size`: parameter `text`", module_path!()))
    );
}
