//! `err = errno(…)`, `err = -errno`, and `errno` left alone otherwise.

use std::ffi::c_int;
use std::io;

use callback_runtime::ret::Errno;
use callback_runtime::{Callback, Failed, callback};
use callback_tests::{no_reports, panic_of, reports, sys};

#[derive(Debug, PartialEq)]
struct Full;

impl Errno for Full {
    fn errno(&self) -> c_int {
        libc::ENOSPC
    }
}

#[callback(ok = 0, err = errno(-1))]
fn set(value: c_int, #[context] _state: &()) -> Result<(), Full> {
    match value {
        0 => Ok(()),
        1 => Err(Full),
        _ => panic!("set"),
    }
}

#[callback(err = -errno, fail = -libc::EIO)]
fn negative(value: c_int, #[context] _state: &()) -> Result<c_int, Full> {
    match value {
        0 => Ok(77),
        1 => Err(Full),
        // Without the panic hook, which is not the runtime's and may change `errno` where it prints.
        _ => std::panic::resume_unwind(Box::new("negative")),
    }
}

/// Calls with an `errno` of 12345; the answer and the `errno` afterwards.
macro_rules! call {
    ($callback:ident, $value:expr, $context:expr) => {{
        let mut after = 0;
        let mut answer = 0;
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            $callback::scope($context, |cb| unsafe {
                answer = sys::peer_errno(cb.shim(), $value, cb.context(), 12345, &raw mut after);
            })
        }));
        (outcome.map_err(|_| "panicked"), answer, after)
    }};
}

#[test]
fn set_from_the_error() {
    assert_eq!(call!(set, 0, &()), (Ok(Ok(())), 0, 12345));
    assert_eq!(call!(set, 1, &()), (Ok(Err(Failed::Err(Full))), -1, libc::ENOSPC));
    assert_eq!(call!(set, 2, &()), (Err("panicked"), -1, libc::EIO), "a panic has no number of its own");
}

#[test]
fn returned_negative() {
    assert_eq!(call!(negative, 0, &()), (Ok(Ok(())), 77, 12345));
    assert_eq!(call!(negative, 1, &()), (Ok(Err(Failed::Err(Full))), -libc::ENOSPC, 12345));
    assert_eq!(call!(negative, 2, &()), (Err("panicked"), -libc::EIO, 12345));
}

#[callback(ok = 0, err = errno(-1), fail = -5)]
fn set_but_fail(value: &c_int, #[context] _state: &()) -> Result<(), c_int> {
    Err(*value)
}

/// `fail` as it is written, without an error to set `errno` from.
#[test]
fn fail_beside_errno() {
    let mut answers = [0; 2];
    let outcome = set_but_fail::scope(&(), |cb| unsafe {
        answers = [&libc::EAGAIN, std::ptr::null()]
            .map(|value| sys::peer_pointer(cb.shim(), (&raw const *value).cast(), cb.context()));
    });
    assert_eq!((outcome, answers), (Err(Failed::Err(libc::EAGAIN)), [-1, -5]));
}

#[callback(ok = 0, err = errno(-1))]
fn of_io(value: c_int, #[context] errors: &mut Vec<io::Error>) -> io::Result<()> {
    let _ = value;
    errors.pop().map_or(Ok(()), Err)
}

