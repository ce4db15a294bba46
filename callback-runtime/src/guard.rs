//! Panics end here: nothing unwinds into C.

use crate::about::{About, OfCallback};
use crate::callback::Callback;
use crate::frame::Payload;
use crate::owner::Borrowed;

/// Evaluates what stands beside the function; a panic there is reported.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(not(feature = "std"), expect(clippy::unnecessary_wraps, reason = "without `std` no panic comes here"))]
pub(crate) fn contained<C: Callback, R>(expression: impl FnOnce() -> R) -> Option<R> {
    let about = OfCallback::<C, Borrowed>::ABOUT;
    match guarded(about, expression) {
        Ok(value) => Some(value),
        #[cfg(feature = "std")]
        Err(payload) => {
            crate::frame::report_panic(about.declared.name, payload);
            None
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    }
}

/// Runs what may panic; nothing unwinds out of here.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(not(feature = "std"), expect(clippy::unnecessary_wraps, reason = "without `std` no panic comes here"))]
pub(crate) fn guarded<T>(about: &'static About, f: impl FnOnce() -> T) -> Result<T, Payload> {
    #[cfg(feature = "std")]
    if about.declared.captures {
        return std::panic::catch_unwind(core::panic::AssertUnwindSafe(f));
    }
    let bomb = AbortOnUnwind(about);
    let value = f();
    core::mem::forget(bomb);
    Ok(value)
}

/// Ends the process when a panic passes, with the name of the callback.
struct AbortOnUnwind(&'static About);

impl Drop for AbortOnUnwind {
    #[inline]
    fn drop(&mut self) {
        abort(self.0.declared.name, "panicked and has `panic = abort`");
    }
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
