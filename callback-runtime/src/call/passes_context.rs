//! The place of the context in a declaration, compared with that of the callback.

use crate::abi::pointers::FnPointer;
use crate::abi::user_data::Among;
use crate::call::definition::{Definition, PointerOf, SourceOf};

/// A C function pointer whose context parameter is that of the callback.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no context where `{C}` has it",
    label = "the pointer at the context's place is to another type",
    note = "C passes the context as `void *` or a pointer to bytes: `#[context]` is on that parameter, `context = last` for a table",
    note = "where C has another type for the context, write it: `#[context(as = *mut T)]`, `context(last, as = *mut T)`"
)]
pub trait PassesContext<C> {}

#[diagnostic::do_not_recommend]
impl<C, Theirs> PassesContext<C> for Theirs
where
    C: Definition,
    Theirs: FnPointer,
    SourceOf<C>: Among<Theirs::Parameters, PointerOf<C>>,
{
}
