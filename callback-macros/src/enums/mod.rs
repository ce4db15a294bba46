//! `#[callback] #[repr(…)] enum`: a C enum whose value is checked, or flags.

mod check;
mod emit;
mod flags;
mod model;
mod traits;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{ItemEnum, Token};

use crate::enums::model::EnumModel;
use crate::grammar::{cfg_halves, item};
use crate::syntax::cfg;
use crate::syntax::parse;
use crate::syntax::report::{self, Report};

/// The condition of a variant's attribute that is read here.
fn conditional(variants: TokenTree) -> Option<TokenStream> {
    if let TokenTree::Group(variants) = variants { cfg::conditional(variants.stream()) } else { None }
}

/// Expands the attribute on an enum; `None` on anything else.
pub(crate) fn expand(args: &TokenStream, item: &TokenStream) -> Option<TokenStream> {
    if !item::is(item, |head| Ok(head.peek(Token![enum]))) {
        return None;
    }
    if let Some(condition) = item.clone().into_iter().last().and_then(conditional) {
        return Some(cfg_halves::in_two(args, item, &condition));
    }
    let item: ItemEnum = match parse::tokens(item.clone()) {
        Ok(item) => item,
        Err(error) => {
            let errors = report::tokens(&error);
            return Some(quote!(#errors #item));
        }
    };
    let mut report = Report::new();
    let model = EnumModel::build(args.clone(), item, &mut report);
    check::check(&model, &mut report);
    Some(match report.finish() {
        Ok(()) if model.args.flags.is_some() => flags::emit(&model),
        Ok(()) => emit::emit(&model),
        Err(error) => emit::beside_errors(&model, &error),
    })
}
