//! The only way from C into a user's function.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ptr::NonNull;

use crate::access::Access;
use crate::callback::{Callback, Declared};
use crate::convert::FromC;
use crate::errno;
use crate::fn_pointer::ContextPointer;
use crate::frame::{Core, Frame, report_stop};
use crate::outcome::{Flow, Kind, Reason, Refused};
use crate::owner::{Borrowed, Found, Owner, Pinned, Threads};
use crate::report::{Loss, Report};
use crate::returns::{Halt, Refusal};
use crate::state::{Account, Away, Entry};
use crate::terms::{AccessOf, FlowOf, ThreadsOf};

type Stop<C> = <FlowOf<C> as Flow>::Stop;
type Held<'call, C> = <AccessOf<C> as Access<<C as Callback>::Context>>::Held<'call>;

/// Stands for one call: what its arguments borrow ends with it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Call(PhantomData<*mut ()>);

impl Call {
    /// A local of the shim.
    #[inline]
    #[allow(clippy::new_without_default, clippy::allow_attributes)]
    pub fn new() -> Self {
        Call(PhantomData)
    }
}

/// Converts one argument.
///
/// # Safety
///
/// As for [`FromC::from_c`]: the argument is valid for the call that `_call` stands for.
#[doc(hidden)]
#[inline]
pub unsafe fn argument<'call, T, S, A>(_call: &'call Call, parameter: usize, c: T::C) -> Result<T, Halt<S, A>>
where
    T: FromC<'call>,
{
    // SAFETY: the caller's promise.
    unsafe { T::from_c(c) }.map_err(|reason| Halt::Refused(Refusal { parameter, reason }))
}

/// Converts one argument whose length is passed apart.
///
/// # Safety
///
/// As for [`argument`], for as many elements as `len` says.
#[doc(hidden)]
#[inline]
pub unsafe fn counted<'call, T, S, A>(
    _call: &'call Call,
    parameter: usize,
    c: T::C,
    len: Result<usize, Reason>,
) -> Result<T, Halt<S, A>>
where
    T: crate::slice::FromCLen<'call>,
{
    let converted = match len {
        // SAFETY: the caller's promise.
        Ok(len) => unsafe { T::from_c_len(c, len) },
        Err(reason) => Err(reason),
    };
    converted.map_err(|reason| Halt::Refused(Refusal { parameter, reason }))
}

/// Converts one argument whose format is another.
///
/// # Safety
///
/// As for [`argument`], and the list has what the format says.
#[doc(hidden)]
#[inline]
pub unsafe fn formatted<'call, T, S, A>(
    _call: &'call Call,
    parameter: usize,
    c: T::C,
    format: impl crate::formatted::FormatString,
) -> Result<T, Halt<S, A>>
where
    T: crate::formatted::FromCFormat<'call>,
{
    // SAFETY: the caller's promise.
    let converted = unsafe { T::from_c_format(c, format.pointer()) };
    converted.map_err(|reason| Halt::Refused(Refusal { parameter, reason }))
}

/// Converts one argument with two lengths.
///
/// # Safety
///
/// As for [`argument`], for as many elements as `lens` says.
#[doc(hidden)]
#[inline]
pub unsafe fn counted_twice<'call, T, S, A>(
    _call: &'call Call,
    parameter: usize,
    c: T::C,
    lens: Result<[usize; 2], Reason>,
) -> Result<T, Halt<S, A>>
where
    T: crate::matrix::FromCLens<'call>,
{
    let converted = match lens {
        // SAFETY: the caller's promise.
        Ok(lens) => unsafe { T::from_c_lens(c, lens) },
        Err(reason) => Err(reason),
    };
    converted.map_err(|reason| Halt::Refused(Refusal { parameter, reason }))
}

