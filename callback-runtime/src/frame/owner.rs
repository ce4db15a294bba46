//! Kinds of owners of a context, and the accounting that a shim does for each.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::call::definition::Definition;
use crate::frame::about::About;
use crate::outcome::refused::Reason;
#[cfg(feature = "std")]
use crate::registry::numbers::{self, Pin};
#[cfg(feature = "std")]
use crate::registry::slot::Slot;

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
    /// [`Bound`]
    Bound,
    /// [`ByAddress`]
    ByAddress,
    /// [`Slotted`]
    Slotted,
    /// [`Stacked`], with its number.
    Stacked(usize),
}

/// A lookup of the frame by the pointer that C passed.
#[doc(hidden)]
pub trait Finds<P> {
    /// Returns the frame for the pointer that C passed. `kind` is the [kind](crate::frame::identity::kind) of the callback.
    ///
    /// # Safety
    ///
    /// A lookup by number takes any pointer. For others, `context` is null, a number, or was given to C by a scope that is
    /// open. If `thin` is true, it is not null.
    unsafe fn find(context: *mut c_void, about: &'static About, kind: u32) -> Result<Found<P>, Reason>;
}

mod sealed {
    pub trait Sealed {}
}

use self::sealed::Sealed;

/// A frame, and the announcement of the call that found it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Found<P> {
    pub(crate) frame: NonNull<c_void>,
    pub(crate) pin: P,
}

/// An announcement of a call, or its absence.
#[doc(hidden)]
pub trait Pinned {
    /// True if the call is announced, which keeps the memory. Otherwise it is counted in the state.
    fn is_announced(&self) -> bool;

    /// Lets an announced call in, if it was expected to be refused.
    fn let_in(&self);
}

/// No announcement: the scope keeps the memory.
impl Pinned for () {
    #[inline]
    fn is_announced(&self) -> bool {
        false
    }

    #[inline]
    fn let_in(&self) {}
}

#[cfg(feature = "std")]
impl Pinned for Pin {
    #[inline]
    fn is_announced(&self) -> bool {
        Pin::is_announced(self)
    }

    #[inline]
    fn let_in(&self) {
        Pin::let_in(self);
    }
}

impl<P: Pinned> Pinned for Option<P> {
    #[inline]
    fn is_announced(&self) -> bool {
        self.as_ref().is_some_and(Pinned::is_announced)
    }

    #[inline]
    fn let_in(&self) {
        if let Some(pin) = self {
            pin.let_in();
        }
    }
}

/// A lookup that takes the pointer from C as the frame.
#[doc(hidden)]
#[derive(Debug)]
pub enum Direct {}

impl Finds<()> for Direct {
    #[inline]
    unsafe fn find(context: *mut c_void, about: &'static About, _kind: u32) -> Result<Found<()>, Reason> {
        // SAFETY: `find` requires that it is not null if `thin` is true.
        Ok(Found { frame: unsafe { direct(context, about.is_thin()) }?, pin: () })
    }
}

/// A lookup that was made: the pointer is that of an open scope.
#[cfg(feature = "std")]
#[derive(Debug)]
pub(crate) enum Known {}

#[cfg(feature = "std")]
impl Finds<()> for Known {
    #[inline]
    unsafe fn find(context: *mut c_void, _about: &'static About, _kind: u32) -> Result<Found<()>, Reason> {
        debug_assert!(!context.is_null());
        // SAFETY: the frame of an open scope, as `Known` says (`SHIM-CALLER`).
        Ok(Found { frame: unsafe { NonNull::new_unchecked(context) }, pin: () })
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
    let none = numbers::is_no_address(context);
    #[cfg(not(feature = "std"))]
    let none = context.is_null();
    if none {
        return Err(Reason::NoContext);
    }
    // SAFETY: compared.
    Ok(unsafe { NonNull::new_unchecked(context) })
}

/// A lookup by the number that C passed.
#[cfg(feature = "std")]
#[doc(hidden)]
#[derive(Debug)]
pub enum ByNumber {}

#[cfg(feature = "std")]
impl Finds<Pin> for ByNumber {
    #[inline(always)]
    unsafe fn find(context: *mut c_void, about: &'static About, kind: u32) -> Result<Found<Pin>, Reason> {
        numbers::find(context, about, kind)
    }
}

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
        if numbers::is_number(context) {
            let Found { frame, pin } = numbers::find_any(context, about, kind)?;
            return Ok(Found { frame, pin: Some(pin) });
        }
        #[cfg(not(feature = "std"))]
        let _ = kind;
        // SAFETY: `find` requires that it is not null if `thin` is true.
        Ok(Found { frame: unsafe { direct(context, about.is_thin()) }?, pin: None })
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
