//! No slot is free.

/// Every slot of a callback is taken. The context is inside.
pub struct Full<T>(T);

impl<T> Full<T> {
    pub(crate) fn new(context: T) -> Self {
        Full(context)
    }

    /// The context that found no slot.
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
