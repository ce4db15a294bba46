//! The value of `ok`, and the value for an `Err` that must differ from it.

use quote::ToTokens;
use syn::{Expr, ExprLit, ExprUnary, Lit, Path, UnOp};

use crate::function::model::callback::Model;
use crate::grammar::args::ErrorValue;
use crate::output::names;
use crate::syntax::tokens::is_function;

/// A C value for an `Err`.
pub(crate) struct Failure<'a> {
    /// `err` or `fail`.
    pub(crate) argument: &'static str,
    pub(crate) value: &'a dyn ToTokens,
    pub(crate) number: Option<i128>,
    /// True if it is made of literals and names of constants.
    pub(crate) is_constant: bool,
}

/// Returns the value of `ok`, and the one that it must not be.
pub(crate) fn failure<'a>(model: &Model<'a>) -> Option<(Failure<'a>, &'a Expr)> {
    let args = model.args;
    let (ok, err) = (args.ok.as_ref()?, args.err.as_ref()?);
    let of_expression =
        |argument, value: &'a Expr| Failure { argument, value, number: number(value), is_constant: is_constant(value) };
    let failure = match &err.value {
        ErrorValue::Constant(value) | ErrorValue::Errno { value, .. } => of_expression("err", value),
        ErrorValue::Path(path) if is_function(path) => of_expression("fail", &args.fail.as_ref()?.value),
        ErrorValue::Path(path) => {
            Failure { argument: "err", value: path, number: None, is_constant: is_constant_name(path) }
        }
        // The runtime replaces values that are no error number.
        ErrorValue::NegativeErrno(_) => return None,
    };
    Some((failure, &ok.value))
}

/// Returns the value of a literal: an integer, or a truth value.
pub(crate) fn number(expr: &Expr) -> Option<i128> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(integer), .. }) => integer.base10_parse().ok(),
        Expr::Lit(ExprLit { lit: Lit::Bool(truth), .. }) => Some(truth.value.into()),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => number(expr).map(|number| -number),
        Expr::Paren(paren) => number(&paren.expr),
        Expr::Group(group) => number(&group.expr),
        _ => None,
    }
}

/// Returns true for literals, names of constants, and expressions of them.
pub(crate) fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(literal) => matches!(literal.lit, Lit::Int(_)),
        Expr::Path(path) => path.qself.is_none() && is_constant_name(&path.path),
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Binary(binary) => is_constant(&binary.left) && is_constant(&binary.right),
        Expr::Cast(cast) => is_constant(&cast.expr),
        Expr::Paren(paren) => is_constant(&paren.expr),
        Expr::Group(group) => is_constant(&group.expr),
        _ => false,
    }
}

/// Returns true for `NAME`: values of other types than integers, such as variants, have other names.
fn is_constant_name(path: &Path) -> bool {
    let last = path.segments.last().map(|last| names::text(&last.ident));
    last.is_some_and(|last| !last.chars().any(char::is_lowercase))
}
