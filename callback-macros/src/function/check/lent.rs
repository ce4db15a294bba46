//! Results that borrow are one word.

use syn::Type;

use crate::function::model::callback::Model;
use crate::function::model::lent::{has_length, is_allocated, lent};
use crate::syntax::report::Report;

/// Reports an `Allocated<[T]>` without a place for its length.
pub(crate) fn allocated_has_a_place(model: &Model, report: &mut Report) {
    if is_allocated(model) && model.places().is_none() && !model.parameters.iter().any(|parameter| parameter.unread) {
        model.at_result(
            report,
            "a C pointer has no length; add a place for the length, `#[result(len)] _: Out<'_, usize>`, or return an `Allocated<T>`",
        );
    }
}

/// Returns true for a result with a length that C has no place for: it is reported, and a place may change the C type.
pub(crate) fn lacks_length(model: &Model) -> bool {
    let is_slice = is_allocated(model) || lent(model).is_some_and(|(reference, _)| has_length(reference));
    is_slice && model.places().is_none()
}

/// Reports results that are fat pointers: a C pointer is one word.
pub(crate) fn check(model: &Model, report: &mut Report) {
    let Some((reference, _)) = lent(model) else { return };
    let unread = model.parameters.iter().any(|parameter| parameter.unread);
    let has_place = has_length(reference) && (model.places().is_some() || unread);
    if !has_place && (has_length(reference) || matches!(&*reference.elem, Type::TraitObject(_))) {
        report.at(
            reference,
            "a C pointer has no length; add a place for the length, `#[result(len)] _: Out<'_, usize>`, or return a `&CStr` or `&T`",
        );
    }
}
