//! `#[result(…)]`: the places fit the result.

use crate::function::model::callback::{Model, Role};
use crate::function::model::lent::is_slice;
use crate::grammar::attributes::ResultPart;
use crate::syntax::numbers;
use crate::syntax::report::Report;

/// Reports parts with several places, and places that do not fit the result.
pub(crate) fn check(model: &Model, report: &mut Report) {
    for (part, name) in [(ResultPart::Value, "value"), (ResultPart::Pointer, "pointer"), (ResultPart::Len, "length")] {
        let mut same = model.parameters.iter().filter(|other| matches!(other.role, Role::Result(this) if this == part));
        if let Some(second) = same.nth(1) {
            report.at(&second.ty, format_args!("the {name} of the result has one place; remove this attribute"));
        }
    }
    let Some(places) = model.places() else { return };
    if let Some((_, value)) = places.value {
        if let Some((_, half)) = places.pointer.or(places.len) {
            report.at(&half.ty, "`#[result(value)]` is the place of the whole result; remove this attribute");
            report.at(&value.ty, "`#[result(value)]` is given here");
        }
        // The shape is that of what is left for C.
        let ty = model.returns.ty.as_ref();
        if ty.is_none_or(numbers::is_numeric) {
            model.at_result(report, "`#[result(value)]` is the place of a success value; return `Result<T, E>`");
        }
        return;
    }
    if !is_slice(model) {
        model.at_result(
            report,
            "`#[result(…)]` is the place of a slice that C gets; return `&[T]`, `&mut [T]`, `&str` or `Allocated<[T]>`, or an `Option` or `Result` of one",
        );
    }
}
