//! Static properties of a callback, as constants.

use core::marker::PhantomData;

use crate::abi::context_pointer::ContextPointer;
use crate::call::access::Enters;
use crate::call::definition::Definition;
use crate::call::owner::Owner;
use crate::call::source::Comes;
use crate::call::terms::{Terms, Threads};
use crate::frame::about::{About, Kinds};
use crate::frame::identity;
use crate::frame::state::Entry;

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
