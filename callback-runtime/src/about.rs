//! What the trampoline knows of a callback.

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

/// What the parts of a call that are the same for all callbacks have to know of one.
#[doc(hidden)]
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "they are constants, each of its own")]
pub struct About {
    pub(crate) declared: Declared,
    pub(crate) entry: Entry,
    /// Nothing can be kept and nobody waits for the calls to leave: there is nothing to ask the frame. It is there, as C
    /// passes it.
    pub(crate) thin: bool,
    pub(crate) counted: bool,
    pub(crate) threads: bool,
    /// A call on another thread than that of the registration is refused.
    #[cfg_attr(not(feature = "std"), expect(dead_code, reason = "without `std` threads have no numbers"))]
    pub(crate) of_thread: bool,
    /// The callback is for any thread. A context is made for such callbacks alone, or for none of them.
    pub(crate) any_thread: bool,
    pub(crate) ends: Ends,
    /// C has numbers of the contexts, of which no ends are counted.
    pub(crate) by_number: bool,
    /// The owners that the shim is for; a context that is lent may borrow.
    pub(crate) owner: owner::Kind,
    /// The callback, or the table, that a lent context is bound to; 0 if its contexts do not borrow.
    pub(crate) bound: u32,
}

/// Ends of registered contexts by a call of the callback.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ends {
    /// It ends none, or one that C has a number of, or one that cannot be told from that of a scope.
    Unseen,
    /// C was given it for this context, and that is looked up first: see [`ends`](crate::ends).
    Asked,
    /// It ends the context of an object, which may be in C's memory.
    Object,
}

/// A constant and no function, of which there would be one more for each callback.
#[derive(Debug)]
pub(crate) struct OfCallback<C, O>(PhantomData<(C, O)>);

impl<C: Callback, O: Owner> OfCallback<C, O> {
    /// The constant.
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
