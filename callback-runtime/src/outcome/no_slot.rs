//! The error of a callback without a free slot, or without a free number.

/// The error of [`acquire`](crate::Callback::acquire) if every slot of a callback is taken; and of `acquire` and each function named
/// `try_…` that registers a context, as [`try_own`](crate::Callback::try_own), if every number for contexts is in use. It has the
/// context.
pub struct NoFreeSlot<T> {
    context: T,
    of: Of,
}

/// The places of which none is left.
#[derive(Clone, Copy)]
enum Of {
    Slots,
    Numbers,
    Memory,
}

impl<T> NoFreeSlot<T> {
    pub(crate) fn slots(context: T) -> Self {
        NoFreeSlot { context, of: Of::Slots }
    }

    pub(crate) fn numbers(context: T) -> Self {
        NoFreeSlot { context, of: Of::Numbers }
    }

    pub(crate) fn memory(context: T) -> Self {
        NoFreeSlot { context, of: Of::Memory }
    }

    /// Returns the context that could not be registered.
    pub fn into_context(self) -> T {
        self.context
    }
}

impl<T> core::fmt::Debug for NoFreeSlot<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("NoFreeSlot")
    }
}

impl<T> core::fmt::Display for NoFreeSlot<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self.of {
            Of::Slots => "every slot of the callback is taken",
            Of::Numbers => "every number for contexts is in use",
            Of::Memory => "there is no memory for the object of an embedded context",
        })
    }
}

impl<T> core::error::Error for NoFreeSlot<T> {}
