//! `#[len(EXPR)]`: arithmetic that refuses instead of wrapping.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{BinOp, Expr};

use crate::names;

/// Rewrites `a * b + 1` to checked operations on its operands.
pub(crate) fn checked(expr: &Expr) -> TokenStream {
    match expr {
        Expr::Binary(binary) if is_arithmetic(&binary.op) => {
            let (left, op, right) = (checked(&binary.left), &binary.op, checked(&binary.right));
            quote_spanned!(names::plumbing(expr.span())=> (#left #op #right))
        }
        Expr::Tuple(tuple) if tuple.elems.len() == 2 => {
            let (first, last) = names::ends(tuple);
            let rt = names::runtime(first);
            let lens = tuple.elems.iter().map(checked);
            let arguments = quote_spanned!(last=> (#(#lens),*));
            quote_spanned!(first=> #rt::lens #arguments)
        }
        Expr::Paren(paren) => checked(&paren.expr),
        Expr::Group(group) => checked(&group.expr),
        operand => {
            let (first, last) = names::ends(operand);
            let rt = names::runtime(first);
            let argument = quote_spanned!(last=> (#operand));
            quote_spanned!(first=> #rt::len #argument)
        }
    }
}

/// Whether there are two lengths: rows and columns.
pub(crate) fn is_double(expr: &Expr) -> bool {
    matches!(expr, Expr::Tuple(tuple) if tuple.elems.len() == 2)
}

fn is_arithmetic(op: &BinOp) -> bool {
    matches!(op, BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_))
}
