//! Checks of `errno`, `fails` and `error`: they fit the C result.

use quote::ToTokens;
use syn::{Expr, ExprLit, Lit, Type};

use crate::foreign::model::{Declaration, Role};
use crate::foreign::outcome::Condition;
use crate::output::names;
use crate::syntax::numbers;
use crate::syntax::report::Report;
use crate::syntax::types::{optional, ungrouped};

/// Refuses `null` for a number, and the conditions of numbers for a pointer.
fn conditions_fit(condition: Option<&Condition>, returns: Option<&Type>, report: &mut Report) {
    let (Some(condition), Some(ty)) = (condition, returns) else { return };
    let is_pointer = matches!(ungrouped(optional(ty)), Type::Ptr(_) | Type::Reference(_));
    match condition {
        Condition::Null(span) if numbers::is_numeric(ty) => {
            report.span(*span, "a number is not NULL; write `zero`, `nonzero`, `negative` or a constant");
        }
        Condition::Negative(span) | Condition::Zero(span) | Condition::Nonzero(span) if is_pointer => {
            report.span(*span, "a pointer is no number; write `null`, or a constant of its type");
        }
        Condition::Constant(Expr::Lit(ExprLit { lit: lit @ Lit::Str(_), .. })) => {
            report
                .at(lit, "a condition is a word without quotes, `negative`, `null`, `zero`, `nonzero`, or a constant");
        }
        _ => {}
    }
}

/// Returns true for a number, or a type with the name of a C alias of one: `gulong`.
pub(crate) fn is_status(ty: &Type) -> bool {
    let Type::Path(path) = ungrouped(ty) else { return false };
    path.path.segments.last().is_some_and(|last| {
        let text = names::text(&last.ident);
        last.arguments.is_none() && (numbers::is_number(&text) || text.starts_with(char::is_lowercase))
    })
}

/// Refuses `negative` for a result that is an unsigned number, by its name.
pub(crate) fn signed_results_fail(model: &Declaration, report: &mut Report) {
    let condition = model.args.fails.as_ref().map(|fails| &fails.value);
    let is_negative = matches!(condition, Some(Condition::Negative(_)));
    conditions_fit(condition, model.returns.as_ref(), report);
    if let Some(ty) = model.returns.as_ref().filter(|ty| is_negative && numbers::is_unsigned(ty)) {
        let text = ty.to_token_stream().to_string().replace(' ', "");
        report.at(
            ty,
            format_args!(
                "`{text}` is never negative, so that this call never fails; declare the signed type of the header"
            ),
        );
    }
}

/// Checks that `fails`, `errno` and `free` have a result, `error` a condition, and `always` a deallocator.
pub(crate) fn failures_are_told(model: &Declaration, report: &mut Report) {
    let args = &model.args;
    if let (Some(fails), None) = (&args.fails, &model.returns) {
        report.span(
            fails.key,
            "a failure condition tests the result, and this function has none; remove this, or declare the result",
        );
    }
    if let (Some(error), None) = (&args.error, &args.fails) {
        report.span(
            error.key,
            "`error` needs a failure condition; add `fails = …` or `errno = …`: `negative`, `null`, `nonzero`, a constant",
        );
    }
    if let (Some(free), None) = (&args.free, &model.returns) {
        report.span(
            free.key,
            "`free` frees the result, and this function has none; declare the result, such as `-> Option<CBox<CStr>>`",
        );
    }
    for parameter in &model.parameters {
        if let Role::Out(out) = &parameter.role {
            if let (Some(always), None) = (&out.always, &out.free) {
                report.span(always.key, "`always` is for what has to be freed; add `free = PATH`, or remove it");
            }
        }
    }
}
