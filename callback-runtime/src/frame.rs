//! What a context pointer points at: a pointer to the value, the state of the calls, and what they left.

use core::cell::UnsafeCell;
use core::ptr::NonNull;

use crate::outcome::{Outcome, Reason, Refused};
use crate::report::{Loss, Report};
use crate::state::State;

/// A panic that is on its way to the Rust caller.
#[cfg(feature = "std")]
pub(crate) type Payload = std::boxed::Box<dyn core::any::Any + Send>;

/// Without `std` a panic does not return, so there is none to keep.
#[cfg(not(feature = "std"))]
pub(crate) type Payload = core::convert::Infallible;

/// What a frame does that depends on its owner.
pub(crate) struct Owner {
    /// C has ended the context: lets no call in any more, wherever it is that calls come in.
    pub(crate) end: unsafe fn(NonNull<Core>),
    /// Frees what a closed context holds, when the last call has left it.
    pub(crate) release: unsafe fn(NonNull<Core>),
    /// Says at once that something is kept.
    pub(crate) notify: unsafe fn(NonNull<Core>),
}

/// The owner of a lent context: the scope, which looks for itself.
const LENT: &Owner = &Owner { end: |_| {}, release: |_| {}, notify: |_| {} };

/// The part of a frame that knows no types: the state, and what the runtime itself keeps. It comes first.
#[repr(C)]
pub(crate) struct Core {
    state: State,
    owner: &'static Owner,
    panic: UnsafeCell<Option<Payload>>,
    refused: UnsafeCell<Option<Refused>>,
}

impl Core {
    #[inline]
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// Keeps a panic; a second one is reported.
    #[cfg(feature = "std")]
    #[cold]
    #[inline(never)]
    pub(crate) fn keep_panic(&self, callback: &'static str, payload: Payload) {
        let second = self.state.keeping(true, || {
            // SAFETY: nobody else is at what is kept, and the reference ends here.
            put(unsafe { &mut *self.panic.get() }, payload)
        });
        if let Some(second) = second {
            report_panic(callback, second);
        }
    }

    /// Keeps a refusal; a second one is reported.
    #[cold]
    #[inline(never)]
    pub(crate) fn keep_refused(&self, refused: Refused) {
        let second = self.state.keeping(true, || {
            // SAFETY: nobody else is at what is kept, and the reference ends here.
            put(unsafe { &mut *self.refused.get() }, refused)
        });
        if let Some(second) = second {
            Report::new(second.callback(), Loss::Refused(second)).send();
        }
    }

    /// Keeps why the state did not let a call in, unless an earlier call left something already.
    #[cold]
    #[inline(never)]
    pub(crate) fn keep_out(&self, callback: &'static str) -> bool {
        if self.state.failed() {
            return false;
        }
        // One that is closed was not let stand by.
        let reason = if self.state.consumed() { Reason::Consumed } else { Reason::Reentered };
        self.keep_refused(Refused::call(callback, reason));
        true
    }

    /// The last call has left a closed context.
    ///
    /// # Safety
    ///
    /// [`State::leave`], [`State::close`] or the slot of the frame said so, which they do once. `this` is the
    /// pointer that the owner gave out, and live.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn release(this: NonNull<Core>) {
        // SAFETY: live, by the caller's promise.
        let owner = unsafe { this.as_ref() }.owner;
        // SAFETY: the owner is this frame's, and this is the one time.
        unsafe { (owner.release)(this) };
    }

    /// Something was kept: the owner may want to know.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn notify(this: NonNull<Core>) {
        // SAFETY: live, by the caller's promise.
        let owner = unsafe { this.as_ref() }.owner;
        // SAFETY: the owner is this frame's.
        unsafe { (owner.notify)(this) };
    }

    /// C has ended the context, by its destroy notify or a closing callback: closes it, and frees what it holds
    /// where no call is inside.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live.
    #[cold]
    pub(crate) unsafe fn end(this: NonNull<Core>) {
        // SAFETY: live, by the caller's promise.
        let owner = unsafe { this.as_ref() }.owner;
        // SAFETY: the owner is this frame's.
        unsafe { (owner.end)(this) };
    }
}

/// Puts a value where none is, or gives it back.
fn put<T>(slot: &mut Option<T>, value: T) -> Option<T> {
    if slot.is_some() {
        return Some(value);
    }
    *slot = Some(value);
    None
}

/// The beginning of every frame: all that a callback needs which cannot stop of itself.
#[repr(C)]
pub(crate) struct Head<T: ?Sized> {
    core: Core,
    value: NonNull<T>,
}

/// What a context pointer points at. `S` is what the function stops with.
#[repr(C)]
pub(crate) struct Frame<T: ?Sized, S> {
    head: Head<T>,
    stop: UnsafeCell<Option<S>>,
}

impl<T: ?Sized, S> Frame<T, S> {
    /// A frame of a scope, which needs no releasing.
    pub(crate) fn lent(value: NonNull<T>) -> Self {
        Self::new(value, LENT)
    }

