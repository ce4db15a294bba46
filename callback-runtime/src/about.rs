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
    /// A context that is made for the callback is for one thread.
    #[cfg_attr(not(feature = "std"), expect(dead_code, reason = "without `std` threads have no numbers"))]
    pub(crate) of_thread: bool,
    /// The callback may run on any thread. A context is made for such callbacks alone, or for none of them.
    pub(crate) any_thread: bool,
    /// True if it ends the context of an object, which may be in memory of a C library.
    pub(crate) ends_object: bool,
    /// True if C holds numbers of the contexts, and no objects.
    pub(crate) by_number: bool,
    /// The owners that the shim is for; a context that is lent may borrow.
    pub(crate) owner: owner::Kind,
    /// The callback, or the table, that a lent context is bound to; 0 if its contexts do not borrow.
    pub(crate) bound: u32,
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
        ends_object: matches!(AccessOf::<C>::ENTRY, Entry::Once) && O::COUNTED && PointerOf::<C>::EMBEDDED,
        by_number: O::BY_NUMBER && !PointerOf::<C>::EMBEDDED,
        owner: O::KIND,
        bound: identity::bound(C::__DECLARED.bound),
    };
}

impl About {
    /// Returns the accounting of a call. One that is announced is not counted.
    #[inline]
    pub(crate) fn account(&self, announced: bool) -> Account {
        Account { counted: self.counted && !announced, threads: self.threads }
    }

    pub(crate) fn refused(&self, parameter: usize, kind: Kind, text: &'static str) -> Refused {
        Refused::argument(self.declared.name, self.declared.parameter(parameter), Reason::join(kind, text))
    }
}
