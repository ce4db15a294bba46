//! `after = …` fits the failures that the callback can have.

use crate::function::model::callback::{Access, Model, Shape};
use crate::function::model::kind;
use crate::grammar::after::After;
use crate::grammar::args::Args;
use crate::grammar::settings::Setting;
use crate::syntax::report::Report;

pub(crate) fn check(model: &Model, report: &mut Report) {
    let Some(Setting { key, value: after }) = &model.args.after else { return };
    match model.context().map(|(_, context)| context.access) {
        None => return report.span(*key, "without a context nothing is kept, and each call runs; remove `after`"),
        Some(Access::Once) => {
            return report.span(*key, "a context by value is consumed by its one call; remove `after`");
        }
        Some(_) => {}
    }
    panics_come_back(model.args, after, report);
    ends_fit(model, after, report);
}

/// Reports `after` for panics of a callback or block with `panic = abort`.
pub(crate) fn panics_come_back(args: &Args, after: &After, report: &mut Report) {
    if let (Some(panics), Some(panic)) = (&args.panics, &after.panic) {
        report.between(
            panics.key,
            panic.key,
            "calls go on after a panic that `panic = PATH` takes, except while `pending = PATH` is true; remove this",
        );
    }
    if args.abort.is_none() {
        return;
    }
    if let Some(panic) = &after.panic {
        report.span(panic.key, "no call comes after a panic with `panic = abort`; remove one of the two");
    } else if let Some(all) = &after.all {
        report.span(
            all.key,
            "no call comes after a panic with `panic = abort`; name the other failures: `after(err = …, refused = …)`",
        );
    }
}

/// Reports `err` without a `Result`, and `break` without a `ControlFlow`.
fn ends_fit(model: &Model, after: &After, report: &mut Report) {
    let flows = model.args.breaks.is_some() || matches!(model.returns.shape, Shape::ControlFlow { .. });
    let stops = kind::stops(model);
    if let Some(err) = after.err.as_ref().filter(|_| !stops || flows) {
        let remedy = if flows { "a `ControlFlow` ends with `break`: `after(break = …)`" } else { "remove it" };
        report.span(err.key, format_args!("only a `Result` has an `Err`; {remedy}"));
    }
    if let Some(breaks) = after.breaks.as_ref().filter(|_| !stops || !flows) {
        let remedy = if stops { "a `Result` ends with `err`: `after(err = …)`" } else { "remove it" };
        report.span(breaks.key, format_args!("only a `ControlFlow` has a `Break`; {remedy}"));
    }
}
