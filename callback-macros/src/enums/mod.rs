//! `#[callback] #[repr(…)] enum`: a C enum whose value is checked, or flags.

mod check;
mod emit;
mod flags;
mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemEnum;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};

use crate::report::{self, Report};

use self::model::Model;

/// Expands the attribute on an enum; `None` on anything else.
pub(crate) fn expand(args: &TokenStream, item: &TokenStream) -> Option<TokenStream> {
    if !is_enum(item) {
        return None;
    }
    let item: ItemEnum = match syn::parse2(item.clone()) {
        Ok(item) => item,
        Err(error) => {
            let errors = report::tokens(&error);
            return Some(quote!(#errors #item));
        }
    };
    let mut report = Report::new();
    let model = Model::build(args.clone(), item, &mut report);
    check::check(&model, &mut report);
    Some(match report.finish() {
        Ok(()) if model.args.flags.is_some() => flags::emit(&model),
        Ok(()) => emit::emit(&model),
        Err(error) => emit::broken(&model, &error),
    })
}

/// Whether an item is an enum, whatever it has inside.
fn is_enum(item: &TokenStream) -> bool {
    let head = |input: ParseStream| {
        input.call(syn::Attribute::parse_outer)?;
        syn::Visibility::parse(input)?;
        let keyword = input.call(syn::Ident::parse_any)?;
        // The rest has its own parser.
        input.parse::<TokenStream>()?;
        Ok(keyword == "enum")
    };
    head.parse2(item.clone()).unwrap_or(false)
}
