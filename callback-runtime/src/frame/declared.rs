//! The values of a declaration: what the attribute writes down of a callback.

use core::mem::MaybeUninit;

use crate::outcome::after::After;
use crate::outcome::hash::of_name;
use crate::outcome::panics::Panics;
use crate::outcome::report;

/// The bits of a kind for the owner: counted, and several threads.
pub(crate) const CLASS: u32 = 0b11;

/// The values of a declaration, as the calls use them.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "they are constants, each of its own")]
pub struct Declared {
    pub(crate) name: &'static str,
    /// The names of the parameters, with commas between them.
    parameters: &'static str,
    /// The C declaration, if it is one piece.
    pub(crate) c: &'static str,
    pub(crate) captures: bool,
    pub(crate) refuses: bool,
    pub(crate) fails_with_errno: bool,
    pub(crate) after: After,
    place: report::Place,
    pub(crate) panics: Option<&'static Panics>,
    /// The number of the name that its lent contexts are bound to; 0 if they do not borrow.
    pub(crate) bound: u32,
    /// True if the result borrows from the context: C has a pointer into it.
    #[cfg_attr(
        not(feature = "std"),
        expect(dead_code, reason = "without `std` no owner has the state beside its calls")
    )]
    pub(crate) lending: bool,
    fail: MaybeUninit<u64>,
}

impl Declared {
    const DEFAULT: Self = Declared {
        name: "",
        parameters: "",
        c: "",
        captures: true,
        refuses: true,
        fails_with_errno: false,
        after: After::DEFAULT,
        place: report::Place::Hook,
        panics: None,
        bound: 0,
        lending: false,
        fail: MaybeUninit::uninit(),
    };

    /// Makes the declaration of a callback that captures panics.
    pub const fn new(name: &'static str, parameters: &'static str, c: &'static str) -> Self {
        Declared { name, parameters, c, ..Declared::DEFAULT }
    }

    /// Makes the declaration of a callback with a number as its fail value: one call, as each is evaluated for each callback.
    pub const fn failing<T: Copy>(name: &'static str, parameters: &'static str, c: &'static str, number: T) -> Self {
        union Number<T: Copy> {
            number: T,
            fail: MaybeUninit<u64>,
        }

        const { assert!(size_of::<T>() <= size_of::<u64>() && align_of::<T>() <= align_of::<u64>()) };
        // SAFETY: it need not be initialised.
        Declared { fail: unsafe { Number { number }.fail }, name, parameters, c, ..Declared::DEFAULT }
    }

    /// Sets `panic = abort`: a panic ends the process; `refuses` is true if an argument or the result can be refused.
    #[must_use]
    pub const fn aborting(self, refuses: bool) -> Self {
        Declared { captures: false, refuses, ..self }
    }

    /// Lets the context borrow: a lent context is usable by the callbacks of this name alone.
    #[must_use]
    pub const fn bound_to(self, name: &'static str) -> Self {
        Declared { bound: bound(name), ..self }
    }

    /// Sets `errno` to be set if C receives the fail value.
    #[must_use]
    pub const fn failing_with_errno(self) -> Self {
        Declared { fails_with_errno: true, ..self }
    }

    /// Records that the result borrows from the context.
    #[must_use]
    pub const fn lending(self) -> Self {
        Declared { lending: true, ..self }
    }

    /// Sets `report = none`.
    #[must_use]
    pub const fn unreported(self) -> Self {
        Declared { place: report::Place::Nowhere, ..self }
    }

    /// Sets `report = PATH`.
    #[must_use]
    pub const fn reported_to(self, function: fn(&report::Report<'_>)) -> Self {
        Declared { place: report::Place::Function(function), ..self }
    }

    /// Sets `panic = PATH`.
    #[must_use]
    pub const fn panicking_to(self, panics: &'static Panics) -> Self {
        Declared { panics: Some(panics), ..self }
    }

    /// Returns the callback, for its reports.
    pub(crate) const fn subject(&self) -> report::Subject {
        report::Subject { name: self.name, place: self.place }
    }

    /// Sets `after(panic = …)`: calls go on after a panic, or none runs until it is taken.
    #[must_use]
    pub const fn after_panic(self, runs: bool) -> Self {
        Declared { after: After { panic: Some(runs), ..self.after }, ..self }
    }

    /// Sets `after(err = …)` and `after(break = …)`.
    #[must_use]
    pub const fn after_stop(self, runs: bool) -> Self {
        Declared { after: After { stop: Some(runs), ..self.after }, ..self }
    }

    /// Sets `after(refused = …)`.
    #[must_use]
    pub const fn after_refused(self, runs: bool) -> Self {
        Declared { after: After { refused: Some(runs), ..self.after }, ..self }
    }

    /// Lets C receive a value that is computed from an error.
    #[must_use]
    pub const fn answering(self) -> Self {
        Declared { after: After { answers: true, ..self.after }, ..self }
    }

    /// Lets errors be reported to C by `on_fail`.
    #[must_use]
    pub const fn telling(self) -> Self {
        Declared { after: After { answers: true, told: true, ..self.after }, ..self }
    }

    /// Returns the number that was passed to [`failing`](Declared::failing).
    ///
    /// # Safety
    ///
    /// `T` is its type, or `()`.
    #[inline]
    pub(crate) unsafe fn fail<T>(&self) -> T {
        // SAFETY: `fail` requires that `T` is the type that the number was written as.
        unsafe { (&raw const self.fail).cast::<T>().read() }
    }

    /// Returns true if a call looks at the state of its context: an outcome can be kept there.
    pub(crate) const fn looks(self) -> bool {
        self.captures || self.refuses
    }

    /// Returns the name of a parameter in messages.
    pub(crate) fn parameter(&self, index: usize) -> Option<&'static str> {
        self.parameters.split(',').nth(index)
    }
}

/// Returns a number for a callback, or for all callbacks of a table; never 0.
pub(crate) const fn bound(name: &str) -> u32 {
    (of_name(name) | 1 << 31) & !CLASS
}
