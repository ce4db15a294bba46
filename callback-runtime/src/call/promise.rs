//! The evidence of a call by C.

/// Evidence that a shim was called as [`SHIM`](crate::Callback::SHIM) requires: the arguments are those that C passed, and the
/// access holds the context of this call.
#[doc(hidden)]
#[derive(Debug)]
pub struct Promise(());

impl Promise {
    /// # Safety
    ///
    /// The contract of [`SHIM`](crate::Callback::SHIM) is met by the call that this stands for.
    #[inline]
    pub(crate) unsafe fn of_caller() -> Self {
        Promise(())
    }
}
