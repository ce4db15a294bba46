//! The payload with which a callback that does not return unwinds.

use core::ffi::c_void;
use core::fmt::{self, Debug, Display, Formatter};

/// The payload with which a callback that does not return unwinds: through the C frames down to the
/// [`scope`](crate::Callback::scope), which returns the reason.
///
/// A callback that is registered, or has no context, has no scope: use [`LeftC::catch`] around the call instead.
///
/// ```
/// use callback_runtime::foreign::LeftC;
/// use callback_runtime::{Callback, Outcome, callback};
/// # use core::ffi::{c_int, c_void};
/// # static mut HANDLER: Option<(unsafe extern "C-unwind" fn(c_int, *mut c_void) -> !, *mut c_void)> = None;
/// # unsafe extern "C-unwind" fn set_error_handler(f: unsafe extern "C-unwind" fn(c_int, *mut c_void) -> !, data: *mut c_void) {
/// #     unsafe { HANDLER = Some((f, data)) }
/// # }
/// # unsafe extern "C-unwind" fn decode(n: c_int) -> c_int { unsafe { if n > 9 { HANDLER.unwrap().0(n, HANDLER.unwrap().1) } } n }
///
/// /// `_Noreturn void (*error)(int code, void *data)`
/// #[callback(returns = !)]
/// extern "C-unwind" fn on_error(code: c_int, #[context] _count: &mut u32) -> Result<std::convert::Infallible, c_int> {
///     Err(code)
/// }
///
/// let registration = on_error::own(0);
/// unsafe { set_error_handler(registration.shim(), registration.context()) };
/// assert_eq!(LeftC::catch::<on_error, _>(|| unsafe { decode(3) }).unwrap(), 3);
/// assert!(LeftC::catch::<on_error, _>(|| unsafe { decode(12) }).is_err());
/// assert!(matches!(registration.outcome(), Some(Outcome::Stopped(12))));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct LeftC {
    pub(crate) callback: &'static str,
    /// The address of the context, as a number: its referent may have been dropped.
    pub(crate) context: usize,
}

impl LeftC {
    /// Returns the name of the callback, with the path of its module.
    pub fn callback(&self) -> &'static str {
        self.callback
    }

    /// Returns true if a scope of a callback on this context catches it. Without a context the innermost scope does.
    pub(crate) fn leaves(&self, callback: &'static str, context: *const c_void) -> bool {
        self.context == context.addr() || (self.context == 0 && self.callback == callback)
    }
}

impl Debug for LeftC {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("LeftC").field("callback", &self.callback).finish_non_exhaustive()
    }
}

impl Display for LeftC {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "callback `{}` did not return to C", self.callback)
    }
}

impl core::error::Error for LeftC {}
