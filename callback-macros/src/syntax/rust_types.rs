//! Types of the Rust library without a counterpart in C, recognised by their usual names: a message for each is more
//! helpful than rustc's list of missing implementations.

use quote::ToTokens;
use syn::{Expr, ExprUnary, Lit, Type, UnOp};

use crate::function::model::{Model, Role};
use crate::function::plan::given;
use crate::grammar::args::ErrorValue;
use crate::syntax::report::Report;
use crate::syntax::tokens::mentions;
use crate::syntax::types::{generic, optional, ungrouped};
use crate::syntax::{library_types, numbers};

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

/// Returns the name of a type of the Rust library, unless its path shows that it is another type.
pub(crate) fn name(ty: &Type) -> Option<&'static str> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let last = path.path.segments.last().filter(|_| path.qself.is_none())?;
    let alone = path.path.segments.len() == 1;
    let generic = generic(&last.arguments, 0).is_some();
    let is = |name: &&str| last.ident == *name;
    ["Vec", "Box", "Rc", "Arc"]
        .into_iter()
        .find(|name| generic && is(name))
        .or_else(|| ["String", "CString"].into_iter().find(|name| alone && last.arguments.is_none() && is(name)))
}

/// Returns true for `Option<c_int>` and the like, which have no null.
pub(crate) fn is_optional_number(ty: &Type) -> bool {
    let ty = ungrouped(ty);
    let inner = optional(ty);
    // A name with this prefix may stand for any type.
    let own = |name: &str| name.starts_with("c_") && name != "c_int" && signed(name).is_none();
    !core::ptr::eq(ty, inner)
        && ident(inner).is_some_and(|name| {
            numbers::is_number(&name) && !own(&name) || ["char", "i128", "u128", "Ordering"].contains(&&*name)
        })
}

/// Reports constants that do not fit the C type. It defaults to that of the function, and is often another one in C.
pub(crate) fn constants_fit(model: &Model, report: &mut Report) {
    let args = model.args;
    let mut constants: Vec<&Expr> = [&args.fail, &args.ok, &args.continues, &args.breaks]
        .into_iter()
        .flatten()
        .map(|constant| &constant.value)
        .collect();
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
            model.at_result(
                report,
                &format!("the C type would be `{ty}`, which has no negative value; write `returns = {signed}`{skip}"),
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

/// Returns the last name of a type.
fn ident(ty: &Type) -> Option<String> {
    match ungrouped(ty) {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

/// Returns the signed type for an unsigned one.
fn signed(name: &str) -> Option<&'static str> {
    const PAIRS: [(&str, &str); 11] = [
        ("u8", "i8"),
        ("u16", "i16"),
        ("u32", "i32"),
        ("u64", "i64"),
        ("usize", "isize"),
        ("size_t", "isize"),
        ("c_uchar", "c_schar"),
        ("c_ushort", "c_short"),
        ("c_uint", "c_int"),
        ("c_ulong", "c_long"),
        ("c_ulonglong", "c_longlong"),
    ];
    PAIRS.iter().find(|(unsigned, _)| *unsigned == name).map(|(_, signed)| *signed)
}

fn is_negative(value: &Expr) -> bool {
    match value {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), .. }) => true,
        Expr::Paren(paren) => is_negative(&paren.expr),
        _ => false,
    }
}

fn is_number(value: &Expr) -> bool {
    match value {
        Expr::Lit(lit) => matches!(lit.lit, Lit::Int(_)),
        value => is_negative(value),
    }
}
