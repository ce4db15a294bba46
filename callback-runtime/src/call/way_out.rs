//! Cold paths of a call: stop, refusal, panic.
//!
//! They are not inlined and their arguments fit the registers, so that a shim keeps nothing on the stack or in
//! other registers for them.

use core::ptr::NonNull;

use crate::frame::about::About;
use crate::frame::core::{Core, Frame};
use crate::frame::found::Found;
use crate::frame::state::{Entry, Out, Seen};
use crate::outcome::errno;
#[cfg(feature = "std")]
use crate::outcome::panics::Payload;
use crate::outcome::refused::Kind;
use crate::outcome::report::{LostFailure, Report};
use crate::registry::mispaired::inside;
use crate::registry::mispaired::{Hold, keep_pair, stand_down};
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
    Report::new(about.declared.subject(), LostFailure::Refused(about.refused(parameter, kind, text))).send();
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
        let Some(payload) = crate::call::panics::give(about, payload) else {
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
