//! From the model to the plan of the output: every decision is made here.

use std::borrow::Cow;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::{Expr, LitStr, Safety};

use crate::function::c_text::declarator::Declaration;
use crate::function::c_text::signature;
use crate::function::model::callback::{Model, Parameter, Role, Shape, is_c_parameter};
use crate::function::model::kind::Kind;
use crate::function::plan::arguments::{Argument, Conversion, conversions};
use crate::function::plan::context::{ContextPlan, c_void_pointer, context_plan, context_pointer};
use crate::function::plan::declared::{Property, properties};
use crate::function::plan::generics::{Generics, generics};
use crate::function::plan::leave::{Answer, Leaving, OnFail, leaving, on_fail};
use crate::function::plan::places::{Given, given};
use crate::function::plan::results::{Result, answer, ended, fail, fail_number, flow, returns_nothing};
use crate::function::plan::{overlap, required, success, types_of_call};
use crate::grammar::context::ContextArgs;
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::output::runtime::Runtime;
use crate::output::tree::Printed;
use crate::syntax::list::List as _;
use crate::syntax::numbers::is_same_in_c;

/// The plan of the output.
#[allow(clippy::struct_excessive_bools, reason = "they are decisions, each of its own")]
pub(crate) struct Plan<'a> {
    pub(crate) runtime: Runtime<'a>,
    pub(crate) abi: Cow<'a, LitStr>,
    pub(crate) generics: Generics,
    /// Bounds on the types of arguments and of the result.
    pub(crate) required: Vec<TokenStream>,
    /// The C type of each parameter that C has.
    pub(crate) c_parameters: Vec<CParameter<'a>>,
    pub(crate) c_return: Printed<'a>,
    /// The type of the end of a call: with the C result, or with none.
    pub(crate) ended: Printed<'a>,
    pub(crate) context: Option<ContextPlan<'a>>,
    /// True if the callback has a scope of its own: see `has_scope`.
    pub(crate) has_scope: bool,
    pub(crate) flow: Printed<'a>,
    /// Access, source, flow, pointer, route and threads, except those at the end that equal the runtime's defaults.
    pub(crate) terms: Printed<'a>,
    /// True if C calls from other threads; the bounds on the context are then asserted.
    pub(crate) threads: bool,
    /// With `panic = abort`: an expression that is true if a value may be refused.
    pub(crate) refusing: Option<TokenStream>,
    /// Arguments that C passes in one parameter; the context follows them.
    pub(crate) conversions: Vec<Conversion<'a>>,
    /// Arguments with a length, which may depend on all others.
    pub(crate) counted: Vec<Conversion<'a>>,
    /// The arguments that may not overlap.
    pub(crate) compared_arguments: overlap::Compared<'a>,
    /// True if an argument takes the call itself.
    pub(crate) needs_call: bool,
    /// True if a parameter has the name of the function.
    pub(crate) hides_function: bool,
    /// True if the shim acts after the call; the body is then a closure that borrows the shim's locals.
    pub(crate) has_closure: bool,
    /// The arguments of the call, in the order of the function.
    pub(crate) call: Vec<Argument<'a>>,
    pub(crate) answer: Answer<'a>,
    /// The fail value.
    pub(crate) fail: Printed<'a>,
    /// The fail value, if it is a number literal.
    pub(crate) fail_number: Option<Cow<'a, Expr>>,
    /// True if the C function returns `void`; no fail value is needed.
    pub(crate) returns_nothing: bool,
    /// Compares the C values for `Ok` and for `Err`.
    pub(crate) compared: Option<TokenStream>,
    pub(crate) given: Given,
    /// The properties of `Declared` that differ from those of most callbacks.
    pub(crate) properties: Vec<Property>,
    /// The code by which the shim leaves, if it does.
    pub(crate) leaving: Option<Leaving<'a>>,
    pub(crate) on_fail: Option<OnFail<'a>>,
    /// True if panics of the function are caught by a callback without context, and continue in its caller.
    pub(crate) unwinds: bool,
    /// True if the function does not return.
    pub(crate) diverges: bool,
    /// True if the function is `unsafe`.
    pub(crate) is_unsafe: bool,
    /// True if the last C parameter is the `...` of a variadic function.
    pub(crate) is_variadic: bool,
    pub(crate) parameter_names: Vec<String>,
    /// The declaration in C.
    pub(crate) declaration: Declaration,
}

