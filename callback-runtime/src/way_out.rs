//! Cold paths of a call: stop, refusal, panic.
//!
//! They are not inlined and their arguments fit the registers, so that a shim keeps nothing on the stack or in
//! other registers for them.

use core::ptr::NonNull;

use crate::about::{About, Ends};
use crate::errno;
#[cfg(feature = "std")]
use crate::frame::Payload;
use crate::frame::{Core, Frame};
use crate::identity::Identity;
use crate::outcome::{Kind, Reason, Refused};
use crate::report::{Loss, Report, Subject};
use crate::returns::{Halt, Refusal};
use crate::state::{Entry, Out, Seen};
use crate::trampoline::inside;

/// Keeps the reason why a call that was let in has no plain answer.
///
/// # Safety
///
/// See [`Core::notify`]; if it is `Stopped`, the frame keeps an `S`.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) unsafe fn halted<T: ?Sized, S, A>(
    frame: NonNull<Frame<T, S>>,
    about: &'static About,
    halt: Halt<S, A>,
    fail: A,
) -> A {
    match halt {
        // SAFETY: `halted` requires a live frame that keeps an `S` (`STOP-TYPE`), as `stopped` does.
        Halt::Stopped(stop, answer) => unsafe { stopped(frame, about, stop, answer) },
        Halt::Unanswered(stop) => {
            // SAFETY: `halted` requires a live frame that keeps an `S` (`STOP-TYPE`), as `stopped` does.
            unsafe { stopped(frame, about, stop, ()) };
            failed(about, fail)
        }
        Halt::Refused(Refusal { parameter, reason }) => {
            let (kind, text) = reason.split();
            // SAFETY: `halted` requires a live frame, as `refused` does.
            unsafe { refused(frame.cast(), about, parameter, kind, text) };
            failed(about, fail)
        }
    }
}

/// Returns true if an error with an answer of type `A` is visible to C: by its value, or by `on_fail`.
pub(crate) fn is_answered<A>(about: &About) -> bool {
    size_of::<A>() != 0 || about.declared.after.told
}

/// Returns the fail value. It hides a constant, which the compiler would keep in a register for all paths.
#[cold]
#[inline(never)]
pub(crate) fn failed<A>(about: &'static About, fail: A) -> A {
    if about.declared.fails_with_errno {
        errno::set(errno::FAILED);
    }
    core::hint::black_box(fail)
}

/// Reports a refused call of a callback without a context.
#[cold]
#[inline(never)]
pub(crate) fn report_refused(about: &'static About, parameter: usize, kind: Kind, text: &'static str) {
    Report::new(about.declared.subject(), Loss::Refused(about.refused(parameter, kind, text))).send();
}

/// Records that a coroutine resumed with a scope on another thread, where further calls find no context.
///
/// # Safety
///
/// `context` is null, or the frame of a scope that is open.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) unsafe fn moved(context: *mut core::ffi::c_void, callback: &'static str) {
    if let Some(core) = NonNull::new(context.cast::<Core>()) {
        let refused = crate::outcome::Refused::call(callback, crate::outcome::Reason::Thread);
        // SAFETY: `moved` requires the frame of an open scope, which begins with a core (`CORE-FIRST`).
        let core = unsafe { core.as_ref() };
        core.keep_refused(core.about(), refused);
    }
}

/// Refuses a call on another thread than that of the registration, whose owner takes the reason.
///
/// # Safety
///
/// See [`Core::notify`]. A frame that is not `pinned` is kept by C.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) unsafe fn refuse_elsewhere(core: NonNull<Core>, about: &'static About, pinned: bool) {
    // SAFETY: live, as `refuse_elsewhere` requires, or by the pin.
    let this = unsafe { core.as_ref() };
    // Before the outcome, whose receiver may let go of the registration at once.
    this.spend(about);
    if pinned {
        // SAFETY: live by the pin.
        unsafe { refused(core, about, usize::MAX, Kind::Thread, "") };
        return;
    }
    this.mark_elsewhere();
    crate::wait::wake();
    report_refused(about, usize::MAX, Kind::Thread, "");
}

/// Reports an end of a context on another thread than its own, which is [marked](Core::mark_elsewhere). It lives on.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) fn end_elsewhere(subject: Subject) {
    crate::wait::wake();
    Report::new(subject, Loss::Refused(Refused::call(subject.name, Reason::Thread))).send();
}

/// The hold of a call on a frame that it is refused for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    Pinned,
    /// The call [stands by](crate::state::State::stand_by).
    StandsBy,
    /// No hold: nothing is kept for the owner.
    No,
}

impl Hold {
    /// Returns the hold of a call without a pin, if there can be one.
    fn of_unpinned(core: &Core) -> Self {
        // The state of a context of one thread is written only on that thread.
        #[cfg(feature = "std")]
        let here = core.is_of_this_thread();
        #[cfg(not(feature = "std"))]
        let here = true;
        if here && core.state().stand_by() { Hold::StandsBy } else { Hold::No }
    }
}

