//! Rust types without a C form, and constants that do not fit the type of a result.

use quote::ToTokens;
use syn::{Expr, ExprUnary, Lit, Type, UnOp};

use crate::function::model::callback::{Model, Role};
use crate::function::model::kind::given;
use crate::grammar::args::ErrorValue;
use crate::syntax::library_types;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::rust_types::{ident, name, signed};
use crate::syntax::tokens::mentions;
use crate::syntax::types::{optional, ungrouped};

/// Reports types that own Rust memory.
pub(crate) fn check(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        if !matches!(parameter.role, Role::Argument | Role::Counted(_)) {
            continue;
        }
        let message = match name(optional(&parameter.ty)) {
            Some("String" | "CString") => {
                "C has no string that owns its text; take `&str`, which is checked, or `&CStr`"
            }
            Some("Vec") => "C has no `Vec`; take `&[T]`, with its length in another parameter: `#[len(n)]`",
            Some("Box" | "Rc" | "Arc") => {
                "C passes no Rust allocation except the context; mark it `#[context]`, or take `&T`"
            }
            _ if library_types::is_refused_by_rustc(&parameter.ty) => {
                report.leave_to_rustc(&parameter.ty);
                continue;
            }
            _ if is_chosen_by_caller(model, &parameter.ty) => {
                "C passes no value of a type that the caller chooses; take `&T`, or name the type"
            }
            _ => match library_types::from_c(&parameter.ty) {
                Some(message) => message,
                None => continue,
            },
        };
        report.at(&parameter.ty, message);
    }
    if model.args.returns.is_some() {
        return;
    }
    let given = given(model);
    let message = match given.and_then(|ty| name(optional(ty))) {
        Some("String" | "CString") => {
            "C cannot free this; return `Allocated<c_char>`, which C frees, or a `&CStr` borrowed from the context"
        }
        Some("Vec") => {
            "C cannot free this; return `Allocated<T>`, which C frees, or a slice borrowed from the context: `#[result(len)]`"
        }
        Some("Box" | "Rc" | "Arc") => "C cannot free this; return `Allocated<T>`, which C frees, or a pointer",
        _ => match given.and_then(library_types::to_c) {
            Some(message) => message,
            None => return,
        },
    };
    model.at_result(report, message);
}

/// Returns true for a type parameter without bounds.
fn is_chosen_by_caller(model: &Model, ty: &Type) -> bool {
    let Type::Path(path) = ungrouped(ty) else { return false };
    let generics = &model.function.sig.generics;
    let of_clause = generics.where_clause.as_ref();
    generics.type_params().any(|param| {
        let is_bounded = || of_clause.is_some_and(|clause| mentions(clause.to_token_stream(), &param.ident));
        path.path.is_ident(&param.ident) && param.bounds.is_empty() && !is_bounded()
    })
}

/// Reports constants that do not fit the C type. It defaults to that of the function, and is often another one in C.
pub(crate) fn constants_fit(model: &Model, report: &mut Report) {
    let args = model.args;
    let mut constants: Vec<&Expr> = [&args.fail, &args.ok, &args.continues, &args.breaks]
        .into_iter()
        .flatten()
        .map(|constant| &constant.value)
        .list();
    if let Some(ErrorValue::Constant(value) | ErrorValue::Errno { value, .. }) = args.err.as_ref().map(|err| &err.value)
    {
        constants.push(value);
    }
    let (given, returns) =
        (given(model).and_then(ident), args.returns.as_ref().and_then(|returns| ident(&returns.value)));
    let own = if model.lends_pointer() { Some("usize".to_owned()) } else { given.clone() };
    let negative = constants.iter().any(|value| is_negative(value));
    if let (true, Some(ty)) = (negative, returns.as_ref().or(own.as_ref())) {
        if let Some(signed) = signed(ty) {
            let skip = if model.is_method() { ", or `#[callback(skip)]` if this is no callback" } else { "" };
            let place = if model.lends_pointer() && returns.is_none() {
                ", or add a place for the length: `#[result(len)] _: Out<'_, usize>`"
            } else {
                skip
            };
            model.at_result(
                report,
                &format!("the C type would be `{ty}`, which has no negative value; write `returns = {signed}`{place}"),
            );
        }
    }
    let other = match &returns {
        Some(returns) => returns != "bool",
        None => args.returns.is_none() && constants.iter().any(|value| is_number(value)),
    };
    let is_place = model.places().is_some_and(|places| places.value.is_some());
    if other && !is_place && given.is_some_and(|given| given == "bool") {
        model.at_result(
            report,
            "`bool` is C's `_Bool`, which is `true` or `false`; for a truth value in an `int` return `CBool`",
        );
    }
}

fn is_negative(value: &Expr) -> bool {
    match value {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), .. }) => true,
        Expr::Paren(paren) => is_negative(&paren.expr),
        _ => false,
    }
}

pub(crate) fn is_number(value: &Expr) -> bool {
    match value {
        Expr::Lit(lit) => matches!(lit.lit, Lit::Int(_)),
        value => is_negative(value),
    }
}
