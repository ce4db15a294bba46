//! The referent of a context pointer: a pointer to the value, the state of the calls, and the pending outcomes.

#[cfg(feature = "std")]
use core::alloc::Layout;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicPtr, Ordering};

use crate::frame::about::About;
use crate::frame::identity::Identity;
use crate::frame::pending::Place;
use crate::frame::seldom::{Outcomes, Seldom};
#[cfg(feature = "std")]
use crate::frame::state::Seen;
use crate::frame::state::{ABANDONED, ANSWERED, Entry, Rest, SPENT, State};
use crate::frame::stopping::Stopping;
use crate::outcome::after::{Failure, Receiver};
use crate::outcome::errno;
use crate::outcome::panics::Payload;
use crate::outcome::refused::{Outcome, Refused};
use crate::outcome::report::{LostFailure, Report, Subject};
use crate::sync::fork::Section;

/// The functions of a frame that depend on its owner.
pub(crate) struct Owner {
    /// True for a scope.
    pub(crate) lends: bool,
    /// Ends the context for C: no call is let in any more, on any path. With `true` it gives up
    /// the hold that C had until then.
    pub(crate) end: unsafe fn(NonNull<Core>, bool),
    /// Ends the context for an announced call that consumes it. It is let in if no other call is inside.
    #[cfg(feature = "std")]
    pub(crate) end_alone: unsafe fn(NonNull<Core>) -> Result<(), Seen>,
    /// Ends writes to C memory, which C may free from here on.
    pub(crate) seal: unsafe fn(NonNull<Core>),
    /// Drops the value of a closed context, when the last call has left it.
    pub(crate) release: unsafe fn(NonNull<Core>),
    /// Gives up a hold on the memory alone.
    pub(crate) leave_memory: unsafe fn(NonNull<Core>),
    /// Notifies at once that an outcome is pending.
    pub(crate) notify: unsafe fn(NonNull<Core>),
    /// The functions that depend on the types of a registered frame.
    #[cfg(feature = "std")]
    pub(crate) types: Types,
}

/// Functions and constants that depend on the types of a registered frame. A scope has none.
#[cfg(feature = "std")]
#[derive(Clone, Copy)]
pub(crate) struct Types {
    /// The place of the part that scopes do not have, in bytes from the beginning.
    pub(crate) base: usize,
    /// Drops the value of a live frame; no one else reads it, now or later. `None` if that does nothing.
    pub(crate) drop_value: Option<unsafe fn(NonNull<Core>)>,
    /// Reports the outcomes of a live frame, as [`Frame::abandon`] does.
    pub(crate) abandon: unsafe fn(NonNull<Core>),
    /// The layout of the whole frame.
    pub(crate) layout: Layout,
}

/// The owner of a lent context: the scope, which checks for outcomes itself.
pub(crate) static LENT: Owner = Owner {
    lends: true,
    end: |_, _| {},
    #[cfg(feature = "std")]
    end_alone: |_| Err(Seen::closed()),
    seal: |_| {},
    release: |_| {},
    leave_memory: |_| {},
    notify: |_| {},
    #[cfg(feature = "std")]
    types: Types { base: 0, drop_value: None, abandon: |_| {}, layout: Layout::new::<Core>() },
};

/// The part of a frame without type parameters: the state, and the outcomes that the runtime itself makes. It is first.
#[repr(C)]
pub(crate) struct Core {
    state: State,
    identity: Identity,
    about: &'static About,
    /// A static, or for a scope the head of a [`Stop`](crate::context::stopping::Stop) that outlives it.
    owner: AtomicPtr<Owner>,
    seldom: Seldom,
}

/// A pending outcome: at the most one of each kind is kept.
enum Kept<S> {
    #[cfg_attr(not(feature = "std"), allow(dead_code, reason = "without `std` a panic does not return"))]
    Panic(Payload),
    /// An error or `Break`; `true` if it was reported to C.
    Stop(S, bool),
    Refused(Refused),
}

impl Core {
    #[inline]
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// Records a refused call of the callback `about`, if C makes only one. It was made: C may have freed what it was for.
    pub(crate) fn spend(&self, about: &About) {
        if about.entry == Entry::Once {
            self.state.note(SPENT);
        }
    }

    /// Returns true if the one call was made, let in or not.
    #[cfg(feature = "std")]
    pub(crate) fn was_called_once(&self) -> bool {
        self.state.consumed() || self.state.is_noted(SPENT)
    }

