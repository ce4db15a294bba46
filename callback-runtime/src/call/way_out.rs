//! Cold paths of a call: stop, refusal, panic.
//!
//! They are not inlined and their arguments fit the registers, so that a shim keeps nothing on the stack or in
//! other registers for them.

use core::ptr::NonNull;

use crate::call::trampoline::inside;
use crate::frame::about::About;
#[cfg(feature = "std")]
use crate::frame::core::Payload;
use crate::frame::core::{Core, Frame};
use crate::frame::owner::Found;
use crate::frame::state::{Entry, Out, Seen};
use crate::outcome::errno;
use crate::outcome::refused::{Kind, Reason, Refused};
#[cfg(feature = "std")]
use crate::outcome::report::Subject;
use crate::outcome::report::{Loss, Report};
use crate::value::returns::{Halt, Refusal};

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
        let refused = crate::outcome::refused::Refused::call(callback, crate::outcome::refused::Reason::Thread);
        // SAFETY: `moved` requires the frame of an open scope, which begins with a core (`CORE-FIRST`).
        let core = unsafe { core.as_ref() };
        core.keep_refused(core.about(), refused);
    }
}

/// Reports an end of a context on another thread than its own, which is marked. It lives on.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) fn end_elsewhere(subject: Subject) {
    crate::registry::wait::wake();
    Report::new(subject, Loss::Refused(Refused::call(subject.name, Reason::Thread))).send();
}

/// The hold of a refused call on the memory of a frame. It does not keep the value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// The scope keeps the frame.
    Scope,
    /// The call [stands by](crate::frame::state::State::stand_by).
    StandsBy,
    /// No hold: too many calls are being refused, and nothing is kept for the owner.
    No,
}

impl Hold {
    fn take(core: &Core, about: &About) -> Self {
        match about.counted {
            false => Hold::Scope,
            true if core.state().stand_by() => Hold::StandsBy,
            true => Hold::No,
        }
    }
}

/// Refuses a context that was made for another callback.
///
/// # Safety
///
/// The frame is live by what was found.
#[cold]
#[inline(never)]
pub(crate) unsafe fn mispaired<P>(found: Found<P>, about: &'static About) {
    // SAFETY: `mispaired` requires a live frame, as `keep_pair` does.
    let (kind, text) = unsafe { keep_pair(found, about) }.split();
    // Last: the hook may free the context.
    report_refused(about, usize::MAX, kind, text);
}

/// Keeps for the owner of a context that C has passed it to another callback. Returns the reason, which is reported for
/// the callback that C called.
///
/// # Safety
///
/// The frame is live by what was found.
pub(crate) unsafe fn keep_pair<P>(found: Found<P>, about: &'static About) -> Reason {
    let core = found.frame.cast::<Core>();
    // SAFETY: `keep_pair` requires a live frame (`FRAME-LIVE`).
    let this = unsafe { core.as_ref() };
    let (reason, hold) = (Reason::ContextOf(this.callback()), Hold::take(this, about));
    // With the address of a frame C may call again.
    if about.by_number {
        this.spend(about);
    }
    drop(found.pin);
    // Nothing is kept without a hold.
    if hold != Hold::No && !this.state().failed() {
        inside(core.cast(), || {
            // Not a failure of the callback that C called, whose context this is not.
            this.keep_refused(this.about(), Refused::call(about.declared.name, reason));
            // SAFETY: live by the hold.
            unsafe { Core::notify(core) };
        });
    }
    if hold == Hold::StandsBy {
        // SAFETY: `stand_by` returned true; not used after this.
        unsafe { stand_down(core) };
    }
    reason
}

/// Keeps the reason for a refusal, or reports it. The context that a closing callback would consume is dropped.
///
/// `seen` is the state that refused it: another read could find another reason.
///
/// # Safety
///
/// See [`Core::end`]; the frame is live by what was found.
#[cold]
#[inline(never)]
pub(crate) unsafe fn turn_away<P>(found: Found<P>, about: &'static About, seen: Seen) {
    let kind = match seen.out() {
        Out::Failed => None,
        Out::Entered if about.entry == Entry::Moving => Some(Kind::Concurrent),
        Out::Entered => Some(Kind::Reentered),
        Out::Closed => Some(Kind::Closed),
        Out::Consumed => Some(Kind::Consumed),
    };
    let core = found.frame.cast::<Core>();
    // SAFETY: `turn_away` requires a live frame (`FRAME-LIVE`).
    let this = unsafe { core.as_ref() };
    this.spend(about);
    let hold = Hold::take(this, about);
    let ends = about.entry == Entry::Once && about.counted;
    if hold == Hold::No {
        if ends {
            // SAFETY: live by what was found; the report hook may free the frame.
            unsafe { end(core) };
        }
        drop(found.pin);
        if let Some(kind) = kind {
            report_refused(about, usize::MAX, kind, "");
        }
        return;
    }
    // It was not let in, and keeps the value no longer.
    drop(found.pin);
    if let Some(kind) = kind {
        // SAFETY: live by the hold (`FRAME-LIVE`).
        unsafe { refused(core, about, usize::MAX, kind, "") };
    } else if this.lends() {
        // For a stop function that was set after the failure.
        // SAFETY: kept by its scope (`FRAME-LIVE`).
        unsafe { Core::notify(core) };
    }
    if ends {
        // SAFETY: live by the hold; the pointer is the owner's (`WHOLE-FRAME`).
        unsafe { end(core) };
    }
    if hold == Hold::StandsBy {
        // SAFETY: `stand_by` returned true; not used after this.
        unsafe { stand_down(core) };
    }
}

/// Ends the standing by of a refused call, which may free the memory.
///
/// # Safety
///
/// [`State::stand_by`](crate::frame::state::State::stand_by) returned true for it.
unsafe fn stand_down(core: NonNull<Core>) {
    // SAFETY: live until the call has stood down (`MEMORY`).
    let stood = unsafe { core.as_ref() }.state().stand_down();
    if stood.frees {
        // SAFETY: the hold was left to the last bystander, which is this one (`MEMORY`).
        unsafe { Core::leave_memory(core) };
    }
    #[cfg(feature = "std")]
    if stood.closed {
        crate::registry::wait::wake();
    }
}

/// Ends the context of a callback that takes it by value.
///
/// # Safety
///
/// See [`Core::end`].
#[cold]
#[inline(never)]
pub(crate) unsafe fn end(core: NonNull<Core>) {
    // SAFETY: `end` requires the owner's live pointer. A closing callback is no end of a slot: it has no hold (`ENDS`).
    unsafe { Core::end(core, false) };
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
        let Some(payload) = crate::outcome::panics::give(about, payload) else {
            // SAFETY: the owner's pointer, live while the call is inside (`WHOLE-FRAME`).
            return unsafe { Core::stop(core) };
        };
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
