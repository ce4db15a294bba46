//! The frame of a context that outlives the C call that received it.
//!
//! The value is dropped when the context is closed and no call is inside. The rest of the frame is dropped when
//! it has no [holds](crate::frame::holds): that of the `Registration`, that of the value, and one for each destroy notify or
//! closing callback given to C, until it is called. The memory is freed when no refused call uses it either.
//!
//! Only what depends on the types of a context is generic: making it, and the functions in [`Types`].

use core::cell::UnsafeCell;
use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::{MaybeUninit, needs_drop, offset_of};
use core::ops::Deref;
use core::ptr::NonNull;
use std::alloc::{Layout, dealloc};
use std::boxed::Box;
use std::time::Instant;

use crate::frame::about::About;
use crate::frame::core::{Core, Frame, Owner, Types, drop_contained, run_contained};
use crate::frame::holds::Holds;
use crate::frame::seldom::{Companion, Hook, Seldom};
use crate::frame::slot::Slot;
use crate::frame::state::{Entry, Seen};
use crate::outcome::errno;
use crate::outcome::refused::{Outcome, Reason, Refused};
use crate::registry::announce::{self, inside, is_inside};
use crate::registry::numbers::{self, Number, Place};
use crate::registry::{ends, retired, wait};
use crate::sync::fork::{Lock, Process};

/// A registered frame. It begins with the fields of every frame.
#[repr(C)]
struct Registered<T, S> {
    frame: Frame<T, S>,
    /// Written by [`open`].
    base: MaybeUninit<Base>,
    value: UnsafeCell<MaybeUninit<T>>,
}

/// The part of a registered frame that scopes do not have.
struct Base {
    number: Number,
    process: Process,
    holds: Holds,
}

/// The registration's hold on a registered frame.
pub(crate) struct Held<T, S> {
    hold: Hold,
    types: PhantomData<NonNull<Registered<T, S>>>,
}

/// A hold on a registered frame, without its types.
pub(crate) struct Hold(NonNull<Core>);

impl<T, S> Held<T, S> {
    /// Makes a frame with a hold of each side; calls find it by its number from now on, and in a slot if there is one.
    ///
    /// # Errors
    ///
    /// Returns the value if every number is in use.
    #[inline]
    pub(crate) fn try_new(about: &'static About, value: T, slot: Option<&'static Slot>) -> Result<Self, T> {
        let registered = Box::into_raw(Box::<Registered<T, S>>::new_uninit()).cast::<Registered<T, S>>();
        // SAFETY: a field of a box.
        let place = unsafe { &raw mut (*registered).value };
        // SAFETY: as above.
        let place = unsafe { NonNull::new_unchecked(place) };
        let seldom = slot.map_or(Seldom::none(), Seldom::in_slot);
        let frame = Frame::new(place.cast(), about, Registered::<T, S>::OWNER, seldom);
        let value = UnsafeCell::new(MaybeUninit::new(value));
        // SAFETY: from a box of this type.
        unsafe { registered.write(Registered { frame, base: MaybeUninit::uninit(), value }) };
        // SAFETY: from a box.
        let core = unsafe { NonNull::new_unchecked(registered) }.cast::<Core>();
        // SAFETY: the whole of a new frame, which nothing else has.
        if unsafe { open(core, about, slot) } {
            return Ok(Held { hold: Hold(core), types: PhantomData });
        }
        // SAFETY: from the box above, which no call finds.
        let registered = unsafe { Box::from_raw(registered) };
        // SAFETY: written above, and not dropped with the box.
        Err(unsafe { registered.value.into_inner().assume_init() })
    }

    /// Makes a frame as [`try_new`](Held::try_new) does, for a context that C passes user data for.
    ///
    /// # Panics
    ///
    /// Panics if every number is in use.
    pub(crate) fn new(about: &'static About, value: T) -> Self {
        Self::try_new(about, value, None).unwrap_or_else(|_| numbers_are_used_up())
    }

    /// Leaves the context to C: no owner takes the outcomes.
    pub(crate) fn abandon(self) {
        self.core().identity().let_be_ended();
        self.abandon_outcomes();
    }

