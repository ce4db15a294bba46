//! The frame of a context that outlives the C call that received it.
//!
//! The value is dropped when the context is closed and no call is inside. The rest of the frame is dropped when
//! it has no [holds](crate::holds): that of the `Registration`, that of the value, and one for each destroy notify or
//! closing callback given to C, until it is called. The memory is freed when no refused call uses it either.

use core::cell::UnsafeCell;
use core::ffi::c_void;
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use std::boxed::Box;
use std::sync::Arc;
use std::time::Instant;

use crate::about::About;
use crate::announce::{self, inside, is_inside};
use crate::fork::{Lock, Locked, Process};
use crate::frame::{Core, Frame, Owner, drop_contained, run_contained};
use crate::holds::Holds;
use crate::numbers::{self, Number};
use crate::outcome::{Outcome, Reason, Refused};
use crate::slot::Slot;
use crate::state::{Entry, Seen};
use crate::{ends, errno, objects, retired, wait};

/// A registered frame. It begins with the fields of every frame.
#[repr(C)]
pub(crate) struct Registered<T, S> {
    frame: Frame<T, S>,
    number: Number,
    /// The slot that has the number, for a context that C passes no user data for.
    slot: Option<&'static Slot>,
    process: Process,
    holds: Holds,
    hook: Lock<Option<Arc<dyn Fn() + Send + Sync>>>,
    /// An object that C holds instead of the frame, and that is dropped with it.
    companion: Lock<Option<Companion>>,
    value: UnsafeCell<MaybeUninit<T>>,
}

/// An object that leads to a frame, until this is dropped.
pub(crate) struct Companion {
    memory: NonNull<c_void>,
    frame: *mut c_void,
    free: unsafe fn(NonNull<c_void>),
    of_c: bool,
}

impl Companion {
    /// Takes an object that `free` frees with the contents of the frame.
    ///
    /// # Safety
    ///
    /// `free` may be called with `memory`, once, on the thread that the contents are dropped on. It does not panic.
    pub(crate) unsafe fn new(memory: NonNull<c_void>, frame: *mut c_void, free: unsafe fn(NonNull<c_void>)) -> Self {
        objects::add(memory.as_ptr(), frame);
        Companion { memory, frame, free, of_c: false }
    }

    /// Takes an object in C memory. It stops leading to the frame before C may free it: when the context is ended.
    pub(crate) fn of_c(memory: NonNull<c_void>, frame: *mut c_void) -> Self {
        objects::add(memory.as_ptr(), frame);
        Companion { memory, frame, free: |_| {}, of_c: true }
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        objects::remove(self.memory.as_ptr(), self.frame);
        // SAFETY: `new` requires that `free` may be called once, at this time; that of `of_c` does nothing (`COMPANION`).
        unsafe { (self.free)(self.memory) };
    }
}

/// The registration's hold on a registered frame.
pub(crate) struct Held<T, S>(NonNull<Registered<T, S>>);

impl<T, S> Held<T, S> {
    /// Makes a frame with a hold of each side; calls find it by its number from now on, and in a slot if there is one.
    pub(crate) fn new(about: &'static About, value: T, slot: Option<&'static Slot>) -> Self {
        let number = numbers::take(!about.of_thread);
        let registered = Box::into_raw(Box::new(Registered {
            frame: Frame::new(NonNull::dangling(), about, Registered::<T, S>::OWNER),
            number,
            slot,
            process: Process::current(),
            holds: Holds::new(),
            hook: Lock::new(None),
            companion: Lock::new(None),
            value: UnsafeCell::new(MaybeUninit::new(value)),
        }));
        // SAFETY: from a box.
        let this = unsafe { NonNull::new_unchecked(registered) };
        // SAFETY: not shared yet.
        let value = unsafe { &raw mut (*registered).value };
        // SAFETY: a field of a box.
        let value = unsafe { NonNull::new_unchecked(value) };
        // SAFETY: not shared yet.
        unsafe { (*registered).frame.point_at(value.cast()) };
        // A late call, or one with an invented number, may come from here on.
        number.open(this.cast(), about);
        if let Some(slot) = slot {
            slot.fill(number.context());
        }
        Held(this)
    }

    /// Returns the frame that the `Registration` holds.
    fn get(&self) -> &Registered<T, S> {
        // SAFETY: this side has a hold (`HOLDS`), and the frame is written through cells and atomics alone.
        unsafe { self.0.as_ref() }
    }

    /// Returns the address of the frame.
    pub(crate) fn address(&self) -> *mut c_void {
        self.0.as_ptr().cast()
    }

    pub(crate) fn core(&self) -> &Core {
        self.get().frame.core()
    }

    /// Returns the context pointer that is given to C.
    pub(crate) fn context(&self) -> *mut c_void {
        self.get().number.context()
    }

    /// Returns true if calls come on this thread, or on any.
    pub(crate) fn is_of_this_thread(&self) -> bool {
        self.get().number.is_of_this_thread()
    }

