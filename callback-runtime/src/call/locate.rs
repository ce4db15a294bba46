//! Lookups of the frame by the pointer that C passed.

use core::ffi::c_void;
use core::ptr::NonNull;

use crate::frame::about::About;
use crate::frame::found::Found;
use crate::outcome::refused::Reason;
#[cfg(feature = "std")]
use crate::registry::numbers::{self, Pin};
#[cfg(feature = "std")]
use crate::registry::table;

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

/// Returns the pointer that C passed, as the frame.
///
/// # Safety
///
/// If `thin` is true, `context` is not null.
#[inline]
pub(crate) unsafe fn direct(context: *mut c_void, thin: bool) -> Result<NonNull<c_void>, Reason> {
    if thin {
        // SAFETY: `direct` requires that the context is not null if `thin` is true.
        return Ok(unsafe { NonNull::new_unchecked(context) });
    }
    #[cfg(feature = "std")]
    let none = table::is_no_address(context);
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