/// Runs one call of a callback with a context.
///
/// `body` converts the arguments, calls the function and converts its result. `fail` is what C gets where
/// that is not possible.
///
/// # Safety
///
/// `context` is null, or what an owner of a callback with this context, access and (where it is not plain)
/// flow gave to C and still keeps; calls from several threads do not overlap. `_call` is a local of the shim.
/// Where the callback refuses nothing and does not capture panics, `context` is not null.
#[doc(hidden)]
#[inline]
pub unsafe fn call<'call, C, O, A, B>(_call: &'call Call, context: *mut c_void, fail: A, body: B) -> A
where
    C: Callback<Context: 'call>,
    O: Owner,
    B: FnOnce(Held<'call, C>) -> Result<A, Halt<Stop<C>, A>>,
{
    let about = OfCallback::<C, O>::ABOUT;
    // SAFETY: the caller's promise; a callback that refuses nothing asks its caller for a context.
    let found = unsafe { O::find::<C>(context, about.thin) };
    let mut body = ManuallyDrop::new(body);
    let body = Body { run: run::<Held<'call, C>, _, B>, body: (&raw mut body).cast() };
    // SAFETY: the caller's promise; `body` outlives the call and is run once at the most.
    unsafe { call_kind::<C::Context, AccessOf<C>, Stop<C>, A, O::Pin>(found, about, fail, &body) }
}

/// The body of a call without its type, so that the code of [`call_kind`] is shared. One that is not run is
/// not dropped: it has what C passed, which is C's.
struct Body<H, R> {
    run: unsafe fn(*mut (), H) -> R,
    body: *mut (),
}

/// Runs a body.
///
/// # Safety
///
/// `body` points at a `ManuallyDrop<B>`, which is run once and which nobody else uses.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn run<H, R, B: FnOnce(H) -> R>(body: *mut (), given: H) -> R {
    // SAFETY: the caller's promise; `ManuallyDrop<B>` has the layout of `B`.
    let body = unsafe { body.cast::<B>().read() };
    body(given)
}

/// Runs a body that takes nothing.
///
/// # Safety
///
/// As for [`run`].
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn run_alone<R, B: FnOnce() -> R>(body: *mut (), _: ()) -> R {
    // SAFETY: as in `run`.
    let body = unsafe { body.cast::<B>().read() };
    body()
}

// What follows is for every callback of a kind: inlined, so that what `about` says is known, but where nothing
// is optimised there is one copy of each.

/// [`call`] for all callbacks of one kind.
///
/// # Safety
///
/// As for [`call`], where `found` is what its owner found; and `body` can be run.
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
    // SAFETY: an owner's frame, by the caller's promise or by the pin.
    let Some(found) = (unsafe { enter(found, about) }) else { return failed(about, fail) };
    let frame = found.frame.cast::<Frame<T, S>>();
    // SAFETY: an owner's frame as above, whose head is there for every flow.
    let place = unsafe { Frame::place(frame) };
    // SAFETY: the owner keeps the value for the call, and the state let it in.
    let given = unsafe { C::hold(place) };
    // SAFETY: the caller's promise, and this is the one time.
    let run = || unsafe { (body.run)(body.body, given) };
    let result = guarded(about, || if about.counted && about.threads { inside(found.frame, run) } else { run() });
    let answer = match result {
        Ok(Ok(answer)) => answer,
        // SAFETY: the owner's pointer, live as above; only a callback whose flow the frame was made for stops.
        Ok(Err(halt)) => unsafe { halted(frame, about, halt, fail) },
        #[cfg(feature = "std")]
        Err(payload) => {
            // SAFETY: the owner's pointer, live as above.
            unsafe { panicked(frame.cast(), about, payload) };
            failed(about, fail)
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    };
    // SAFETY: `enter` let the call in, and the frame is live until it has left.
    unsafe { leave(found, about) };
    answer
}

/// Keeps account of the contexts that the thread is inside of.
#[cfg(feature = "std")]
#[inline]
fn inside<R>(frame: NonNull<c_void>, run: impl FnOnce() -> R) -> R {
    crate::inside::inside(frame.as_ptr(), run)
}

#[cfg(not(feature = "std"))]
#[inline]
fn inside<R>(_frame: NonNull<c_void>, run: impl FnOnce() -> R) -> R {
    run()
}

/// The context that this thread lends to a callback.
#[cfg(feature = "std")]
#[doc(hidden)]
#[inline]
pub fn stacked<C: Callback>() -> *mut c_void {
    crate::stacked::top(crate::type_id::of::<C>())
}

/// Runs one call of a callback without a context: what cannot be handed back is reported.
///
/// # Safety
///
/// The arguments that `body` converts are valid for the call.
#[doc(hidden)]
#[inline]
pub unsafe fn call_without_context<C, A, B>(fail: A, body: B) -> A
where
    C: Callback,
    B: FnOnce() -> Result<A, Halt<Stop<C>, A>>,
{
    let mut body = ManuallyDrop::new(body);
    let body = Body { run: run_alone::<_, B>, body: (&raw mut body).cast() };
    // SAFETY: `body` outlives the call and is run once.
    unsafe { call_kind_without_context(OfCallback::<C, Borrowed>::ABOUT, fail, &body) }
}

/// [`call_without_context`] for all callbacks of one kind.
///
/// # Safety
///
/// `body` can be run.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn call_kind_without_context<S, A>(about: &'static About, fail: A, body: &Body<(), Result<A, Halt<S, A>>>) -> A {
    // SAFETY: the caller's promise, and this is the one time.
    match guarded(about, || unsafe { (body.run)(body.body, ()) }) {
        Ok(Ok(answer)) => answer,
        Ok(Err(Halt::Stopped(stop, answer))) => {
            report_stop(about.declared.name, stop);
            answer
        }
        Ok(Err(Halt::Refused(Refusal { parameter, reason }))) => {
            let (kind, text) = reason.split();
            report_refused(about, parameter, kind, text);
            failed(about, fail)
        }
        #[cfg(feature = "std")]
        Err(payload) => {
            crate::frame::report_panic(about.declared.name, payload);
            failed(about, fail)
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    }
}

/// There are no thread-locals without `std`.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[diagnostic::on_unimplemented(message = "`#[context(thread_local)]` needs the feature `std` of `callback-runtime`")]
pub trait ThreadLocals {}

/// The context that this thread lends to a callback.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
pub fn stacked<C: Callback + ThreadLocals>() -> *mut c_void {
    core::ptr::null_mut()
}

/// Evaluates `#[context(from = EXPR)]`; a panic there is reported, and leaves no context.
#[doc(hidden)]
#[inline]
pub fn find<C: Callback, P: ContextPointer>(expression: impl FnOnce() -> P) -> *mut c_void {
    contained::<C, _>(|| expression().into_context()).unwrap_or(core::ptr::null_mut())
}

/// Evaluates what stands beside the function; a panic there is reported.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn contained<C: Callback, R>(expression: impl FnOnce() -> R) -> Option<R> {
    let about = OfCallback::<C, Borrowed>::ABOUT;
    match guarded(about, expression) {
        Ok(value) => Some(value),
        #[cfg(feature = "std")]
        Err(payload) => {
            crate::frame::report_panic(about.declared.name, payload);
            None
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    }
}

/// Runs what may panic; nothing unwinds out of here.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn guarded<T>(about: &'static About, f: impl FnOnce() -> T) -> Result<T, crate::frame::Payload> {
    #[cfg(feature = "std")]
    if about.declared.captures {
        return std::panic::catch_unwind(core::panic::AssertUnwindSafe(f));
    }
    let bomb = AbortOnUnwind(about);
    let value = f();
    core::mem::forget(bomb);
    Ok(value)
}