    /// Returns true if this thread is inside a call, or in the destructor of the value.
    pub(crate) fn is_inside(&self) -> bool {
        let number = self.get().number;
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
        unsafe { Registered::<T, S>::close(self.0.cast()) };
    }

    /// Waits until the last call has left a closed context, the refused ones too, and its value is dropped. Returns true if
    /// that is so.
    ///
    /// In a child of `fork` it is false while calls are inside a context of the parent: they may be those of threads that the
    /// child does not have.
    pub(crate) fn wait_released(&self) -> bool {
        let this = self.get();
        this.holds.await_release();
        let left = || this.holds.released() && this.frame.core().state().quiet();
        // The thread that would release it may wait for this one.
        retired::settle(this.number.context().addr());
        wait::until(None, || left() || this.process.is_parent());
        left()
    }

    /// Waits until a call leaves an outcome, or none will; until a deadline. Returns true unless the time is over.
    pub(crate) fn wait_left(&self, deadline: Option<Instant>) -> bool {
        let this = self.get();
        this.holds.await_release();
        let failed = || this.frame.core().state().failed() || this.number.was_used_elsewhere();
        wait::until(deadline, || failed() || this.holds.released())
    }

    /// Returns true if no call can leave an outcome any more.
    pub(crate) fn released(&self) -> bool {
        self.get().holds.released()
    }

    /// True if the one call that the context is for was made, even if it was refused.
    pub(crate) fn was_called(&self) -> bool {
        let this = self.get();
        let is_once = this.frame.core().about().entry == Entry::Once;
        this.frame.core().was_called_once() || is_once && this.number.was_called_elsewhere()
    }

    /// Keeps an object for as long as the frame.
    pub(crate) fn accompany(&self, companion: Companion) {
        let second = self.get().companion().replace(companion);
        debug_assert!(second.is_none(), "a frame has one companion");
    }

    /// Records that a function that ends the context is being given to C. It holds the frame of a slot until C has called it.
    pub(crate) fn set_ends(&self) {
        self.core().identity().let_be_ended();
        // A number needs none: it is never used again. A slot is.
        if self.get().slot.is_some() {
            self.get().holds.add();
            ends::expect(self.context());
        }
    }

    /// Keeps the slot until this is [released](Held::release_place): C may call, and the slot is not given to another context.
    pub(crate) fn keep_place(&self) {
        let this = self.get();
        if this.slot.is_some() && !this.holds.keep() {
            // SAFETY: the hold that was added, one of two; this side's is still there (`HOLDS`).
            unsafe { Registered::let_go(self.0) };
        }
    }

    /// Undoes [`keep_place`](Held::keep_place), when C has released the callback after all.
    pub(crate) fn release_place(&self) {
        if self.get().holds.unkeep() {
            // SAFETY: the hold of `keep_place`, given up once; this side's is still there (`HOLDS`).
            unsafe { Registered::let_go(self.0) };
        }
    }

    /// Removes the holds of the functions that end the context: C will call none of them.
    pub(crate) fn unset_ends(&self) {
        for _ in 0..ends::take_all(self.context()) {
            // SAFETY: C's hold, of an end that was taken (`ENDS`); this side's is still there.
            unsafe { Registered::let_go(self.0) };
        }
    }

    /// Leaves the context to C: no owner takes the outcomes.
    pub(crate) fn abandon(self) {
        self.core().identity().let_be_ended();
        self.abandon_outcomes();
    }

    /// Reports outcomes at once: no owner takes them.
    pub(crate) fn abandon_outcomes(&self) {
        self.get().frame.abandon();
    }

    pub(crate) fn take(&self) -> Option<Outcome<S>> {
        let this = self.get();
        let core = this.frame.core();
        let called = this.number.was_called_elsewhere();
        if this.number.take_elsewhere() {
            if called {
                // The one call was made, though the mark of it goes.
                core.spend(core.about());
            }
            if !core.state().failed() {
                return Some(Outcome::Refused(Refused::call(core.callback(), Reason::Thread)));
            }
        }
        this.frame.take()
    }

    pub(crate) fn set_hook(&self, hook: Arc<dyn Fn() + Send + Sync>) {
        let old = self.get().hook.lock().replace(hook);
        drop(old);
    }
}

impl<T, S> Drop for Held<T, S> {
    fn drop(&mut self) {
        // SAFETY: this side's hold, given up once (`HOLDS`).
        unsafe { Registered::let_go(self.0) };
    }
}

