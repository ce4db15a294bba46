//! Reports of failures that no owner can take, so that none is lost silently.

use core::any::Any;
use core::fmt::{self, Display, Formatter};
use core::sync::atomic::{AtomicPtr, Ordering};
#[cfg(all(feature = "std", any(unix, windows)))]
use core::sync::atomic::{AtomicU32, AtomicU64};

use crate::outcome::errno;
use crate::outcome::left_c::LeftC;
use crate::outcome::refused::Refused;

/// A failure that a callback could not hand over to its owner: no context can keep it, the context keeps another one,
/// or no owner takes it.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    subject: Subject,
    loss: LostFailure<'a>,
    left_out: u32,
}

/// The callback that a report is about, and the place where its reports go.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[allow(unreachable_pub, reason = "closures of `on_close` are given it, which is a public trait with `std`")]
pub struct Subject {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
}

/// The destination of reports.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// The hook of the program.
    Hook,
    /// `report = none`
    Nowhere,
    /// `report = PATH`
    Function(fn(&Report<'_>)),
}

/// Reports for the hook of the program.
impl From<&'static str> for Subject {
    fn from(name: &'static str) -> Self {
        Subject { name, place: Place::Hook }
    }
}

/// The failure that was lost.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum LostFailure<'a> {
    /// A panic, with its payload.
    Panic(&'a (dyn Any + Send)),
    /// The stop value of the function, an `Err` or `Break`: the name of its type.
    Stopped(&'static str),
    /// A refused call.
    Refused(Refused),
    /// A panic in the destructor of a panic payload or of a context.
    Drop,
    /// A failure to unregister, with its error: C still holds the callback, and its calls are refused.
    StillRegistered(&'a dyn fmt::Debug),
}

impl<'a> Report<'a> {
    pub(crate) fn new(subject: Subject, loss: LostFailure<'a>) -> Self {
        Report { subject, loss, left_out: 0 }
    }

    /// Returns the path of the callback that failed.
    ///
    /// A destructor of a context, a failure to unregister, an end on another thread and a panic of a
    /// [`notify`](crate::Registration::notify) function are of the callback, or the type of the table, that made the context.
    pub fn callback(&self) -> &'static str {
        self.subject.name
    }

    /// Returns the failure that was lost.
    pub fn loss(&self) -> LostFailure<'a> {
        self.loss
    }

    /// Returns the number of reports of this callback that were left out before this one, because there were too many.
    ///
    /// See [`set_report_limit`].
    pub fn left_out(&self) -> u32 {
        self.left_out
    }

    /// Calls the hook; `errno` is preserved, and a panic of the hook ends here.
    #[cold]
    pub(crate) fn send(mut self) {
        let _kept = errno::Kept::new();
        let own = match self.subject.place {
            Place::Hook => None,
            Place::Nowhere => return,
            Place::Function(function) => Some(function),
        };
        let Some(left_out) = admit(self.subject.name) else { return };
        self.left_out = left_out;
        match own.or_else(|| hook(&HOOK)) {
            Some(hook) => contain(|| hook(&self)),
            None => self.print(),
        }
    }

    /// Calls the answer hook for failures that were reported to C.
    #[cold]
    pub(crate) fn send_answered(self) {
        let _kept = errno::Kept::new();
        if let Some(hook) = hook(&ANSWER_HOOK) {
            contain(|| hook(&self));
        }
    }

    #[cfg_attr(
        not(feature = "std"),
        expect(clippy::unused_self, reason = "without `std` there is nowhere to print to")
    )]
    fn print(&self) {
        #[cfg(feature = "std")]
        {
            use std::io::Write;

            // Standard error may be closed; there is no other destination.
            let _ = writeln!(std::io::stderr(), "{self}");
        }
    }
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.describe(f)?;
        match self.left_out {
            0 => Ok(()),
            count => write!(f, " ({count} reports of this callback before it were left out)"),
        }
    }
}

