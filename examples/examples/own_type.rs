//! A type of your own as a parameter: `FromC` says what C passes, and which values it may have.
//!
//! Rust functions stand for the C library here: there is no header to compare them with.

use callback_runtime::arg::{CType, FromC};
use callback_runtime::{Callback, Reason, Refused, callback};
use std::ffi::{c_char, c_int, c_uint, c_void};

/// A day that C passes as `int`, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Day(u8);

// SAFETY: C passes the day as an `int`.
unsafe impl CType for Day {
    type C = c_int;
}

// SAFETY: every other value is refused, and nothing is borrowed.
unsafe impl FromC<'_> for Day {
    unsafe fn from_c(day: c_int) -> Result<Self, Reason> {
        u8::try_from(day).ok().filter(|day| (1..=31).contains(day)).map(Day).ok_or(Reason::Invalid("not a day"))
    }
}

/// A borrowed handle: what C points at may be used during the call, and no longer.
#[derive(Clone, Copy)]
struct Calendar<'call>(&'call [c_char; 4]);

// SAFETY: C passes a pointer.
unsafe impl CType for Calendar<'_> {
    type C = *const c_void;
}

// SAFETY: NULL is refused; the borrow ends with the call.
unsafe impl<'call> FromC<'call> for Calendar<'call> {
    unsafe fn from_c(calendar: *const c_void) -> Result<Self, Reason> {
        // SAFETY: C passes a calendar, which is four `char`s, or NULL.
        unsafe { calendar.cast::<[c_char; 4]>().as_ref() }.map(Calendar).ok_or(Reason::Null)
    }
}

type OnDay = unsafe extern "C" fn(*mut c_void, *const c_void, c_int) -> c_uint;

/// `unsigned (*on_day)(void *, const struct calendar *, int)`
#[callback(fail = c_uint::MAX)]
fn on_day(#[context] days: &mut Vec<Day>, calendar: Calendar<'_>, day: Day) -> c_uint {
    days.push(day);
    c_uint::from(calendar.0[0].unsigned_abs()) * u32::from(day.0)
}

/// The C side: what `day` of the calendar is.
fn ask(days: &mut Vec<Day>, day: c_int) -> (Option<c_uint>, Result<(), Refused>) {
    let calendar: [c_char; 4] = [2; 4];
    let mut answer = None;
    let outcome = on_day::scope(days, |cb| {
        let f: OnDay = cb.shim();
        // SAFETY: these are a calendar and the callback's context.
        answer = Some(unsafe { f(cb.context(), (&raw const calendar).cast(), day) });
    });
    (answer, outcome)
}

fn main() {
    let mut days = Vec::new();
    assert_eq!(ask(&mut days, 21), (Some(42), Ok(())));

    let (answer, outcome) = ask(&mut days, 32);
    assert_eq!(answer, Some(c_uint::MAX));
    assert_eq!(outcome.unwrap_err().reason(), Reason::Invalid("not a day"));
    assert_eq!(days, [Day(21)]);
}