    pub(crate) fn take(&self) -> Option<Outcome<S>> {
        if let Some(refused) = self.take_elsewhere() {
            return Some(Outcome::Refused(refused));
        }
        // SAFETY: a frame of these types (`CORE-FIRST`), which this side holds (`HOLDS`).
        unsafe { self.hold.0.cast::<Frame<T, S>>().as_ref() }.take()
    }
}

impl<T, S> Deref for Held<T, S> {
    type Target = Hold;

    #[inline]
    fn deref(&self) -> &Hold {
        &self.hold
    }
}

#[cold]
#[inline(never)]
fn numbers_are_used_up() -> ! {
    panic!("there are more live contexts than a pointer has numbers for");
}

/// Lets calls in. Returns false if every number is in use.
///
/// # Safety
///
/// `core` is the whole of a new registered frame, which nothing else has.
unsafe fn open(core: NonNull<Core>, about: &'static About, slot: Option<&'static Slot>) -> bool {
    // SAFETY: `open` requires a registered frame.
    let base = unsafe { place_of_base(core) };
    let Some(taken) = numbers::take(!about.of_thread) else { return false };
    let number = taken.number();
    // SAFETY: `open` requires that nothing else has it.
    unsafe { base.write(Base { number, process: Process::current(), holds: Holds::new() }) };
    // A late call, or one with an invented number, may come from here on.
    taken.open(core, about);
    if let Some(slot) = slot {
        slot.fill(number.context());
    }
    true
}

/// Returns the place of the part of a registered frame that scopes do not have.
///
/// # Safety
///
/// `core` is the pointer of the owner of a registered frame, which is live.
#[inline]
unsafe fn place_of_base(core: NonNull<Core>) -> NonNull<Base> {
    // SAFETY: `place_of_base` requires a live frame.
    let types = unsafe { core.as_ref() }.owner().types;
    // SAFETY: the pointer is that of the whole frame (`WHOLE-FRAME`), and the place is that of its type.
    unsafe { core.byte_add(types.base) }.cast()
}

/// Returns the part of a registered frame that scopes do not have.
///
/// # Safety
///
/// See [`place_of_base`]; calls find the frame, and it lives for `'a`.
#[inline]
unsafe fn base_of<'a>(core: NonNull<Core>) -> &'a Base {
    // SAFETY: `base_of` requires a live frame.
    let base = unsafe { place_of_base(core) };
    // SAFETY: written by `open`, and through atomics alone from then on.
    unsafe { base.as_ref() }
}

impl Hold {
    /// Returns the part that scopes do not have.
    #[inline]
    fn base(&self) -> &Base {
        // SAFETY: this side has a hold (`HOLDS`).
        unsafe { base_of(self.0) }
    }

    /// Returns the address of the frame.
    pub(crate) fn address(&self) -> *mut c_void {
        self.0.as_ptr().cast()
    }

    #[inline]
    pub(crate) fn core(&self) -> &Core {
        // SAFETY: this side has a hold (`HOLDS`), and the frame is written through cells and atomics alone.
        unsafe { self.0.as_ref() }
    }

    /// Returns the context pointer that is given to C.
    pub(crate) fn context(&self) -> *mut c_void {
        self.base().number.context()
    }

    /// Returns true if calls come on this thread, or on any.
    pub(crate) fn is_of_this_thread(&self) -> bool {
        self.base().number.is_of_this_thread()
    }

    /// Returns true if this thread is inside a call, or in the destructor of the value.
    pub(crate) fn is_inside(&self) -> bool {
        let number = self.base().number;
        is_inside(self.0.as_ptr().addr())
            || if number.is_of_any_thread() {
                is_inside(number.context().addr())
            } else {
                self.core().state().entered()
            }
    }

    /// Closes the context: no call is let in any more, and the value is dropped when no call is inside.
    pub(crate) fn close(&self) {
        // SAFETY: the pointer of the box (`WHOLE-FRAME`), which this side holds (`HOLDS`).
        unsafe { close(self.0) };
    }

    /// Waits until the last call has left a closed context, the refused ones too, and its value is dropped. Returns true if
    /// that is so.
    ///
    /// In a child of `fork` it is false while calls are inside a context of the parent: they may be those of threads that the
    /// child does not have.
    pub(crate) fn wait_released(&self) -> bool {
        let base = self.base();
        base.holds.await_release();
        let left = || base.holds.released() && self.core().state().quiet();
        // The thread that would release it may wait for this one.
        retired::settle(base.number.context().addr());
        wait::until(None, || left() || base.process.is_parent());
        left()
    }

