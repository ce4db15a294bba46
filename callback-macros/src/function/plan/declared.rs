//! The properties of `Declared` that differ from those of most callbacks.

use crate::function::model::callback::Model;
use crate::function::model::kind;
use crate::function::model::lent::is_lent;
use crate::function::plan::results::fails_with_errno;
use crate::grammar::after::Runs;
use crate::grammar::args::ErrorValue;
use crate::grammar::settings::Setting;
use crate::syntax::tokens::is_function;

/// A property: a function of `Declared`, and its argument.
pub(crate) type Property = (&'static str, Option<Runs>);

/// Returns the properties that differ from those of most callbacks.
pub(super) fn properties(model: &Model) -> Vec<Property> {
    let mut properties = vec![];
    if fails_with_errno(model) {
        properties.push(("failing_with_errno", None));
    }
    if is_lent(model) {
        properties.push(("lending", None));
    }
    if model.args.on_fail.is_some() && kind::errs(model) {
        properties.push(("telling", None));
    } else if is_computed(model) {
        properties.push(("answering", None));
    }
    if let Some(Setting { value: after, .. }) = &model.args.after {
        let runs = |own: &Option<Setting<Runs>>| own.as_ref().or(after.all.as_ref()).map(|setting| setting.value);
        let stop = runs(&after.err.or(after.breaks)).filter(|_| kind::stops(model));
        let each = [("after_panic", runs(&after.panic)), ("after_stop", stop), ("after_refused", runs(&after.refused))];
        properties.extend(each.into_iter().filter(|(_, runs)| runs.is_some()));
    }
    properties
}

/// Returns true if the C value for an `Err` is computed from the error.
fn is_computed(model: &Model) -> bool {
    match model.args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Path(path)) => is_function(path),
        Some(ErrorValue::Errno { .. } | ErrorValue::NegativeErrno(_)) => true,
        Some(ErrorValue::Constant(_)) | None => false,
    }
}
