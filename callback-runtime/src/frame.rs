//! What a context pointer points at: a pointer to the value, the state of the calls, and what they left.

use core::cell::UnsafeCell;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicU32, Ordering};

use crate::outcome::{Reason, Refused};
use crate::owner::Owner;
use crate::report::{Loss, Report};

/// How a callback uses its context: what the owner takes, what the function gets, who may be inside.
#[doc(hidden)]
pub trait Access<T: ?Sized> {
    /// What `scope` takes.
    type Borrowed<'b>
    where
        T: 'b;

    /// What the function gets.
    type Given<'call>
    where
        T: 'call;

    /// Who may be inside at once.
    const ENTRY: Entry;

    /// What the frame points at: the value itself, or the place where the owner keeps it.
    fn pointer<'b>(borrowed: &mut Self::Borrowed<'b>) -> NonNull<T>
    where
        T: 'b;

    /// Makes what the function gets.
    ///
    /// # Safety
    ///
    /// `value` is from [`pointer`](Access::pointer) and still borrowed for `'call`, and [`State::enter`]
    /// let this call in.
    unsafe fn give<'call>(value: NonNull<T>) -> Self::Given<'call>
    where
        T: 'call;
}

/// Who may be inside a context at once.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// Any number of calls.
    Shared,
    /// One call at a time.
    Exclusive,
    /// One call at all.
    Once,
}

/// `#[context] x: &mut T`
#[doc(hidden)]
#[derive(Debug)]
pub enum Exclusive {}

impl<T: ?Sized> Access<T> for Exclusive {
    type Borrowed<'b>
        = &'b mut T
    where
        T: 'b;
    type Given<'call>
        = &'call mut T
    where
        T: 'call;
    const ENTRY: Entry = Entry::Exclusive;

    fn pointer<'b>(borrowed: &mut &'b mut T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(&mut **borrowed)
    }

    #[inline(always)]
    unsafe fn give<'call>(mut value: NonNull<T>) -> &'call mut T
    where
        T: 'call,
    {
        // SAFETY: borrowed mutably for longer than `'call`, and no other call is inside.
        unsafe { value.as_mut() }
    }
}

/// `#[context] x: &T`
#[doc(hidden)]
#[derive(Debug)]
pub enum Shared {}

impl<T: ?Sized> Access<T> for Shared {
    type Borrowed<'b>
        = &'b T
    where
        T: 'b;
    type Given<'call>
        = &'call T
    where
        T: 'call;
    const ENTRY: Entry = Entry::Shared;

    fn pointer<'b>(borrowed: &mut &'b T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(*borrowed)
    }

    #[inline(always)]
    unsafe fn give<'call>(value: NonNull<T>) -> &'call T
    where
        T: 'call,
    {
        // SAFETY: borrowed for longer than `'call`, and nobody has it mutably.
        unsafe { value.as_ref() }
    }
}

/// `#[context] x: *mut T`: the pointer itself is the value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Copied {}

impl<T: Copy> Access<T> for Copied {
    type Borrowed<'b>
        = T
    where
        T: 'b;
    type Given<'call>
        = T
    where
        T: 'call;
    const ENTRY: Entry = Entry::Shared;

    fn pointer<'b>(borrowed: &mut T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(borrowed)
    }

    #[inline(always)]
    unsafe fn give<'call>(value: NonNull<T>) -> T
    where
        T: 'call,
    {
        // SAFETY: the owner keeps the value where `pointer` found it.
        unsafe { value.read() }
    }
}

/// `#[context] x: T`: consumed by the one call it is for.
#[doc(hidden)]
#[derive(Debug)]
pub enum Once {}

impl<T> Access<T> for Once {
    type Borrowed<'b>
        = T
    where
        T: 'b;
    type Given<'call>
        = T
    where
        T: 'call;
    const ENTRY: Entry = Entry::Once;

    fn pointer<'b>(borrowed: &mut T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(borrowed)
    }

    #[inline(always)]
    unsafe fn give<'call>(value: NonNull<T>) -> T
    where
        T: 'call,
    {
        // SAFETY: the owner keeps the value where `pointer` found it, and `State` let one call in: it is
        // read once, and the owner does not drop a consumed value.
        unsafe { value.read() }
    }
}

/// The state of a context, in one word: the calls that are inside, and flags above them.
pub(crate) struct State(AtomicU32);

/// The flags; below them is the count of the calls that are inside.
const FAILED: u32 = 1 << 31;
const CONSUMED: u32 = 1 << 30;

// One thread calls: loads and stores are relaxed and never read-modify-write, which costs what a plain
// memory access costs.
impl State {
    const fn new() -> Self {
        State(AtomicU32::new(0))
    }