    /// Waits until a call leaves an outcome, or none will; until a deadline. Returns true unless the time is over.
    pub(crate) fn wait_left(&self, deadline: Option<Instant>) -> bool {
        let base = self.base();
        base.holds.await_release();
        let failed = || self.core().state().failed() || base.number.was_used_elsewhere();
        wait::until(deadline, || failed() || base.holds.released())
    }

    /// Returns true if no call can leave an outcome any more.
    pub(crate) fn released(&self) -> bool {
        self.base().holds.released()
    }

    /// True if the one call that the context is for was made, even if it was refused.
    pub(crate) fn was_called(&self) -> bool {
        let is_once = self.core().about().entry == Entry::Once;
        self.core().was_called_once() || is_once && self.base().number.was_called_elsewhere()
    }

    /// Keeps an object for as long as the frame.
    pub(crate) fn accompany(&self, companion: Companion) {
        let second = self.core().seldom().make().companion.lock().replace(companion);
        debug_assert!(second.is_none(), "a frame has one companion");
    }

    /// Records that a function that ends the context is being given to C. It holds the frame of a slot until C has called it.
    ///
    /// # Panics
    ///
    /// Panics if C has 2²⁸ of them.
    pub(crate) fn set_ends(&self) {
        self.core().identity().let_be_ended();
        // A number needs none: it is never used again. A slot is.
        if self.core().seldom().slot().is_some() {
            assert!(self.base().holds.add(), "C has more functions that end this context than are counted");
            ends::expect(self.context());
        }
    }

    /// Keeps the slot until this is [released](Held::release_place): C may call, and the slot is not given to another context.
    pub(crate) fn keep_place(&self) {
        if self.core().seldom().slot().is_some() && !self.base().holds.keep() {
            // SAFETY: the hold that was added, one of two; this side's is still there (`HOLDS`).
            unsafe { let_go(self.0) };
        }
    }

    /// Undoes [`keep_place`](Held::keep_place), when C has released the callback after all.
    pub(crate) fn release_place(&self) {
        if self.base().holds.unkeep() {
            // SAFETY: the hold of `keep_place`, given up once; this side's is still there (`HOLDS`).
            unsafe { let_go(self.0) };
        }
    }

    /// Removes the holds of the functions that end the context: C will call none of them.
    pub(crate) fn unset_ends(&self) {
        for _ in 0..ends::take_all(self.context()) {
            // SAFETY: C's hold, of an end that was taken (`ENDS`); this side's is still there.
            unsafe { let_go(self.0) };
        }
    }

    /// Reports outcomes at once: no owner takes them.
    pub(crate) fn abandon_outcomes(&self) {
        // SAFETY: a registered frame, which this side holds (`HOLDS`).
        unsafe { (self.core().owner().types.abandon)(self.0) };
    }

    /// Takes the refusal of a call or an end on another thread, unless there is another outcome.
    fn take_elsewhere(&self) -> Option<Refused> {
        let (number, core) = (self.base().number, self.core());
        let called = number.was_called_elsewhere();
        if !number.take_elsewhere() {
            return None;
        }
        if called {
            // The one call was made, though the mark of it goes.
            core.spend(core.about());
        }
        (!core.state().failed()).then(|| Refused::call(core.callback(), Reason::Thread))
    }

    pub(crate) fn set_hook(&self, hook: Hook) {
        let old = self.core().seldom().make().hook.lock().replace(hook);
        drop(old);
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // SAFETY: this side's hold, given up once (`HOLDS`).
        unsafe { let_go(self.0) };
    }
}

