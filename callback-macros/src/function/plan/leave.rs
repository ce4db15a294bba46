//! The answer of a body: of a shim that returns, and of one that leaves.

use proc_macro2::Span;
use quote::quote_spanned;

use crate::function::model::callback::{Model, Shape};
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::list::List as _;

/// The conversion of the result.
pub(crate) struct Answer<'a> {
    /// A function of the runtime, and its arguments after the result.
    pub(crate) function: Printed<'a>,
    pub(crate) arguments: Vec<Printed<'a>>,
}

/// Returns the conversion of the result: to an answer, or to none if the shim leaves.
pub(crate) fn answer(model: &Model, good: Option<&Printed>) -> Answer<'static> {
    let (span, last) = match &model.returns.ty {
        Some(ty) => names::ends(ty),
        None => names::ends(model.name()),
    };
    let rt = names::runtime(span);
    let returns = model.args.returns.as_ref().map(|returns| &returns.value).filter(|_| !model.diverges());
    let convert = match (good, returns) {
        _ if model.returns.shape == Shape::Never => quote_spanned!(span=> #rt::never),
        _ if model.diverges() => quote_spanned!(span=> #rt::no_value),
        (Some(good), _) => quote_spanned!(span=> #rt::good(#good)),
        (None, Some(ty)) => quote_spanned!(span=> #rt::plain_as::<#ty, _, _>),
        (None, None) => quote_spanned!(span=> #rt::plain),
    };
    let (function, left) = match (model.stops(), model.leaves_with()) {
        (true, true) => ("leaves_with", Some(quote_spanned!(span=> &#rt::LeftWith::new()))),
        (true, false) => ("leaves", None),
        _ => ("answers", None),
    };
    let function = proc_macro2::Ident::new(function, last);
    Answer {
        function: Printed::Runtime(function, span),
        arguments: core::iter::once(convert).chain(left).map(Printed::Tokens).list(),
    }
}

/// Returns the type of the answer: `()` if the function diverges.
pub(crate) fn answer_type<'a>(model: &Model, c_return: &Printed<'a>) -> Printed<'a> {
    if model.diverges() { Printed::unit(Span::call_site()) } else { c_return.clone() }
}
