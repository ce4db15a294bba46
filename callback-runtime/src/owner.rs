//! Kinds of owners of a context, and the accounting that a shim does for each.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::callback::Callback;
use crate::outcome::Reason;
#[cfg(feature = "std")]
use crate::slot::Pin;
#[cfg(feature = "std")]
use crate::slot::Slot;

/// The kind of owner that a shim is made for. The layout of the frame is common to all kinds.
#[doc(hidden)]
pub trait Owner: Sealed {
    /// The kind, which selects the shim.
    const KIND: Kind;

    /// True if calls in progress are counted in the frame, so that the owner can detect when the last one has
    /// left.
    const COUNTED: bool;

    /// True if calls come from several threads, independently of the callback's declaration.
    const THREADS: bool;

    /// True if C has the address of a registered frame, so that an end of the context is counted by that.
    const BY_ADDRESS: bool = false;

    /// True if a call on another thread than that of the registration is refused, unless the callback has `threads`.
    const OF_THREAD: bool = false;

    /// The number of the scope that the shim is for, if there is one.
    const SCOPE: Option<usize> = None;

    /// The pin that keeps the memory of the frame during a call.
    type Pin: Pinned;

    /// The lookup of the frame. It names the callback only if it depends on it: otherwise it is one function
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

/// A lookup of the frame by the pointer that C passed.
#[doc(hidden)]
pub trait Finds<P> {
    /// Returns the frame for the pointer that C passed.
    ///
    /// # Safety
    ///
    /// `context` is null or was given to C by an owner of this kind. If `thin` is true, C has passed it, and it is not null.
    unsafe fn find(context: *mut c_void, thin: bool) -> Result<Found<P>, Reason>;
}

mod sealed {
    pub trait Sealed {}
}

use self::sealed::Sealed;

/// A frame, and the pin that keeps it alive.
#[doc(hidden)]
#[derive(Debug)]
pub struct Found<P> {
    pub(crate) frame: NonNull<c_void>,
    pub(crate) pin: P,
}

/// A pin, or its absence: it keeps the memory of a frame during a call.
#[doc(hidden)]
pub trait Pinned {
    /// True if it is a pin. Otherwise a refused call is counted in the state as a bystander, which keeps the memory.
    fn is_pin(&self) -> bool;
}

/// No pin: the count in the frame or the scope keeps the memory.
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

/// A lookup that takes the pointer from C as the frame.
#[doc(hidden)]
#[derive(Debug)]
pub enum Direct {}

impl Finds<()> for Direct {
    #[inline]
    unsafe fn find(context: *mut c_void, thin: bool) -> Result<Found<()>, Reason> {
        // SAFETY: `find` requires null or a frame of this owner, and not null if `thin` is true.
        Ok(Found { frame: unsafe { direct(context, thin) }?, pin: () })
    }
}

/// A lookup that depends on the callback and the owner.
#[doc(hidden)]
#[derive(Debug)]
pub struct Of<C, O>(PhantomData<(C, O)>);

/// Returns the pointer that C passed, as the frame.
///
/// # Safety
///
/// If `thin` is true, `context` is not null.
#[inline]
unsafe fn direct(context: *mut c_void, thin: bool) -> Result<NonNull<c_void>, Reason> {
    if thin {
        // SAFETY: `direct` requires that the context is not null if `thin` is true.
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
    /// An owner of one thread, which registers, calls and closes: [`own`](crate::Callback::own).
    Owned counted: true threads: false of_thread: true
    /// An owner for calls from several threads: [`share`](crate::Callback::share).
    Shared counted: true threads: true of_thread: false
}

/// A scope of a callback without a context argument, by the number of its shim.
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

/// An owner for contexts that C holds by a number: [`handle`](crate::Callback::handle) and
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

/// An owner for C APIs without user data; the shim itself is bound to a slot: [`acquire`](crate::Callback::acquire).
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

/// An owner of any kind.
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

/// Routes by which the context comes to the callback.
#[doc(hidden)]
pub mod route {
    /// The argument that C passes, or a lookup by that argument.
    #[derive(Debug)]
    pub enum Passed {}

    /// [`Passed`], for a table with a member that consumes the context.
    #[derive(Debug)]
    pub enum Closing {}

    /// An object that C passes, which begins with a C struct.
    #[derive(Debug)]
    pub enum InObject {}

    /// A stack of the calling thread.
    #[derive(Debug)]
    pub enum Stacked {}

    /// A slot that the shim is bound to.
    #[derive(Debug)]
    pub enum Slots {}

    /// No context.
    #[derive(Debug)]
    pub enum Nowhere {}
}

/// The threads that C calls from.
#[doc(hidden)]
pub trait Threads {
    /// True if calls may come on other threads than the owner's.
    const ANY: bool;
}

/// Marks a [`Subscription`](crate::Subscription) that C calls only on the thread that made the context.
#[derive(Debug)]
pub enum OneThread {}

impl Threads for OneThread {
    const ANY: bool = false;
}

/// Marks a [`Subscription`](crate::Subscription) that C calls on any thread, as declared by `threads`.
#[derive(Debug)]
pub enum AnyThread {}

impl Threads for AnyThread {
    const ANY: bool = true;
}
