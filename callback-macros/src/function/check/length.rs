//! Lengths in `#[len(EXPR)]` are not cast.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;

use crate::function::model::callback::{Model, Role};
use crate::syntax::report::Report;

/// Reports casts of numbers, which bypass the checks of a length.
pub(crate) fn check(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        let Role::Counted(len) = &parameter.role else { continue };
        is_not_cast(len, report);
    }
}

/// Reports a cast in a length.
pub(crate) fn is_not_cast(len: &impl ToTokens, report: &mut Report) {
    if let Some(cast) = cast(len.to_token_stream()) {
        report.at(
            cast,
            "a cast hides a length that is negative or too large; any integer is a length here, and is checked: remove it",
        );
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
