//! An `Err` never gives C the value of `ok`: literals are compared here, other constants by rustc.

use crate::function::model::callback::Model;
use crate::function::model::success::{failure, number};
use crate::syntax::report::Report;

/// Compares literals.
pub(crate) fn check(model: &Model, report: &mut Report) {
    let Some((failure, ok)) = failure(model) else { return };
    let Some(ok) = number(ok) else { return };
    if failure.number == Some(ok) {
        let why = match failure.argument {
            "err" => "C takes a failure for a success",
            _ => "C gets it where `err` answers with that",
        };
        report.at(
            failure.value,
            format_args!("`{}` is the value of `ok`, and {why}; give it another value", failure.argument),
        );
    }
}