    /// Returns the identity of the context.
    #[inline]
    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Returns true if a callback with a context of type `T` and the stop value `S` can use this context: see
    /// [`Identity::admits`].
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn admits<T: ?Sized, S>(&self, about: &'static About) -> bool {
        self.identity.admits::<T, S>(about, &self.seldom)
    }

    /// Lets another callback use the context: see [`Identity::open`].
    pub(crate) fn open<T: ?Sized>(&self, other: &'static About) {
        self.identity.open::<T>(other, &self.seldom);
    }

    /// Returns the parts that few frames have.
    #[cfg(feature = "std")]
    #[inline]
    pub(crate) fn seldom(&self) -> &Seldom {
        &self.seldom
    }

    /// Returns the name of the callback that the context was made for.
    pub(crate) fn callback(&self) -> &'static str {
        self.about.declared.name
    }

    /// Returns the callback that the context was made for, for reports.
    pub(crate) fn subject(&self) -> Subject {
        self.about.declared.subject()
    }

    /// Returns the functions of the owner.
    #[inline]
    pub(crate) fn owner(&self) -> &Owner {
        // SAFETY: a static, or it outlives the scope of this frame (`STOP-OUTLIVES`).
        unsafe { self.owner_pointer().as_ref() }
    }

    /// Returns the pointer to the owner, which is that of the whole [`Stop`](crate::context::stopping::Stop) if a scope has one.
    pub(crate) fn owner_pointer(&self) -> NonNull<Owner> {
        // SAFETY: never null: it is made of a reference, and set to a `NonNull`.
        unsafe { NonNull::new_unchecked(self.owner.load(Ordering::Acquire)) }
    }

    /// Sets the owner of a scope.
    pub(crate) fn set_owner(&self, owner: NonNull<Owner>) {
        self.owner.store(owner.as_ptr(), Ordering::Release);
    }

    /// Returns true for a scope.
    pub(crate) fn lends(&self) -> bool {
        self.owner().lends
    }

    /// Returns the receiver of pending outcomes.
    fn receiver(&self) -> Receiver {
        match (self.owner().lends, self.state.is_noted(ABANDONED)) {
            (true, _) if Stopping::of(self.owner_pointer()).is_some() => Receiver::Stoppable,
            (true, _) => Receiver::Scope,
            (false, false) => Receiver::Registration,
            (false, true) => Receiver::Nobody,
        }
    }

    /// Keeps a failure of a call of the callback `about`. Returns it if one of its kind is kept already or it has no
    /// receiver, with its subject, and `true` if it ends the run. An `answered` error is one that was reported to C. `put` is
    /// called within `State::keep`.
    fn keep<T>(
        &self,
        about: &'static About,
        (failure, answered): (Failure, bool),
        kept: T,
        put: impl FnOnce(T) -> Option<T>,
    ) -> Option<(Subject, T, bool)> {
        let _section = Section::enter();
        self.state.keep(|| {
            let ends = about.ends(failure, self.receiver());
            if self.state.is_noted(ABANDONED) {
                return (Some((about.declared.subject(), kept, ends)), ends);
            }
            let lost = put(kept);
            if lost.is_none() && failure == Failure::Stop && answered && !ends {
                // A failure that ends the run is returned to the receiver even if it was answered.
                self.state.note(ANSWERED);
            }
            (lost.map(|lost| (about.declared.subject(), lost, ends)), ends)
        })
    }

    /// Keeps a panic, or reports it.
    #[cfg(feature = "std")]
    #[cold]
    #[inline(never)]
    pub(crate) fn keep_panic(&self, about: &'static About, payload: Payload) {
        let place = &self.seldom.make_outcomes().panic;
        // SAFETY: `Core::keep` calls it within `State::keep` (`KEPT`).
        let put = |payload| unsafe { place.put((about, payload)) }.map(|(_, payload)| payload);
        if let Some((callback, payload, _)) = self.keep(about, (Failure::Panic, false), payload, put) {
            report_panic(callback, payload);
        }
    }

    /// Keeps a refusal by the rules of the callback `about`, or reports it.
    #[cold]
    #[inline(never)]
    pub(crate) fn keep_refused(&self, about: &'static About, refused: Refused) {
        let failure = (Failure::Refused(refused.reason()), false);
        let place = &self.seldom.make_outcomes().refused;
        // SAFETY: `Core::keep` calls it within `State::keep` (`KEPT`).
        let put = |refused| unsafe { place.put((about, refused)) }.map(|(_, refused)| refused);
        if let Some((callback, refused, _)) = self.keep(about, failure, refused, put) {
            Report::new(callback, LostFailure::Refused(refused)).send();
        }
    }

    /// Returns the properties of the callback that the context was made for.
    pub(crate) fn about(&self) -> &'static About {
        self.about
    }

    /// Releases a closed context after its last call.
    ///
    /// # Safety
    ///
    /// The context is closed, no call that was let in is inside, and this is the one time: [`State::leave`] or
    /// [`State::close`] returned true, or no call has announced the number of the context. `this` is the pointer that the owner
    /// gave out, and live.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn release(this: NonNull<Core>) {
        let _kept = errno::Kept::new();
        // SAFETY: `release` requires the live pointer of the owner (`FRAME-LIVE`).
        let owner = unsafe { this.as_ref() }.owner();
        // SAFETY: the owner is this frame's, and this is the one time.
        unsafe { (owner.release)(this) };
    }

    /// Notifies the owner that an outcome is pending.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn notify(this: NonNull<Core>) {
        // SAFETY: `notify` requires the live pointer of the owner (`FRAME-LIVE`).
        let core = unsafe { this.as_ref() };
        if core.lends() {
            if core.state.ended() {
                // SAFETY: the scope is open, since its frame lives.
                unsafe { Stopping::run(core.owner_pointer(), core) };
            }
            return;
        }
        // SAFETY: the owner is this frame's.
        unsafe { (core.owner().notify)(this) };
    }

    /// Stops C after a panic that the binding has taken, if the owner is a scope.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live.
    #[cfg(feature = "std")]
    pub(crate) unsafe fn stop(this: NonNull<Core>) {
        // SAFETY: `stop` requires the live pointer of the owner (`FRAME-LIVE`).
        let core = unsafe { this.as_ref() };
        if core.lends() {
            // SAFETY: the scope is open, since its frame lives.
            unsafe { Stopping::run(core.owner_pointer(), core) };
        }
    }

    /// Ends the context for C, by its destroy notify or a closing callback: closes it, and drops its value
    /// if no call is inside.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live. If `held`, it was [taken](crate::registry::ends::take) from the
    /// ends that were passed to C.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn end(this: NonNull<Core>, held: bool) {
        let _kept = errno::Kept::new();
        // SAFETY: `end` requires the live pointer of the owner (`FRAME-LIVE`).
        let owner = unsafe { this.as_ref() }.owner();
        // SAFETY: the owner is this frame's (`WHOLE-FRAME`); the hold was taken once (`ENDS`).
        unsafe { (owner.end)(this, held) };
    }

    /// Ends the context for an announced call that consumes it, and lets that in if no other call is inside: calls with `&T`
    /// are not counted.
    ///
    /// # Errors
    ///
    /// Another call is inside, or has ended the context.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live by the announced call.
    #[cfg(feature = "std")]
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn end_alone(this: NonNull<Core>) -> Result<(), Seen> {
        // SAFETY: `end_alone` requires the live pointer of the owner (`FRAME-LIVE`).
        let owner = unsafe { this.as_ref() }.owner();
        // SAFETY: the owner is this frame's (`WHOLE-FRAME`).
        unsafe { (owner.end_alone)(this) }
    }

    /// Ends writes to C memory, which C may free from here on.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out, and live.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn seal(this: NonNull<Core>) {
        // SAFETY: `seal` requires the live pointer of the owner (`FRAME-LIVE`).
        let owner = unsafe { this.as_ref() }.owner();
        // SAFETY: the owner is this frame's (`WHOLE-FRAME`).
        unsafe { (owner.seal)(this) };
    }

    /// Gives up a hold on the memory alone. The last one frees it, without dropping the value.
    ///
    /// # Safety
    ///
    /// `this` is the pointer that the owner gave out. The hold is that of the contents, or was left to a refused call by
    /// [`State::leave_memory`], and is not used any more.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn leave_memory(this: NonNull<Core>) {
        let _kept = errno::Kept::new();
        // SAFETY: the memory lives while the hold is there (`MEMORY`).
        let owner = unsafe { this.as_ref() }.owner();
        // SAFETY: the owner is this frame's (`WHOLE-FRAME`).
        unsafe { (owner.leave_memory)(this) };
    }
}

