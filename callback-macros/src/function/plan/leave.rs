//! The answer of a body: of a shim that returns, and of one that leaves. The way in which that leaves, and a report of failures.

use proc_macro2::{Ident, Span};
use quote::quote_spanned;
use syn::Expr;

use crate::function::model::callback::{Model, Shape, is_c_parameter};
use crate::function::model::kind;
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::list::List as _;
use crate::syntax::tokens::uses;

/// The conversion of the result.
pub(crate) struct Answer<'a> {
    /// A function of the runtime, and its arguments after the result.
    pub(crate) function: Printed<'a>,
    pub(crate) arguments: Vec<Printed<'a>>,
}

/// The code by which a shim leaves the frames of C, when all Rust values are dropped.
pub(crate) enum Leaving<'a> {
    /// The panic goes on.
    Unwinding,
    /// The process ends.
    Ending,
    Expression {
        expression: &'a Expr,
        /// True if the stop value is passed to it.
        takes_stop_value: bool,
        passed: Vec<Passed<'a>>,
    },
}

/// The expression of `on_fail`.
pub(crate) struct OnFail<'a> {
    pub(crate) expression: &'a Expr,
    pub(crate) passed: Vec<Passed<'a>>,
    /// True if it is called for an `Err`.
    pub(crate) for_errors: bool,
}

/// A parameter that an expression uses under its name, as C passed it.
pub(crate) struct Passed<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) c: Ident,
}

/// Returns the code by which the shim leaves, if it does.
pub(super) fn leaving<'a>(model: &'a Model) -> Option<Leaving<'a>> {
    if !model.leaves() {
        return None;
    }
    Some(match &model.args.leave {
        None if model.unwinds() => Leaving::Unwinding,
        None => Leaving::Ending,
        Some(leave) => Leaving::Expression {
            expression: &leave.value,
            takes_stop_value: model.leaves_with() && model.stops(),
            passed: passed(model, &leave.value),
        },
    })
}

/// Returns the expression of `on_fail`; a shim that leaves has none.
pub(super) fn on_fail<'a>(model: &'a Model) -> Option<OnFail<'a>> {
    let expression = kind::on_fail(model)?;
    Some(OnFail { expression, passed: passed(model, expression), for_errors: kind::errs(model) })
}

/// Returns the parameters that an expression uses.
fn passed<'a>(model: &'a Model, expression: &Expr) -> Vec<Passed<'a>> {
    let parameters = model.parameters.iter().enumerate();
    let passed = parameters.filter_map(|(index, parameter)| {
        let name = parameter.name.as_ref().filter(|name| uses(expression, name))?;
        is_c_parameter(parameter).then(|| Passed { name, c: names::c_value(index, parameter.span) })
    });
    passed.list()
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
