//! The C values of results: each is given, once, and fits.

use crate::function::model::callback::{Model, Shape};
use crate::grammar::args::ErrorValue;
use crate::grammar::settings::Setting;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::tokens::is_function;

/// Reports `ok` and `err` without a `Result`, and `continue` and `break` without a `ControlFlow`; true if all fit.
pub(crate) fn stop_values_fit(model: &Model, report: &mut Report) -> bool {
    let args = model.args;
    let result = [key("ok", args.ok.as_ref()), args.err.as_ref().map(|err| ("err", err.key))];
    let flow = [key("continue", args.continues.as_ref()), key("break", args.breaks.as_ref())];
    let (unfit, wants): (Vec<_>, _) = match model.returns.shape {
        Shape::Result { .. } => {
            (flow.into_iter().flatten().list(), "a `ControlFlow`; for a `Result` write `ok` and `err`")
        }
        Shape::ControlFlow { .. } => {
            (result.into_iter().flatten().list(), "a `Result`; for a `ControlFlow` write `continue` and `break`")
        }
        Shape::Unit | Shape::Ordering | Shape::Number | Shape::Optional => {
            (result.into_iter().chain(flow).flatten().list(), "a `Result` or `ControlFlow`; remove it, or return one")
        }
        // An alias may be either.
        Shape::Other if result.iter().any(Option::is_some) => {
            (flow.into_iter().flatten().list(), "a `ControlFlow`, and `ok` and `err` to a `Result`; keep one pair")
        }
        Shape::Other | Shape::Never => return true,
    };
    match &unfit[..] {
        [] => {}
        [(name, span)] => report.span(*span, format_args!("`{name}` belongs to {wants}")),
        [(first, span), (second, _), ..] => {
            report.span(*span, format_args!("`{first}` and `{second}` belong to {wants}"));
        }
    }
    unfit.is_empty()
}

pub(crate) fn key<T>(name: &'static str, setting: Option<&Setting<T>>) -> Option<(&'static str, proc_macro2::Span)> {
    setting.map(|setting| (name, setting.key))
}

/// Reports missing C values for the two ends of a `Result` or `ControlFlow`.
pub(crate) fn stop_values_given(model: &Model, report: &mut Report) {
    const ERR: &str =
        "`Err` has no C value; add `err = …`, such as `err = -1`, or `returns = ()` if the C function returns `void`";
    const OK: &str =
        "`Ok(())` has no C value; add `ok = …`, such as `ok = 0`, or `returns = ()` if the C function returns `void`";
    const OK_AND_ERR: &str =
        "`Ok(())` and `Err` have no C values; add them, such as `ok = 0, err = -1`, or `returns = ()` if C takes none";
    const CONTINUE_AND_BREAK: &str =
        "`Continue(())` and `Break` have no C values; add `continue = …, break = …`, or `returns = ()` if C takes none";
    const BREAK: &str = "`Break` has no C value; add `break = …`, or for `void` a function that stops C: `stop = EXPR`, or `returns = ()` and `Scope::on_stop`";
    const CONTINUE: &str =
        "`Continue(())` has no C value; add `continue = …`, or `returns = ()` if the C function returns `void`";
    let args = model.args;
    if model.returns_nothing() || model.diverges() {
        return;
    }
    let (no_err, no_break) = (args.err.is_none(), args.breaks.is_none());
    let stays = args.leave.is_none();
    let missing = match model.returns.shape {
        Shape::Result { unit } => match (no_err && stays, unit && args.ok.is_none()) {
            (true, true) => Some(OK_AND_ERR),
            (true, false) => Some(ERR),
            (false, true) => Some(OK),
            (false, false) => None,
        },
        Shape::ControlFlow { unit } => match (no_break && stays, unit && args.continues.is_none()) {
            (true, true) => Some(CONTINUE_AND_BREAK),
            (true, false) => Some(BREAK),
            (false, true) => Some(CONTINUE),
            (false, false) => None,
        },
        Shape::Other if args.ok.is_some() && no_err => Some(ERR),
        Shape::Other if args.continues.is_some() && no_break => Some(BREAK),
        _ => None,
    };
    if let Some(message) = missing {
        model.at_result(report, message);
    }
    value_is_not_replaced(model, report);
}

/// Reports a constant for a success whose value is returned to C.
fn value_is_not_replaced(model: &Model, report: &mut Report) {
    // The value may go into a place whose attribute could not be read.
    if model.parameters.iter().any(|parameter| parameter.unread) {
        return;
    }
    let args = model.args;
    match (model.returns.shape, &args.ok, &args.continues) {
        (Shape::Result { unit: false }, Some(ok), _) => {
            report.span(ok.key, "C gets the value of `Ok`; remove `ok`, or return `Result<(), E>`");
        }
        (Shape::ControlFlow { unit: false }, _, Some(continues)) => {
            report.span(continues.key, "C gets the value of `Continue`; remove `continue`, or return `ControlFlow<B>`");
        }
        _ => {}
    }
}

/// Reports a missing fail value: with a wrong default, a panic could commit a transaction.
pub(crate) fn fail_given(model: &Model, report: &mut Report) {
    let args = model.args;
    if args.fail.is_some() || args.breaks.is_some() || model.returns_nothing() || model.leaves() {
        return;
    }
    match (model.returns.shape, args.err.as_ref().map(|err| &err.value)) {
        (Shape::Unit, _) if args.returns.is_none() => {}
        // There is a fail value, or another argument is reported as missing.
        (Shape::Never | Shape::Ordering, _)
        | (Shape::Result { .. } | Shape::ControlFlow { .. }, None)
        | (_, Some(ErrorValue::Constant(_) | ErrorValue::Errno { .. })) => {}
        (_, Some(ErrorValue::Path(path))) if !is_function(path) => {}
        (_, Some(ErrorValue::Path(path))) => {
            report.at(path, "`err` is computed from an error, and a panic has none; add the fail value, `fail = …`");
        }
        (_, Some(ErrorValue::NegativeErrno(expr))) => {
            report.at(
                expr,
                "`err` is computed from an error, and a panic has none; add `fail = …`, such as `fail = -libc::EIO`",
            );
        }
        (_, None) if model.is_method() => model.at_result(
            report,
            "a C result needs a fail value for panics and refused calls; add `fail = …`, or `#[callback(skip)]` if this is no callback",
        ),
        (_, None) => {
            model.at_result(
                report,
                "a C result needs a fail value for panics and refused calls; add `fail = …` to the attribute",
            );
        }
    }
}
