//! `#[len(EXPR)]`: arithmetic that refuses instead of wrapping.

use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{BinOp, Expr};

use crate::output::names;
use crate::output::tree::Printed;

/// Rewrites `a * b + 1` with checked operations on its operands.
pub(crate) fn checked(expr: &Expr) -> Printed<'static> {
    match expr {
        Expr::Binary(binary) if is_arithmetic(&binary.op) => {
            let (left, op, right) = (checked(&binary.left), &binary.op, checked(&binary.right));
            Printed::Tokens(quote_spanned!(names::plumbing(expr.span())=> (#left #op #right)))
        }
        Expr::Tuple(tuple) if tuple.elems.len() == 2 => {
            let (first, last) = names::ends(tuple);
            let lens = tuple.elems.iter().map(checked);
            Printed::runtime("lens", first).call(quote_spanned!(last=> #(#lens),*), last)
        }
        Expr::Paren(paren) => checked(&paren.expr),
        Expr::Group(group) => checked(&group.expr),
        operand => {
            let (first, last) = names::expr_ends(operand);
            Printed::runtime("len", first).call(operand.to_token_stream(), last)
        }
    }
}

/// Returns true for an expression that [`checked`] rewrites, in parentheses or not.
pub(crate) fn is_calculated(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(binary) => is_arithmetic(&binary.op),
        Expr::Paren(paren) => is_calculated(&paren.expr),
        Expr::Group(group) => is_calculated(&group.expr),
        _ => false,
    }
}

/// Returns true for two lengths: rows and columns.
pub(crate) fn is_double(expr: &Expr) -> bool {
    matches!(expr, Expr::Tuple(tuple) if tuple.elems.len() == 2)
}

fn is_arithmetic(op: &BinOp) -> bool {
    matches!(op, BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_))
}