#[test]
fn of_an_io_error() {
    let cases = [
        (io::Error::from_raw_os_error(libc::ENOTDIR), libc::ENOTDIR),
        (io::Error::from(io::ErrorKind::NotFound), libc::ENOENT),
        (io::Error::from(io::ErrorKind::PermissionDenied), libc::EACCES),
        (io::Error::from(io::ErrorKind::AlreadyExists), libc::EEXIST),
        (io::Error::from(io::ErrorKind::InvalidInput), libc::EINVAL),
        (io::Error::from(io::ErrorKind::InvalidData), libc::EINVAL),
        (io::Error::from(io::ErrorKind::WouldBlock), libc::EAGAIN),
        (io::Error::from(io::ErrorKind::Interrupted), libc::EINTR),
        (io::Error::from(io::ErrorKind::OutOfMemory), libc::ENOMEM),
        (io::Error::from(io::ErrorKind::BrokenPipe), libc::EPIPE),
        (io::Error::other("something"), libc::EIO),
    ];
    for (error, number) in cases {
        let text = error.to_string();
        let (outcome, answer, after) = call!(of_io, 0, &mut vec![error]);
        assert_eq!((answer, after), (-1, number), "{text}");
        assert_eq!(outcome.unwrap().unwrap_err().to_string(), text);
    }
    assert_eq!(call!(of_io, 0, &mut vec![]).2, 12345);
}

#[callback(ok = 0, err = -errno, fail = -libc::EIO)]
fn number(value: c_int) -> Result<(), c_int> {
    if value == 0 { Ok(()) } else { Err(value) }
}

/// Without a context C gets the number of the error, and that is all.
#[test]
fn without_a_context() {
    let mut after = 0;
    let answer = no_reports(|| unsafe { sys::peer_errno_plain(number::shim(), libc::EBUSY, 12345, &raw mut after) });
    assert_eq!((answer, after), (-libc::EBUSY, 12345));
}

#[callback(fail = -1)]
fn plain(value: c_int, #[context] _state: &()) -> c_int {
    match value {
        0 => 0,
        1 => {
            unsafe { sys::peer_set_errno(libc::ENOTTY) };
            -1
        }
        _ => std::panic::resume_unwind(Box::new("plain")), // as in `negative`
    }
}

#[test]
fn kept_but_for_the_user() {
    assert_eq!(call!(plain, 0, &()), (Ok(Ok(())), 0, 12345));
    assert_eq!(call!(plain, 1, &()), (Ok(Ok(())), -1, libc::ENOTTY));
    assert_eq!(call!(plain, 2, &()), (Err("panicked"), -1, 12345));
}

/// The scope itself leaves `errno` to the caller of the C function.
#[test]
fn kept_behind_the_scope() {
    let outcome = set::scope(&(), |cb| unsafe {
        sys::peer_call(cb.shim(), 1, cb.context());
    });
    assert_eq!(unsafe { sys::peer_get_errno() }, libc::ENOSPC);
    assert_eq!(outcome, Err(Failed::Err(Full)));
    assert_eq!(panic_of(|| set::scope(&(), |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) })), "set");
}

// 52: an `Err` that gives C the value of success

/// An error of any number.
#[derive(Debug, PartialEq)]
struct Number(c_int);

impl Errno for Number {
    fn errno(&self) -> c_int {
        self.0
    }
}

#[callback(ok = 0, err = -errno, fail = -libc::EIO)]
fn negative_of(value: c_int, #[context] _state: &()) -> Result<(), Number> {
    Err(Number(value))
}

#[callback(err = -errno, fail = -libc::EIO)]
fn negative_value(value: c_int, #[context] _state: &()) -> Result<c_int, Number> {
    Err(Number(value))
}

#[callback(ok = 0, err = errno(-1))]
fn set_of(value: c_int, #[context] _state: &()) -> Result<(), Number> {
    Err(Number(value))
}

#[test]
fn s52_no_error_number_is_no_success() {
    for number in [0, -1, -libc::ENOSPC, c_int::MIN, c_int::MIN + 1] {
        let left = Ok(Err(Failed::Err(Number(number))));
        assert_eq!(call!(negative_of, number, &()), (left, -libc::EIO, 12345), "{number}");
        let left = Ok(Err(Failed::Err(Number(number))));
        assert_eq!(call!(negative_value, number, &()), (left, -libc::EIO, 12345), "{number}");
        // The last error of Windows is unsigned: an `HRESULT` looks negative.
        let kept = if cfg!(windows) && number != 0 { number } else { libc::EIO };
        let left = Ok(Err(Failed::Err(Number(number))));
        assert_eq!(call!(set_of, number, &()), (left, -1, kept), "{number}");
    }
    let left = Ok(Err(Failed::Err(Number(c_int::MAX))));
    assert_eq!(call!(negative_of, c_int::MAX, &()), (left, -c_int::MAX, 12345));
}