/// Refuses a context that was made for another callback.
///
/// # Safety
///
/// The frame is live: its owner keeps it, or this call has it `pinned`.
#[cold]
#[inline(never)]
pub(crate) unsafe fn mispaired<A>(core: NonNull<Core>, about: &'static About, pinned: bool, fail: A) -> A {
    // SAFETY: `mispaired` requires a live frame (`FRAME-LIVE`).
    let this = unsafe { core.as_ref() };
    let (owner, hold) = (this.callback(), if pinned { Hold::Pinned } else { Hold::of_unpinned(this) });
    // Without a pin C has the address of the frame, and may call again.
    if pinned {
        this.spend(about);
    }
    // SAFETY: live, as above.
    unsafe { refuse_pair(core, about.declared.subject(), owner, hold) };
    failed(about, fail)
}

/// Refuses a context of `owner`: reported for the callback that C called, kept for the owner of the context.
///
/// # Safety
///
/// The frame is live by the hold, if that is not `No`; one that stands by is not used after this.
unsafe fn refuse_pair(core: NonNull<Core>, subject: Subject, owner: &'static str, hold: Hold) {
    let refused = Refused::call(subject.name, Reason::ContextOf(owner));
    if hold != Hold::No {
        // SAFETY: `refuse_pair` requires a frame that is live by the hold (`FRAME-LIVE`).
        let this = unsafe { core.as_ref() };
        if !this.state().failed() {
            inside(core.cast(), || {
                // Not a failure of the callback that C called, whose context this is not.
                this.keep_refused(this.about(), refused);
                // SAFETY: live, as above.
                unsafe { Core::notify(core) };
            });
        }
    }
    if hold == Hold::StandsBy {
        // SAFETY: `stand_by` returned true; not used after this.
        unsafe { stand_down(core) };
    }
    // Last: the hook may free the context.
    Report::new(subject, Loss::Refused(refused)).send();
}

/// Keeps the reason for a refusal, or reports it. The context that a closing callback would consume is dropped.
///
/// `seen` is the state that refused it: another read could find another reason.
///
/// # Safety
///
/// See [`Core::end`]. If the frame is not `pinned`, this call is counted in its state, or its scope is open.
#[cold]
#[inline(never)]
pub(crate) unsafe fn turn_away(core: NonNull<Core>, about: &'static About, seen: Seen, pinned: bool) {
    let kind = match seen.out() {
        Out::Failed => None,
        Out::Entered => Some(Kind::Reentered),
        Out::Closed => Some(Kind::Closed),
        Out::Consumed => Some(Kind::Consumed),
    };
    // SAFETY: `turn_away` requires a frame that lives while this looks at it (`FRAME-LIVE`).
    let this = unsafe { core.as_ref() };
    this.spend(about);
    let state = this.state();
    let bystander = about.counted && !pinned;
    let ends = about.entry == Entry::Once && about.counted;
    if bystander && !state.stand_by() {
        if ends {
            // SAFETY: the end's hold, or C, which just called (`HOLDS`); the report hook may free the frame.
            unsafe { end(core, about, pinned) };
        }
        if let Some(kind) = kind {
            report_refused(about, usize::MAX, kind, "");
        }
        return;
    }
    if let Some(kind) = kind {
        // SAFETY: kept by the pin, by standing by or by the scope (`FRAME-LIVE`).
        unsafe { refused(core, about, usize::MAX, kind, "") };
    } else if this.lends() {
        // For a stop function that was set after the failure.
        // SAFETY: kept by its scope (`FRAME-LIVE`).
        unsafe { Core::notify(core) };
    }
    if ends {
        // SAFETY: kept as above until `stand_down`; the pointer is the owner's (`WHOLE-FRAME`).
        unsafe { end(core, about, pinned) };
    }
    if bystander {
        // SAFETY: `stand_by` returned true; not used after this.
        unsafe { stand_down(core) };
    }
}

/// Ends the standing by of a refused call, which may free the memory.
///
/// # Safety
///
/// [`State::stand_by`](crate::state::State::stand_by) returned true for it.
unsafe fn stand_down(core: NonNull<Core>) {
    // SAFETY: live until the call has stood down (`MEMORY`).
    let stood = unsafe { core.as_ref() }.state().stand_down();
    if stood.frees {
        // SAFETY: the hold was left to the last bystander, which is this one (`MEMORY`).
        unsafe { Core::leave_memory(core) };
    }
    #[cfg(feature = "std")]
    if stood.closed {
        crate::wait::wake();
    }
}

/// Ends the context of a callback that takes it by value.
///
/// # Safety
///
/// See [`Core::end`]; if the callback ends an [asked](Ends::Asked) context, this call has [taken](take_end_for) the end.
#[cold]
#[inline(never)]
pub(crate) unsafe fn end(core: NonNull<Core>, about: &'static About, pinned: bool) {
    // Objects and shims for any owner lead to their context without that.
    let held = about.ends == Ends::Asked || (!pinned && take_end(core));
    // SAFETY: `end` requires the owner's live pointer; the hold was taken from the ends (`ENDS`).
    unsafe { Core::end(core, held) };
}

