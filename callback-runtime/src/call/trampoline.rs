//! The only path of calls from C to the functions of users.

use core::ffi::c_void;
use core::mem::{ManuallyDrop, needs_drop};

use crate::call::access::{Access, Alone, Copied, Exclusive, Moving, Once, SharedAccess};
use crate::call::guard::guarded;
use crate::call::locate::Finds;
use crate::call::panics::is_pending;
use crate::call::promise::Promise;
#[cfg(feature = "std")]
use crate::call::way_out::panicked;
use crate::call::way_out::{end, failed, halted, is_answered, mispaired, report_refused, turn_away};
use crate::frame::about::About;
use crate::frame::core::{Core, Frame, lose_stop};
use crate::frame::found::{Found, Pinned};
use crate::frame::identity;
#[cfg(feature = "std")]
use crate::frame::state::LENT;
use crate::frame::state::{Entry, Seen};
use crate::outcome::refused::Reason;
use crate::value::returns::{Halt, Refusal};

/// Runs one call on the frame that was found, or refuses it.
///
/// # Safety
///
/// See [`call`](crate::call::calls::call); `found` was found by the owner of the context.
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

/// [`call`](crate::call::calls::call) for all callbacks of one kind.
///
/// # Safety
///
/// See [`call`](crate::call::calls::call); `found` was found by the owner of the context, and `body` can be run.
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
    // SAFETY: `call_kind` requires that the owner found it.
    let Some(found) = (unsafe { admitted::<T, S, P>(found, about) }) else { return failed(about, fail) };
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

/// Lets a call in, or deals with the reason to refuse it and returns `None`.
///
/// # Safety
///
/// `found` was found by the owner of the context.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn admitted<T: ?Sized, S, P: Pinned>(
    found: Result<Found<P>, Reason>,
    about: &'static About,
) -> Option<Found<P>> {
    let found = match found {
        Ok(found) => found,
        Err(reason) => {
            let (kind, text) = reason.split();
            report_refused(about, usize::MAX, kind, text);
            return None;
        }
    };
    // SAFETY: an owner found it: a scope keeps it, the call is announced (`ANNOUNCED`), or it is for this thread, which closes
    // it nowhere between here and `enter` (`OWN-THREAD`); every frame begins with a core (`CORE-FIRST`).
    if !about.is_thin() && !unsafe { found.frame.cast::<Core>().as_ref() }.admits::<T, S>(about) {
        // SAFETY: live, as above.
        unsafe { mispaired(found, about) };
        return None;
    }
    // SAFETY: live, as above, and it admits the callback (`IDENTITY`).
    if let Err(seen) = unsafe { enter(&found, about) } {
        // SAFETY: live, as above.
        unsafe { turn_away(found, about, seen) };
        return None;
    }
    // A call that consumes its context runs, so that nothing is left behind.
    if about.entry != Entry::Once && is_pending(about) {
        // SAFETY: `enter` let the call in.
        unsafe { leave(found, about) };
        return None;
    }
    Some(found)
}

/// [`call_without_context`](crate::call::calls::call_without_context) with a function as the body.
///
/// # Safety
///
/// See [`call_without_context`](crate::call::calls::call_without_context); `about` is that of the callback, and C passed the arguments of this `body`.
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
/// See [`call_without_context`](crate::call::calls::call_without_context).
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(clippy::ptr_as_ptr, reason = "see `Body`")]
pub(crate) unsafe fn call_alone<S, A, B: FnOnce() -> Result<A, Halt<S, A>>>(
    about: &'static About,
    fail: A,
    body: B,
) -> A {
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

/// [`call_without_context`](crate::call::calls::call_without_context) for all callbacks of one kind.
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
            crate::call::panics::lose(about, payload);
            failed(about, fail)
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    }
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

/// The calls of a callback with this access.
#[doc(hidden)]
pub trait Runs<T: ?Sized>: Access<T> {
    /// [`call`](crate::call::calls::call) for a body that is a function and uses nothing except the arguments of the
    /// call. Only the function is compiled for the one callback.
    ///
    /// # Safety
    ///
    /// The contract of `call`; `about` is that of the callback, and `F` finds the context that the owner gave to C.
    /// C passed the arguments that this `body` takes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[allow(clippy::type_complexity, reason = "it is inferred")]
    unsafe fn run<'call, F, P, S, A, G>(
        about: &'static About,
        context: *mut c_void,
        fail: A,
        body: fn(Promise, G, Self::Held<'call>) -> Result<A, Halt<S, A>>,
        passed: G,
    ) -> A
    where
        F: Finds<P>,
        P: Pinned,
        T: 'call,
        Self: Sized,
    {
        // SAFETY: `run` requires that `F` finds what the owner gave to C; a `thin` callback asks for a context that is
        // not null.
        let found = unsafe { F::find(context, about, identity::kind::<T>(about, about.entry)) };
        // SAFETY: `run` requires that C passed what is for this body (`SHIM-CALLER`).
        let body = move |held| body(unsafe { Promise::of_caller() }, passed, held);
        // SAFETY: `run` has the contract of `call`, which is that of `call_found` for what was found.
        unsafe { call_found::<T, Self, S, A, P, _>(found, about, fail, body) }
    }
}

impl<T: ?Sized> Runs<T> for Exclusive {}
impl<T: ?Sized> Runs<T> for SharedAccess {}
impl<T: ?Sized> Runs<T> for Moving {}
impl<T: Copy> Runs<T> for Copied {}
impl<T> Runs<T> for Once {}

impl<T> Runs<T> for Alone {
    // Separate, so that callbacks with a context do not compile the code of those without one.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn run<'call, F, P, S, A, G>(
        about: &'static About,
        _context: *mut c_void,
        fail: A,
        body: fn(Promise, G, ()) -> Result<A, Halt<S, A>>,
        passed: G,
    ) -> A
    where
        F: Finds<P>,
        P: Pinned,
        T: 'call,
    {
        // SAFETY: `run` has the contract of `call_fn_alone` where there is no context.
        unsafe { call_fn_alone(about, fail, body, passed) }
    }
}
