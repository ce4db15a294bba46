//! The ways out of a call that does not simply answer.
//!
//! They are not inlined and their arguments fit the registers, so that a shim keeps nothing on the stack or in
//! other registers for their sake.

use core::ptr::NonNull;

use crate::about::About;
use crate::errno;
#[cfg(feature = "std")]
use crate::frame::Payload;
use crate::frame::{Core, Frame};
use crate::outcome::Kind;
use crate::report::{Loss, Report};
use crate::returns::{Halt, Refusal};
use crate::state::Away;
use crate::trampoline::inside;

/// Keeps why a call that was let in has no plain answer.
///
/// # Safety
///
/// As for [`Core::notify`], and where it is `Stopped` the frame keeps an `S`.
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
            // SAFETY: the caller's promise.
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

/// What C gets. It hides a constant, which the compiler would put aside in a register for all ways out.
#[cold]
#[inline(never)]
pub(crate) fn failed<A>(about: &'static About, fail: A) -> A {
    if about.declared.fails_with_errno {
        errno::set(errno::FAILED);
    }
    core::hint::black_box(fail)
}

/// There is no context that could keep a refusal.
#[cold]
#[inline(never)]
pub(crate) fn report_refused(about: &'static About, parameter: usize, kind: Kind, text: &'static str) {
    Report::new(about.declared.name, Loss::Refused(about.refused(parameter, kind, text))).send();
}

/// Keeps why a call was not let in. What a closing callback would have consumed is dropped.
///
/// # Safety
///
/// As for [`Core::end`].
#[cold]
#[inline(never)]
pub(crate) unsafe fn turn_away(core: NonNull<Core>, about: &'static About, counted: bool, end: bool) {
    // SAFETY: `turn_away` requires a frame that lives while this looks at it (`FRAME-LIVE`).
    let state = unsafe { core.as_ref() }.state();
    let standing = if counted { state.stand_by() } else { Ok(()) };
    match standing {
        Ok(()) => {
            inside(core.cast(), || {
                // SAFETY: kept by the scope, by the pin or by standing by (`FRAME-LIVE`).
                if unsafe { core.as_ref() }.keep_out(about.declared.name) {
                    // SAFETY: kept as above until `stand_down`; the pointer is the owner's (`WHOLE-FRAME`).
                    unsafe { Core::notify(core) };
                }
            });
            if end {
                // SAFETY: kept as above until `stand_down`; the pointer is the owner's (`WHOLE-FRAME`).
                unsafe { Core::end(core) };
            }
            if counted && state.stand_down() {
                // SAFETY: `State::stand_down` is true for the last to leave a closed context (`RELEASED-ONCE`).
                unsafe { Core::release(core) };
            }
        }
        Err(away) => {
            if end {
                // SAFETY: C's hold is there until this gives it up (`HOLDS`); whoever hears the report may free the
                // frame.
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
    // SAFETY: the call is inside, as `refused` requires (`FRAME-LIVE`).
    let this = unsafe { core.as_ref() };
    inside(core.cast(), || {
        this.keep_refused(about.refused(parameter, kind, text));
        // SAFETY: the owner's pointer, live while the call is inside (`WHOLE-FRAME`).
        unsafe { Core::notify(core) };
    });
}

/// # Safety
///
/// As for [`Core::notify`].
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) unsafe fn panicked(core: NonNull<Core>, about: &'static About, payload: Payload) {
    // SAFETY: the call is inside, as `panicked` requires (`FRAME-LIVE`).
    let this = unsafe { core.as_ref() };
    inside(core.cast(), || {
        this.keep_panic(about.declared.name, payload);
        // SAFETY: the owner's pointer, live while the call is inside (`WHOLE-FRAME`).
        unsafe { Core::notify(core) };
    });
}

/// # Safety
///
/// As for [`Core::notify`], and the frame keeps an `S`.
#[cold]
#[inline(never)]
unsafe fn stopped<T: ?Sized, S, A>(frame: NonNull<Frame<T, S>>, about: &'static About, stop: S, answer: A) -> A {
    // SAFETY: the call is inside, as `stopped` requires (`FRAME-LIVE`), and the frame keeps an `S` (`STOP-TYPE`).
    let this = unsafe { frame.as_ref() };
    inside(frame.cast(), || {
        this.keep_stop(about.declared.name, stop);
        // SAFETY: the owner's pointer, live while the call is inside; every frame begins with a core (`CORE-FIRST`).
        unsafe { Core::notify(frame.cast()) };
    });
    core::hint::black_box(answer)
}
