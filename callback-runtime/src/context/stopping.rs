//! Functions that end a loop of C after a failure: `stop = EXPR` in a declaration, and [`Scope::on_stop`].
//!
//! The owner that a frame points at is the first field of such a function. So a scope without one has nothing to store, and
//! only the cold paths of a call look for one.

use core::cell::UnsafeCell;
use core::ptr::NonNull;
use core::sync::atomic::AtomicBool;

use crate::call::definition::Definition;
use crate::call::definition::ThreadsOf;
use crate::call::terms::{AnyThread, OneThread, Threads};
use crate::context::scope::Scope;
use crate::frame::core::{Core, LENT, Owner};
use crate::frame::stopping::Stopping;

/// A function that stops C, in the wrapper of a declared function or on the heap.
#[doc(hidden)]
#[repr(C)]
pub struct Stop<F> {
    head: Stopping,
    /// Taken by the call that has set `ran`.
    function: UnsafeCell<Option<F>>,
}

impl<R, F: FnOnce() -> R> Stop<F> {
    /// Makes one without a scope.
    pub fn new(function: F) -> Self {
        let owner = Owner { ..LENT };
        let head = Stopping {
            owner,
            run: run_function::<R, F>,
            free: None,
            before: NonNull::from(&LENT),
            ran: AtomicBool::new(false),
        };
        Stop { head, function: UnsafeCell::new(Some(function)) }
    }
}

/// Runs the function of a [`Stop`].
///
/// # Safety
///
/// `this` is the head of a live `Stop<F>`, whose function nothing else reads or writes.
unsafe fn run_function<R, F: FnOnce() -> R>(this: NonNull<Stopping>) {
    // SAFETY: `run_function` requires the head of a `Stop<F>`, and it is first.
    let place = unsafe { this.cast::<Stop<F>>().as_ref() }.function.get();
    // SAFETY: `run_function` requires that nothing else reads or writes it.
    let function = unsafe { (*place).take() };
    if let Some(function) = function {
        drop(function());
    }
}

/// Frees a [`Stop`] on the heap.
///
/// # Safety
///
/// `this` is the head of a `Stop<F>` from `Box::into_raw`, which is not used any more.
#[cfg(feature = "std")]
unsafe fn free_boxed<F>(this: NonNull<Stopping>) {
    // SAFETY: `free_boxed` requires a pointer from `Box::into_raw`, and this is the one time.
    drop(unsafe { std::boxed::Box::from_raw(this.cast::<Stop<F>>().as_ptr()) });
}

/// A function that can run on the threads on which C calls.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the function that stops C cannot run on the threads that C calls on",
    label = "a failure stops C on the thread of the failed call, so that this must be `Send`",
    note = "a callback with `threads` may fail on any thread"
)]
pub trait RunsOn<T: Threads> {}

impl<F> RunsOn<OneThread> for F {}
impl<F: Send> RunsOn<AnyThread> for F {}

/// A raw pointer that `stop = EXPR` uses on the thread of the failed call.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Sent<T>(T);

// SAFETY: an address alone; to use what is behind it takes `unsafe`.
unsafe impl<T> Send for Sent<*mut T> {}
// SAFETY: as for `*mut T`.
unsafe impl<T> Send for Sent<*const T> {}

impl<T> Sent<T> {
    /// Wraps a pointer.
    pub fn new(pointer: T) -> Self {
        Sent(pointer)
    }

    /// Returns the pointer.
    pub fn get(self) -> T {
        self.0
    }
}

