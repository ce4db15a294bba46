//! The only path of calls from C to the functions of users.

use core::ffi::c_void;
use core::mem::{ManuallyDrop, needs_drop};
use core::ptr::NonNull;

use crate::abi::context_pointer::ContextPointer;
use crate::call::answer::{HeldBy, Promise};
use crate::call::definition::Definition;
use crate::call::guard::{contained, guarded};
#[cfg(feature = "std")]
use crate::call::way_out::panicked;
use crate::call::way_out::{end, failed, halted, is_answered, mispaired, report_refused, turn_away};
use crate::frame::about::{About, OfCallback};
use crate::frame::access::Access;
use crate::frame::core::{Core, Frame, lose_stop};
use crate::frame::identity::kind;
use crate::frame::owner::{Borrowed, Finds, Found, Owner, Pinned};
#[cfg(feature = "std")]
use crate::frame::state::LENT;
use crate::frame::state::{Entry, Seen};
use crate::frame::terms::{AccessOf, StopOf};
use crate::outcome::panics::is_pending;
use crate::outcome::refused::Reason;
use crate::value::argument::Call;
use crate::value::returns::{Halt, Refusal};

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

/// Runs one call on the frame that was found, or refuses it.
///
/// # Safety
///
/// See [`call`]; `found` was found by the owner of the context.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(clippy::ptr_as_ptr, reason = "see `Body`")]
pub(crate) unsafe fn call_found<'call, T, X, S, A, P, B>(
    found: Result<Found<P>, Reason>,
    about: &'static About,
    fail: A,
    body: B,
) -> A
where
    T: ?Sized + 'call,
    X: Access<T>,
    P: Pinned,
    B: FnOnce(X::Held<'call>) -> Result<A, Halt<S, A>>,
{
    let undropped;
    let body: *const B = if const { needs_drop::<B>() } {
        undropped = ManuallyDrop::new(body);
        &raw const *undropped
    } else {
        &raw const body
    };
    let body = Body { run: run::<X::Held<'call>, _, B>, body: body as *const () };
    // SAFETY: an owner found the frame, as `call_found` requires; `body` is a local, and run once at the most
    // (`BODY-ONCE`).
    unsafe { call_kind::<T, X, S, A, P>(found, about, fail, &body) }
}

/// The body of a call with its type erased, so that the code of [`call_kind`] is shared. A body that is not run is
/// not dropped: it holds the arguments, which belong to C.
///
/// Without optimisation each function that is generic over a body is compiled once for each callback, including those
/// of `core`. So pointers to bodies are cast with `as`.
struct Body<H, R> {
    run: unsafe fn(*const (), H) -> R,
    body: *const (),
}

/// Runs a body.
///
/// # Safety
///
/// `body` points at a `B`, which is run once, and is neither used nor dropped elsewhere.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(clippy::ptr_as_ptr, reason = "see `Body`")]
unsafe fn run<H, R, B: FnOnce(H) -> R>(body: *const (), given: H) -> R {
    // SAFETY: `run` requires a `B` that is run once and dropped nowhere else (`BODY-ONCE`).
    let body = unsafe { (body as *const B).read() };
    body(given)
}

/// Runs a body without parameters.
///
/// # Safety
///
/// See [`run`].
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(clippy::ptr_as_ptr, reason = "see `Body`")]
unsafe fn run_alone<R, B: FnOnce() -> R>(body: *const (), _: ()) -> R {
    // SAFETY: `run_alone` requires what `run` does (`BODY-ONCE`).
    let body = unsafe { (body as *const B).read() };
    body()
}

// The following functions are for every callback of a kind: inlined, so that the values in `about` are constants;
// without optimisation there is one copy of each.

/// [`call`] for all callbacks of one kind.
///
/// # Safety
///
/// See [`call`]; `found` was found by the owner of the context, and `body` can be run.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn call_kind<'call, T, C, S, A, P>(
    found: Result<Found<P>, Reason>,
    about: &'static About,
    fail: A,
    body: &Body<C::Held<'call>, Result<A, Halt<S, A>>>,
) -> A
where
    T: ?Sized + 'call,
    C: Access<T>,
    P: Pinned,
{
    let found = match found {
        Ok(found) => found,
        Err(reason) => {
            let (kind, text) = reason.split();
            report_refused(about, usize::MAX, kind, text);
            return failed(about, fail);
        }
    };
    // SAFETY: an owner found it: a scope keeps it, the call is announced (`ANNOUNCED`), or it is for this thread, which closes
    // it nowhere between here and `enter` (`OWN-THREAD`); every frame begins with a core (`CORE-FIRST`).
    if !about.is_thin() && !unsafe { found.frame.cast::<Core>().as_ref() }.admits::<T, S>(about) {
        // SAFETY: live, as above.
        unsafe { mispaired(found, about) };
        return failed(about, fail);
    }
    // SAFETY: live, as above, and it admits the callback (`IDENTITY`).
    if let Err(seen) = unsafe { enter(&found, about) } {
        // SAFETY: live, as above.
        unsafe { turn_away(found, about, seen) };
        return failed(about, fail);
    }
    // A call that consumes its context runs, so that nothing is left behind.
    if about.entry != Entry::Once && is_pending(about) {
        // SAFETY: `enter` let the call in.
        unsafe { leave(found, about) };
        return failed(about, fail);
    }
    let frame = found.frame.cast::<Frame<T, S>>();
    // SAFETY: `enter` let the call in, so that the frame lives; it begins with a `Head<T>` (`CORE-FIRST`).
    let place = unsafe { Frame::place(frame) };
    // SAFETY: the owner keeps the value in its place (`VALUE-STAYS`), and the state let the call in (`LET-IN`).
    let given = unsafe { C::hold(place) };
    // SAFETY: `call_kind` requires a body that can be run, and this is the one time (`BODY-ONCE`).
    let run = || unsafe { (body.run)(body.body, given) };
    let result = guarded(about, run);
    #[cfg(feature = "std")]
    if about.declared.lending && about.counted && about.entry != Entry::Shared {
        // Before the call leaves: its owner looks when it is inside.
        // SAFETY: live while this call is inside (`FRAME-LIVE`, `CORE-FIRST`).
        unsafe { frame.cast::<Core>().as_ref() }.state().note(LENT);
    }
    let answer = match result {
        Ok(Ok(answer)) => answer,
        // SAFETY: the owner's pointer, live while this call is inside; what stops is of the frame's type (`STOP-TYPE`).
        Ok(Err(halt)) => unsafe { halted(frame, about, halt, fail) },
        #[cfg(feature = "std")]
        Err(payload) => {
            // SAFETY: the owner's pointer, live while this call is inside (`FRAME-LIVE`).
            unsafe { panicked(frame.cast(), about, payload) };
            failed(about, fail)
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    };
    // SAFETY: `enter` let the call in, and the frame lives until it has left (`FRAME-LIVE`).
    unsafe { leave(found, about) };
    answer
}

/// Records that the thread is inside a context.
#[cfg(feature = "std")]
#[inline]
pub(crate) fn inside<R>(frame: NonNull<c_void>, run: impl FnOnce() -> R) -> R {
    crate::registry::announce::inside(frame, run)
}

#[cfg(not(feature = "std"))]
#[inline]
pub(crate) fn inside<R>(_frame: NonNull<c_void>, run: impl FnOnce() -> R) -> R {
    run()
}

/// Returns the context of the scope that a shim is for.
#[cfg(feature = "std")]
#[doc(hidden)]
#[inline]
pub fn stacked<C: Definition, O: Owner>() -> *mut c_void {
    O::SCOPE.map_or(core::ptr::null_mut(), crate::context::stacked::find::<C>)
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
    if !crate::context::stacked::is_here(context) {
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

/// [`call_without_context`] with a function as the body.
///
/// # Safety
///
/// See [`call_without_context`]; `about` is that of the callback, and C passed the arguments of this `body`.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(clippy::type_complexity, reason = "it is inferred")]
pub(crate) unsafe fn call_fn_alone<S, A, G>(
    about: &'static About,
    fail: A,
    body: fn(Promise, G, ()) -> Result<A, Halt<S, A>>,
    passed: G,
) -> A {
    // SAFETY: `call_fn_alone` requires that C passed what is for this body (`SHIM-CALLER`).
    let body = move || body(unsafe { Promise::of_caller() }, passed, ());
    // SAFETY: `call_fn_alone` has the contract of `call_alone`.
    unsafe { call_alone(about, fail, body) }
}

/// Runs one call without a context.
///
/// # Safety
///
/// See [`call_without_context`].
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(clippy::ptr_as_ptr, reason = "see `Body`")]
unsafe fn call_alone<S, A, B: FnOnce() -> Result<A, Halt<S, A>>>(about: &'static About, fail: A, body: B) -> A {
    let undropped;
    let body: *const B = if const { needs_drop::<B>() } {
        undropped = ManuallyDrop::new(body);
        &raw const *undropped
    } else {
        &raw const body
    };
    let body = Body { run: run_alone::<_, B>, body: body as *const () };
    // SAFETY: `body` is a local, and run once (`BODY-ONCE`).
    unsafe { call_kind_without_context(about, fail, &body) }
}

/// [`call_without_context`] for all callbacks of one kind.
///
/// # Safety
///
/// `body` can be run.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn call_kind_without_context<S, A>(about: &'static About, fail: A, body: &Body<(), Result<A, Halt<S, A>>>) -> A {
    if is_pending(about) {
        return failed(about, fail);
    }
    // SAFETY: `call_kind_without_context` requires a body that can be run, and this is the one time (`BODY-ONCE`).
    match guarded(about, || unsafe { (body.run)(body.body, ()) }) {
        Ok(Ok(answer)) => answer,
        Ok(Err(Halt::Stopped(stop, answer))) => {
            lose_stop(about.declared.subject(), stop, is_answered::<A>(about));
            answer
        }
        Ok(Err(Halt::Unanswered(stop))) => {
            lose_stop(about.declared.subject(), stop, about.declared.after.told);
            failed(about, fail)
        }
        Ok(Err(Halt::Refused(Refusal { parameter, reason }))) => {
            let (kind, text) = reason.split();
            report_refused(about, parameter, kind, text);
            failed(about, fail)
        }
        #[cfg(feature = "std")]
        Err(payload) => {
            crate::outcome::panics::lose(about, payload);
            failed(about, fail)
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    }
}

/// Evaluates `#[context(from = EXPR)]`; a panic there is reported, and leaves no context.
#[doc(hidden)]
#[inline]
pub fn find<C: Definition, P: ContextPointer>(expression: impl FnOnce() -> P) -> *mut c_void {
    contained::<C, _>(|| expression().into_context()).unwrap_or(core::ptr::null_mut())
}

/// Lets a call in.
///
/// # Errors
///
/// The state that refuses it.
///
/// # Safety
///
/// The frame belongs to an owner, is live for the call, and admits the callback.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn enter<P: Pinned>(found: &Found<P>, about: &'static About) -> Result<(), Seen> {
    // SAFETY: an owner's frame, which lives for `enter`; every frame begins with a core (`CORE-FIRST`).
    let core = unsafe { found.frame.cast::<Core>().as_ref() };
    if !about.is_thin() {
        let announced = found.pin.is_announced();
        #[cfg(feature = "std")]
        if about.entry == Entry::Once && announced && core.about().entry == Entry::Shared {
            // SAFETY: the owner's pointer, live by the announced call (`FRAME-LIVE`).
            unsafe { Core::end_alone(found.frame.cast()) }?;
            found.pin.let_in();
            return Ok(());
        }
        core.state().enter(about.entry, about.account(announced))?;
        found.pin.let_in();
    }
    if about.ends_object {
        // SAFETY: the owner's pointer, live while this call is inside (`FRAME-LIVE`).
        unsafe { Core::seal(found.frame.cast()) };
    }
    Ok(())
}

/// Lets a call leave.
///
/// # Safety
///
/// [`enter`] let it in.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn leave<P: Pinned>(found: Found<P>, about: &'static About) {
    // SAFETY: `enter` let the call in: the frame lives until it has left (`FRAME-LIVE`, `CORE-FIRST`).
    let core = unsafe { found.frame.cast::<Core>().as_ref() };
    let account = about.account(found.pin.is_announced());
    if about.entry == Entry::Once && about.counted {
        // SAFETY: the owner's pointer, live while this call is inside (`FRAME-LIVE`).
        unsafe { end(found.frame.cast()) };
    }
    if !about.is_thin() && core.state().leave(about.entry, account) {
        // SAFETY: `State::leave` is true for the last call of a closed context (`RELEASED-ONCE`).
        unsafe { Core::release(found.frame.cast()) };
    }
    // The last announced call of a closed context releases it.
    drop(found.pin);
}