/// The beginning of every frame: sufficient for a callback without a stop value.
#[repr(C)]
pub(crate) struct Head<T: ?Sized> {
    core: Core,
    value: NonNull<T>,
}

/// The referent of a context pointer. `S` is the stop value of the function.
#[repr(C)]
pub(crate) struct Frame<T: ?Sized, S> {
    head: Head<T>,
    stop: Place<S>,
}

impl<T: ?Sized, S> Frame<T, S> {
    /// Makes the frame of a scope, which needs no releasing.
    pub(crate) fn lent(value: NonNull<T>, about: &'static About) -> Self {
        Self::new(value, about, &LENT, Seldom::none())
    }

    #[inline]
    pub(crate) fn new(value: NonNull<T>, about: &'static About, owner: &'static Owner, seldom: Seldom) -> Self {
        let core = Core {
            state: State::new(),
            identity: Identity::new::<T, S>(about),
            about,
            owner: AtomicPtr::new(core::ptr::from_ref(owner).cast_mut()),
            seldom,
        };
        Frame { head: Head { core, value }, stop: Place::new() }
    }

    /// Sets the address of the value, before the frame is shared.
    #[inline]
    pub(crate) fn point_at(&mut self, value: NonNull<T>) {
        self.head.value = value;
    }

    #[inline]
    pub(crate) fn core(&self) -> &Core {
        &self.head.core
    }