impl<'s, C: Definition> Scope<'s, C> {
    /// Sets a function that stops C when a call fails: for a C function with a loop that does not end by itself.
    ///
    /// A panic, `Err`, `Break` or refused call [ends the run](crate::guide::failures): later calls are refused, but C continues
    /// with its loop. At the first such failure, `stop` runs once, on the thread of the failed call, after the user's function
    /// has returned and before C receives its answer. It is for a C function that ends the loop and may be called from a callback:
    /// `nlopt_force_stop`, `pcap_breakloop`, `event_base_loopbreak`, `uv_stop`, `g_main_loop_quit`, `XML_StopParser`. A failure
    /// with `after(… = continue)` does not stop C.
    ///
    /// A panic of `stop` is reported to [`set_report_hook`](crate::set_report_hook), and `errno` stays as it was. If it is set
    /// after a failure, it runs at the next refused call. Another `on_stop` takes its place.
    ///
    /// In a declaration, write `stop = EXPR` on the callback parameter.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use core::ffi::c_void;
    /// # use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
    /// # type OnTick = unsafe extern "C" fn(*mut c_void);
    /// # struct Loop { stopped: AtomicBool }
    /// # unsafe fn run_loop(on: *mut Loop, f: OnTick, user: *mut c_void) {
    /// #     unsafe { while !(*on).stopped.load(Relaxed) { f(user) } }
    /// # }
    /// # unsafe fn stop_loop(on: *mut Loop) { unsafe { (*on).stopped.store(true, Relaxed) } }
    /// # let mut it = Loop { stopped: AtomicBool::new(false) };
    /// # let main_loop: *mut Loop = &mut it;
    ///
    /// #[callback(returns = ())]
    /// fn on_tick(#[context] left: &mut u32) -> Result<(), String> {
    ///     *left = left.checked_sub(1).ok_or("no time left")?;
    ///     Ok(())
    /// }
    ///
    /// let mut left = 3;
    /// let ended = on_tick::scope(&mut left, |cb| {
    ///     cb.on_stop(|| unsafe { stop_loop(main_loop) });
    ///     // It has no end of its own.
    ///     unsafe { run_loop(main_loop, cb.shim(), cb.context()) }
    /// });
    /// assert!(ended.is_err());
    /// ```
    ///
    /// The function may borrow what lives outside of the scope. Pointers that are made in its body are moved in:
    ///
    /// ```compile_fail,E0373
    /// # use callback_runtime::{Callback, callback};
    /// # unsafe fn make_loop() -> *mut u8 { core::ptr::null_mut() }
    /// # unsafe fn stop_loop(_: *mut u8) {}
    /// # #[callback]
    /// # fn on_tick(#[context] left: &mut u32) {}
    /// on_tick::scope(&mut 3, |cb| {
    ///     let main_loop = unsafe { make_loop() };
    ///     // error: write `move || …`
    ///     cb.on_stop(|| unsafe { stop_loop(main_loop) });
    /// });
    /// ```
    ///
    /// A callback with `panic = abort` that refuses nothing does not fail:
    ///
    /// ```compile_fail,E0080
    /// # use callback_runtime::{Callback, callback};
    /// #[callback(panic = abort)]
    /// fn on_tick(#[context] left: &u32) {}
    ///
    /// on_tick::scope(&3, |cb| cb.on_stop(|| {}));
    /// ```
    #[cfg(feature = "std")]
    pub fn on_stop<R, F>(&self, stop: F)
    where
        F: FnOnce() -> R + RunsOn<ThreadsOf<C>> + 's,
    {
        let mut boxed = std::boxed::Box::new(Stop::new(stop));
        boxed.head.free = Some(free_boxed::<F>);
        // SAFETY: the scope frees it when it ends, and `'s` is the time for which `F` may be used at least.
        unsafe { self.attach(NonNull::from(std::boxed::Box::leak(boxed)).cast()) };
    }

    /// Sets the function of a declaration, for as long as the scope is open.
    #[doc(hidden)]
    pub fn stop_with<R, F>(&self, stop: &'s mut Stop<F>)
    where
        F: FnOnce() -> R + RunsOn<ThreadsOf<C>>,
    {
        // SAFETY: borrowed for `'s`, which is longer than the scope, and used here alone.
        unsafe { self.attach(NonNull::from(stop).cast()) };
    }

    /// Sets the stop function of the frame.
    ///
    /// # Safety
    ///
    /// It is the head of a `Stop` that lives until the scope has ended, is used nowhere else, and may run on the threads of
    /// the callback.
    unsafe fn attach(&self, mut stop: NonNull<Stopping>) {
        const {
            assert!(
                C::__DECLARED.looks(),
                "a callback with `panic = abort` that refuses nothing does not fail, and C is not stopped; remove the stop function"
            );
        }
        // SAFETY: the frame of the scope, which lives; every frame begins with its core (`CORE-FIRST`).
        let core = unsafe { self.context.cast::<Core>().as_ref() };
        // SAFETY: live, and not shared yet.
        unsafe { stop.as_mut() }.before = core.owner_pointer();
        core.set_owner(stop.cast());
    }
}
