//! Constants (`fail`, `ok`, `err`, `continue`, `break`) that cannot be values of the C type, by the way they are written.

use syn::{Expr, Lit, Type, UnOp};

use crate::function::check::lent::lacks_length;
use crate::function::model::callback::Model;
use crate::function::model::kind::{Kind, given, kind};
use crate::grammar::args::ErrorValue;
use crate::syntax::numbers;
use crate::syntax::report::Report;
use crate::syntax::tokens::uses;
use crate::syntax::types::{optional, ungrouped};

/// The kinds of C types that constants are written for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Pointer,
    Integer,
    Float,
    Unknown,
}

/// Reports constants of another kind, closures, and expressions of parameters.
pub(crate) fn check(model: &Model, report: &mut Report) {
    let args = model.args;
    let wanted = wanted(model);
    for constant in [&args.fail, &args.ok, &args.continues, &args.breaks].into_iter().flatten() {
        of_expression(model, &constant.value, wanted, report);
    }
    match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Constant(value)) if is_function_of_error(value) => report.at(
            value,
            "`err` is a constant or the path of a function; write `err = PATH` for `fn(&E) -> C`, and `fail = …`",
        ),
        Some(ErrorValue::Constant(value) | ErrorValue::Errno { value, .. }) => {
            of_expression(model, value, wanted, report);
        }
        Some(ErrorValue::Path(path)) if path.is_ident("None") => {
            if let Some(message) = none(wanted) {
                report.at(path, message);
            }
        }
        _ => {}
    }
}

/// Returns true for a closure, and for a call with the error.
fn is_function_of_error(value: &Expr) -> bool {
    let is_error = |argument: &Expr| match argument {
        Expr::Reference(reference) => is_name(&reference.expr, &["e", "err", "error"]),
        argument => is_name(argument, &["e", "err", "error"]),
    };
    match value {
        Expr::Closure(_) => true,
        Expr::Call(call) => call.args.iter().any(is_error),
        Expr::MethodCall(call) => is_error(&call.receiver),
        _ => false,
    }
}

fn is_name(value: &Expr, names: &[&str]) -> bool {
    matches!(value, Expr::Path(path) if names.iter().any(|name| path.path.is_ident(name)))
}

fn of_expression(model: &Model, value: &Expr, wanted: Wanted, report: &mut Report) {
    if let Expr::Closure(_) = value {
        report.at(value, "C gets a constant here; write one, or `err = PATH` for a function of the error");
    } else if let (true, Some(message)) = (is_name(value, &["None"]), none(wanted)) {
        report.at(value, message);
    } else if let (Some(message), false) = (unfit(value, wanted), wanted == Wanted::Pointer && lacks_length(model)) {
        report.at(value, message);
    } else if let Some(name) = parameter(model, value) {
        report.at(
            value,
            format_args!("this is evaluated at compile time, and `{name}` is a parameter; write a constant"),
        );
    }
}

/// Returns the message for `None`, which is the NULL of a function pointer alone.
fn none(wanted: Wanted) -> Option<&'static str> {
    match wanted {
        Wanted::Pointer => {
            Some("C gets a pointer, and no `Option`; write `core::ptr::null()` or `core::ptr::null_mut()`")
        }
        Wanted::Integer | Wanted::Float => Some("C gets a number, and no `Option`; write a number"),
        Wanted::Unknown => None,
    }
}

/// Returns the message for a literal of another kind.
fn unfit(value: &Expr, wanted: Wanted) -> Option<&'static str> {
    let literal = match value {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => &*unary.expr,
        value => value,
    };
    let Expr::Lit(literal) = literal else { return None };
    match (&literal.lit, wanted) {
        (Lit::Int(_), Wanted::Pointer) => {
            Some("C gets a pointer; write `core::ptr::null()` or `core::ptr::null_mut()`")
        }
        (Lit::Int(integer), Wanted::Float) if integer.suffix().is_empty() => {
            Some("C gets a number with a fraction; write it with a point, such as `0.0`")
        }
        (Lit::Float(_) | Lit::Bool(_) | Lit::Char(_), Wanted::Integer) => {
            Some("C gets an integer; write one, such as `0`")
        }
        (Lit::Str(_), Wanted::Integer | Wanted::Float) => Some("C gets a number; write one, such as `-1`"),
        (Lit::Float(_) | Lit::Bool(_) | Lit::Char(_) | Lit::Str(_), Wanted::Pointer) => {
            Some("C gets a pointer; write `core::ptr::null()`, or the pointer of a `c\"…\"`: `c\"\".as_ptr()`")
        }
        _ => None,
    }
}

/// Returns the kind of the C result, by the names of types.
fn wanted(model: &Model) -> Wanted {
    let ty = match (&model.args.returns, kind(model)) {
        (Some(returns), _) => Some(&returns.value),
        (None, Kind::Status) => return Wanted::Integer,
        (None, _) if model.places().is_some() => None,
        (None, _) => given(model),
    };
    let Some(ty) = ty else { return Wanted::Unknown };
    match ungrouped(optional(ty)) {
        Type::Ptr(_) | Type::Reference(_) => Wanted::Pointer,
        inner if core::ptr::eq(inner, ungrouped(ty)) && numbers::is_float(ty) => Wanted::Float,
        inner if core::ptr::eq(inner, ungrouped(ty)) && numbers::is_same_in_c(ty) => Wanted::Integer,
        _ => Wanted::Unknown,
    }
}

/// Returns the name of a parameter that the expression uses.
fn parameter(model: &Model, value: &Expr) -> Option<String> {
    let names = model.parameters.iter().filter_map(|parameter| parameter.name.as_ref());
    names.into_iter().find(|name| uses(value, name)).map(crate::output::names::text)
}
