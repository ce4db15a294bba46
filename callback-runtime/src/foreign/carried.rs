//! Registrations as closures that a handle carries.

use std::boxed::Box;

use crate::call::owner::Owner;
use crate::context::callback::Callback;
use crate::context::registration::Registration;
use crate::foreign::wrapper::Converted;
use crate::outcome::refused::{Reason, Refused};
use crate::outcome::report::{LostFailure, Report};
use crate::value::carrier::{Carries, Closure, Setting};
use crate::value::to_c::ToC;

impl Setting {
    /// Adds an argument: another number or string means another place.
    pub fn argument<T: ToC>(&mut self, kept: &Converted<T>) {
        let Some(arguments) = &mut self.arguments else { return };
        let described = kept.describe(&mut |part| {
            arguments.extend(part.len().to_ne_bytes());
            arguments.extend(part);
        });
        if !described {
            self.arguments = None;
        }
    }
}

impl<C: Callback<Context: Sized> + 'static, O: Owner + 'static> Carries for Registration<C, O> {
    fn carried(self) -> Option<Box<dyn Closure>> {
        // Pending outcomes have no receiver from here on.
        self.abandon();
        Some(Box::new(self))
    }
}

impl<C: Callback<Context: Sized>, O: Owner> Closure for Registration<C, O> {
    fn end(self: Box<Self>) {
        if self.is_of_this_thread() {
            return;
        }
        let refused = Refused::call(C::NAME, Reason::Thread);
        core::mem::forget(self);
        Report::new(C::__DECLARED.subject(), LostFailure::Refused(refused)).send();
    }

    fn is_over(&self) -> bool {
        self.is_of_this_thread() && self.was_called()
    }
}