    pub(crate) fn new(value: NonNull<T>, owner: &'static Owner) -> Self {
        let core = Core { state: State::new(), owner, panic: UnsafeCell::new(None), refused: UnsafeCell::new(None) };
        Frame { head: Head { core, value }, stop: UnsafeCell::new(None) }
    }

    /// Says where the value is, before anybody else knows of the frame.
    pub(crate) fn point_at(&mut self, value: NonNull<T>) {
        self.head.value = value;
    }

    #[inline]
    pub(crate) fn core(&self) -> &Core {
        &self.head.core
    }

    /// Where the pointer to the value is.
    ///
    /// # Safety
    ///
    /// `this` is a live frame of a `T`, whatever its `S`.
    #[inline]
    pub(crate) unsafe fn place(this: NonNull<Self>) -> NonNull<NonNull<T>> {
        // SAFETY: every frame of a `T` begins with this head, and it is live.
        let head = unsafe { this.cast::<Head<T>>().as_ref() };
        NonNull::from(&head.value)
    }

    /// Keeps what the function stopped with; a second one is reported.
    pub(crate) fn keep_stop(&self, callback: &'static str, stop: S) {
        let second = self.core().state.keeping(true, || {
            // SAFETY: nobody else is at what is kept, and the reference ends here.
            put(unsafe { &mut *self.stop.get() }, stop)
        });
        if let Some(second) = second {
            report_stop(callback, second);
        }
    }

    /// Takes what the calls left, the gravest of it, and lets calls run again. The rest is reported.
    pub(crate) fn take(&self, callback: &'static str) -> Option<Outcome<S>> {
        self.drain(callback, false)
    }

    /// Takes what the calls left, and says whether calls are still answered without the function.
    fn drain(&self, callback: &'static str, failed: bool) -> Option<Outcome<S>> {
        let core = self.core();
        if !core.state.failed() {
            return None;
        }
        let (panic, stop, refused) = core.state.keeping(failed, || {
            // SAFETY: nobody else is at what is kept, and the reference ends here.
            let panic = unsafe { &mut *core.panic.get() }.take();
            // SAFETY: as above.
            let stop = unsafe { &mut *self.stop.get() }.take();
            // SAFETY: as above.
            let refused = unsafe { &mut *core.refused.get() }.take();
            (panic, stop, refused)
        });
        if let (Some(refused), true) = (refused, panic.is_some() || stop.is_some()) {
            Report::new(callback, Loss::Refused(refused)).send();
        }
        match (panic, stop) {
            (Some(panic), stop) => {
                if let Some(stop) = stop {
                    report_stop(callback, stop);
                }
                Some(Outcome::Panicked(panic))
            }
            (None, Some(stop)) => Some(Outcome::Stopped(stop)),
            (None, None) => refused.map(Outcome::Refused),
        }
    }

    /// Reports what nobody took. No call runs the function any more.
    #[cold]
    pub(crate) fn report_left(&self, callback: &'static str) {
        match self.drain(callback, true) {
            None => {}
            #[cfg(feature = "std")]
            Some(Outcome::Panicked(payload)) => report_panic(callback, payload),
            #[cfg(not(feature = "std"))]
            Some(Outcome::Panicked(never)) => match never {},
            Some(Outcome::Stopped(stop)) => report_stop(callback, stop),
            Some(Outcome::Refused(refused)) => Report::new(callback, Loss::Refused(refused)).send(),
        }
    }
}

/// Says that nobody will take what the function stopped with, and drops it.
#[cold]
#[inline(never)]
pub(crate) fn report_stop<S>(callback: &'static str, stop: S) {
    Report::new(callback, Loss::Stopped(core::any::type_name::<S>())).send();
    drop_contained(callback, stop);
}

/// Says that nobody will take a panic, and drops it.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) fn report_panic(callback: &'static str, payload: Payload) {
    Report::new(callback, Loss::Panic(&*payload)).send();
    crate::report::drop_payload(payload);
}

/// Runs a function of the user's; a panic is reported.
#[cfg(feature = "std")]
pub(crate) fn run_contained(callback: &'static str, f: impl FnOnce()) {
    if let Err(payload) = std::panic::catch_unwind(core::panic::AssertUnwindSafe(f)) {
        report_panic(callback, payload);
    }
}

/// Drops a value of the user's where an unwinding destructor must not reach C.
pub(crate) fn drop_contained<T>(callback: &'static str, value: T) {
    #[cfg(feature = "std")]
    {
        let _kept = crate::errno::Kept::new();
        let dropped = std::panic::catch_unwind(core::panic::AssertUnwindSafe(|| drop(value)));
        if let Err(payload) = dropped {
            Report::new(callback, Loss::Drop).send();
            crate::report::drop_payload(payload);
        }
    }
    #[cfg(not(feature = "std"))]
    {
        let _ = callback;
        drop(value);
    }
}