    #[inline(always)]
    fn get(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    #[inline(always)]
    fn set(&self, value: u32) {
        self.0.store(value, Ordering::Relaxed);
    }

    /// Lets a call in, or says that it must be refused.
    #[inline(always)]
    pub(crate) fn enter<O: Owner>(&self, entry: Entry) -> bool {
        let state = self.get();
        match entry {
            Entry::Shared => {
                // No flag is the highest bit of the count, so this is one comparison.
                if state >= CONSUMED {
                    return false;
                }
                if O::COUNTED {
                    self.set(state + 1);
                }
            }
            Entry::Exclusive => {
                if state != 0 {
                    return false;
                }
                self.set(1);
            }
            Entry::Once => {
                if state != 0 {
                    return false;
                }
                self.set(CONSUMED | 1);
            }
        }
        true
    }

    /// A call that was let in leaves.
    #[inline(always)]
    pub(crate) fn leave<O: Owner>(&self, entry: Entry) {
        if O::COUNTED || entry != Entry::Shared {
            self.set(self.get().wrapping_sub(1));
        }
    }

    fn fail(&self) {
        self.set(self.get() | FAILED);
    }

    pub(crate) fn failed(&self) -> bool {
        self.get() & FAILED != 0
    }

    pub(crate) fn consumed(&self) -> bool {
        self.get() & CONSUMED != 0
    }
}

/// A panic that is on its way to the Rust caller.
#[cfg(feature = "std")]
pub(crate) type Payload = std::boxed::Box<dyn core::any::Any + Send>;

/// Without `std` a panic does not return, so there is none to keep.
#[cfg(not(feature = "std"))]
pub(crate) type Payload = core::convert::Infallible;

/// The part of a frame that knows no types: the state, and what the runtime itself keeps.
pub(crate) struct Core {
    state: State,
    panic: UnsafeCell<Option<Payload>>,
    refused: UnsafeCell<Option<Refused>>,
}

impl Core {
    const fn new() -> Self {
        Core { state: State::new(), panic: UnsafeCell::new(None), refused: UnsafeCell::new(None) }
    }

    #[inline(always)]
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// Keeps a panic; a second one is reported.
    #[cfg(feature = "std")]
    #[cold]
    pub(crate) fn keep_panic(&self, callback: &'static str, payload: Payload) {
        self.state.fail();
        // SAFETY: one thread, and no reference to the slot outlives a statement of this file.
        let slot = unsafe { &mut *self.panic.get() };
        if slot.is_none() {
            *slot = Some(payload);
        } else {
            report_panic(callback, payload);
        }
    }

    /// Keeps a refusal; a second one is reported.
    #[cold]
    pub(crate) fn keep_refused(&self, callback: &'static str, refused: Refused) {
        self.state.fail();
        // SAFETY: as in `keep_panic`.
        let slot = unsafe { &mut *self.refused.get() };
        if slot.is_none() {
            *slot = Some(refused);
        } else {
            Report::new(callback, Loss::Refused(refused)).send();
        }
    }

    /// Says why [`State::enter`] let a call not in, unless an earlier call said it already.
    #[cold]
    pub(crate) fn keep_out(&self, callback: &'static str) {
        if self.state.failed() {
            return;
        }
        let reason = if self.state.consumed() { Reason::Consumed } else { Reason::Reentered };
        self.keep_refused(callback, Refused::call(callback, reason));
    }
}

/// The beginning of every frame: all that a callback needs which cannot stop of itself.
#[repr(C)]
pub(crate) struct Head<T: ?Sized> {
    value: NonNull<T>,
    core: Core,
}

impl<T: ?Sized> Head<T> {
    #[inline(always)]
    pub(crate) fn value(&self) -> NonNull<T> {
        self.value
    }

    #[inline(always)]
    pub(crate) fn core(&self) -> &Core {
        &self.core
    }
}

/// What a context pointer points at. `S` is what the function stops with.
#[repr(C)]
pub(crate) struct Frame<T: ?Sized, S> {
    head: Head<T>,
    stop: UnsafeCell<Option<S>>,
}

/// What the calls left in a frame; the gravest of it.
pub(crate) enum Left<S> {
    Nothing,
    Panicked(Payload),
    Stopped(S),
    Refused(Refused),
}

impl<T: ?Sized, S> Frame<T, S> {
    pub(crate) fn new(value: NonNull<T>) -> Self {
        Frame { head: Head { value, core: Core::new() }, stop: UnsafeCell::new(None) }
    }

    #[inline(always)]
    pub(crate) fn core(&self) -> &Core {
        &self.head.core
    }

    /// Keeps what the function stopped with; a second one is reported.
    pub(crate) fn keep_stop(&self, callback: &'static str, stop: S) {
        self.core().state.fail();
        // SAFETY: one thread, and no reference to the slot outlives a statement of this file.
        let slot = unsafe { &mut *self.stop.get() };
        if slot.is_none() {
            *slot = Some(stop);
        } else {
            report_stop(callback, stop);
        }
    }

    /// Takes what the calls left and reports what it has to leave behind.
    pub(crate) fn take(&mut self, callback: &'static str) -> Left<S> {
        let panic = self.head.core.panic.get_mut().take();
        let stop = self.stop.get_mut().take();
        let refused = self.head.core.refused.get_mut().take();
        if let (Some(refused), true) = (refused, panic.is_some() || stop.is_some()) {
            Report::new(callback, Loss::Refused(refused)).send();
        }
        match (panic, stop, refused) {
            (Some(panic), stop, _) => {
                if let Some(stop) = stop {
                    report_stop(callback, stop);
                }
                Left::Panicked(panic)
            }
            (None, Some(stop), _) => Left::Stopped(stop),
            (None, None, Some(refused)) => Left::Refused(refused),
            (None, None, None) => Left::Nothing,
        }
    }
}

/// Says that nobody will take what the function stopped with, and drops it.
#[cold]
pub(crate) fn report_stop<S>(callback: &'static str, stop: S) {
    Report::new(callback, Loss::Stopped(core::any::type_name::<S>())).send();
    drop_contained(callback, stop);
}

/// Says that nobody will take a panic, and drops it.
#[cfg(feature = "std")]
#[cold]
pub(crate) fn report_panic(callback: &'static str, payload: Payload) {
    Report::new(callback, Loss::Panic(&*payload)).send();
    crate::report::drop_payload(payload);
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
