//! `-> !`, `returns = !` and `leave = EXPR` stand alone, in an ABI that may unwind.

use crate::function::model::callback::{Model, Shape};
use crate::syntax::report::Report;

const UNWIND: &str = "only `extern \"C-unwind\" fn` may unwind into C; write that, or `panic = abort` or `leave = …`";

pub(crate) fn check(model: &Model, report: &mut Report) {
    if model.leaves() {
        nothing_else_is_said(model, report);
    }
    if let (true, false, Some(leave)) = (model.leaves_with(), model.stops(), &model.args.leave) {
        report.span(leave.key, "only `Err` and `Break` give `leave = |error| …` an error; write `leave = …`");
    }
    if !model.diverges() {
        return;
    }
    if model.returns.shape != Shape::Never && !model.stops() {
        model.at_result(
            report,
            "`returns = !` goes with `-> !` or `-> Result<Infallible, E>`, whose `Err` is handed back",
        );
    }
    let abi = model.abi.as_ref().and_then(|abi| abi.name.as_ref());
    if !model.unwinds() || abi.is_some_and(|abi| abi.value().ends_with("-unwind")) {
        return;
    }
    match abi {
        Some(abi) => report.at(abi, UNWIND),
        None => model.at_result(report, UNWIND),
    }
}

/// Reports arguments for C values beside `leave`, which replaces all of them.
fn nothing_else_is_said(model: &Model, report: &mut Report) {
    let args = model.args;
    let said = [
        ("fail", args.fail.as_ref().map(|fail| fail.key)),
        ("on_fail", args.on_fail.as_ref().map(|on_fail| on_fail.key)),
        ("err", args.err.as_ref().map(|err| err.key)),
        ("break", args.breaks.as_ref().map(|breaks| breaks.key)),
    ];
    let why = if args.leave.is_some() {
        "`leave` replaces the values for C"
    } else {
        "a callback that never returns has no C value"
    };
    for (name, key) in said {
        if let Some(key) = key {
            report.span(key, format_args!("{why}; remove `{name}`"));
        }
    }
    if let (true, Some(key)) = (model.diverges(), args.ok.as_ref().or(args.continues.as_ref()).map(|good| good.key)) {
        report.span(key, "a callback that never returns has no C value; remove this");
    }
}
