//! Containment of panics, so that nothing unwinds into C.

use core::mem::{ManuallyDrop, MaybeUninit};

use crate::frame::about::About;
use crate::outcome::panics::Payload;

/// Runs code that may panic; nothing unwinds out of this function.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(not(feature = "std"), expect(clippy::unnecessary_wraps, reason = "without `std` no panic comes here"))]
pub(crate) fn guarded<T, F: FnOnce() -> T>(about: &'static About, f: F) -> Result<T, Payload> {
    #[cfg(feature = "std")]
    if about.declared.captures {
        return std::panic::catch_unwind(core::panic::AssertUnwindSafe(f));
    }
    let mut run = Run { about, function: ManuallyDrop::new(f), value: MaybeUninit::uninit() };
    end_of_panics(Run::<F, T>::run, (&raw mut run).cast());
    // SAFETY: written, as the function has come back.
    Ok(unsafe { run.value.assume_init() })
}

/// Runs the function; a panic in it ends here, by the rule of `extern "C"`.
///
/// The unwinder first searches for the frame that stops it, and only if there is one runs the destructors on the way to
/// it. The last of them names the callback. So no other value with a destructor is in here.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(improper_ctypes_definitions, reason = "C does not call it")]
extern "C" fn end_of_panics(run: unsafe fn(*mut ()), data: *mut ()) {
    // SAFETY: `guarded` gives the two that belong together.
    unsafe { run(data) }
}

/// A function that is run once, with its result.
struct Run<F, T> {
    about: &'static About,
    function: ManuallyDrop<F>,
    value: MaybeUninit<T>,
}

impl<T, F: FnOnce() -> T> Run<F, T> {
    /// Runs the function.
    ///
    /// # Safety
    ///
    /// `this` is a `Self` that is used nowhere else and was not run.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn run(this: *mut ()) {
        // SAFETY: `run` requires a pointer to the `Self` that `guarded` made it for.
        let this = unsafe { &mut *this.cast::<Self>() };
        let bomb = AbortOnUnwind(this.about);
        // SAFETY: not run before.
        let function = unsafe { ManuallyDrop::take(&mut this.function) };
        this.value.write(function());
        core::mem::forget(bomb);
    }
}

/// Ends the process when a panic passes, with the name of the callback.
struct AbortOnUnwind(&'static About);

impl Drop for AbortOnUnwind {
    #[inline]
    fn drop(&mut self) {
        abort(self.0.declared.name, unwound_by());
    }
}

/// Returns the cause of unwinding: a cancelled thread, `pthread_exit` and exceptions of other languages do not panic.
#[cold]
fn unwound_by() -> &'static str {
    #[cfg(feature = "std")]
    if !std::thread::panicking() {
        return "was unwound by a cancelled thread or a foreign exception, and has `panic = abort`";
    }
    "panicked and has `panic = abort`"
}

#[cold]
#[inline(never)]
pub(crate) fn abort(callback: &'static str, what: &'static str) -> ! {
    #[cfg(feature = "std")]
    {
        use std::io::Write;

        let _ = writeln!(std::io::stderr(), "callback `{callback}` {what}");
        std::process::abort()
    }
    #[cfg(not(feature = "std"))]
    panic!("callback `{callback}` {what}");
}
