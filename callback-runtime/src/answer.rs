//! What every shim does: it finds the context and has the callback answer.

use crate::access::Access;
use crate::callback::Callback;
use crate::fn_pointer::FnPointer;
use crate::owner::Owner;
use crate::returns::Halt;
use crate::terms::{AccessOf, StopOf};

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
        use crate::answer::ReturnOf;
        use crate::source::Source;
        use crate::terms::{AccessOf, SourceOf, StopOf};

        let passed = $passed;
        let about = crate::about::OfCallback::<$callback, $owner>::ABOUT;
        let fail = if $callback::__ANSWERS {
            $callback::__fail()
        } else {
            // SAFETY: the result is `()`, as the impl says.
            unsafe { core::mem::MaybeUninit::<ReturnOf<$callback>>::uninit().assume_init() }
        };
        if SourceOf::<$callback>::HAS_CONTEXT {
            let context = if SourceOf::<$callback>::IS_PASSED {
                SourceOf::<$callback>::context(&passed)
            } else {
                // SAFETY: C passed this, and by the caller's promise what the attribute says of it is sound to evaluate.
                unsafe { $callback::__context(&passed) }
            };
            // SAFETY: the caller's promise; the body is given what C passed, and what the access holds.
            unsafe {
                crate::trampoline::call_fn::<
                    $owner::Finds<$callback>,
                    $callback::Context,
                    AccessOf<$callback>,
                    $owner::Pin,
                    StopOf<$callback>,
                    _,
                    _,
                >(about, context, fail, $callback::__body, passed)
            }
        } else {
            // SAFETY: as above, without a context.
            unsafe { crate::trampoline::call_fn_without_context(about, fail, $callback::__alone, passed) }
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
