//! Kinds of owners of a context, and the accounting that a shim does for each.

use core::ffi::c_void;
use core::marker::PhantomData;

use crate::call::definition::Definition;
#[cfg(feature = "std")]
use crate::call::locate::ByNumber;
use crate::call::locate::{Direct, Finds, direct};
use crate::frame::about::{About, OwnerKind as Kind};
use crate::frame::found::{Found, Pinned};
#[cfg(feature = "std")]
use crate::frame::slot::Slot;
use crate::outcome::refused::Reason;
#[cfg(feature = "std")]
use crate::registry::numbers::{self, Pin};

/// The kind of owner that a shim is made for. The layout of the frame is common to all kinds.
#[doc(hidden)]
pub trait Owner: Sealed {
    /// The kind, which selects the shim.
    const KIND: Kind;

    /// True if calls in progress are counted in the frame or announced, so that the owner can detect when the last one has
    /// left.
    const COUNTED: bool;

    /// True if calls come from several threads, independently of the callback's declaration.
    const THREADS: bool;

    /// True if C has a number of the context.
    const BY_NUMBER: bool = false;

    /// True if a call on another thread than that of the registration is refused, unless the callback has `threads`.
    const OF_THREAD: bool = false;

    /// The number of the scope that the shim is for, if there is one.
    const SCOPE: Option<usize> = None;

    /// The announcement of a call, which keeps the memory of a frame of several threads.
    type Pin: Pinned;

    /// The lookup of the frame. It names the callback only if it depends on it: otherwise it is one function
    /// for all callbacks.
    type Finds<C: Definition>: Finds<Self::Pin>;
}

mod sealed {
    pub trait Sealed {}
}

use self::sealed::Sealed;

/// A lookup that depends on the callback and the owner.
#[doc(hidden)]
#[derive(Debug)]
pub struct Of<C, O>(PhantomData<(C, O)>);

/// A scope, which outlives every call that C may make.
#[doc(hidden)]
#[derive(Debug)]
pub enum Borrowed {}

impl Sealed for Borrowed {}

impl Owner for Borrowed {
    const KIND: Kind = Kind::Borrowed;
    const COUNTED: bool = false;
    const THREADS: bool = false;
    type Pin = ();
    type Finds<C: Definition> = Direct;
}

/// The owner of a registered context that C calls on one thread, or on any if the callback has `threads`:
/// [`own`](crate::Callback::own) and [`once`](crate::Callback::once). C has a number.
#[cfg(feature = "std")]
#[derive(Debug)]
pub enum Owned {}

/// The owner of a registered context that C calls on any thread: [`share`](crate::Callback::share). C has a number.
#[cfg(feature = "std")]
#[derive(Debug)]
pub enum Shared {}

#[cfg(feature = "std")]
impl Sealed for Owned {}
#[cfg(feature = "std")]
impl Sealed for Shared {}

#[cfg(feature = "std")]
impl Owner for Owned {
    const KIND: Kind = Kind::Owned;
    const COUNTED: bool = true;
    const THREADS: bool = false;
    const BY_NUMBER: bool = true;
    const OF_THREAD: bool = true;
    type Pin = Pin;
    type Finds<C: Definition> = ByNumber;
}

#[cfg(feature = "std")]
impl Owner for Shared {
    const KIND: Kind = Kind::Shared;
    const COUNTED: bool = true;
    const THREADS: bool = true;
    const BY_NUMBER: bool = true;
    type Pin = Pin;
    type Finds<C: Definition> = ByNumber;
}

/// The owner `O` of a registered context that may borrow: [`borrowing`](crate::Callback::borrowing). The context is for its
/// callback alone, and for those that share it: types are compared without their lifetimes.
#[cfg(feature = "std")]
#[derive(Debug)]
pub struct Bound<O>(PhantomData<O>);

#[cfg(feature = "std")]
impl<O> Sealed for Bound<O> {}

#[cfg(feature = "std")]
impl<O: Owner<Pin = Pin>> Owner for Bound<O> {
    const KIND: Kind = Kind::Bound;
    const COUNTED: bool = O::COUNTED;
    const THREADS: bool = O::THREADS;
    const BY_NUMBER: bool = O::BY_NUMBER;
    const OF_THREAD: bool = O::OF_THREAD;
    type Pin = Pin;
    type Finds<C: Definition> = O::Finds<C>;
}

/// The owner of a context like [`Owned`], of which C has the address: [`trusted`](crate::Registration::trusted).
#[cfg(feature = "std")]
#[doc(hidden)]
#[derive(Debug)]
pub enum ByAddress {}

#[cfg(feature = "std")]
impl Sealed for ByAddress {}

#[cfg(feature = "std")]
impl Owner for ByAddress {
    const KIND: Kind = Kind::ByAddress;
    const COUNTED: bool = true;
    const THREADS: bool = false;
    type Pin = ();
    type Finds<C: Definition> = Direct;
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
    type Finds<C: Definition> = Direct;
    const SCOPE: Option<usize> = Some(SHIM);
}

/// The owner of a context that C passes no user data for: the shim is bound to a slot, which has the number of the context:
/// [`acquire`](crate::Callback::acquire).
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
    const THREADS: bool = false;
    type Pin = Pin;
    type Finds<C: Definition> = Of<C, Self>;
}

#[cfg(feature = "std")]
impl<C: Definition, const SLOT: usize> Finds<Pin> for Of<C, Slotted<SLOT>> {
    #[inline]
    unsafe fn find(_context: *mut c_void, about: &'static About, kind: u32) -> Result<Found<Pin>, Reason> {
        let context = C::__slots().get(SLOT).map_or(core::ptr::null_mut(), Slot::context);
        match numbers::find(context, about, kind) {
            // Nothing that C passed is stale: the slot is empty, or its context closed.
            Err(Reason::Stale | Reason::Closed | Reason::Consumed) => Err(Reason::NoContext),
            found => found,
        }
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
    type Finds<C: Definition> = Of<(), Self>;
}

impl Finds<<Any as Owner>::Pin> for Of<(), Any> {
    #[inline]
    unsafe fn find(
        context: *mut c_void,
        about: &'static About,
        kind: u32,
    ) -> Result<Found<<Any as Owner>::Pin>, Reason> {
        #[cfg(feature = "std")]
        if crate::registry::table::is_number(context) {
            let Found { frame, pin } = numbers::find_any(context, about, kind)?;
            return Ok(Found { frame, pin: Some(pin) });
        }
        #[cfg(not(feature = "std"))]
        let _ = kind;
        // SAFETY: `find` requires that it is not null if `thin` is true.
        Ok(Found { frame: unsafe { direct(context, about.is_thin()) }?, pin: None })
    }
}