impl<T, S> Registered<T, S> {
    const OWNER: &'static Owner = &Owner {
        lends: false,
        end: Self::end,
        end_alone: Self::end_alone,
        seal: Self::seal,
        release: Self::release,
        leave_memory: Self::leave_memory,
        notify: Self::notify,
    };

    fn companion(&self) -> Locked<'_, Option<Companion>> {
        self.companion.lock()
    }

    /// # Safety
    ///
    /// See [`Core::end`].
    unsafe fn end(core: NonNull<Core>, held: bool) {
        // SAFETY: live, as `Core::end` requires.
        unsafe { Self::close(core) };
        if held {
            // SAFETY: C's hold, of an end that was taken (`ENDS`).
            unsafe { Self::let_go(core.cast()) };
        }
    }

    /// # Safety
    ///
    /// See [`Core::end_alone`].
    unsafe fn end_alone(core: NonNull<Core>) -> Result<(), Seen> {
        // SAFETY: live, as `Core::end_alone` requires.
        let this = unsafe { core.cast::<Self>().as_ref() };
        // SAFETY: as above.
        if !unsafe { Self::close(core) } {
            return Err(Seen::closed());
        }
        // The context was retired, behind the barrier, and not released: this call is announced.
        if announce::count(this.number.context().addr()) > 1 {
            return Err(Seen::entered());
        }
        this.frame.core().state().enter_closed()
    }

    /// # Safety
    ///
    /// See [`Core::seal`].
    unsafe fn seal(core: NonNull<Core>) {
        // SAFETY: live, as `Core::seal` requires.
        let this = unsafe { core.cast::<Self>().as_ref() };
        let mut companion = this.companion();
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
        let this = unsafe { core.cast::<Self>().as_ref() };
        // SAFETY: live, as for this function.
        unsafe { Self::seal(core) };
        let (number, closed) = (this.number, this.number.close());
        let quiet = this.frame.core().state().close();
        if number.is_of_any_thread() {
            if closed {
                // SAFETY: the owner's pointer. A number is closed once, and the value has its hold until it is released.
                unsafe { retired::retire(number.context().addr(), core) };
            }
        } else if quiet {
            // SAFETY: `State::close` returned true (`RELEASED-ONCE`).
            unsafe { Core::release(core) };
        }
        closed
    }

    /// # Safety
    ///
    /// See [`Core::release`].
    unsafe fn release(core: NonNull<Core>) {
        let _kept = errno::Kept::new();
        let this = core.cast::<Self>();
        // SAFETY: the value holds the contents until the end of this function (`HOLDS`).
        let registered = unsafe { this.as_ref() };
        let consumed = registered.frame.core().state().consumed();
        if !consumed {
            // SAFETY: closed, no call inside (`RELEASED-ONCE`), not consumed (`CONSUMED`): this is the only access to
            // the value, and the last.
            let value = unsafe { registered.value.get().cast::<T>().read() };
            // A destructor that waits for its own context would deadlock.
            inside(this.cast(), || drop_contained(registered.frame.core().subject(), value));
        }
        registered.number.release(consumed);
        if registered.holds.release() {
            wait::wake();
        }
        // SAFETY: the value's hold, given up once (`HOLDS`).
        unsafe { Self::let_go(this) };
    }

    /// # Safety
    ///
    /// See [`Core::notify`].
    unsafe fn notify(core: NonNull<Core>) {
        let _kept = errno::Kept::new();
        // SAFETY: live, as `Core::notify` requires.
        let this = unsafe { core.cast::<Self>().as_ref() };
        wait::wake();
        let hook = this.hook.lock().clone();
        if let Some(hook) = hook {
            run_contained(this.frame.core().subject(), || hook());
            // It may be the last reference, if the hook has replaced itself.
            drop_contained(this.frame.core().subject(), hook);
        }
    }

    /// Gives up a hold on the contents; the last one drops them and reports the outcomes that were not taken.
    ///
    /// # Safety
    ///
    /// The caller has a hold, and does not use it afterwards.
    unsafe fn let_go(this: NonNull<Self>) {
        // SAFETY: `let_go` requires a hold (`HOLDS`).
        let registered = unsafe { this.as_ref() };
        if !registered.holds.let_go() {
            return;
        }
        let _kept = errno::Kept::new();
        registered.frame.abandon();
        let hook = registered.hook.lock().take();
        drop_contained(registered.frame.core().subject(), hook);
        let companion = registered.companion().take();
        // Behind the lock: dropping it takes another one.
        drop(companion);
        if registered.frame.core().state().leave_memory() {
            // SAFETY: the hold of the contents on the memory, which was left to no bystander (`MEMORY`).
            unsafe { Self::leave_memory(this.cast()) };
        }
    }

    /// # Safety
    ///
    /// See [`Core::leave_memory`].
    unsafe fn leave_memory(core: NonNull<Core>) {
        let this = core.cast::<Self>();
        // SAFETY: `leave_memory` requires the hold on the memory (`MEMORY`).
        let registered = unsafe { this.as_ref() };
        let (number, slot) = (registered.number, registered.slot);
        // SAFETY: from a box, and this was the last hold (`MEMORY`). The value is dropped, and so are the contents.
        drop(unsafe { Box::from_raw(this.as_ptr()) });
        number.vacate();
        if let Some(slot) = slot {
            slot.vacate();
        }
    }
}
