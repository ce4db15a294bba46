//! `#[len(EXPR)]`: arithmetic that refuses instead of wrapping.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{BinOp, Expr};

use crate::function::model::{Model, Role};
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::report::Report;

/// Reports casts of numbers, which bypass the checks of a length.
pub(crate) fn check(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        let Role::Counted(len) = &parameter.role else { continue };
        if let Some(cast) = cast(len.to_token_stream()) {
            report.at(
                cast,
                "a cast hides a length that is negative or too large; any integer is a length here, and is checked: remove it",
            );
        }
    }
}

/// Returns the first `as` that is not a cast to a pointer, also among the tokens of a macro.
fn cast(tokens: TokenStream) -> Option<Ident> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "as" => {
                let to_pointer = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '*');
                if !to_pointer {
                    return Some(ident);
                }
            }
            TokenTree::Group(group) => {
                if let Some(found) = cast(group.stream()) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

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

/// Returns true for two lengths: rows and columns.
pub(crate) fn is_double(expr: &Expr) -> bool {
    matches!(expr, Expr::Tuple(tuple) if tuple.elems.len() == 2)
}

fn is_arithmetic(op: &BinOp) -> bool {
    matches!(op, BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_))
}
