//! What every shim does: it finds the context and has the callback answer.

#[cfg(feature = "std")]
use core::ffi::c_void;

#[cfg(feature = "std")]
use crate::about::OfCallback;
use crate::access::Access;
use crate::callback::Callback;
use crate::fn_pointer::FnPointer;
use crate::owner::Owner;
#[cfg(feature = "std")]
use crate::owner::{Borrowed, Direct};
use crate::returns::Halt;
use crate::terms::{AccessOf, StopOf};
#[cfg(feature = "std")]
use crate::trampoline::call_stacked;

/// The promise of whoever calls a shim: what goes along with it is what C passed, as [`SHIM`](Callback::SHIM) says, and what
/// the access to the context of this call holds.
#[doc(hidden)]
#[derive(Debug)]
pub struct Promise(());

impl Promise {
    /// # Safety
    ///
    /// The caller's own.
    #[inline]
    pub(crate) unsafe fn of_caller() -> Self {
        Promise(())
    }
}

/// What C passed to a callback.
#[doc(hidden)]
pub type PassedTo<C> = <<C as Callback>::Fn as FnPointer>::Passed;

/// What C gets of a callback.
pub(crate) type ReturnOf<C> = <<C as Callback>::Fn as FnPointer>::Return;

/// What a call has of its context until its arguments are converted.
pub(crate) type HeldBy<'call, C> = <AccessOf<C> as Access<<C as Callback>::Context>>::Held<'call>;

/// How a call ends: with C's answer, or with none.
pub(crate) type EndOf<C> = Result<ReturnOf<C>, Halt<StopOf<C>, ReturnOf<C>>>;

/// What a shim for an owner does with what C passed.
///
/// It is no function, of which there would be one more to compile for each callback. What is called in it knows types
/// alone, and is compiled once for all callbacks alike.
macro_rules! answered {
    ($callback:ident, $owner:ident, $passed:expr) => {{
        use crate::access::Access;
        use crate::answer::ReturnOf;
        use crate::source::Source;
        use crate::terms::{AccessOf, SourceOf, StopOf};

        // SAFETY: C passed this (`SHIM-CALLER`, which `answer` and the shims require).
        let passed = match unsafe { SourceOf::<$callback>::answer::<$callback, $owner>($passed) } {
            Ok(answer) => return answer,
            Err(passed) => passed,
        };
        let about = crate::about::OfCallback::<$callback, $owner>::ABOUT;
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
            $callback::__context(unsafe { crate::answer::Promise::of_caller() }, &passed)
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

/// [`answered!`] as a function, for shims that are not the common ones.
///
/// # Safety
///
/// As [`Callback::SHIM`] says, for a context of the owner.
#[doc(hidden)]
#[inline]
pub unsafe fn answer<C: Callback, O: Owner>(passed: PassedTo<C>) -> ReturnOf<C> {
    answered!(C, O, passed)
}

/// Answers for a scope that was not opened last.
///
/// # Safety
///
/// As [`Callback::SHIM`] says.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
#[allow(
    improper_ctypes_definitions,
    reason = "C does not call it: nothing unwinds out of it, so that a shim can end with it"
)]
pub(crate) unsafe extern "C" fn answer_before<C: Callback>(passed: PassedTo<C>, shim: usize) -> ReturnOf<C> {
    // SAFETY: `answer_before` requires what C passed (`SHIM-CALLER`); the context is in the thread's table (`OWN-TABLE`).
    unsafe { answer_stacked::<C>(passed, crate::stacked::find::<C>(shim)) }
}

/// What the shims of the scopes of a callback have in common.
///
/// # Safety
///
/// As [`Callback::SHIM`] says, where `context` is that of a scope of this thread, or null.
#[cfg(feature = "std")]
#[inline(never)]
#[allow(
    improper_ctypes_definitions,
    reason = "C does not call it: nothing unwinds out of it, so that a shim can end with it"
)]
pub(crate) unsafe extern "C" fn answer_stacked<C: Callback>(passed: PassedTo<C>, context: *mut c_void) -> ReturnOf<C> {
    let about = OfCallback::<C, Borrowed>::ABOUT;
    let fail = if C::__FAILS {
        C::__fail()
    } else {
        // SAFETY: the impl says so.
        unsafe { about.declared.fail::<ReturnOf<C>>() }
    };
    let call = || {
        // SAFETY: the context is null or in the thread's table (`OWN-TABLE`); the body is given what C passed
        // (`SHIM-CALLER`), and what the access holds.
        unsafe { AccessOf::<C>::run::<Direct, (), StopOf<C>, _, _>(about, context, fail, C::__body, passed) }
    };
    // SAFETY: C calls while the scope is open (`SHIM-CALLER`), and its entry is there until then (`OWN-TABLE`).
    unsafe { call_stacked::<C, _>(context, call) }
}