impl<T, S> Registered<T, S> {
    const OWNER: &'static Owner = &Owner {
        lends: false,
        end,
        end_alone,
        seal,
        release,
        leave_memory,
        notify,
        types: Types {
            base: offset_of!(Self, base),
            drop_value: if needs_drop::<T>() { Some(Self::drop_value) } else { None },
            abandon: Self::abandon,
            layout: Layout::new::<Self>(),
        },
    };

    /// # Safety
    ///
    /// See [`Types::drop_value`].
    unsafe fn drop_value(core: NonNull<Core>) {
        // SAFETY: `drop_value` requires a frame of these types, which is live.
        let registered = unsafe { core.cast::<Self>().as_ref() };
        // SAFETY: `drop_value` requires that this is the only access to the value, and the last.
        let value = unsafe { registered.value.get().cast::<T>().read() };
        drop_contained(registered.frame.core().subject(), value);
    }

    /// # Safety
    ///
    /// See [`Types::abandon`].
    unsafe fn abandon(core: NonNull<Core>) {
        // SAFETY: `abandon` requires a frame of these types, which is live.
        unsafe { core.cast::<Frame<T, S>>().as_ref() }.abandon();
    }
}

/// # Safety
///
/// See [`Core::end`].
unsafe fn end(core: NonNull<Core>, held: bool) {
    // SAFETY: live, as `Core::end` requires.
    unsafe { close(core) };
    if held {
        // SAFETY: C's hold, of an end that was taken (`ENDS`).
        unsafe { let_go(core) };
    }
}

/// # Safety
///
/// See [`Core::end_alone`].
unsafe fn end_alone(core: NonNull<Core>) -> Result<(), Seen> {
    // SAFETY: live, as `Core::end_alone` requires.
    let number = unsafe { base_of(core) }.number;
    // SAFETY: as above.
    if !unsafe { close(core) } {
        return Err(Seen::closed());
    }
    // The context was retired, behind the barrier, and not released: this call is announced.
    if announce::count(number.context().addr()) > 1 {
        return Err(Seen::entered());
    }
    // SAFETY: as above.
    unsafe { core.as_ref() }.state().enter_closed()
}

/// # Safety
///
/// See [`Core::seal`].
#[inline]
unsafe fn seal(core: NonNull<Core>) {
    // SAFETY: live, as `Core::seal` requires.
    if let Some(parts) = unsafe { core.as_ref() }.seldom().get() {
        seal_companion(&parts.companion);
    }
}

#[cold]
#[inline(never)]
fn seal_companion(companion: &Lock<Option<Companion>>) {
    let mut companion = companion.lock();
    if companion.as_ref().is_some_and(|companion| companion.of_c) {
        // Under the lock: another thread that ends the context returns to C only after the object leads nowhere.
        drop(companion.take());
    }
}

/// Closes the context. Returns true for the first time.
///
/// # Safety
///
/// See [`Core::end`].
unsafe fn close(core: NonNull<Core>) -> bool {
    // SAFETY: live, as `Core::end` requires. The value holds it until the release (`HOLDS`), after which it is not used.
    let number = unsafe { base_of(core) }.number;
    // SAFETY: live, as for this function.
    unsafe { seal(core) };
    let place = number.place();
    let closed = place.close();
    // SAFETY: as for the number.
    let quiet = unsafe { core.as_ref() }.state().close();
    if number.is_of_any_thread() {
        if closed {
            // SAFETY: the owner's pointer. A number is closed once, and the value has its hold until it is released.
            unsafe { retired::retire(number.context().addr(), core) };
        }
    } else if quiet {
        // SAFETY: `State::close` returned true (`RELEASED-ONCE`).
        unsafe { release_at(core, place) };
    }
    closed
}

/// # Safety
///
/// See [`Core::release`].
unsafe fn release(core: NonNull<Core>) {
    // SAFETY: the value holds the contents until `Holds::release` (`HOLDS`).
    let number = unsafe { base_of(core) }.number;
    // SAFETY: `release_at` requires what `release` does, and the place of the number.
    unsafe { release_at(core, number.place()) };
}

/// # Safety
///
/// See [`Core::release`]; `place` is that of the number.
#[inline(always)]
unsafe fn release_at(core: NonNull<Core>, place: Place) {
    // SAFETY: the value holds the contents until `Holds::release` (`HOLDS`).
    let this = unsafe { core.as_ref() };
    // SAFETY: as above.
    let base = unsafe { base_of(core) };
    let consumed = this.state().consumed();
    if let Some(drop_value) = this.owner().types.drop_value.filter(|_| !consumed) {
        // SAFETY: closed, no call inside (`RELEASED-ONCE`), not consumed (`CONSUMED`): this is the only access to
        // the value, and the last.
        unsafe { drop_inside(core, drop_value) };
    }
    place.release(consumed);
    let released = base.holds.release(base.number.is_of_any_thread());
    if released.last {
        // SAFETY: the value's hold was the last one, and given up once (`HOLDS`).
        unsafe { drop_contents(core) };
    }
    if released.awaited {
        wait::wake();
    }
}

