//! The frame of a context that outlives the call in which C was given it.
//!
//! The value is dropped when the context is closed and no call is inside. The memory is freed when nobody holds
//! it: not the `Registration`, not the value, and not C, which does where it was given a destroy notify or a
//! closing callback, until it has called that.

use core::cell::UnsafeCell;
use core::ffi::c_void;
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::boxed::Box;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::frame::{Core, Frame, Owner, drop_contained, run_contained};
use crate::handle::{self, Handle};
use crate::inside::inside;
use crate::outcome::Outcome;
use crate::slot::Slot;
use crate::{errno, live, wait};

/// Where C finds the frame.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// At its address.
    Direct,
    /// Under a number.
    Handle(Handle),
    /// In the slot that a shim is bound to, in this generation.
    Slot(&'static Slot, usize),
}

/// A registered frame. It begins with what every frame begins with.
#[repr(C)]
pub(crate) struct Registered<T, S> {
    frame: Frame<T, S>,
    callback: &'static str,
    place: Place,
    /// One for the registration, one for the value until it has gone, one for C where it will end the context.
    holders: AtomicU32,
    /// C was given something to end the context with, and has not done so.
    ends: AtomicBool,
    /// C may call for ever: the slot is not given to another.
    stays: AtomicBool,
    /// The registration was given up, and nobody will take what the calls leave.
    abandoned: AtomicBool,
    released: AtomicBool,
    awaited: AtomicBool,
    hook: Mutex<Option<Arc<dyn Fn() + Send + Sync>>>,
    /// What C is given in the frame's stead, which goes with it.
    companion: OnceLock<Companion>,
    value: UnsafeCell<MaybeUninit<T>>,
}

/// Memory that C uses as long as a frame, or as long as its value.
pub(crate) struct Companion {
    memory: NonNull<c_void>,
    free: unsafe fn(NonNull<c_void>),
    of_value: bool,
}

impl Companion {
    /// What `free` does when the frame goes.
    ///
    /// # Safety
    ///
    /// `free` may be called with `memory`, once, on the thread that the frame goes on. It does not panic.
    pub(crate) unsafe fn new(memory: NonNull<c_void>, free: unsafe fn(NonNull<c_void>)) -> Self {
        Companion { memory, free, of_value: false }
    }

    /// What `free` does when the value has gone.
    ///
    /// # Safety
    ///
    /// As for [`new`](Companion::new), on the thread that the value goes on.
    pub(crate) unsafe fn of_value(memory: NonNull<c_void>, free: unsafe fn(NonNull<c_void>)) -> Self {
        Companion { memory, free, of_value: true }
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        if !self.of_value {
            // SAFETY: the promise that was given for it; freed here alone.
            unsafe { (self.free)(self.memory) };
        }
    }
}

/// The registration's hold on a registered frame.
pub(crate) struct Held<T, S>(NonNull<Registered<T, S>>);

impl<T, S> Held<T, S> {
    /// Makes a frame that both sides hold; C finds it where `place` says, which is open from now on.
    pub(crate) fn new(callback: &'static str, value: T, place: Place) -> Self {
        live::begin(callback);
        let registered = Box::into_raw(Box::new(Registered {
            frame: Frame::new(NonNull::dangling(), Registered::<T, S>::OWNER),
            callback,
            place,
            holders: AtomicU32::new(2),
            ends: AtomicBool::new(false),
            stays: AtomicBool::new(false),
            abandoned: AtomicBool::new(false),
            released: AtomicBool::new(false),
            awaited: AtomicBool::new(false),
            hook: Mutex::new(None),
            companion: OnceLock::new(),
            value: UnsafeCell::new(MaybeUninit::new(value)),
        }));
        // SAFETY: from a box.
        let this = unsafe { NonNull::new_unchecked(registered) };
        // SAFETY: nobody else knows of it yet.
        let value = unsafe { &raw mut (*registered).value };
        // SAFETY: a field of a box.
        let value = unsafe { NonNull::new_unchecked(value) };
        // SAFETY: nobody else knows of it yet.
        unsafe { (*registered).frame.point_at(value.cast()) };
        // A late call, or one with an invented number, may come from here on.
        match place {
            Place::Direct => {}
            Place::Handle(handle) => handle.open(this.cast()),
            Place::Slot(slot, _) => slot.open(this.cast()),
        }
        Held(this)
    }

