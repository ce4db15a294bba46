//! What the trampoline knows of a callback.

use core::marker::PhantomData;

use crate::access::Access;
use crate::callback::{Callback, Declared};
use crate::outcome::{Kind, Reason, Refused};
use crate::owner::{Owner, Pinned, Threads};
use crate::source::Source;
use crate::state::{Account, Entry};
use crate::terms::{AccessOf, SourceOf, ThreadsOf};

/// What the parts of a call that are the same for all callbacks have to know of one.
#[doc(hidden)]
#[derive(Debug)]
pub struct About {
    pub(crate) declared: Declared,
    pub(crate) entry: Entry,
    /// Nothing can be kept and nobody waits for the calls to leave: there is nothing to ask the frame. It is there, as C
    /// passes it.
    pub(crate) thin: bool,
    pub(crate) counted: bool,
    pub(crate) threads: bool,
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
            && !C::__DECLARED.looks()
            && !O::COUNTED
            && matches!(AccessOf::<C>::ENTRY, Entry::Shared),
        counted: O::COUNTED,
        threads: O::THREADS || ThreadsOf::<C>::ANY,
    };
}

impl About {
    #[inline]
    pub(crate) fn account<P: Pinned>(&self, pin: &P) -> Account {
        Account { counted: self.counted && !pin.is_pin(), threads: self.threads }
    }

    pub(crate) fn refused(&self, parameter: usize, kind: Kind, text: &'static str) -> Refused {
        Refused::argument(self.declared.name, self.declared.parameter(parameter), Reason::join(kind, text))
    }
}