impl Report<'_> {
    fn describe(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let callback = self.subject.name;
        match self.loss {
            LostFailure::Panic(payload) => match payload.downcast_ref::<LeftC>() {
                // The callback was leaving for the scope of the other one.
                Some(left) => write!(
                    f,
                    "callback `{callback}` was unwound by `{}`, and it ends here; what leaves C stands in `leave = …`",
                    left.callback()
                ),
                None => write!(f, "callback `{callback}` panicked: {}", message(payload)),
            },
            LostFailure::Stopped(name) => write!(f, "callback `{callback}` stopped with a `{name}` that nobody takes"),
            LostFailure::Refused(refused) => refused.fmt(f),
            LostFailure::StillRegistered(error) => {
                write!(f, "callback `{callback}` was to be unregistered, and C has not let go of it: {error:?}")
            }
            LostFailure::Drop => write!(f, "callback `{callback}`: a destructor panicked"),
        }
    }
}

/// Returns the text of a panic payload, if it has one.
fn message(payload: &(dyn Any + Send)) -> &str {
    if let Some(text) = payload.downcast_ref::<&'static str>() {
        return text;
    }
    #[cfg(feature = "std")]
    if let Some(text) = payload.downcast_ref::<std::string::String>() {
        return text;
    }
    "(no text)"
}

static HOOK: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());
static ANSWER_HOOK: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());