    /// Takes up the hold of a `Registration`.
    fn get(&self) -> &Registered<T, S> {
        // SAFETY: this side holds the memory, and it is written through cells and atomics alone.
        unsafe { self.0.as_ref() }
    }

    /// The address of the frame, which is what C has where it has no number.
    pub(crate) fn address(&self) -> NonNull<c_void> {
        self.0.cast()
    }

    pub(crate) fn core(&self) -> &Core {
        self.get().frame.core()
    }

    /// What C is given.
    pub(crate) fn context(&self) -> *mut c_void {
        match self.get().place {
            Place::Handle(handle) => handle.context(),
            Place::Direct | Place::Slot(..) => self.0.as_ptr().cast(),
        }
    }

    /// No call is let in any more; the value is dropped when no call is inside.
    pub(crate) fn close(&self) {
        // SAFETY: the pointer of the box, and live.
        unsafe { Registered::<T, S>::close(self.0.cast()) };
    }

    /// Waits until the last call has left a closed context and its value is dropped.
    pub(crate) fn wait_released(&self) {
        let this = self.get();
        this.awaited.store(true, Ordering::SeqCst);
        wait::until(None, || this.released.load(Ordering::SeqCst));
    }

    /// Lets something of C's live as long as the frame.
    pub(crate) fn accompany(&self, companion: Companion) {
        let second = self.get().companion.set(companion);
        debug_assert!(second.is_ok(), "a frame has one companion");
    }