/// Ends the process when a panic passes, with the name of the callback.
struct AbortOnUnwind(&'static About);

impl Drop for AbortOnUnwind {
    #[inline]
    fn drop(&mut self) {
        abort(self.0.declared.name, "panicked and has `panic = abort`");
    }
}

#[cold]
#[inline(never)]
pub(crate) fn abort(callback: &'static str, what: &'static str) -> ! {
    #[cfg(feature = "std")]
    {
        use std::io::Write;

        let _ = writeln!(std::io::stderr(), "callback `{callback}` {what}");
        std::process::abort()
    }
    #[cfg(not(feature = "std"))]
    panic!("callback `{callback}` {what}");
}

/// What the parts of a call that are the same for all callbacks have to know of one.
struct About {
    declared: Declared,
    entry: Entry,
    /// Nothing can be kept and nobody waits for the calls to leave: there is nothing to ask the frame.
    thin: bool,
    counted: bool,
    threads: bool,
}

/// A constant and no function, of which there would be one more for each callback.
struct OfCallback<C, O>(PhantomData<(C, O)>);

impl<C: Callback, O: Owner> OfCallback<C, O> {
    const ABOUT: &'static About = &About {
        declared: C::__DECLARED,
        entry: AccessOf::<C>::ENTRY,
        thin: !C::__DECLARED.looks() && !O::COUNTED && matches!(AccessOf::<C>::ENTRY, Entry::Shared),
        counted: O::COUNTED,
        threads: O::THREADS || ThreadsOf::<C>::ANY,
    };
}

