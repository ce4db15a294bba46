//! Panics of a call, for the binding: its function for them, and its pending ones.

use crate::frame::about::About;
use crate::outcome::panics::Panics;
#[cfg(feature = "std")]
use crate::outcome::panics::Payload;

/// Gives a panic to the function of the binding, or returns it if there is none. A panic of that function is reported.
#[cfg(feature = "std")]
pub(crate) fn give(about: &'static About, payload: Payload) -> Option<Payload> {
    let Some(place) = about.declared.panics else { return Some(payload) };
    let _kept = crate::outcome::errno::Kept::new();
    crate::frame::core::run_contained(about.declared.subject(), || (place.take)(payload));
    None
}

/// Gives a panic without an owner to the function of the binding, or reports it.
#[cfg(feature = "std")]
#[cold]
#[inline(never)]
pub(crate) fn lose(about: &'static About, payload: Payload) {
    if let Some(payload) = give(about, payload) {
        crate::frame::core::report_panic(about.declared.subject(), payload);
    }
}

/// Returns true if a call is left out, because a panic is pending in the binding.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn is_pending(about: &'static About) -> bool {
    match about.declared.panics {
        Some(Panics { pending: Some(pending), .. }) => runs_pending(about, *pending),
        _ => false,
    }
}

#[inline(never)]
fn runs_pending(about: &'static About, pending: fn() -> bool) -> bool {
    match crate::call::guard::guarded(about, pending) {
        Ok(pending) => pending,
        #[cfg(feature = "std")]
        Err(payload) => {
            crate::frame::core::report_panic(about.declared.subject(), payload);
            true
        }
        #[cfg(not(feature = "std"))]
        Err(never) => match never {},
    }
}
