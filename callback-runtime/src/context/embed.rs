//! The object that C passes to a callback with an embedded context, and the conversion to the context.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

use crate::abi::context_pointer::ContextPointer;
use crate::abi::same_abi::SameAbi;
use crate::frame::objects;

/// The object that C passes to a callback with `#[context(embedded = B)]`: it begins with a `B` and has a context `T`.
///
/// It is the [`Pointer`](crate::Callback) of such a callback, and a `B *` in C. It is created by
/// [`Callback::embed`](crate::Callback::embed).
#[doc(hidden)]
#[derive(Debug)]
#[repr(transparent)]
pub struct Embed<B, T: ?Sized>(*mut B, PhantomData<fn() -> PhantomData<T>>);

impl<B, T: ?Sized> Copy for Embed<B, T> {}

impl<B, T: ?Sized> Clone for Embed<B, T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// An object with its C layout: the C struct comes first.
#[repr(C)]
pub(crate) struct Object<B> {
    _base: ManuallyDrop<B>,
    /// Ensures that no two objects have one address.
    _own: u8,
}

impl<B> Object<B> {
    pub(crate) fn new(base: B) -> Self {
        Object { _base: ManuallyDrop::new(base), _own: 0 }
    }
}

// SAFETY: what comes back is null, or the number of the context that the object was made for (`OBJECTS`).
unsafe impl<B, T: ?Sized> ContextPointer for Embed<B, T> {
    const EMBEDDED: bool = true;

    /// Returns null: a context does not lead to its object. `embed` returns the object itself.
    fn from_context(_context: *mut c_void) -> Self {
        Embed(core::ptr::null_mut(), PhantomData)
    }

    /// Returns the number of the context, or null if the pointer is not an object of one.
    #[inline]
    fn into_context(self) -> *mut c_void {
        objects::find(self.0.cast())
    }
}

// SAFETY: transparent over a thin pointer, and thin pointers are ABI-compatible with each other.
unsafe impl<B, T: ?Sized, U> SameAbi<*mut U> for Embed<B, T> {}
// SAFETY: as for `*mut U`.
unsafe impl<B, T: ?Sized, U> SameAbi<*const U> for Embed<B, T> {}