impl About {
    #[inline]
    fn account<P: Pinned>(&self, pin: &P) -> Account {
        Account { counted: self.counted && !pin.is_pin(), threads: self.threads }
    }

    fn refused(&self, parameter: usize, kind: Kind, text: &'static str) -> Refused {
        Refused::argument(
            self.declared.name,
            self.declared.parameters.get(parameter).copied(),
            Reason::join(kind, text),
        )
    }
}

/// Lets a call in, or keeps why not.
///
/// # Safety
///
/// What was found is an owner's frame, live for the call.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn enter<P: Pinned>(found: Result<Found<P>, Reason>, about: &'static About) -> Option<Found<P>> {
    let found = match found {
        Ok(found) => found,
        Err(reason) => {
            let (kind, text) = reason.split();
            report_refused(about, usize::MAX, kind, text);
            return None;
        }
    };
    // SAFETY: an owner's frame; every frame begins with a core.
    let core = unsafe { found.frame.cast::<Core>().as_ref() };
    if !about.thin && !core.state().enter(about.entry, about.account(&found.pin)) {
        let once = about.entry == Entry::Once;
        // SAFETY: the owner's pointer, live by the caller's promise.
        unsafe { turn_away(found.frame.cast(), about, about.account(&found.pin).counted, once && !found.pin.is_pin()) };
        if once {
            found.pin.close();
        }
        return None;
    }
    Some(found)
}

/// Lets a call leave.
///
/// # Safety
///
/// [`enter`] let it in.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn leave<P: Pinned>(found: Found<P>, about: &'static About) {
    // SAFETY: an owner's frame, live while a call is inside; every frame begins with a core.
    let core = unsafe { found.frame.cast::<Core>().as_ref() };
    let account = about.account(&found.pin);
    if about.entry == Entry::Once && account.counted {
        // SAFETY: the owner's pointer, live while this call is inside.
        unsafe { Core::end(found.frame.cast()) };
    }
    if !about.thin && core.state().leave(about.entry, account) {
        // SAFETY: `leave` said so.
        unsafe { Core::release(found.frame.cast()) };
    }
    if about.entry == Entry::Once {
        found.pin.close();
    }
    // The last pin of a closed slot releases the frame.
    drop(found.pin);
}

/// Keeps why a call that was let in has no plain answer.
///
/// # Safety
///
/// As for [`Core::notify`], and where it is `Stopped` the frame keeps an `S`.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn halted<T: ?Sized, S, A>(frame: NonNull<Frame<T, S>>, about: &'static About, halt: Halt<S, A>, fail: A) -> A {
    match halt {
        // SAFETY: the caller's promise.
        Halt::Stopped(stop, answer) => unsafe { stopped(frame, about, stop, answer) },
        Halt::Refused(Refusal { parameter, reason }) => {
            let (kind, text) = reason.split();
            // SAFETY: the caller's promise.
            unsafe { refused(frame.cast(), about, parameter, kind, text) };
            failed(about, fail)
        }
    }
}

