//! Frames that C does not come back to: `-> !`, `returns = !` and `leave = EXPR`.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Expr, Type};

use crate::function::model::{Model, Shape};
use crate::function::plan::{Answer, Plan, is_c_parameter};
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::report::Report;
use crate::syntax::tokens::uses;

impl Model<'_> {
    /// Returns true if the call never returns to C, whose frames are left.
    pub(crate) fn diverges(&self) -> bool {
        let returns = self.args.returns.as_ref().map(|returns| &returns.value);
        self.returns.shape == Shape::Never || matches!(returns, Some(Type::Never(_)))
    }

    /// Returns true if the shim leaves in place of returning a fail value.
    pub(crate) fn leaves(&self) -> bool {
        self.diverges() || self.args.leave.is_some()
    }

    /// Returns true if the shim unwinds, and the scope has to catch it.
    pub(crate) fn unwinds(&self) -> bool {
        self.diverges() && self.args.leave.is_none() && self.args.abort.is_none()
    }

    /// Returns true for `leave = |error| …`.
    fn leaves_with(&self) -> bool {
        matches!(&self.args.leave, Some(leave) if matches!(leave.value, Expr::Closure(_)))
    }

    fn stops(&self) -> bool {
        matches!(self.returns.shape, Shape::Result { .. } | Shape::ControlFlow { .. })
    }
}

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
        arguments: core::iter::once(convert).chain(left).map(Printed::Tokens).collect(),
    }
}

/// Returns the type of the answer: `()` if the function diverges.
pub(crate) fn answer_type<'a>(model: &Model, c_return: &Printed<'a>) -> Printed<'a> {
    if model.diverges() { Printed::unit(Span::call_site()) } else { c_return.clone() }
}

/// Returns the code by which the shim leaves when all Rust values are dropped; the parameters are as C passed them.
pub(crate) fn leave(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let name = model.name();
    let (args, context) = (&plan.generics.named, names::local("context", at));
    if !model.leaves() {
        return None;
    }
    let Some(leave) = &model.args.leave else {
        return Some(if model.unwinds() {
            quote_spanned!(span=> #rt::leave::<#name<#(#args),*>>(#context))
        } else {
            quote_spanned!(span=> #rt::end::<#name<#(#args),*>>())
        });
    };
    let (first, last) = names::ends(&leave.value);
    let bindings = as_c_passed(model, &leave.value, first);
    let expression = &leave.value;
    let call = if model.leaves_with() && model.stops() {
        // The second of the locals for the answer: see `answer`.
        let left = names::local("answer1", at);
        quote_spanned!(last=> #rt::LeftWith::leave(&#left, #expression))
    } else {
        quote_spanned!(last=> (#expression))
    };
    Some(quote_spanned!(first=> { #(#bindings)* #call }))
}

/// Returns bindings for the parameters that an expression uses, under their names, as C passed them.
pub(crate) fn as_c_passed(model: &Model, expression: &Expr, at: Span) -> Vec<TokenStream> {
    let parameters = model.parameters.iter().enumerate();
    let bindings = parameters.filter_map(|(index, parameter)| {
        let name = parameter.name.as_ref().filter(|name| uses(expression, name))?;
        let c = names::c_value(index, parameter.span);
        is_c_parameter(parameter).then(|| quote_spanned!(at=> let #name = #c;))
    });
    bindings.collect()
}
