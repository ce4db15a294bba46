//! Who owns the context decides what a shim has to keep account of.

use core::ffi::c_void;
use core::ptr::NonNull;

use crate::callback::Callback;
use crate::outcome::Reason;
#[cfg(feature = "std")]
pub(crate) use crate::slot::Pin;
#[cfg(feature = "std")]
use crate::slot::Slot;

/// The kind of owner that a shim is made for. The layout of the frame is the same for all.
#[doc(hidden)]
pub trait Owner: Sealed {
    /// Whether calls in progress are counted in the frame, so that the owner can tell when the last one has
    /// left.
    const COUNTED: bool;

    /// Whether calls come from several threads, whatever the callback says.
    const THREADS: bool;

    /// The frame for what C passed.
    ///
    /// # Safety
    ///
    /// `context` is null or what an owner of this kind gave to C. Where `thin` is said it is not null.
    #[doc(hidden)]
    unsafe fn find<C: Callback>(context: *mut c_void, thin: bool) -> Result<Found, Reason>;
}

mod sealed {
    pub trait Sealed {}
}

use self::sealed::Sealed;

/// A frame, and what keeps it from going away meanwhile.
#[doc(hidden)]
#[derive(Debug)]
pub struct Found {
    pub(crate) frame: NonNull<c_void>,
    pub(crate) pin: Option<Pin>,
}

/// Without `std` there are no slots to be inside of.
#[cfg(not(feature = "std"))]
#[derive(Debug)]
pub(crate) enum Pin {}

#[cfg(not(feature = "std"))]
impl Pin {
    pub(crate) fn close(&self) {
        match *self {}
    }
}

/// The frame itself is what C passed.
#[inline(always)]
unsafe fn direct(context: *mut c_void, thin: bool) -> Result<Found, Reason> {
    let frame = if thin {
        // SAFETY: not null by the caller's promise.
        unsafe { NonNull::new_unchecked(context) }
    } else {
        NonNull::new(context).ok_or(Reason::NoContext)?
    };
    Ok(Found { frame, pin: None })
}

macro_rules! direct_owner {
    ($($(#[$doc:meta])* $name:ident counted: $counted:literal threads: $threads:literal)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Sealed for $name {}

        impl Owner for $name {
            const COUNTED: bool = $counted;
            const THREADS: bool = $threads;

            #[inline(always)]
            unsafe fn find<C: Callback>(context: *mut c_void, thin: bool) -> Result<Found, Reason> {
                // SAFETY: the caller's promise.
                unsafe { direct(context, thin) }
            }
        }
    )*};
}

direct_owner! {
    /// A scope, which outlives every call that C may make.
    #[doc(hidden)]
    Borrowed counted: false threads: false
    /// One thread registers, calls and closes: [`own`](crate::Callback::own).
    Owned counted: true threads: false
    /// Several threads call: [`share`](crate::Callback::share).
    Shared counted: true threads: true
}

/// C has a number that stands for the context: [`handle`](crate::Callback::handle) and
/// [`once`](crate::Callback::once).
#[cfg(feature = "std")]
#[derive(Debug)]
pub enum Handled {}

#[cfg(feature = "std")]
impl Sealed for Handled {}

#[cfg(feature = "std")]
impl Owner for Handled {
    const COUNTED: bool = true;
    const THREADS: bool = true;

    #[inline(always)]
    unsafe fn find<C: Callback>(context: *mut c_void, _thin: bool) -> Result<Found, Reason> {
        crate::handle::find::<C>(context)
    }
}

/// C has no user data; the shim itself is bound to a slot: [`acquire`](crate::Callback::acquire).
#[cfg(feature = "std")]
#[derive(Debug)]
pub enum Slotted<const SLOT: usize = 0> {}

#[cfg(feature = "std")]
impl<const SLOT: usize> Sealed for Slotted<SLOT> {}

#[cfg(feature = "std")]
impl<const SLOT: usize> Owner for Slotted<SLOT> {
    const COUNTED: bool = true;
    const THREADS: bool = true;

    #[inline(always)]
    unsafe fn find<C: Callback>(_context: *mut c_void, _thin: bool) -> Result<Found, Reason> {
        let pin = C::__slots().get(SLOT).and_then(Slot::pin).ok_or(Reason::NoContext)?;
        Ok(Found { frame: pin.frame(), pin: Some(pin) })
    }
}

/// Any owner at all.
#[doc(hidden)]
#[derive(Debug)]
pub enum Any {}

impl Sealed for Any {}

impl Owner for Any {
    const COUNTED: bool = true;
    const THREADS: bool = true;

    #[inline(always)]
    unsafe fn find<C: Callback>(context: *mut c_void, thin: bool) -> Result<Found, Reason> {
        #[cfg(feature = "std")]
        if crate::handle::is_handle(context) {
            return crate::handle::find::<C>(context);
        }
        // SAFETY: the caller's promise.
        unsafe { direct(context, thin) }
    }
}

/// How the context comes to the callback.
#[doc(hidden)]
pub mod route {
    /// C passes it, or it is found from what C passes.
    #[derive(Debug)]
    pub enum Passed {}

    /// On a stack of the thread that calls.
    #[derive(Debug)]
    pub enum Stacked {}

    /// In a slot that the shim is bound to.
    #[derive(Debug)]
    pub enum Slots {}

    /// There is none.
    #[derive(Debug)]
    pub enum Nowhere {}
}

/// Which threads C calls from.
#[doc(hidden)]
pub trait Threads {
    /// Whether it may be another one than the owner's.
    const ANY: bool;
}

/// The thread that made the context, and no other.
#[doc(hidden)]
#[derive(Debug)]
pub enum OneThread {}

impl Threads for OneThread {
    const ANY: bool = false;
}

/// Any thread: `threads` in the attribute.
#[doc(hidden)]
#[derive(Debug)]
pub enum AnyThread {}

impl Threads for AnyThread {
    const ANY: bool = true;
}