pub(crate) struct CParameter<'a> {
    pub(crate) name: Ident,
    pub(crate) ty: Printed<'a>,
}

pub(crate) fn lower<'a>(model: &'a Model) -> Option<Plan<'a>> {
    let compared_arguments = overlap::compared(model);
    let (conversions, counted, call) = conversions(model, compared_arguments.arguments > 0);
    let result = Result::of(model);
    let (answer, fail) = (answer(model, &result), fail(model, &result)?);
    let context = model.context().map(|(index, context)| context_plan(model, index, context));
    let has_closure = model.leaves() || model.args.on_fail.is_some();
    let function = names::text(model.name());
    let is_function = |name: &Ident| names::text(name) == function;
    let values = || conversions.iter().chain(&counted);
    let generics = generics(model);
    Some(Plan {
        needs_call: has_closure || values().any(|conversion| conversion.call.is_none() && !conversion.is_sure),
        hides_function: values().any(|conversion| is_function(&conversion.name))
            || context.as_ref().is_some_and(|context| is_function(&context.value)),
        compared_arguments,
        has_closure,
        runtime: Runtime::of(Setting::value(model.args.krate.as_ref())),
        abi: abi_string(model),
        required: required::required(model),
        c_parameters: c_parameters(model),
        ended: ended(model, &result),
        terms: terms(model, context.as_ref(), &result, generics.forever.is_some()),
        generics,
        has_scope: context.as_ref().is_some_and(|context| has_scope(&context.route, model.unwinds())),
        context,
        flow: flow(model, &result),
        fail_number: fail_number(model, &result),
        compared: if result.is_integer { success::compared(model, &result.c_return) } else { None },
        c_return: result.c_return,
        threads: model.args.threads.is_some(),
        refusing: refusing(model, &result.kind),
        conversions,
        counted,
        call,
        answer,
        fail,
        returns_nothing: returns_nothing(model),
        given: given(model),
        properties: properties(model),
        leaving: leaving(model),
        on_fail: on_fail(model),
        unwinds: model.unwinds(),
        diverges: model.diverges(),
        is_unsafe: matches!(model.function.sig.safety, Safety::Unsafe(_)),
        is_variadic: model.variadic.is_some(),
        parameter_names: parameter_names(model),
        declaration: signature::declaration(model),
    })
}

/// Returns the names of the parameters for messages.
fn parameter_names(model: &Model) -> Vec<String> {
    model.parameters.iter().enumerate().map(|(index, parameter)| display_name(index, parameter)).list()
}

/// Returns true if a scope does more than call its body: it puts the context where it is found, or catches unwinding.
pub(crate) fn has_scope(route: &Ident, unwinds: bool) -> bool {
    route == "Stacked" || (route == "Passed" && unwinds)
}

