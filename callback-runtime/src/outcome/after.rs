//! The calls after a failure: `after = …`, and the default of each owner.

use crate::outcome::refused::Reason;

/// The part of a declaration that concerns failures: `after`, and failures that are reported to C.
#[derive(Clone, Copy, Debug)]
pub(crate) struct After {
    /// True if calls go on after a panic; `None` if the declaration does not decide it.
    pub(crate) panic: Option<bool>,
    pub(crate) stop: Option<bool>,
    pub(crate) refused: Option<bool>,
    /// C receives a value computed from the error: an answer, in a scope too.
    pub(crate) answers: bool,
    /// The error is reported to C by `on_fail`.
    pub(crate) told: bool,
}

/// A kind of failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
    #[cfg_attr(not(feature = "std"), allow(dead_code, reason = "without `std` a panic does not return"))]
    Panic,
    Stop,
    Refused(Reason),
}

/// The receiver of pending outcomes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Receiver {
    /// A scope, which returns the outcome when C returns.
    Scope,
    /// A scope with a function that stops C.
    Stoppable,
    /// A registration, which returns the outcome at any time.
    Registration,
    /// No receiver: the context is owned by C alone.
    Nobody,
}

impl After {
    pub(crate) const DEFAULT: Self = After { panic: None, stop: None, refused: None, answers: false, told: false };
}
