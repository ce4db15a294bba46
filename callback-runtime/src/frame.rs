//! What a context pointer points at: a pointer to the value, the state of the calls, and what they left.

use core::cell::UnsafeCell;
use core::ptr::NonNull;
use core::sync::atomic::AtomicUsize;
#[cfg(feature = "std")]
use core::sync::atomic::Ordering;

use crate::about::About;
use crate::fork::Section;
use crate::identity::Identity;
use crate::outcome::{Outcome, Refused};
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
    /// C has ended the context: lets no call in any more, wherever it is that calls come in. With `true` it gives up
    /// the hold that C had until then.
    pub(crate) end: unsafe fn(NonNull<Core>, bool),
    /// C may free its own memory from here on.
    pub(crate) seal: unsafe fn(NonNull<Core>),
    /// Drops the value of a closed context, when the last call has left it.
    pub(crate) release: unsafe fn(NonNull<Core>),
    /// Gives up a hold on the memory alone.
    pub(crate) leave_memory: unsafe fn(NonNull<Core>),
    /// Says at once that something is kept.
    pub(crate) notify: unsafe fn(NonNull<Core>),
}

/// The owner of a lent context: the scope, which looks for itself.
const LENT: &Owner = &Owner { end: |_, _| {}, seal: |_| {}, release: |_| {}, leave_memory: |_| {}, notify: |_| {} };

/// The highest bit, which no number of a thread has.
#[cfg(feature = "std")]
const ELSEWHERE: usize = 1 << (usize::BITS - 1);

/// The part of a frame that knows no types: the state, and what the runtime itself keeps. It comes first.
#[repr(C)]
pub(crate) struct Core {
    state: State,
    identity: Identity,
    about: &'static About,
    owner: &'static Owner,
    panic: UnsafeCell<Option<Payload>>,
    refused: UnsafeCell<Option<Refused>>,
    /// The number of the thread that calls come on, or 0; and a bit for a call on another one that was refused.
    thread: AtomicUsize,
    /// The callback for which failures are reported, once nobody will take them. It is under the lock of what is kept: a
    /// failure that is not taken by the one who sets this sees it.
    abandoned: UnsafeCell<Option<&'static str>>,
}

impl Core {
    #[inline]
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// True if the context is for one call.
    #[cfg(feature = "std")]
    pub(crate) fn is_once(&self) -> bool {
        self.about.entry == crate::state::Entry::Once
    }

    /// Has the context be for calls on this thread alone.
    #[cfg(feature = "std")]
    pub(crate) fn set_thread(&self) {
        self.thread.store(crate::thread::current() & !ELSEWHERE, Ordering::Relaxed);
    }

    #[cfg(feature = "std")]
    pub(crate) fn let_any_thread(&self) {
        self.thread.store(0, Ordering::Relaxed);
    }

    /// Returns true if a call on this thread is let in.
    #[cfg(feature = "std")]
    #[inline]
    pub(crate) fn is_of_this_thread(&self) -> bool {
        let thread = self.thread.load(Ordering::Relaxed) & !ELSEWHERE;
        thread == 0 || crate::thread::is_current(thread)
    }

    /// Marks that a call on another thread was refused. The state is not written, which one thread alone writes.
    #[cfg(feature = "std")]
    pub(crate) fn mark_elsewhere(&self) {
        self.thread.fetch_or(ELSEWHERE, Ordering::Relaxed);
    }

    #[cfg(feature = "std")]
    pub(crate) fn was_called_elsewhere(&self) -> bool {
        self.thread.load(Ordering::Relaxed) & ELSEWHERE != 0
    }

    /// Takes the mark away. True if it was there.
    #[cfg(feature = "std")]
    pub(crate) fn take_elsewhere(&self) -> bool {
        self.was_called_elsewhere() && self.thread.fetch_and(!ELSEWHERE, Ordering::Relaxed) & ELSEWHERE != 0
    }

