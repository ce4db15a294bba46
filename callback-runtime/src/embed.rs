//! What C passes where the context is embedded with a struct of C's, and the way from there to the context.

use core::any::TypeId;
use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

use crate::context_pointer::ContextPointer;
use crate::same_abi::SameAbi;
use crate::type_id;

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
    kind: TypeId,
    frame: *mut c_void,
}

/// Makes of an address a number that other memory is unlikely to hold behind it.
const OWN: usize = 0x6361_6c6d;

impl<B> Object<B> {
    /// An object that will be at an address.
    pub(crate) fn new<T: ?Sized>(address: *const Self, base: B, frame: *mut c_void) -> Self {
        let mark = Mark { own: address.addr() ^ OWN, kind: type_id::of::<T>(), frame };
        Object { base: ManuallyDrop::new(base), mark }
    }

    /// Makes an object no object of ours, and does not free its memory.
    ///
    /// # Safety
    ///
    /// `this` is an object, valid for writes.
    pub(crate) unsafe fn unmark(this: *mut Self) {
        // SAFETY: the caller's promise.
        let own = unsafe { &raw mut (*this).mark.own };
        // SAFETY: as above.
        unsafe { own.write(0) };
    }
}

// SAFETY: where it comes back from is the frame that went into the object.
unsafe impl<B, T: ?Sized> ContextPointer for Embed<B, T> {
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
        let mark = unsafe { &raw const (*object).mark };
        // SAFETY: as above; C does not know of the mark, and nobody writes it while a call is inside.
        let mark = unsafe { mark.cast::<[core::mem::MaybeUninit<usize>; 1]>().read() };
        // SAFETY: the first word of a mark is initialised, and so is that of most other memory.
        let own = unsafe { mark[0].assume_init() };
        if own != object.addr() ^ OWN {
            return core::ptr::null_mut();
        }
        // SAFETY: it is marked as an object of ours.
        let mark = unsafe { &raw const (*object).mark };
        // SAFETY: as above.
        let mark = unsafe { mark.read() };
        if mark.kind == type_id::of::<T>() { mark.frame } else { core::ptr::null_mut() }
    }
}

// SAFETY: transparent over a thin pointer, and thin pointers are ABI-compatible with each other.
unsafe impl<B, T: ?Sized, U> SameAbi<*mut U> for Embed<B, T> {}
// SAFETY: as above.
unsafe impl<B, T: ?Sized, U> SameAbi<*const U> for Embed<B, T> {}
