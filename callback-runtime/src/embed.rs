//! What C passes where the context is embedded with a struct of C's, and the way from there to the context.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::context_pointer::ContextPointer;
use crate::same_abi::SameAbi;

/// The object that C passes to a callback with `#[context(embedded = B)]`: it begins with a `B`, and the context is a `T`.
///
/// It is the [`Pointer`](crate::Callback) of such a callback, and a `B *` in C. [`Callback::embed`](crate::Callback::embed)
/// makes the objects.
#[doc(hidden)]
#[derive(Debug)]
#[repr(transparent)]
// Invariant: null, or what C passed to a shim, which is an object of `embed` by the contract of the shim.
pub struct Embed<B, T: ?Sized>(*mut B, PhantomData<fn() -> PhantomData<T>>);

impl<B, T: ?Sized> Copy for Embed<B, T> {}

impl<B, T: ?Sized> Clone for Embed<B, T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// An object as C has it: the struct of C's, which C knows of, and what leads to the context.
#[repr(C)]
pub(crate) struct Object<B> {
    base: ManuallyDrop<B>,
    mark: Mark,
}

/// Tells objects of ours from others, as far as that can be seen.
#[derive(Clone, Copy)]
#[repr(C)]
struct Mark {
    /// A number that is made of the address.
    own: usize,
    link: Link,
}

/// The context of an object.
#[derive(Clone, Copy)]
#[repr(C)]
struct Link {
    frame: *mut c_void,
}

/// Makes of an address a number that other memory is unlikely to hold behind it.
const OWN: usize = 0x6361_6c6d;

impl<B> Object<B> {
    /// An object that will be at an address.
    pub(crate) fn new(address: *const Self, base: B, frame: *mut c_void) -> Self {
        let link = Link { frame };
        let mark = Mark { own: address.addr() ^ OWN, link };
        Object { base: ManuallyDrop::new(base), mark }
    }

    /// Makes an object no object of ours, and does not free its memory.
    ///
    /// # Safety
    ///
    /// `this` is an object, valid for writes.
    pub(crate) unsafe fn unmark(this: *mut Self) {
        // SAFETY: a field of an object.
        let own = unsafe { &raw mut (*this).mark.own };
        // SAFETY: aligned and valid for writes, as the object is; a call on another thread reads it as an atomic.
        unsafe { AtomicUsize::from_ptr(own) }.store(0, Ordering::Relaxed);
    }
}

// SAFETY: where it comes back from is the frame that went into the object.
unsafe impl<B, T: ?Sized> ContextPointer for Embed<B, T> {
    const EMBEDDED: bool = true;

    /// There is no way from a context to the object; `embed` gives the object itself.
    fn from_context(_context: *mut c_void) -> Self {
        Embed(core::ptr::null_mut(), PhantomData)
    }

    /// Null where C passed what is no object for such a context.
    #[inline]
    fn into_context(self) -> *mut c_void {
        let object = self.0.cast::<Object<B>>();
        if object.is_null() || !object.is_aligned() {
            return core::ptr::null_mut();
        }
        // SAFETY: the invariant of the type. Where C broke its word this is what shows it, or not: a foreign object may end
        // before its mark would be.
        let own = unsafe { &raw mut (*object).mark.own };
        // SAFETY: as above. C has no access to the mark, and Rust writes it as an atomic when the context is ended.
        let own = unsafe { AtomicUsize::from_ptr(own) }.load(Ordering::Relaxed);
        if own != object.addr() ^ OWN {
            return core::ptr::null_mut();
        }
        // SAFETY: marked with its own address, so that it was made by `Object::new` (`MARKED`).
        let link = unsafe { &raw const (*object).mark.link };
        // SAFETY: as above; written once, before C had the object. Each call compares the frame with the callback.
        unsafe { link.read() }.frame
    }
}

// SAFETY: transparent over a thin pointer, and thin pointers are ABI-compatible with each other.
unsafe impl<B, T: ?Sized, U> SameAbi<*mut U> for Embed<B, T> {}
// SAFETY: the mark of such an object (`MARKED`).
unsafe impl<B, T: ?Sized, U> SameAbi<*const U> for Embed<B, T> {}
