//! Static properties of a callback, as the trampoline uses them.

use crate::frame::declared::Declared;
use crate::frame::state::{Account, Entry};
use crate::outcome::after::{Failure, Receiver};
use crate::outcome::refused::{Kind, Reason, Refused};

/// Static properties of a callback, for the parts of a call that are common to all callbacks.
#[doc(hidden)]
#[derive(Debug)]
pub struct About {
    pub(crate) declared: Declared,
    pub(crate) kind: Kinds,
}

/// The properties that the callback has in common with others. They are one field, as each one is copied for each callback.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "they are constants, each of its own")]
pub struct Kinds {
    pub(crate) entry: Entry,
    /// True if no thread waits for the calls to leave, and a frame exists whose address C passes.
    pub(crate) lends: bool,
    pub(crate) counted: bool,
    pub(crate) threads: bool,
    /// A context that is made for the callback is for one thread.
    #[cfg_attr(not(feature = "std"), expect(dead_code, reason = "without `std` threads have no numbers"))]
    pub(crate) of_thread: bool,
    /// True if it ends the context of an object, which may be in memory of a C library.
    pub(crate) ends_object: bool,
    /// True if C holds numbers of the contexts, and no objects.
    pub(crate) by_number: bool,
    /// The owners that the shim is for; a context that is lent may borrow.
    pub(crate) owner: OwnerKind,
    /// The part of the identity of a context that is not of its type. A context is made for callbacks that may run on any thread
    /// alone, or for none of them.
    pub(crate) class: u32,
}

impl core::ops::Deref for About {
    type Target = Kinds;

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn deref(&self) -> &Kinds {
        &self.kind
    }
}

impl About {
    /// Returns true if nothing can be kept and no thread waits for the calls to leave: the frame need not be looked at. It
    /// exists, and C passes its address.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn is_thin(&self) -> bool {
        self.kind.lends && !self.declared.captures && !self.declared.refuses
    }

    /// Returns the accounting of a call. One that is announced is not counted.
    #[inline]
    pub(crate) fn account(&self, announced: bool) -> Account {
        Account { counted: self.counted && !announced, threads: self.threads }
    }

    pub(crate) fn refused(&self, parameter: usize, kind: Kind, text: &'static str) -> Refused {
        Refused::argument(self.declared.name, self.declared.parameter(parameter), Reason::join(kind, text))
    }

    /// Returns true if calls are kept out after the failure, until it is taken.
    #[cold]
    pub(crate) fn ends(&self, failure: Failure, receiver: Receiver) -> bool {
        let after = self.declared.after;
        let decided = match failure {
            Failure::Panic => after.panic,
            Failure::Stop => after.stop,
            Failure::Refused(_) => after.refused,
        };
        if let Some(runs) = decided {
            return !runs;
        }
        match (receiver, failure) {
            (Receiver::Scope, Failure::Stop) => !after.answers,
            (Receiver::Scope | Receiver::Stoppable, Failure::Refused(Reason::Concurrent)) => false,
            // Overlapping calls are ordinary if C calls from several threads.
            (Receiver::Scope | Receiver::Stoppable, Failure::Refused(Reason::Reentered)) => !self.threads,
            // Also an error with a computed answer: C does not end its loop by itself.
            (Receiver::Scope | Receiver::Stoppable, _) | (Receiver::Registration, Failure::Panic) => true,
            // No later call sees the state that a panic left behind in a `&mut T`, as with a `Mutex`.
            (Receiver::Nobody, Failure::Panic) => matches!(self.entry, Entry::Exclusive | Entry::Once),
            (_, Failure::Stop | Failure::Refused(_)) => false,
        }
    }
}

/// The kinds of owners, by name.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OwnerKind {
    /// [`Any`](crate::__private::Any)
    Any,
    /// `Borrowed`
    Borrowed,
    /// `Owned`
    Owned,
    /// `Shared`
    Shared,
    /// `Bound`
    Bound,
    /// `ByAddress`
    ByAddress,
    /// `Slotted`
    Slotted,
    /// `Stacked`, with its number.
    Stacked(usize),
}
