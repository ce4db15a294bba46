//! The common part of all shims: finding the context and calling the callback.

#[cfg(feature = "std")]
use crate::call::about::OfCallback;
#[cfg(feature = "std")]
use crate::call::definition::{AccessOf, StopOf};
use crate::call::definition::{Definition, PassedTo, ReturnOf};
#[cfg(feature = "std")]
use crate::call::locate::Known;
#[cfg(feature = "std")]
use crate::call::owner::Borrowed;
use crate::call::owner::Owner;
#[cfg(feature = "std")]
use crate::call::shims::SCOPES;
#[cfg(feature = "std")]
use crate::call::stacked::{self, Entry};
#[cfg(feature = "std")]
use crate::call::trampoline::Runs;
#[cfg(feature = "std")]
use crate::call::way_out::{failed, moved, report_refused};
#[cfg(feature = "std")]
use crate::frame::about::About;
#[cfg(feature = "std")]
use crate::outcome::refused::Kind;

/// The body of a shim for an owner.
///
/// It is a macro, since a function would be compiled once for each callback. Its callees depend on types
/// alone, and are compiled once for all callbacks with equal types.
macro_rules! answered {
    ($callback:ident, $owner:ident, $passed:expr) => {{
        use crate::call::definition::{AccessOf, ReturnOf, SourceOf, StopOf};
        use crate::call::source::{Comes, Source};
        use crate::call::trampoline::Runs;

        let passed = $passed;
        let about = crate::call::about::OfCallback::<$callback, $owner>::ABOUT;
        let fail = if $callback::__FAILS {
            $callback::__fail()
        } else {
            // SAFETY: the impl says so.
            unsafe { about.declared.fail::<ReturnOf<$callback>>() }
        };
        let context = if SourceOf::<$callback>::IS_PASSED {
            SourceOf::<$callback>::context(&passed)
        } else {
            // SAFETY: C passed this (`SHIM-CALLER`, which `answer` and the shims require).
            $callback::__find(unsafe { crate::call::promise::Promise::of_caller() }, &passed)
        };
        // SAFETY: the context is one of `$owner` (`SHIM-CALLER`); the body is given what C passed, and what the access
        // holds.
        unsafe {
            AccessOf::<$callback>::run::<$owner::Finds<$callback>, $owner::Pin, StopOf<$callback>, _, _>(
                about,
                context,
                fail,
                $callback::__body,
                passed,
            )
        }
    }};
}

pub(crate) use answered;

/// [`answered!`] as a function, for shims of other forms than the common one.
///
/// # Safety
///
/// The contract of [`Callback::SHIM`](crate::Callback::SHIM), for a context of the owner.
#[doc(hidden)]
#[inline]
pub unsafe fn answer<C: Definition, O: Owner>(passed: PassedTo<C>) -> ReturnOf<C> {
    answered!(C, O, passed)
}

/// [`answer`] for the scopes of a thread, which have shims of their own: their number leads to the context.
///
/// # Safety
///
/// The contract of [`Callback::SHIM`](crate::Callback::SHIM), for a context of the owner.
#[cfg(feature = "std")]
#[doc(hidden)]
#[inline]
pub unsafe fn answer_on_stack<C: Definition, O: Owner>(passed: PassedTo<C>) -> ReturnOf<C> {
    match O::SCOPE.and_then(stacked::last::<C>) {
        // SAFETY: `answer_on_stack` requires what C passed (`SHIM-CALLER`).
        Some(last) => unsafe { answer_stacked::<C>(passed, last) },
        // The shims for other owners lead to no scope.
        // SAFETY: as above.
        None => unsafe { answer_before::<C>(passed, O::SCOPE.unwrap_or(SCOPES)) },
    }
}

/// Answers for a scope that is not the innermost one.
///
/// # Safety
///
/// The contract of [`Callback::SHIM`](crate::Callback::SHIM).
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
#[allow(
    improper_ctypes_definitions,
    reason = "C does not call it: nothing unwinds out of it, so that a shim can end with it"
)]
pub(crate) unsafe extern "C" fn answer_before<C: Definition>(passed: PassedTo<C>, shim: usize) -> ReturnOf<C> {
    let Some(scope) = stacked::find::<C>(shim) else {
        let about = OfCallback::<C, Borrowed>::ABOUT;
        report_refused(about, usize::MAX, Kind::NoContext, "");
        return failed(about, fail_of::<C>(about));
    };
    // SAFETY: `answer_before` requires what C passed (`SHIM-CALLER`).
    unsafe { answer_stacked::<C>(passed, scope) }
}

/// Returns the fail value of a callback.
#[cfg(feature = "std")]
#[inline]
fn fail_of<C: Definition>(about: &'static About) -> ReturnOf<C> {
    if C::__FAILS {
        return C::__fail();
    }
    // SAFETY: the impl says so.
    unsafe { about.declared.fail::<ReturnOf<C>>() }
}

/// The common part of the shims for the scopes of a callback: a call that returns on another thread ends the scope.
///
/// # Safety
///
/// The contract of [`Callback::SHIM`](crate::Callback::SHIM); `scope` is one of this thread.
#[cfg(feature = "std")]
#[inline(never)]
#[allow(
    improper_ctypes_definitions,
    reason = "C does not call it: nothing unwinds out of it, so that a shim can end with it"
)]
pub(crate) unsafe extern "C" fn answer_stacked<C: Definition>(
    passed: PassedTo<C>,
    scope: &'static Entry,
) -> ReturnOf<C> {
    let about = OfCallback::<C, Borrowed>::ABOUT;
    let (context, fail) = (scope.frame(), fail_of::<C>(about));
    // SAFETY: the frame is that of a scope (`OWN-TABLE`) which is open, as C calls it (`SHIM-CALLER`); the body is given what C
    // passed (`SHIM-CALLER`), and what the access holds.
    let answer = unsafe { AccessOf::<C>::run::<Known, (), StopOf<C>, _, _>(about, context, fail, C::__body, passed) };
    if !scope.is_here() {
        // SAFETY: the scope is open until the call has returned (`SHIM-CALLER`).
        unsafe { moved(context, C::__DECLARED.name) };
    }
    answer
}
