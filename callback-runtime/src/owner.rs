//! Who owns the context decides what a shim has to keep account of.

use core::ffi::c_void;
use core::ptr::NonNull;

use crate::callback::Callback;
use crate::outcome::Reason;
use crate::slot::{Pin, Slot};

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
#[derive(Debug)]
pub enum Handled {}

impl Sealed for Handled {}

impl Owner for Handled {
    const COUNTED: bool = true;
    const THREADS: bool = true;

    #[inline(always)]
    unsafe fn find<C: Callback>(context: *mut c_void, _thin: bool) -> Result<Found, Reason> {
        crate::handle::find::<C>(context)
    }
}

/// C has no user data; the shim itself is bound to a slot: [`acquire`](crate::Callback::acquire).
#[derive(Debug)]
pub enum Slotted<const SLOT: usize = 0> {}

impl<const SLOT: usize> Sealed for Slotted<SLOT> {}

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

/// A route on which a context can be lent for a call.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback has no context to lend",
    label = "`scope` needs a `#[context]` parameter that C passes, or `#[context(thread_local)]`",
    note = "without a context use `NAME::shim()`; with `static` or `pool` use `NAME::acquire(state)`"
)]
pub trait Lends {
    /// Whether the frame is put on the stack of the thread.
    const STACKED: bool;
}

impl Lends for route::Passed {
    const STACKED: bool = false;
}

impl Lends for route::Stacked {
    const STACKED: bool = true;
}

/// A route on which C hands a pointer back.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C passes no user data to this callback",
    label = "a registered context needs a `#[context]` parameter that C passes",
    note = "for C APIs without user data use `#[context(static)]` or `#[context(pool = N)]` and `NAME::acquire(state)`"
)]
pub trait Registers {}

impl Registers for route::Passed {}

/// A route through slots.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback has no slots",
    label = "`acquire` needs `#[context(static)]` or `#[context(pool = N)]`",
    note = "where C passes user data use `own`, `share`, `once` or `handle`"
)]
pub trait HasSlots {}

impl HasSlots for route::Slots {}

/// A route on which one shim serves every context.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback has a shim for each of its slots",
    label = "take a slot, and the shim of that: `NAME::acquire(state)?.shim()`"
)]
pub trait HasShim {}

impl HasShim for route::Passed {}
impl HasShim for route::Stacked {}
impl HasShim for route::Nowhere {}

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

/// A callback that C calls on the same threads as the one that a context was made for.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "one of two callbacks on this context is called from several threads and the other is not",
    note = "say `threads` on both, or on neither"
)]
pub trait SharesThreads<Owner> {}

impl<T: Threads> SharesThreads<T> for T {}
