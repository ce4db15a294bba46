//! Who owns the context decides what a shim has to keep account of.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::callback::Callback;
use crate::outcome::Reason;
#[cfg(feature = "std")]
use crate::slot::Pin;
#[cfg(feature = "std")]
use crate::slot::Slot;

/// The kind of owner that a shim is made for. The layout of the frame is the same for all.
#[doc(hidden)]
pub trait Owner: Sealed {
    /// Which of the shims is for it.
    const KIND: Kind;

    /// Whether calls in progress are counted in the frame, so that the owner can tell when the last one has
    /// left.
    const COUNTED: bool;

    /// Whether calls come from several threads, whatever the callback says.
    const THREADS: bool;

    /// True if C has the address of a registered frame, so that an end of the context is counted by that.
    const BY_ADDRESS: bool = false;

    /// True if a call on another thread than that of the registration is refused, unless the callback is for any.
    const OF_THREAD: bool = false;

    /// The number of the scope that the shim is for, if it is for one.
    const SCOPE: Option<usize> = None;

    /// What keeps the memory of the frame during a call.
    type Pin: Pinned;

    /// How the frame is found. It names the callback only where it asks for it: what does not is one function
    /// for all callbacks.
    type Finds<C: Callback>: Finds<Self::Pin>;
}

/// The kinds of owners, by name.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// [`Any`]
    Any,
    /// [`Borrowed`]
    Borrowed,
    /// [`Owned`]
    Owned,
    /// [`Shared`]
    Shared,
    /// [`Handled`]
    Handled,
    /// [`Slotted`]
    Slotted,
    /// [`Stacked`], with its number.
    Stacked(usize),
}

/// A way from what C passed to the frame.
#[doc(hidden)]
pub trait Finds<P> {
    /// The frame for what C passed.
    ///
    /// # Safety
    ///
    /// `context` is null or what an owner of this kind gave to C. Where `thin` is said, C has passed it, and it is not null.
    unsafe fn find(context: *mut c_void, thin: bool) -> Result<Found<P>, Reason>;
}

mod sealed {
    pub trait Sealed {}
}

use self::sealed::Sealed;

/// A frame, and what keeps it from going away meanwhile.
#[doc(hidden)]
#[derive(Debug)]
pub struct Found<P> {
    pub(crate) frame: NonNull<c_void>,
    pub(crate) pin: P,
}

/// What keeps the memory of a frame during a call.
#[doc(hidden)]
pub trait Pinned {
    /// True if it is a pin. Else a call that was not let in stands by in the state, to keep the memory.
    fn is_pin(&self) -> bool;
}

/// The count in the frame, or the scope.
impl Pinned for () {
    #[inline]
    fn is_pin(&self) -> bool {
        false
    }
}

#[cfg(feature = "std")]
impl Pinned for Pin {
    #[inline]
    fn is_pin(&self) -> bool {
        true
    }
}

impl<P: Pinned> Pinned for Option<P> {
    #[inline]
    fn is_pin(&self) -> bool {
        self.is_some()
    }
}

/// The frame itself is what C passed.
#[doc(hidden)]
#[derive(Debug)]
pub enum Direct {}

impl Finds<()> for Direct {
    #[inline]
    unsafe fn find(context: *mut c_void, thin: bool) -> Result<Found<()>, Reason> {
        // SAFETY: `find` requires null or a frame of this owner, and not null where `thin` is said.
        Ok(Found { frame: unsafe { direct(context, thin) }?, pin: () })
    }
}

/// The frame is found for a callback and an owner.
#[doc(hidden)]
#[derive(Debug)]
pub struct Of<C, O>(PhantomData<(C, O)>);

/// What C passed, as the frame.
///
/// # Safety
///
/// Where `thin` is said, `context` is not null.
#[inline]
unsafe fn direct(context: *mut c_void, thin: bool) -> Result<NonNull<c_void>, Reason> {
    if thin {
        // SAFETY: `direct` requires that the context is not null where `thin` is said.
        return Ok(unsafe { NonNull::new_unchecked(context) });
    }
    #[cfg(feature = "std")]
    let none = crate::handle::is_no_address(context);
    #[cfg(not(feature = "std"))]
    let none = context.is_null();
    if none {
        return Err(Reason::NoContext);
    }
    // SAFETY: compared.
    Ok(unsafe { NonNull::new_unchecked(context) })
}

