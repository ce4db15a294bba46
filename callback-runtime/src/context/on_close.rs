//! Unregistering: the closure of `on_close`, and its result.

use core::fmt::Debug;

use crate::call::leave::Never;
use crate::outcome::report::{LostFailure, Report, Subject};

/// The result of unregistering: the C side has released the callback, or still holds it.
///
/// The closure of [`on_close`](crate::Registration::on_close) and the expression of `unregister = …` return it. `()`
/// stands for a C function that cannot fail, and a `Result` for one that can. If C still holds the callback, its memory
/// stays, later calls are refused, and the error is [reported](crate::report::LostFailure::StillRegistered).
///
/// ```
/// use callback_runtime::report::{LostFailure, Report};
/// use callback_runtime::{callback, set_report_hook};
/// # use core::ffi::{c_int, c_void};
/// # mod c {
/// #     #[unsafe(no_mangle)] extern "C" fn unwatch_doc() -> i32 { 16 }
/// #     #[unsafe(no_mangle)] extern "C" fn watch_doc(_: *const u8, _: *const u8) -> i32 { 0 }
/// # }
///
/// #[callback]
/// unsafe extern "C" {
///     /// `int unwatch(void)`: 0, or `EBUSY` if the callback is still in use
///     # #[link_name = "unwatch_doc"]
///     #[callback(fails = nonzero)]
///     safe fn unwatch() -> c_int;
///
///     /// `int watch(void (*f)(int, void *), void *)`
///     # #[link_name = "watch_doc"]
///     #[callback(fails = nonzero)]
///     safe fn watch(
///         #[callback(retained, unregister = unwatch())] f: fn(event: c_int, #[context] _: _),
///         #[context(f)] _: *mut c_void,
///     ) -> c_int;
/// }
///
/// fn log(report: &Report<'_>) {
///     assert!(matches!(report.loss(), LostFailure::StillRegistered(_)));
///     assert!(report.to_string().ends_with("C has not let go of it: 16"), "{report}");
/// }
///
/// set_report_hook(log);
/// drop(watch(|_| ())?);
/// # Ok::<(), i32>(())
/// ```
///
/// It can be implemented for a custom status type.
#[diagnostic::on_unimplemented(
    message = "expected `()` or a `Result` from unregistering, found `{Self}`",
    label = "discard it, `{{ …; }}`, or map a failure to `Result<(), E>`",
    note = "an `Err` means that C still has the callback: late calls are refused, and the error is reported",
    note = "`errno = …` or `fails = …` on the C function makes a `Result` of its status"
)]
pub trait LetGo {
    /// Calls `failed` with the reason if C still holds the callback.
    fn let_go(self, failed: &mut dyn FnMut(&dyn Debug));
}

impl LetGo for () {
    fn let_go(self, _failed: &mut dyn FnMut(&dyn Debug)) {}
}

/// A closure that does not return: `|| panic!()`.
impl LetGo for Never {
    fn let_go(self, _failed: &mut dyn FnMut(&dyn Debug)) {
        self
    }
}

impl<T: LetGo, E: Debug> LetGo for Result<T, E> {
    fn let_go(self, failed: &mut dyn FnMut(&dyn Debug)) {
        match self {
            Ok(answer) => answer.let_go(failed),
            Err(error) => failed(&error),
        }
    }
}

/// The closure of `on_close`.
#[doc(hidden)]
pub trait OnClose {
    /// Unregisters. Returns true if C released the callback; a failure is reported.
    fn unregister(self, subject: Subject) -> bool;
}

impl<F: FnOnce() -> R, R: LetGo> OnClose for F {
    fn unregister(self, subject: Subject) -> bool {
        let mut gone = true;
        self().let_go(&mut |error| {
            gone = false;
            Report::new(subject, LostFailure::StillRegistered(error)).send();
        });
        gone
    }
}

/// Implemented by no type.
#[doc(hidden)]
pub trait NoFunction: Fn() + Send + Sync {}

/// No closure: a closure type without values, so that none can be passed to `on_close`.
#[doc(hidden)]
pub(crate) type NoClose = &'static dyn NoFunction;
