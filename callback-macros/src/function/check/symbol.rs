//! Exported callbacks can have a symbol.

use syn::GenericParam;

use crate::function::model::callback::{Context, Model};
use crate::function::model::symbol::is_export;
use crate::grammar::context::ContextArgs;
use crate::syntax::report::Report;

/// Reports exported callbacks that cannot have a symbol: a symbol is one function.
pub(crate) fn check(model: &Model, report: &mut Report) {
    let Some(attr) = model.function.attrs.iter().find(|attr| is_export(attr)) else { return };
    if !attr.path().is_ident("unsafe") {
        report.at(
            attr,
            "a symbol is `unsafe` to make, as no other may have its name; write `#[unsafe(no_mangle)]`, or `#[unsafe(export_name = …)]`",
        );
    }
    if model.function.sig.generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_))) {
        report
            .at(attr, "a generic callback has no symbol of its own; remove the attribute, or write one for each type");
    } else if matches!(model.context(), Some((_, Context { args: ContextArgs::Pool { .. }, .. }))) {
        report.at(
            attr,
            "each slot has a function of its own, and no symbol; remove the attribute, or have C pass a context",
        );
    } else if model.variadic.is_some() {
        report.at(
            attr,
            "a variadic callback has no symbol; remove the attribute, and hand C the pointer that `shim()` gives",
        );
    }
}
