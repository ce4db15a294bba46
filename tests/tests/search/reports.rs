//! The reports of the runtime.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use callback_runtime::Reason;
use callback_runtime::report::{LostFailure, Report};

static STILL_REGISTERED: AtomicUsize = AtomicUsize::new(0);

static REASON: Mutex<Option<Reason>> = Mutex::new(None);

/// The hook.
pub fn note(report: &Report<'_>) {
    match report.loss() {
        LostFailure::StillRegistered(_) => drop(STILL_REGISTERED.fetch_add(1, Ordering::SeqCst)),
        LostFailure::Refused(refused) => {
            *REASON.lock().unwrap_or_else(PoisonError::into_inner) = Some(refused.reason())
        }
        _ => {}
    }
}

/// Returns how often it was reported that C has what was to be unregistered.
pub fn still_registered() -> usize {
    STILL_REGISTERED.load(Ordering::SeqCst)
}

/// Takes the reason of the last refused call that was reported.
pub fn take_reason() -> Option<Reason> {
    REASON.lock().unwrap_or_else(PoisonError::into_inner).take()
}
