//! The pipeline: parse, check, decide, print.

use proc_macro2::TokenStream;

use crate::function::{expand_function, fallback};
use crate::grammar::{cfg_halves, item};
use crate::{alias, enums, foreign, methods};

/// Expands `#[callback(args)] item`.
pub(crate) fn expand(args: TokenStream, item: &TokenStream) -> TokenStream {
    let function = match item::function(item) {
        Some(function) => function,
        None => match expand_other(&args, item) {
            Some(expanded) => return expanded,
            None => item::parse(item.clone()),
        },
    };
    let function = match function {
        Ok(function) => function,
        Err(error) => return fallback::unknown_item(item, &error),
    };
    if let Some(split) = cfg_halves::split(&args, &function) {
        return split;
    }
    expand_function(args, function)
}

/// Expands an item other than a function; returns `None` for unknown items.
fn expand_other(args: &TokenStream, item: &TokenStream) -> Option<TokenStream> {
    let expanded = enums::expand(args, item)
        .or_else(|| methods::expand(args, item))
        .or_else(|| alias::signature::expand(args, item));
    expanded.or_else(|| foreign::is_block(item).then(|| foreign::expand(args, item)))
}