fn own_code(error: &c_int) -> c_int {
    *error
}

fn wide_code(error: &c_int) -> i64 {
    i64::from(*error)
}

fn truth_of(error: &c_int) -> bool {
    *error > 0
}

#[callback(ok = 7, err = own_code, fail = -5)]
fn computed(value: c_int, #[context] _state: &()) -> Result<(), c_int> {
    Err(value)
}

#[callback(ok = 7, err = own_code, fail = -5, panic = abort)]
fn computed_alone(value: c_int) -> Result<(), c_int> {
    Err(value)
}

#[callback(ok = 7, err = wide_code, fail = -5, returns = i64)]
fn computed_wide(value: c_int) -> Result<(), c_int> {
    Err(value)
}

#[callback(ok = true, err = truth_of, fail = false, returns = bool)]
fn computed_truth(value: c_int) -> Result<(), c_int> {
    Err(value)
}

/// A function of the error that answers with the value of `ok`: C gets `fail`, and the owner the error.
#[test]
fn s52_computed_error_is_no_success() {
    assert_eq!(call!(computed, 7, &()), (Ok(Err(Failed::Err(7))), -5, 12345));
    assert_eq!(call!(computed, 8, &()), (Ok(Err(Failed::Err(8))), 8, 12345));
    let (answers, reports) = reports(|| {
        let alone: unsafe extern "C" fn(c_int) -> c_int = computed_alone::shim();
        let wide: unsafe extern "C" fn(c_int) -> i64 = computed_wide::shim();
        let truth: unsafe extern "C" fn(c_int) -> bool = computed_truth::shim();
        unsafe { (alone(7), alone(8), wide(7), wide(8), truth(1), truth(0)) }
    });
    assert_eq!(answers, (-5, 8, -5, 8, false, false));
    assert_eq!(reports.len(), 3, "C was not given these: {reports:?}");
}

/// A panic's payload whose destructor changes `errno`.
struct Payload;

impl Drop for Payload {
    fn drop(&mut self) {
        set_errno(99);
    }
}

fn set_errno(code: c_int) {
    #[cfg(target_os = "linux")]
    // SAFETY: the calling thread's own.
    unsafe {
        *libc::__errno_location() = code;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = code;
}

#[callback(fail = -7)]
fn throws(value: c_int, #[context] _state: &()) -> c_int {
    if value == 0 {
        return 0;
    }
    std::panic::resume_unwind(Box::new(Payload))
}

#[test]
fn s80_errno_is_not_changed_by_the_destructor_of_a_payload() {
    // Nobody takes it, so that it is dropped during the call.
    let registration = throws::own(());
    let (shim, destroy) = (registration.shim(), registration.destroy::<unsafe extern "C" fn(*mut std::ffi::c_void)>());
    let context = registration.into_context();
    let mut after = 0;
    let ((), reports) = reports(|| unsafe {
        assert_eq!(sys::peer_errno(shim, 1, context, 12345, &raw mut after), -7);
        destroy(context);
    });
    assert_eq!((after, reports.len()), (12345, 1));
}

#[test]
fn s80_errno_is_not_changed_by_what_a_hook_panics_with() {
    let registration = throws::own(());
    registration.notify(|| std::panic::resume_unwind(Box::new(Payload)));
    let mut after = 0;
    unsafe { assert_eq!(sys::peer_errno(registration.shim(), 1, registration.context(), 12345, &raw mut after), -7) };
    assert_eq!(after, 12345);
    assert!(registration.outcome().is_some());
}
