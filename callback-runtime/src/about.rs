//! Static properties of a callback, as the trampoline uses them.

use core::marker::PhantomData;

use crate::access::Access;
use crate::callback::{Callback, Declared};
use crate::context_pointer::ContextPointer;
use crate::identity;
use crate::outcome::{Kind, Reason, Refused};
use crate::owner::{self, Owner, Threads};
use crate::source::Source;
use crate::state::{Account, Entry};
use crate::terms::{AccessOf, PointerOf, SourceOf, ThreadsOf};

/// Static properties of a callback, for the parts of a call that are common to all callbacks.
#[doc(hidden)]
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "they are constants, each of its own")]
pub struct About {
    pub(crate) declared: Declared,
    pub(crate) entry: Entry,
    /// True if nothing can be kept and no thread waits for the calls to leave: the frame need not be looked at. It
    /// exists, and C passes its address.
    pub(crate) thin: bool,
    pub(crate) counted: bool,
    pub(crate) threads: bool,
    /// A call on another thread than that of the registration is refused.
    #[cfg_attr(not(feature = "std"), expect(dead_code, reason = "without `std` threads have no numbers"))]
    pub(crate) of_thread: bool,
    /// The callback may run on any thread. A context is made for such callbacks alone, or for none of them.
    pub(crate) any_thread: bool,
    pub(crate) ends: Ends,
    /// True if C holds numbers of the contexts; their ends are not counted.
    pub(crate) by_number: bool,
    /// The owners that the shim is for; a context that is lent may borrow.
    pub(crate) owner: owner::Kind,
    /// The callback, or the table, that a lent context is bound to; 0 if its contexts do not borrow.
    pub(crate) bound: u32,
}

/// Ends of registered contexts by a call of the callback.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ends {
    /// It ends no context, or one that C has a number of, or one that is not distinguishable from that of a scope.
    Unseen,
    /// C was given the shim for this context, which is looked up first: see [`ends`](crate::ends).
    Asked,
    /// It ends the context of an object, which may be in memory of a C library.
    Object,
}

/// The properties of one callback: a constant, since a function would be compiled once for each callback.
#[derive(Debug)]
pub(crate) struct OfCallback<C, O>(PhantomData<(C, O)>);

impl<C: Callback, O: Owner> OfCallback<C, O> {
    /// The properties.
    pub(crate) const ABOUT: &'static About = &About {
        declared: C::__DECLARED,
        entry: AccessOf::<C>::ENTRY,
        thin: SourceOf::<C>::IS_PASSED
            && !SourceOf::<C>::IS_STACKED
            && !C::__DECLARED.looks()
            && !O::COUNTED
            && matches!(AccessOf::<C>::ENTRY, Entry::Shared),
        counted: O::COUNTED,
        threads: O::THREADS || ThreadsOf::<C>::ANY,
        of_thread: O::OF_THREAD && !ThreadsOf::<C>::ANY,
        any_thread: ThreadsOf::<C>::ANY,
        ends: match AccessOf::<C>::ENTRY {
            Entry::Once if O::COUNTED && PointerOf::<C>::EMBEDDED => Ends::Object,
            Entry::Once if O::BY_ADDRESS => Ends::Asked,
            _ => Ends::Unseen,
        },
        by_number: matches!(O::KIND, owner::Kind::Handled),
        owner: O::KIND,
        bound: identity::bound(C::__DECLARED.bound),
    };
}

impl About {
    #[inline]
    pub(crate) fn account(&self) -> Account {
        Account { counted: self.counted, threads: self.threads }
    }

    pub(crate) fn refused(&self, parameter: usize, kind: Kind, text: &'static str) -> Refused {
        Refused::argument(self.declared.name, self.declared.parameter(parameter), Reason::join(kind, text))
    }
}
