//! A function that C calls: its model, the checks, the plan, and what is printed.

pub(crate) mod c_text;
pub(crate) mod check;
pub(crate) mod fallback;
pub(crate) mod model;
pub(crate) mod plan;
pub(crate) mod print;

use proc_macro2::TokenStream;

use crate::function::check::rules;
use crate::function::model::build;
use crate::function::plan::lower;
use crate::function::print::emit;
use crate::grammar::args::Args;
use crate::grammar::item::Function;
use crate::syntax::report::Report;

/// Expands the attribute on a function.
pub(crate) fn expand_function(args: TokenStream, function: Function) -> TokenStream {
    let mut report = Report::new();
    let args = Args::parse(args, &mut report);
    let model = build::build(&args, function, &mut report);
    rules::check(&model, &mut report);
    let plan = lower::lower(&model);
    match (report.finish(), plan) {
        (Ok(()), Some(plan)) => emit::emit(&model, &plan),
        (Err(error), _) => fallback::function(&model, &error),
        // A plan is missing only if an error was reported.
        (Ok(()), None) => fallback::function(&model, &fallback::silent(&model)),
    }
}
