//! `#[len(EXPR)]`: arithmetic that refuses instead of wrapping.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{BinOp, Expr};

use crate::names;

/// Rewrites `a * b + 1` to checked operations on its operands.
pub(crate) fn checked(expr: &Expr) -> TokenStream {
    let rt = names::runtime();
    match expr {
        Expr::Binary(binary) if is_arithmetic(&binary.op) => {
            let (left, op, right) = (checked(&binary.left), &binary.op, checked(&binary.right));
            quote!((#left #op #right))
        }
        Expr::Paren(paren) => checked(&paren.expr),
        Expr::Group(group) => checked(&group.expr),
        operand => {
            let span = names::plumbing(operand.span());
            quote_spanned!(span=> #rt::len(#operand))
        }
    }
}

fn is_arithmetic(op: &BinOp) -> bool {
    matches!(op, BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_))
}