/// Drops the value as a call of the context: a destructor that waits for its own context would deadlock.
///
/// # Safety
///
/// See [`Types::drop_value`].
#[inline(never)]
unsafe fn drop_inside(core: NonNull<Core>, drop_value: unsafe fn(NonNull<Core>)) {
    // SAFETY: as `drop_inside` requires.
    inside(core.cast(), || unsafe { drop_value(core) });
}

/// # Safety
///
/// See [`Core::notify`].
unsafe fn notify(core: NonNull<Core>) {
    let _kept = errno::Kept::new();
    // SAFETY: live, as `Core::notify` requires.
    let this = unsafe { core.as_ref() };
    wait::wake();
    let hook = this.seldom().get().and_then(|parts| parts.hook.lock().clone());
    if let Some(hook) = hook {
        run_contained(this.subject(), || hook());
        // It may be the last reference, if the hook has replaced itself.
        drop_contained(this.subject(), hook);
    }
}

/// Gives up a hold on the contents; the last one drops them.
///
/// # Safety
///
/// The caller has a hold, and does not use it afterwards.
unsafe fn let_go(core: NonNull<Core>) {
    // SAFETY: `let_go` requires a hold (`HOLDS`).
    let base = unsafe { base_of(core) };
    if base.holds.let_go(base.number.is_of_any_thread()) {
        // SAFETY: that was the last hold, which is not used any more (`HOLDS`).
        unsafe { drop_contents(core) };
    }
}

/// Drops the contents, and reports the outcomes that were not taken.
///
/// # Safety
///
/// The last hold on the contents was given up, and this is the one time.
unsafe fn drop_contents(core: NonNull<Core>) {
    // SAFETY: the hold of the contents on the memory is given up at the end (`MEMORY`).
    let this = unsafe { core.as_ref() };
    let alone = this.state().is_left_alone();
    // SAFETY: as for this function.
    if alone && this.seldom().get().is_none() || unsafe { drop_seldom(core, alone) } {
        // SAFETY: the hold of the contents on the memory, which was left to no bystander (`MEMORY`).
        unsafe { leave_memory(core) };
    }
}

/// Drops what few contexts have when they end. Returns true if the memory is left to no bystander.
///
/// # Safety
///
/// See [`drop_contents`]; `alone` is [`State::is_left_alone`](crate::frame::state::State::is_left_alone).
#[cold]
#[inline(never)]
unsafe fn drop_seldom(core: NonNull<Core>, alone: bool) -> bool {
    // SAFETY: the hold of the contents on the memory is there until `State::leave_memory` (`MEMORY`).
    let this = unsafe { core.as_ref() };
    if !alone {
        // SAFETY: live, as above.
        unsafe { (this.owner().types.abandon)(core) };
    }
    if let Some(parts) = this.seldom().get() {
        let hook = parts.hook.lock().take();
        drop_contained(this.subject(), hook);
        let companion = parts.companion.lock().take();
        // Behind the lock: dropping it takes another one.
        drop(companion);
    }
    alone || this.state().leave_memory()
}

/// # Safety
///
/// See [`Core::leave_memory`].
unsafe fn leave_memory(core: NonNull<Core>) {
    // SAFETY: `leave_memory` requires the hold on the memory (`MEMORY`).
    let this = unsafe { core.as_ref() };
    // SAFETY: as above.
    let number = unsafe { base_of(core) }.number;
    let (slot, layout) = (this.seldom().slot(), this.owner().types.layout);
    // SAFETY: this was the last hold (`MEMORY`), and nothing uses the parts after it.
    unsafe { this.seldom().free() };
    // SAFETY: from a box of this layout. The value is dropped, no outcome is kept, and the frame is not used any more (`MEMORY`).
    unsafe { dealloc(core.as_ptr().cast(), layout) };
    number.vacate();
    if let Some(slot) = slot {
        slot.vacate();
    }
}