    /// Returns the address of the pointer to the value.
    ///
    /// # Safety
    ///
    /// `this` is a live frame of a `T`, for any `S`.
    #[inline]
    pub(crate) unsafe fn place(this: NonNull<Self>) -> NonNull<NonNull<T>> {
        // SAFETY: `place` requires a live frame of a `T`, which begins with this head (`CORE-FIRST`).
        let head = unsafe { this.cast::<Head<T>>().as_ref() };
        NonNull::from(&head.value)
    }

    /// Keeps the error or `Break` of a call of the callback `about`, or reports it. `answered` is true if C has it.
    pub(crate) fn keep_stop(&self, about: &'static About, stop: S, answered: bool) {
        let core = self.core();
        let other = (!core::ptr::eq(about, core.about)).then(|| core.seldom.make_outcomes());
        let put = |stop| {
            // SAFETY: `Core::keep` calls this within `State::keep` (`KEPT`).
            let lost = unsafe { self.stop.put(stop) };
            if let Some(other) = other.filter(|_| lost.is_none()) {
                // SAFETY: as above. The place is empty, as that of the stop value was.
                unsafe { other.stopped.put(about) };
            }
            lost
        };
        if let Some((callback, stop, ends)) = core.keep(about, (Failure::Stop, answered), stop, put) {
            lose_stop(callback, stop, answered && !ends);
        }
    }

    /// Takes the most severe pending outcome, and lets calls run again. The others stay for the next time.
    pub(crate) fn take(&self) -> Option<Outcome<S>> {
        self.take_kept().map(|(_, kept)| match kept {
            Kept::Panic(payload) => Outcome::Panicked(payload),
            Kept::Stop(stop, _) => Outcome::Stopped(stop),
            Kept::Refused(refused) => Outcome::Refused(refused),
        })
    }

    fn take_kept(&self) -> Option<(&'static About, Kept<S>)> {
        let core = self.core();
        if !core.state.failed() {
            return None;
        }
        let _section = Section::enter();
        core.state.take(|| {
            let kept = self.gravest();
            (kept, self.rest())
        })
    }

    /// Takes the most severe pending outcome, with the callback that left it, under the lock.
    fn gravest(&self) -> Option<(&'static About, Kept<S>)> {
        let outcomes = self.core().seldom.outcomes();
        // SAFETY: the caller is within `State::take`, which lets one at a time read or write what is kept (`KEPT`).
        if let Some((about, payload)) = outcomes.and_then(|outcomes| unsafe { outcomes.panic.take() }) {
            return Some((about, Kept::Panic(payload)));
        }
        // SAFETY: as for the panic.
        if let Some(stop) = unsafe { self.stop.take() } {
            // SAFETY: as for the panic.
            let about = outcomes.and_then(|outcomes| unsafe { outcomes.stopped.take() }).unwrap_or(self.core().about);
            return Some((about, Kept::Stop(stop, self.core().state.take_note(ANSWERED))));
        }
        // SAFETY: as for the panic.
        let refused = outcomes.and_then(|outcomes| unsafe { outcomes.refused.take() });
        refused.map(|(about, refused)| (about, Kept::Refused(refused)))
    }