    /// The identity of the context, to compare with a callback.
    #[inline]
    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The name of the callback that the context was made for.
    pub(crate) fn callback(&self) -> &'static str {
        self.about.declared.name
    }

    /// Keeps a failure. It comes back, with the callback to report it for, if one of its kind is kept already or nobody will
    /// take it.
    fn keep<T>(&self, place: &UnsafeCell<Option<T>>, callback: &'static str, failure: T) -> Option<(&'static str, T)> {
        let _section = Section::enter();
        self.state.keep(|| {
            // SAFETY: `State::keep` lets one at a time read or write what is kept (`KEPT`).
            if let Some(callback) = unsafe { *self.abandoned.get() } {
                return Some((callback, failure));
            }
            // SAFETY: `KEPT`, and the reference ends here.
            put(unsafe { &mut *place.get() }, failure).map(|failure| (callback, failure))
        })
    }

    /// Keeps a panic, or reports it.
    #[cfg(feature = "std")]
    #[cold]
    #[inline(never)]
    pub(crate) fn keep_panic(&self, callback: &'static str, payload: Payload) {
        if let Some((callback, payload)) = self.keep(&self.panic, callback, payload) {
            report_panic(callback, payload);
        }
    }

    /// Keeps a refusal, or reports it.
    #[cold]
    #[inline(never)]
    pub(crate) fn keep_refused(&self, refused: Refused) {
        if let Some((callback, refused)) = self.keep(&self.refused, refused.callback(), refused) {
            Report::new(callback, Loss::Refused(refused)).send();
        }
    }

    /// The last call has left a closed context.
    ///
    /// # Safety
    ///
    /// [`State::leave`] or [`State::close`] returned true, which they do once. `this` is the
    /// pointer that the owner gave out, and live.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn release(this: NonNull<Core>) {
        // SAFETY: `release` requires the live pointer of the owner (`FRAME-LIVE`).
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
        // SAFETY: `notify` requires the live pointer of the owner (`FRAME-LIVE`).
        let owner = unsafe { this.as_ref() }.owner;
        // SAFETY: the owner is this frame's.
        unsafe { (owner.notify)(this) };
    }

    /// C has ended the context, by its destroy notify or a closing callback: closes it, and drops what it holds
    /// where no call is inside.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live. With `held` it was [taken](crate::ends::take) from the ends that
    /// C was given.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn end(this: NonNull<Core>, held: bool) {
        // SAFETY: `end` requires the live pointer of the owner (`FRAME-LIVE`).
        let owner = unsafe { this.as_ref() }.owner;
        // SAFETY: the owner is this frame's (`WHOLE-FRAME`); the hold was taken once (`ENDS`).
        unsafe { (owner.end)(this, held) };
    }

    /// C may free its own memory from here on: nothing is written there any more.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn seal(this: NonNull<Core>) {
        // SAFETY: `seal` requires the live pointer of the owner (`FRAME-LIVE`).
        let owner = unsafe { this.as_ref() }.owner;
        // SAFETY: the owner is this frame's (`WHOLE-FRAME`).
        unsafe { (owner.seal)(this) };
    }

    /// Gives up a hold on the memory alone. The last one frees it, and drops nothing of the user's.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out. The hold is that of the slot, or was left by
    /// [`State::leave_memory`], and is not used any more.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn leave_memory(this: NonNull<Core>) {
        // SAFETY: the memory lives while the hold is there (`MEMORY`).
        let owner = unsafe { this.as_ref() }.owner;
        // SAFETY: the owner is this frame's (`WHOLE-FRAME`).
        unsafe { (owner.leave_memory)(this) };
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
    pub(crate) fn lent(value: NonNull<T>, about: &'static About) -> Self {
        Self::new(value, about, LENT)
    }

    pub(crate) fn new(value: NonNull<T>, about: &'static About, owner: &'static Owner) -> Self {
        let core = Core {
            state: State::new(),
            identity: Identity::new::<T, S>(about),
            about,
            owner,
            panic: UnsafeCell::new(None),
            refused: UnsafeCell::new(None),
            thread: AtomicUsize::new(0),
            abandoned: UnsafeCell::new(None),
        };
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
        // SAFETY: `place` requires a live frame of a `T`, which begins with this head (`CORE-FIRST`).
        let head = unsafe { this.cast::<Head<T>>().as_ref() };
        NonNull::from(&head.value)
    }

    /// Keeps what the function stopped with, or reports it.
    pub(crate) fn keep_stop(&self, callback: &'static str, stop: S) {
        if let Some((callback, stop)) = self.core().keep(&self.stop, callback, stop) {
            report_stop(callback, stop);
        }
    }

    /// Takes what the calls left, the gravest of it, and lets calls run again. The rest is reported.
    pub(crate) fn take(&self, callback: &'static str) -> Option<Outcome<S>> {
        let core = self.core();
        if !core.state.failed() {
            return None;
        }
        let left = {
            let _section = Section::enter();
            core.state.take(|| self.left())
        };
        Self::gravest(callback, left)
    }

    /// What the calls left.
    fn left(&self) -> (Option<Payload>, Option<S>, Option<Refused>) {
        let core = self.core();
        // SAFETY: both callers are within `State::take` or `take_last` (`KEPT`), and the reference ends here.
        let panic = unsafe { &mut *core.panic.get() }.take();
        // SAFETY: `KEPT`, as for the panic.
        let stop = unsafe { &mut *self.stop.get() }.take();
        // SAFETY: `KEPT`, as for the panic.
        let refused = unsafe { &mut *core.refused.get() }.take();
        (panic, stop, refused)
    }

    /// The gravest of what the calls left. The rest is reported.
    fn gravest(
        callback: &'static str,
        (panic, stop, refused): (Option<Payload>, Option<S>, Option<Refused>),
    ) -> Option<Outcome<S>> {
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

    /// Reports what nobody took.
    #[cold]
    pub(crate) fn report_left(&self, callback: &'static str) {
        if let Some(outcome) = self.take(callback) {
            report_outcome(callback, outcome);
        }
    }

    /// Reports what nobody took, and has later failures reported at once. After a failure no call runs the function any more.
    #[cfg(feature = "std")]
    #[cold]
    pub(crate) fn abandon(&self, callback: &'static str) {
        let core = self.core();
        let left = {
            let _section = Section::enter();
            core.state.take_last(|| {
                // SAFETY: `State::take_last` lets one at a time read or write what is kept (`KEPT`).
                unsafe { *core.abandoned.get() = Some(callback) };
                self.left()
            })
        };
        if let Some(outcome) = Self::gravest(callback, left) {
            report_outcome(callback, outcome);
        }
    }
}

/// Reports an outcome, and drops it.
#[cold]
fn report_outcome<S>(callback: &'static str, outcome: Outcome<S>) {
    match outcome {
        #[cfg(feature = "std")]
        Outcome::Panicked(payload) => report_panic(callback, payload),
        #[cfg(not(feature = "std"))]
        Outcome::Panicked(never) => match never {},
        Outcome::Stopped(stop) => report_stop(callback, stop),
        Outcome::Refused(refused) => Report::new(callback, Loss::Refused(refused)).send(),
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