macro_rules! direct_owner {
    ($($(#[$doc:meta])* $name:ident counted: $counted:literal threads: $threads:literal of_thread: $of_thread:literal)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Sealed for $name {}

        impl Owner for $name {
            const KIND: Kind = Kind::$name;
            const COUNTED: bool = $counted;
            const THREADS: bool = $threads;
            const BY_ADDRESS: bool = $counted;
            const OF_THREAD: bool = $of_thread;
            type Pin = ();
            type Finds<C: Callback> = Direct;
        }
    )*};
}

direct_owner! {
    /// A scope, which outlives every call that C may make.
    #[doc(hidden)]
    Borrowed counted: false threads: false of_thread: false
    /// One thread registers, calls and closes: [`own`](crate::Callback::own).
    Owned counted: true threads: false of_thread: true
    /// Several threads call: [`share`](crate::Callback::share).
    Shared counted: true threads: true of_thread: false
}

/// A scope of a callback to which C passes nothing, by the number of its shim.
#[cfg(feature = "std")]
#[doc(hidden)]
#[derive(Debug)]
pub enum Stacked<const SHIM: usize> {}

#[cfg(feature = "std")]
impl<const SHIM: usize> Sealed for Stacked<SHIM> {}

#[cfg(feature = "std")]
impl<const SHIM: usize> Owner for Stacked<SHIM> {
    const KIND: Kind = Kind::Stacked(SHIM);
    const COUNTED: bool = false;
    const THREADS: bool = false;
    type Pin = ();
    type Finds<C: Callback> = Direct;
    const SCOPE: Option<usize> = Some(SHIM);
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
    const KIND: Kind = Kind::Handled;
    const OF_THREAD: bool = true;
    const COUNTED: bool = true;
    const THREADS: bool = true;
    type Pin = Pin;
    type Finds<C: Callback> = Of<C, Self>;
}

#[cfg(feature = "std")]
impl<C: Callback> Finds<Pin> for Of<C, Handled> {
    #[inline]
    unsafe fn find(context: *mut c_void, _thin: bool) -> Result<Found<Pin>, Reason> {
        crate::handle::find(context)
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
    const KIND: Kind = Kind::Slotted;
    const OF_THREAD: bool = true;
    const COUNTED: bool = true;
    const THREADS: bool = true;
    type Pin = Pin;
    type Finds<C: Callback> = Of<C, Self>;
}

#[cfg(feature = "std")]
impl<C: Callback, const SLOT: usize> Finds<Pin> for Of<C, Slotted<SLOT>> {
    #[inline]
    unsafe fn find(_context: *mut c_void, _thin: bool) -> Result<Found<Pin>, Reason> {
        let pin = C::__slots().get(SLOT).and_then(Slot::pin).ok_or(Reason::NoContext)?;
        Ok(Found { frame: pin.frame(), pin })
    }
}

/// Any owner at all.
#[doc(hidden)]
#[derive(Debug)]
pub enum Any {}

impl Sealed for Any {}

impl Owner for Any {
    const KIND: Kind = Kind::Any;
    const OF_THREAD: bool = true;
    const COUNTED: bool = true;
    const THREADS: bool = true;
    #[cfg(feature = "std")]
    type Pin = Option<Pin>;
    #[cfg(not(feature = "std"))]
    type Pin = Option<()>;
    type Finds<C: Callback> = Of<C, Self>;
}

impl<C: Callback> Finds<<Any as Owner>::Pin> for Of<C, Any> {
    #[inline]
    unsafe fn find(context: *mut c_void, thin: bool) -> Result<Found<<Any as Owner>::Pin>, Reason> {
        #[cfg(feature = "std")]
        if crate::handle::is_handle(context) {
            let Found { frame, pin } = crate::handle::find(context)?;
            return Ok(Found { frame, pin: Some(pin) });
        }
        // SAFETY: `find` requires null or what an owner gave to C, which is no number here.
        Ok(Found { frame: unsafe { direct(context, thin) }?, pin: None })
    }
}

/// How the context comes to the callback.
#[doc(hidden)]
pub mod route {
    /// C passes it, or it is found from what C passes.
    #[derive(Debug)]
    pub enum Passed {}

    /// As [`Passed`], for a table with a member that consumes the context.
    #[derive(Debug)]
    pub enum Closing {}

    /// In an object that C passes, which begins with a struct of C's.
    #[derive(Debug)]
    pub enum InObject {}

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

/// In a [`Subscription`](crate::Subscription): C calls on the thread that made the context, and on no other.
#[derive(Debug)]
pub enum OneThread {}

impl Threads for OneThread {
    const ANY: bool = false;
}

/// In a [`Subscription`](crate::Subscription): C calls on any thread, as `threads` in the declaration says.
#[derive(Debug)]
pub enum AnyThread {}

impl Threads for AnyThread {
    const ANY: bool = true;
}