type Hook = fn(&Report<'_>);

/// Returns the hook that is set.
fn hook(place: &AtomicPtr<()>) -> Option<Hook> {
    let hook = place.load(Ordering::Acquire);
    // SAFETY: only `set_report_hook` and `set_answer_hook` store anything but null, and they store functions of this type.
    (!hook.is_null()).then(|| unsafe { core::mem::transmute::<*mut (), Hook>(hook) })
}

/// The number of reports of a callback per second; after those, each whose number is a power of two is sent.
#[cfg(all(feature = "std", any(unix, windows)))]
static LIMIT: AtomicU32 = AtomicU32::new(16);

/// The second of the last report, and the number of reports in it. Callbacks with the same index by name share one.
#[cfg(all(feature = "std", any(unix, windows)))]
static SENT: [AtomicU64; 64] = [const { AtomicU64::new(0) }; 64];

/// Returns the number of reports that were left out before this one, or `None` to leave it out too.
#[cfg(all(feature = "std", any(unix, windows)))]
fn admit(callback: &'static str) -> Option<u32> {
    let sent = &SENT[(crate::outcome::hash::of_name(callback) >> 2) as usize % SENT.len()];
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let (second, mut before) = (time << 32, sent.load(Ordering::Relaxed));
    loop {
        let is_same = before & !u64::from(u32::MAX) == second;
        let after = if is_same { before.saturating_add(1) } else { second | 1 };
        match sent.compare_exchange_weak(before, after, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => return left_out(count(before), is_same, LIMIT.load(Ordering::Relaxed)),
            Err(now) => before = now,
        }
    }
}

#[cfg(all(feature = "std", any(unix, windows)))]
#[allow(clippy::cast_possible_truncation, reason = "the lower half is the number of reports")]
fn count(sent: u64) -> u32 {
    sent as u32
}

/// Returns the number of reports left out, after `before` reports in the second that goes on or has ended.
#[cfg(all(feature = "std", any(unix, windows)))]
fn left_out(before: u32, goes_on: bool, limit: u32) -> Option<u32> {
    let last_sent = if before <= limit { before } else { limit.max(1 << before.ilog2()) };
    let this = before.saturating_add(1);
    (!goes_on || this <= limit || this.is_power_of_two()).then_some(before - last_sent)
}

/// Admits every report: there is no clock.
#[cfg(not(all(feature = "std", any(unix, windows))))]
#[expect(clippy::unnecessary_wraps, reason = "with a clock it may be left out")]
fn admit(_callback: &'static str) -> Option<u32> {
    Some(0)
}

/// Sets the function that is called with each failure that a callback could not hand over to its owner.
///
/// It is for the program. A callback, an `impl` or a block of a library can have its own: `report = PATH`, `report = none`.
///
/// Without a hook, reports are written to standard error; without the `std` feature they are discarded, so that a
/// `no_std` program should set one. The hook is called on the thread of the failure, which may be any
/// that C calls on, with C on the stack below it: it should write a line and return.
///
/// ```
/// use callback_runtime::report::Report;
/// use callback_runtime::{Callback, callback, set_report_hook};
/// # use core::ffi::c_int;
///
/// fn log(report: &Report<'_>) {
///     eprintln!("{report}");
/// }
///
/// set_report_hook(log);
///
/// // Has no context that could keep the panic: C receives 0, and the hook is called.
/// #[callback(fail = 0)]
/// fn compare(a: &c_int, b: &c_int) -> c_int {
///     panic!("cannot compare {a} and {b}")
/// }
/// # let shim: unsafe extern "C" fn(*const c_int, *const c_int) -> c_int = compare::shim();
/// # assert_eq!(unsafe { shim(&1, &2) }, 0);
/// ```
///
/// # Panics
///
/// Never; a panic of the hook itself is contained.
pub fn set_report_hook(hook: fn(&Report<'_>)) {
    HOOK.store(hook as *mut (), Ordering::Release);
}

/// Sets a function that is called with each `Err` and `Break` that C received and no owner takes.
///
/// C received the value of `err` or `break`, or the error by `on_fail`: such a failure is an answer and not lost, so that
/// without a hook it is dropped silently. It is called like the hook of [`set_report_hook`].
///
/// ```
/// use callback_runtime::report::set_answer_hook;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::c_int;
/// # use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
/// # static ANSWERS: AtomicU32 = AtomicU32::new(0);
///
/// // No context, so that no owner is there to take the error; C receives -1 only.
/// #[callback(ok = 0, err = -1)]
/// fn check(value: c_int) -> Result<(), String> {
///     if value > 0 { Ok(()) } else { Err(format!("{value} is not positive")) }
/// }
///
/// set_answer_hook(|answer| {
///     eprintln!("{answer}");
/// #   ANSWERS.fetch_add(1, Relaxed);
/// });
/// # let shim: unsafe extern "C" fn(c_int) -> c_int = check::shim();
/// # assert_eq!(unsafe { shim(-1) }, -1);
/// # assert_eq!(ANSWERS.load(Relaxed), 1);
/// ```
///
/// # Panics
///
/// Never; a panic of the hook itself is contained.
pub fn set_answer_hook(hook: fn(&Report<'_>)) {
    ANSWER_HOOK.store(hook as *mut (), Ordering::Release);
}

/// Sets the number of reports of one callback per second: 16 by default, [`u32::MAX`] for all.
///
/// After those the 32nd, the 64th and so on are sent, each with the number of those that were [left
/// out](Report::left_out) before it, so that a callback that fails a million times a second does not stop the program with its
/// reports.
#[cfg(all(feature = "std", any(unix, windows)))]
pub fn set_report_limit(reports: u32) {
    LIMIT.store(reports, Ordering::Relaxed);
}

/// Runs a function that must not unwind.
#[cfg(feature = "std")]
pub(crate) fn contain(f: impl FnOnce()) {
    if let Err(payload) = std::panic::catch_unwind(core::panic::AssertUnwindSafe(f)) {
        drop_payload(payload);
    }
}

/// Runs a function that must not unwind: without `std` a panic does not return.
#[cfg(not(feature = "std"))]
pub(crate) fn contain(f: impl FnOnce()) {
    f();
}

/// The number of payloads dropped in a chain in which each destructor panics with the next.
#[cfg(feature = "std")]
const CHAIN: usize = 8;

/// Drops a panic payload whose destructor may panic in its turn, and the payload of that panic. If each panics
/// with another, the last one is leaked, so that the chain ends.
#[cfg(feature = "std")]
pub(crate) fn drop_payload(mut payload: std::boxed::Box<dyn Any + Send>) {
    let _kept = errno::Kept::new();
    for _ in 0..CHAIN {
        match std::panic::catch_unwind(core::panic::AssertUnwindSafe(|| drop(payload))) {
            Ok(()) => return,
            Err(next) => payload = next,
        }
    }
    core::mem::forget(payload);
}

#[cfg(all(test, feature = "std", any(unix, windows)))]
mod tests {
    use super::left_out;

    /// Each report is sent, or counted by one that is.
    #[test]
    fn s60_reports_are_limited_and_counted() {
        for (limit, wanted) in [(16, 16 + 9), (20, 20 + 9), (0, 14), (u32::MAX, 10_000)] {
            let (mut sent, mut counted) = (0, 0);
            for before in 0..10_000 {
                if let Some(left_out) = left_out(before, true, limit) {
                    (sent, counted) = (sent + 1, counted + left_out);
                }
            }
            let last = left_out(10_000, false, limit).unwrap();
            assert_eq!((sent, sent + counted + last), (wanted, 10_000));
        }
    }
}
