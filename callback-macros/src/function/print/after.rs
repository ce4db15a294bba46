//! The properties of `Declared` that differ from those of most callbacks.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use crate::function::model::callback::Model;
use crate::function::model::kind;
use crate::grammar::after::Runs;
use crate::grammar::args::ErrorValue;
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::syntax::tokens::is_function;

/// Adds the properties to `Declared` that differ from those of most callbacks.
pub(crate) fn declared(model: &Model, mut declared: TokenStream) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let mut add = |function: &str, argument: Option<Runs>| {
        let (function, argument) = (Ident::new(function, span), argument.into_iter());
        declared = quote_spanned!(span=> #rt::Declared::#function(#declared #(, #argument)*));
    };
    if model.args.on_fail.is_some() && kind::errs(model) {
        add("telling", None);
    } else if is_computed(model) {
        add("answering", None);
    }
    if let Some(Setting { value: after, .. }) = &model.args.after {
        let runs = |own: &Option<Setting<Runs>>| own.as_ref().or(after.all.as_ref()).map(|setting| setting.value);
        let stop = runs(&after.err.or(after.breaks)).filter(|_| kind::stops(model));
        for (function, runs) in
            [("after_panic", runs(&after.panic)), ("after_stop", stop), ("after_refused", runs(&after.refused))]
        {
            if runs.is_some() {
                add(function, runs);
            }
        }
    }
    declared
}

/// Returns true if the C value for an `Err` is computed from the error.
fn is_computed(model: &Model) -> bool {
    match model.args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Path(path)) => is_function(path),
        Some(ErrorValue::Errno { .. } | ErrorValue::NegativeErrno(_)) => true,
        Some(ErrorValue::Constant(_)) | None => false,
    }
}
