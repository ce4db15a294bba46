//! The pipeline: parse, check, decide, print.

use proc_macro2::TokenStream;

use crate::function::{check, fallback, model, plan, print};
use crate::grammar::args::Args;
use crate::grammar::item::{self, Function};
use crate::syntax::cfg;
use crate::syntax::report::{self, Report};
use crate::{enums, foreign, methods};

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
    if let Some(split) = cfg::split(&args, &function) {
        return split;
    }
    expand_function(args, function)
}

/// Expands an item other than a function; returns `None` for unknown items.
fn expand_other(args: &TokenStream, item: &TokenStream) -> Option<TokenStream> {
    let expanded = enums::expand(args, item)
        .or_else(|| methods::expand(args, item))
        .or_else(|| foreign::signature::expand(args, item));
    expanded.or_else(|| foreign::is_block(item).then(|| foreign::expand(args, item)))
}

pub(crate) fn expand_function(args: TokenStream, function: Function) -> TokenStream {
    let mut report = Report::new();
    let args = Args::parse(args, &mut report);
    let model = model::build(&args, function, &mut report);
    check::check(&model, &mut report);
    let plan = plan::lower(&model);
    match (report.finish(), plan) {
        (Ok(()), Some(plan)) => print::emit(&model, &plan),
        (Err(error), _) => fallback::function(&model, &error),
        // A plan is missing only if an error was reported.
        (Ok(()), None) => fallback::function(&model, &report::silent(&model)),
    }
}
