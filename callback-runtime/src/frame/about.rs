//! Static properties of a callback, as the trampoline uses them.

use core::marker::PhantomData;

use crate::abi::context_pointer::ContextPointer;
use crate::call::definition::Definition;
use crate::call::source::Comes;
use crate::frame::access::Enters;
use crate::frame::declared::Declared;
use crate::frame::identity;
use crate::frame::owner::{self, Owner, Threads};
use crate::frame::state::{Account, Entry};
use crate::frame::terms::Terms;
use crate::outcome::refused::{Kind, Reason, Refused};

/// Static properties of a callback, for the parts of a call that are common to all callbacks.
#[doc(hidden)]
#[derive(Debug)]
pub struct About {
    pub(crate) declared: Declared,
    kind: Kinds,
}

/// The properties that the callback has in common with others. They are one field, as each one is copied for each callback.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "they are constants, each of its own")]
pub struct Kinds {
    pub(crate) entry: Entry,
    /// True if no thread waits for the calls to leave, and a frame exists whose address C passes.
    lends: bool,
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
    pub(crate) owner: owner::Kind,
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

/// The properties of one callback: a constant, since a function would be compiled once for each callback.
#[derive(Debug)]
pub(crate) struct OfCallback<C, O>(PhantomData<(C, O)>);

impl<C: Definition, O: Owner> OfCallback<C, O> {
    /// The properties. The constant is evaluated for each callback, so that nothing is computed here.
    pub(crate) const ABOUT: &'static About = &About { declared: C::__DECLARED, kind: OfTerms::<C::__Terms, O>::KINDS };
}

/// The properties of all callbacks of these terms.
struct OfTerms<T, O>(PhantomData<(T, O)>);

impl<T: Terms, O: Owner> OfTerms<T, O> {
    const KINDS: Kinds = Kinds {
        entry: T::Access::ENTRY,
        lends: T::Source::IS_PASSED
            && !T::Source::IS_STACKED
            && !O::COUNTED
            && matches!(T::Access::ENTRY, Entry::Shared),
        counted: O::COUNTED,
        threads: O::THREADS || T::Threads::ANY,
        of_thread: O::OF_THREAD && !T::Threads::ANY,
        ends_object: matches!(T::Access::ENTRY, Entry::Once) && O::COUNTED && T::Pointer::EMBEDDED,
        by_number: O::BY_NUMBER && !T::Pointer::EMBEDDED,
        owner: O::KIND,
        class: identity::class(T::Threads::ANY, O::COUNTED, O::THREADS || T::Threads::ANY),
    };
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
}
