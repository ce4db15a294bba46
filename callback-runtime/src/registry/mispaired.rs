//! Refusals that stay with the owner of a context: a call of another callback, and an end on another thread.

use core::ffi::c_void;
use core::ptr::NonNull;

use crate::frame::about::About;
use crate::frame::core::Core;
use crate::frame::found::Found;
use crate::outcome::refused::{Reason, Refused};
#[cfg(feature = "std")]
use crate::outcome::report::{LostFailure, Report, Subject};

/// Reports an end of a context on another thread than its own, which is marked. It lives on.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) fn end_elsewhere(subject: Subject) {
    crate::registry::wait::wake();
    Report::new(subject, LostFailure::Refused(Refused::call(subject.name, Reason::Thread))).send();
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
    pub(crate) fn take(core: &Core, about: &About) -> Self {
        match about.counted {
            false => Hold::Scope,
            true if core.state().stand_by() => Hold::StandsBy,
            true => Hold::No,
        }
    }
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

/// Ends the standing by of a refused call, which may free the memory.
///
/// # Safety
///
/// [`State::stand_by`](crate::frame::state::State::stand_by) returned true for it.
pub(crate) unsafe fn stand_down(core: NonNull<Core>) {
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
