//! `on_fail = |error| …` needs an error.

use syn::Expr;

use crate::function::model::callback::Model;
use crate::function::model::kind::errs;
use crate::syntax::report::Report;

pub(crate) fn check(model: &Model, report: &mut Report) {
    let Some(on_fail) = &model.args.on_fail else { return };
    if matches!(on_fail.value, Expr::Closure(_)) && !errs(model) && !model.leaves() {
        report.span(on_fail.key, "only `Err` gives `on_fail = |error| …` an error; write `on_fail = …`");
    }
}