/// Takes an end of this context, before the context is read. Returns false if there is none: C has called
/// it, or another thread has just done so, and the memory may be freed.
#[cfg(feature = "std")]
fn take_end(core: NonNull<Core>) -> bool {
    let _kept = errno::Kept::new();
    crate::ends::take(core.as_ptr().cast())
}

/// Takes an end like [`take_end`], on the thread of the context.
///
/// # Errors
///
/// The callback of the context if this is another thread, which is marked there; `None` if there is no end.
#[cfg(feature = "std")]
pub(crate) fn take_end_here(core: NonNull<Core>) -> Result<(), Option<Subject>> {
    let _kept = errno::Kept::new();
    let mut taken = Err(None);
    crate::ends::take_if(core.as_ptr().cast(), || {
        // SAFETY: the end holds the frame of a registered context, and is not taken meanwhile (`ENDS`, `CORE-FIRST`).
        let this = unsafe { core.as_ref() };
        taken = if this.is_of_this_thread() { Ok(()) } else { Err(Some(this.subject())) };
        if taken.is_err() {
            this.mark_elsewhere();
        }
        taken.is_ok()
    });
    taken
}

/// Takes an end for a call of a callback that [asks](Ends::Asked) for it. Returns false if the call is refused and reported:
/// the end stays for the callback that it was made for, which may be called at the same time.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) fn take_end_for(
    core: NonNull<Core>,
    about: &'static About,
    admits: fn(&Identity, &'static About) -> bool,
) -> bool {
    let kept = errno::Kept::new();
    let (mut taken, mut kind, mut wrong) = (false, Kind::Closed, None);
    crate::ends::take_if(core.as_ptr().cast(), || {
        // SAFETY: the end holds the frame of a registered context, and is not taken meanwhile (`ENDS`, `CORE-FIRST`).
        let this = unsafe { core.as_ref() };
        if !admits(this.identity(), about) {
            wrong = Some((this.callback(), Hold::of_unpinned(this)));
        } else if about.of_thread && !this.is_of_this_thread() {
            this.mark_elsewhere();
            kind = Kind::Thread;
        } else {
            taken = true;
        }
        taken
    });
    drop(kept);
    if let Some((owner, hold)) = wrong {
        // SAFETY: the call stands by if it has a hold (`MEMORY`).
        unsafe { refuse_pair(core, about.declared.subject(), owner, hold) };
    } else if !taken {
        crate::wait::wake();
        report_refused(about, usize::MAX, kind, "");
    }
    taken
}

/// Returns false: without `std` no context is registered.
#[cfg(not(feature = "std"))]
fn take_end(_core: NonNull<Core>) -> bool {
    false
}

/// Refuses the call, and returns false: without `std` no context is registered.
#[cfg(not(feature = "std"))]
pub(crate) fn take_end_for(
    _core: NonNull<Core>,
    about: &'static About,
    _admits: fn(&Identity, &'static About) -> bool,
) -> bool {
    report_refused(about, usize::MAX, Kind::Closed, "");
    false
}

/// # Safety
///
/// See [`Core::notify`].
#[cold]
#[inline(never)]
unsafe fn refused(core: NonNull<Core>, about: &'static About, parameter: usize, kind: Kind, text: &'static str) {
    // SAFETY: the call is inside, as `refused` requires (`FRAME-LIVE`).
    let this = unsafe { core.as_ref() };
    inside(core.cast(), || {
        this.keep_refused(about, about.refused(parameter, kind, text));
        // SAFETY: the owner's pointer, live while the call is inside (`WHOLE-FRAME`).
        unsafe { Core::notify(core) };
    });
}

/// # Safety
///
/// See [`Core::notify`].
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) unsafe fn panicked(core: NonNull<Core>, about: &'static About, payload: Payload) {
    // SAFETY: the call is inside, as `panicked` requires (`FRAME-LIVE`).
    let this = unsafe { core.as_ref() };
    inside(core.cast(), || {
        this.keep_panic(about, payload);
        // SAFETY: the owner's pointer, live while the call is inside (`WHOLE-FRAME`).
        unsafe { Core::notify(core) };
    });
}

/// # Safety
///
/// See [`Core::notify`]; the frame keeps an `S`.
#[cold]
#[inline(never)]
unsafe fn stopped<T: ?Sized, S, A>(frame: NonNull<Frame<T, S>>, about: &'static About, stop: S, answer: A) -> A {
    // SAFETY: the call is inside, as `stopped` requires (`FRAME-LIVE`), and the frame keeps an `S` (`STOP-TYPE`).
    let this = unsafe { frame.as_ref() };
    inside(frame.cast(), || {
        this.keep_stop(about, stop, is_answered::<A>(about));
        // SAFETY: the owner's pointer, live while the call is inside; every frame begins with a core (`CORE-FIRST`).
        unsafe { Core::notify(frame.cast()) };
    });
    core::hint::black_box(answer)
}