    /// Returns the outcomes that stay pending, under the lock.
    fn rest(&self) -> Rest {
        let core = self.core();
        // SAFETY: the caller is within `State::take`, and the reference ends here (`KEPT`).
        let stopped = unsafe { self.stop.get() }.is_some();
        let refused = |outcomes: &Outcomes| {
            // SAFETY: as for the error.
            unsafe { outcomes.refused.get() }.map(|(_, refused)| *refused)
        };
        let refused = core.seldom.outcomes().and_then(refused);
        let ends = |failure| core.about.ends(failure, core.receiver());
        Rest {
            left: stopped || refused.is_some(),
            ends: stopped && ends(Failure::Stop)
                || refused.is_some_and(|refused| ends(Failure::Refused(refused.reason()))),
        }
    }

    /// Reports the outcomes that were not taken.
    #[cold]
    pub(crate) fn report_left(&self) {
        while let Some((about, kept)) = self.take_kept() {
            report_kept(about.declared.subject(), kept);
        }
    }

    /// Reports the outcomes that were not taken, and has later failures reported at once. Calls run again, except after
    /// a failure that ends the run of a context without a receiver.
    #[cfg(feature = "std")]
    #[cold]
    pub(crate) fn abandon(&self) {
        let core = self.core();
        let left = {
            let _section = Section::enter();
            core.state.take(|| {
                core.state.note(ABANDONED);
                let ends = |failure| core.about.ends(failure, Receiver::Nobody);
                let rest = self.rest();
                let first = self.gravest();
                let panicked = matches!(first, Some((_, Kept::Panic(_)))) && ends(Failure::Panic);
                let left = [first, self.gravest(), self.gravest()];
                (left, Rest { left: false, ends: panicked || rest.ends })
            })
        };
        for (about, kept) in left.into_iter().flatten() {
            report_kept(about.declared.subject(), kept);
        }
    }
}

/// Reports a pending outcome, and drops it.
#[cold]
fn report_kept<S>(callback: Subject, kept: Kept<S>) {
    match kept {
        #[cfg(feature = "std")]
        Kept::Panic(payload) => report_panic(callback, payload),
        #[cfg(not(feature = "std"))]
        Kept::Panic(never) => match never {},
        Kept::Stop(stop, answered) => lose_stop(callback, stop, answered),
        Kept::Refused(refused) => Report::new(callback, LostFailure::Refused(refused)).send(),
    }
}

/// Drops an error without a receiver, and reports it unless it was reported to C.
#[cold]
#[inline(never)]
pub(crate) fn lose_stop<S>(callback: Subject, stop: S, answered: bool) {
    if !answered {
        return report_stop(callback, stop);
    }
    Report::new(callback, LostFailure::Stopped(core::any::type_name::<S>())).send_answered();
    drop_contained(callback, stop);
}

/// Reports that a stop value has no receiver, and drops it.
#[cold]
#[inline(never)]
pub(crate) fn report_stop<S>(callback: Subject, stop: S) {
    Report::new(callback, LostFailure::Stopped(core::any::type_name::<S>())).send();
    drop_contained(callback, stop);
}

/// Reports that a panic has no receiver, and drops it.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) fn report_panic(callback: Subject, payload: Payload) {
    Report::new(callback, LostFailure::Panic(&*payload)).send();
    crate::outcome::report::drop_payload(payload);
}

/// Runs a function of the user; a panic is reported.
#[cfg(feature = "std")]
pub(crate) fn run_contained(callback: Subject, f: impl FnOnce()) {
    if let Err(payload) = std::panic::catch_unwind(core::panic::AssertUnwindSafe(f)) {
        report_panic(callback, payload);
    }
}

/// Drops a value of the user; an unwinding destructor does not reach C.
pub(crate) fn drop_contained<T>(callback: Subject, value: T) {
    #[cfg(feature = "std")]
    {
        let _kept = crate::outcome::errno::Kept::new();
        let dropped = std::panic::catch_unwind(core::panic::AssertUnwindSafe(|| drop(value)));
        if let Err(payload) = dropped {
            Report::new(callback, LostFailure::Drop).send();
            crate::outcome::report::drop_payload(payload);
        }
    }
    #[cfg(not(feature = "std"))]
    {
        let _ = callback;
        drop(value);
    }
}