/// Returns the arguments of the marker's `__Terms`.
fn terms<'a>(model: &'a Model, context: Option<&ContextPlan<'a>>, result: &Result<'a>, in_one: bool) -> Printed<'a> {
    let span = names::plumbing(model.name().span());
    let args = model.context().map(|(_, context)| &context.args);
    let (is_found, route) = context.map_or((false, None), |context| (context.is_found, Some(&context.route)));
    let said = [
        false,
        !is_found,
        !matches!(result.kind, Kind::Plain) || model.unwinds(),
        matches!(args, Some(ContextArgs::As(_))),
        route.is_none_or(|route| route != "Passed"),
        model.args.threads.is_some(),
    ];
    let count = said.iter().rposition(|said| *said).unwrap_or(0) + 1;
    let name = |name: &str| Printed::runtime(name, span);
    let term = |index: usize| match (index, context) {
        (0, Some(context)) => context.access.clone(),
        (0, None) => name("Alone"),
        (1, Some(context)) => context.place.clone(),
        (1, None) => name("Nothing"),
        (2, _) => flow(model, result),
        (3, Some(context)) => context.pointer.clone(),
        (3, None) => c_void_pointer(span),
        (4, _) => {
            let nowhere = || Ident::new("Nowhere", Span::call_site());
            Printed::Member(Box::new(name("route")), route.cloned().unwrap_or_else(nowhere), span)
        }
        _ => {
            let threads = if model.args.threads.is_some() { "AnyThread" } else { "OneThread" };
            Printed::Runtime(Ident::new(threads, Span::call_site()), span)
        }
    };
    // Errors are shown at the one argument that may not fit.
    let at = match args {
        Some(ContextArgs::As(pointer)) => names::type_ends(&pointer.value).0,
        _ if said[2] => names::plumbing(model.returns.span),
        _ => span,
    };
    let terms = Printed::runtime("Agreed", at).with((0..count).map(term).list(), at);
    if in_one { Printed::runtime("WithLifetimes", at).with(vec![terms], at) } else { terms }
}

fn abi_string<'a>(model: &'a Model) -> Cow<'a, LitStr> {
    let abi = model.abi.as_ref();
    let name = abi.and_then(|abi| abi.name.as_ref());
    name.map_or_else(|| Cow::Owned(LitStr::new("C", Span::call_site())), Cow::Borrowed)
}

fn display_name(index: usize, parameter: &Parameter) -> String {
    match &parameter.name {
        Some(name) => names::text(name),
        None => format!("#{}", index + 1),
    }
}

fn c_parameters<'a>(model: &'a Model) -> Vec<CParameter<'a>> {
    let parameters = model.parameters.iter().enumerate().filter(|(_, parameter)| is_c_parameter(parameter));
    parameters
        .map(|(index, parameter)| {
            let ty = match &parameter.role {
                Role::Context(context) => context_pointer(context, parameter),
                Role::Argument | Role::Counted(_) | Role::Formatted(_) | Role::Callable(_) | Role::Result(_) => {
                    let ty = types_of_call::in_c(model, &parameter.ty);
                    // Errors of rustc are shown at the type that the user wrote.
                    if is_same_in_c(&parameter.ty) { ty } else { Printed::Projected(Box::new(ty), parameter.ends) }
                }
            };
            CParameter { name: names::c_value(index, parameter.span), ty }
        })
        .list()
}

/// Returns the types of the function that C calls, and that of its result.
pub(crate) fn c_types<'a>(model: &'a Model) -> (Vec<Printed<'a>>, Printed<'a>) {
    (c_parameters(model).into_iter().map(|parameter| parameter.ty).list(), Result::of(model).c_return)
}

/// With `panic = abort`: returns a constant expression that is true if anything can be refused.
fn refusing(model: &Model, kind: &Kind) -> Option<TokenStream> {
    model.args.abort.as_ref()?;
    let at = names::plumbing(model.name().span());
    let plain = matches!(kind, Kind::Plain) && model.args.returns.is_none();
    let counted = model
        .parameters
        .iter()
        .any(|parameter| matches!(parameter.role, Role::Counted(_) | Role::Formatted(_) | Role::Callable(_)));
    let infallible_result = matches!(model.returns.shape, Shape::Unit | Shape::Ordering | Shape::Number);
    if !plain || counted || !infallible_result || model.places().is_some() {
        return Some(quote_spanned!(at=> true));
    }
    let arguments = model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument));
    let refuse = arguments.map(|parameter| {
        let (first, last) = parameter.ends;
        let (rt, ty) = (names::runtime_at(first), types_of_call::converted(model, parameter).0);
        let end = quote_spanned!(last=> REFUSES);
        quote_spanned!(first=> <#ty as #rt::FromC<'_>>::#end)
    });
    Some(quote_spanned!(at=> false #(|| #refuse)*))
}
