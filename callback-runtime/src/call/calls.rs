//! Calls by shims that are generated for one callback.

use core::ffi::c_void;

use crate::abi::context_pointer::ContextPointer;
use crate::call::about::OfCallback;
use crate::call::definition::{AccessOf, Definition, HeldBy, StopOf};
use crate::call::guard::guarded;
use crate::call::locate::Finds;
use crate::call::owner::{Borrowed, Owner};
use crate::call::trampoline::{call_alone, call_found};
use crate::frame::identity::kind;
use crate::value::argument::Call;
use crate::value::returns::Halt;

/// Runs one call of a callback with a context.
///
/// `body` converts the arguments, calls the function and converts its result. `fail` is the answer if
/// that fails.
///
/// # Safety
///
/// `context` is null, a number, or was given to C by a scope of a callback with this context, access and (if it is not plain)
/// flow, which is open; calls of a scope from several threads do not overlap. `_call` is a local of the shim.
/// If C passes the context of a callback that refuses nothing and does not capture panics, `context` is not null.
#[doc(hidden)]
#[inline]
pub unsafe fn call<'call, C, O, A, B>(_call: &'call Call, context: *mut c_void, fail: A, body: B) -> A
where
    C: Definition<Context: 'call>,
    O: Owner,
    B: FnOnce(HeldBy<'call, C>) -> Result<A, Halt<StopOf<C>, A>>,
{
    let about = OfCallback::<C, O>::ABOUT;
    // SAFETY: `call` requires null or what an owner gave to C (`SHIM-CALLER`), and not null where the callback is
    // `thin`.
    let found = unsafe { <O::Finds<C> as Finds<O::Pin>>::find(context, about, kind::<C::Context>(about, about.entry)) };
    // SAFETY: `call_found` has the contract of `call`, for what was found.
    unsafe { call_found::<C::Context, AccessOf<C>, StopOf<C>, A, O::Pin, B>(found, about, fail, body) }
}

/// Returns the context of the scope that a shim is for.
#[cfg(feature = "std")]
#[doc(hidden)]
#[inline]
pub fn stacked<C: Definition, O: Owner>() -> *mut c_void {
    let scope = O::SCOPE.and_then(crate::call::stacked::find::<C>);
    scope.map_or(core::ptr::null_mut(), crate::call::stacked::Entry::frame)
}

/// Runs one call of a scope that its shim leads to: a call that returns on another thread ends the scope.
///
/// # Safety
///
/// `context` is null or from [`stacked`], and its scope is open until `call` has returned.
#[cfg(feature = "std")]
#[doc(hidden)]
#[inline]
pub unsafe fn call_stacked<C: Definition, A>(context: *mut c_void, call: impl FnOnce() -> A) -> A {
    let answer = call();
    // It was found in the table of the thread that the call began on.
    if !crate::call::stacked::is_here(context) {
        // SAFETY: `call_stacked` requires that a scope has the context until the call has returned.
        unsafe { crate::call::way_out::moved(context, C::__DECLARED.name) };
    }
    answer
}

/// Runs one call of a callback without a context: failures are reported.
///
/// # Safety
///
/// The arguments that `body` converts are valid for the call.
#[doc(hidden)]
#[inline]
pub unsafe fn call_without_context<C, A, B>(fail: A, body: B) -> A
where
    C: Definition,
    B: FnOnce() -> Result<A, Halt<StopOf<C>, A>>,
{
    // SAFETY: `call_without_context` requires that the arguments are valid for the call, as `call_alone` does.
    unsafe { call_alone(OfCallback::<C, Borrowed>::ABOUT, fail, body) }
}

/// Evaluates `#[context(from = EXPR)]`; a panic there is reported, and leaves no context.
#[doc(hidden)]
#[inline]
pub fn find<C: Definition, P: ContextPointer>(expression: impl FnOnce() -> P) -> *mut c_void {
    contained::<C, _>(|| expression().into_context()).unwrap_or(core::ptr::null_mut())
}

/// Evaluates an expression next to the function; a panic in it is reported.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(not(feature = "std"), expect(clippy::unnecessary_wraps, reason = "without `std` no panic comes here"))]
pub(crate) fn contained<C: Definition, R>(expression: impl FnOnce() -> R) -> Option<R> {
    let about = OfCallback::<C, Borrowed>::ABOUT;
    match guarded(about, expression) {
        Ok(value) => Some(value),
        #[cfg(feature = "std")]
        Err(payload) => {
            crate::call::panics::lose(about, payload);
            None
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    }
}
