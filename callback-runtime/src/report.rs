//! What cannot be handed back is said at once: nothing is lost in silence.

use core::any::Any;
use core::fmt::{self, Display, Formatter};
use core::sync::atomic::{AtomicPtr, Ordering};

use crate::errno;
use crate::leave::Left;
use crate::outcome::Refused;

/// Something that a callback could not hand back, because it has no context to keep it or keeps another
/// failure already.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    callback: &'static str,
    loss: Loss<'a>,
}

/// What was lost.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Loss<'a> {
    /// A panic, with its payload.
    Panic(&'a (dyn Any + Send)),
    /// What the function returned as `Err` or `Break`: the name of its type.
    Stopped(&'static str),
    /// A call that was refused.
    Refused(Refused),
    /// The destructor of a panic payload or of a context panicked.
    Drop,
    /// Unregistering failed with this error, and C still has the callback: its calls are refused, and the memory stays.
    StillRegistered(&'a dyn fmt::Debug),
}

impl<'a> Report<'a> {
    pub(crate) fn new(callback: &'static str, loss: Loss<'a>) -> Self {
        Report { callback, loss }
    }

    /// The callback, with the path of its module.
    pub fn callback(&self) -> &'static str {
        self.callback
    }

    /// What was lost.
    pub fn loss(&self) -> Loss<'a> {
        self.loss
    }

    /// Calls the hook; `errno` stays as it is, and a panic of the hook ends here.
    #[cold]
    pub(crate) fn send(self) {
        let _kept = errno::Kept::new();
        let hook = HOOK.load(Ordering::Acquire);
        if hook.is_null() {
            self.print();
            return;
        }
        // SAFETY: only `set_report_hook` stores anything but null, and it stores a function of this type.
        let hook = unsafe { core::mem::transmute::<*mut (), fn(&Report<'_>)>(hook) };
        contain(|| hook(&self));
    }

    #[cfg_attr(
        not(feature = "std"),
        expect(clippy::unused_self, reason = "without `std` there is nowhere to print to")
    )]
    fn print(&self) {
        #[cfg(feature = "std")]
        {
            use std::io::Write;

            // Standard error may be closed; there is nowhere else to say so.
            let _ = writeln!(std::io::stderr(), "{self}");
        }
    }
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let callback = self.callback;
        match self.loss {
            Loss::Panic(payload) => match payload.downcast_ref::<Left>() {
                // It was on its way to the scope of the other one.
                Some(left) => write!(
                    f,
                    "callback `{callback}` was unwound by `{}`, and it ends here; what leaves C stands in `leave = …`",
                    left.callback()
                ),
                None => write!(f, "callback `{callback}` panicked: {}", message(payload)),
            },
            Loss::Stopped(name) => write!(f, "callback `{callback}` stopped with a `{name}` that nobody takes"),
            Loss::Refused(refused) => refused.fmt(f),
            Loss::StillRegistered(error) => {
                write!(f, "callback `{callback}` was to be unregistered, and C has not let go of it: {error:?}")
            }
            Loss::Drop => write!(f, "callback `{callback}`: a destructor panicked"),
        }
    }
}

/// The text of a panic, where it has one.
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

/// Sets the function that is told what callbacks could not hand back.
///
/// Without one it is written to standard error; without the `std` feature it goes nowhere, so that a
/// `no_std` program should set one. The hook is called on the thread where it happened, which may be any
/// that C calls on, with C on the stack below it: it should write a line and return.
///
/// ```
/// use callback_runtime::{Report, callback, set_report_hook, Callback};
/// # use core::ffi::c_int;
///
/// fn log(report: &Report<'_>) {
///     eprintln!("{report}");
/// }
///
/// set_report_hook(log);
///
/// // Has no context that could keep the panic: C gets 0, and the hook is told.
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

/// Runs what must not unwind.
#[cfg(feature = "std")]
pub(crate) fn contain(f: impl FnOnce()) {
    if let Err(payload) = std::panic::catch_unwind(core::panic::AssertUnwindSafe(f)) {
        drop_payload(payload);
    }
}

/// Runs what must not unwind: without `std` a panic does not return.
#[cfg(not(feature = "std"))]
pub(crate) fn contain(f: impl FnOnce()) {
    f();
}

/// So many payloads are dropped that panic in their destructors, one by the other.
#[cfg(feature = "std")]
const CHAIN: usize = 8;

/// Drops a panic payload whose destructor may panic in its turn, and what it panics with. Where each panics
/// with another the last one is leaked, or this would have no end.
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
