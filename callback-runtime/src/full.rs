//! The error of a callback without a free slot.

/// The error of [`acquire`](crate::Callback::acquire) if every slot of a callback is taken, with the context.
pub struct Full<T>(T);

impl<T> Full<T> {
    pub(crate) fn new(context: T) -> Self {
        Full(context)
    }

    /// Returns the context that could not be registered.
    pub fn into_context(self) -> T {
        self.0
    }
}

impl<T> core::fmt::Debug for Full<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Full")
    }
}

impl<T> core::fmt::Display for Full<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("every slot of the callback is taken")
    }
}

impl<T> core::error::Error for Full<T> {}