// The ways out of a call that does not simply answer. They are not inlined and their arguments fit the
// registers, so that a shim keeps nothing on the stack or in other registers for their sake.

/// What C gets. It hides a constant, which the compiler would put aside in a register for all ways out.
#[cold]
#[inline(never)]
fn failed<A>(about: &'static About, fail: A) -> A {
    if about.declared.fails_with_errno {
        errno::set(errno::FAILED);
    }
    core::hint::black_box(fail)
}

/// There is no context that could keep a refusal.
#[cold]
#[inline(never)]
fn report_refused(about: &'static About, parameter: usize, kind: Kind, text: &'static str) {
    Report::new(about.declared.name, Loss::Refused(about.refused(parameter, kind, text))).send();
}

/// Keeps why a call was not let in. What a closing callback would have consumed is dropped.
///
/// # Safety
///
/// As for [`Core::end`].
#[cold]
#[inline(never)]
unsafe fn turn_away(core: NonNull<Core>, about: &'static About, counted: bool, end: bool) {
    // SAFETY: live, by the caller's promise.
    let state = unsafe { core.as_ref() }.state();
    let standing = if counted { state.stand_by() } else { Ok(()) };
    match standing {
        Ok(()) => {
            inside(core.cast(), || {
                // SAFETY: live, by the caller's promise, and kept so by the pin or by standing by.
                if unsafe { core.as_ref() }.keep_out(about.declared.name) {
                    // SAFETY: as above.
                    unsafe { Core::notify(core) };
                }
            });
            if end {
                // SAFETY: as above.
                unsafe { Core::end(core) };
            }
            if counted && state.stand_down() {
                // SAFETY: `stand_down` said so.
                unsafe { Core::release(core) };
            }
        }
        Err(away) => {
            if end {
                // SAFETY: live, by the caller's promise; whoever hears the report may free it.
                unsafe { Core::end(core) };
            }
            let reason = match away {
                Away::Closed => Kind::Closed,
                Away::Consumed => Kind::Consumed,
                Away::Crowded => Kind::Reentered,
            };
            report_refused(about, usize::MAX, reason, "");
        }
    }
}

/// # Safety
///
/// As for [`Core::notify`].
#[cold]
#[inline(never)]
unsafe fn refused(core: NonNull<Core>, about: &'static About, parameter: usize, kind: Kind, text: &'static str) {
    // SAFETY: live, by the caller's promise.
    let this = unsafe { core.as_ref() };
    inside(core.cast(), || {
        this.keep_refused(about.refused(parameter, kind, text));
        // SAFETY: the caller's promise.
        unsafe { Core::notify(core) };
    });
}

/// # Safety
///
/// As for [`Core::notify`].
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
unsafe fn panicked(core: NonNull<Core>, about: &'static About, payload: crate::frame::Payload) {
    // SAFETY: live, by the caller's promise.
    let this = unsafe { core.as_ref() };
    inside(core.cast(), || {
        this.keep_panic(about.declared.name, payload);
        // SAFETY: the caller's promise.
        unsafe { Core::notify(core) };
    });
}

/// # Safety
///
/// As for [`Core::notify`], and the frame keeps an `S`.
#[cold]
#[inline(never)]
unsafe fn stopped<T: ?Sized, S, A>(frame: NonNull<Frame<T, S>>, about: &'static About, stop: S, answer: A) -> A {
    // SAFETY: live, by the caller's promise.
    let this = unsafe { frame.as_ref() };
    inside(frame.cast(), || {
        this.keep_stop(about.declared.name, stop);
        // SAFETY: the caller's promise; every frame begins with a core.
        unsafe { Core::notify(frame.cast()) };
    });
    core::hint::black_box(answer)
}