    /// C has something to end the context with: it holds the memory until it does.
    pub(crate) fn set_ends(&self) {
        let this = self.get();
        if matches!(this.place, Place::Direct) && !this.ends.swap(true, Ordering::AcqRel) {
            this.holders.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// C may call for ever: what stands for the context goes to nobody else.
    pub(crate) fn keep_place(&self) {
        let this = self.get();
        match this.place {
            Place::Direct => self.set_ends(),
            // A number is never used again.
            Place::Handle(_) => {}
            Place::Slot(..) => this.stays.store(true, Ordering::Release),
        }
    }

    /// C has let go after all: undoes [`keep_place`](Held::keep_place).
    pub(crate) fn release_place(&self) {
        let this = self.get();
        match this.place {
            Place::Direct => self.unset_ends(),
            Place::Handle(_) => {}
            Place::Slot(..) => this.stays.store(false, Ordering::Release),
        }
    }

    /// C will not end the context after all.
    pub(crate) fn unset_ends(&self) {
        if self.get().ends.swap(false, Ordering::AcqRel) {
            // SAFETY: C's hold, given up once; this side's is still there.
            unsafe { Registered::let_go(self.0) };
        }
    }

    /// Nobody will take what the calls leave.
    pub(crate) fn abandon(self) {
        let this = self.get();
        this.abandoned.store(true, Ordering::Release);
        this.frame.report_left(this.callback);
    }

    pub(crate) fn take(&self) -> Option<Outcome<S>> {
        let this = self.get();
        this.frame.take(this.callback)
    }

    pub(crate) fn set_hook(&self, hook: Arc<dyn Fn() + Send + Sync>) {
        let old = self.get().hook.lock().unwrap_or_else(PoisonError::into_inner).replace(hook);
        drop(old);
    }
}

impl<T, S> Drop for Held<T, S> {
    fn drop(&mut self) {
        // SAFETY: this side's hold, given up once.
        unsafe { Registered::let_go(self.0) };
    }
}

impl<T, S> Registered<T, S> {
    const OWNER: &'static Owner = &Owner { end: Self::end, release: Self::release, notify: Self::notify };

    /// # Safety
    ///
    /// As for [`Core::end`].
    unsafe fn end(core: NonNull<Core>) {
        // SAFETY: live, by the caller's promise.
        let held = unsafe { core.cast::<Self>().as_ref() }.ends.swap(false, Ordering::AcqRel);
        // SAFETY: live, by the caller's promise.
        unsafe { Self::close(core) };
        if held {
            // SAFETY: C's hold, given up once.
            unsafe { Self::let_go(core.cast()) };
        }
    }

    /// # Safety
    ///
    /// As for [`Core::end`].
    unsafe fn close(core: NonNull<Core>) {
        // SAFETY: live, by the caller's promise.
        let this = unsafe { core.cast::<Self>().as_ref() };
        match this.place {
            Place::Direct => {
                if this.frame.core().state().close() {
                    // SAFETY: `close` said so.
                    unsafe { Core::release(core) };
                }
            }
            Place::Handle(handle) => handle.close(),
            Place::Slot(slot, generation) => slot.close(generation),
        }
    }

    /// # Safety
    ///
    /// As for [`Core::release`].
    unsafe fn release(core: NonNull<Core>) {
        let _kept = errno::Kept::new();
        let this = core.cast::<Self>();
        // SAFETY: the value holds the memory until the end of this function.
        let registered = unsafe { this.as_ref() };
        if !registered.frame.core().state().consumed() {
            // SAFETY: closed, no call inside, not consumed: nobody has the value, and nobody will.
            let value = unsafe { registered.value.get().cast::<T>().read() };
            // Whoever waits for this there would wait for ever.
            inside(this.as_ptr().cast(), || drop_contained(registered.callback, value));
        }
        live::end(registered.callback);
        if let Some(companion) = registered.companion.get().filter(|companion| companion.of_value) {
            // SAFETY: the promise that was given for it; a value goes once.
            unsafe { (companion.free)(companion.memory) };
        }
        match registered.place {
            Place::Direct => {}
            Place::Handle(handle) => handle.vacate(),
            Place::Slot(..) if registered.stays.load(Ordering::Acquire) => {}
            Place::Slot(slot, _) => slot.vacate(),
        }
        registered.released.store(true, Ordering::SeqCst);
        if registered.awaited.load(Ordering::SeqCst) {
            wait::wake();
        }
        // SAFETY: the value's hold, given up once.
        unsafe { Self::let_go(this) };
    }

    /// # Safety
    ///
    /// As for [`Core::notify`].
    unsafe fn notify(core: NonNull<Core>) {
        let _kept = errno::Kept::new();
        // SAFETY: live, by the caller's promise.
        let this = unsafe { core.cast::<Self>().as_ref() };
        wait::wake();
        let hook = this.hook.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(hook) = hook {
            run_contained(this.callback, || hook());
            // It may be the last reference, if the hook has replaced itself.
            drop_contained(this.callback, hook);
        }
        if this.abandoned.load(Ordering::Acquire) {
            this.frame.report_left(this.callback);
        }
    }

    /// Gives up a hold; the last one frees the memory and reports what nobody took.
    ///
    /// # Safety
    ///
    /// The caller has a hold, and does not use it afterwards.
    unsafe fn let_go(this: NonNull<Self>) {
        // SAFETY: live while the hold is.
        let holders = &unsafe { this.as_ref() }.holders;
        if holders.fetch_sub(1, Ordering::AcqRel) != 1 {
            return;
        }
        // SAFETY: from a box, and this was the last hold.
        let registered = unsafe { Box::from_raw(this.as_ptr()) };
        registered.frame.report_left(registered.callback);
        drop_contained(registered.callback, registered);
    }
}

/// What a destroy notify does.
///
/// # Safety
///
/// `context` is null, or what a registration gave to C, and this is the one time that C destroys it.
pub(crate) unsafe fn destroy(context: *mut c_void) {
    if handle::is_handle(context) {
        handle::destroy(context);
    } else if let Some(core) = NonNull::new(context) {
        // SAFETY: a registered frame that C still holds.
        unsafe { Core::end(core.cast()) };
    }
}
