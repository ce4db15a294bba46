//! From what the user said to what is printed: every decision is made here.

mod arguments;
mod context;
mod generics;
mod results;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Lifetime, Type};

use self::arguments::conversions;
pub(crate) use self::arguments::{Conversion, binding};
use self::context::context_pointer;
pub(crate) use self::context::{ContextPlan, context_plan};
pub(crate) use self::generics::{Generics, generics};
pub(crate) use self::results::{Answer, Kind, kind, return_type, stops};
use self::results::{answer, c_return, ended, fail, fails_with_errno, flow, returns_nothing};
use crate::context::ContextArgs;
use crate::declaration::Declaration;
use crate::model::{Model, Parameter, Role, Shape};
use crate::numbers::is_same_in_c;
use crate::{abi, declaration, lifetimes, names};

/// What is printed.
#[allow(clippy::struct_excessive_bools, reason = "they are decisions, each of its own")]
pub(crate) struct Plan {
    pub(crate) runtime: TokenStream,
    pub(crate) abi: TokenStream,
    pub(crate) generics: Generics,
    /// The C type of each parameter that C has.
    pub(crate) c_parameters: Vec<CParameter>,
    pub(crate) c_return: TokenStream,
    /// How a call ends: with C's answer, or with none.
    pub(crate) ended: TokenStream,
    pub(crate) context: Option<ContextPlan>,
    pub(crate) flow: TokenStream,
    /// Access, source, flow, pointer, route and threads, without those at the end that the runtime has as defaults.
    pub(crate) terms: TokenStream,
    /// Whether C calls from other threads; then what the context has to be is asserted.
    pub(crate) threads: bool,
    /// With `panic = abort`: whether a value may be refused.
    pub(crate) refusing: Option<TokenStream>,
    /// Arguments that C passes in one parameter; then comes the context.
    pub(crate) conversions: Vec<Conversion>,
    /// Arguments with a length, which may depend on all others.
    pub(crate) counted: Vec<Conversion>,
    /// Whether an argument takes the call itself.
    pub(crate) needs_call: bool,
    /// Whether a parameter has the name of the function.
    pub(crate) hides_function: bool,
    /// Whether the shim does something behind the call, for which the body sees its locals.
    pub(crate) has_closure: bool,
    /// The arguments of the call, in the order of the function.
    pub(crate) call: Vec<TokenStream>,
    pub(crate) answer: Answer,
    pub(crate) fail: TokenStream,
    /// Then nobody has to say what C gets.
    pub(crate) returns_nothing: bool,
    pub(crate) fails_with_errno: bool,
    pub(crate) parameter_names: Vec<String>,
    /// The declaration in C.
    pub(crate) declaration: Declaration,
}

pub(crate) struct CParameter {
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
}

pub(crate) fn lower(model: &Model) -> Option<Plan> {
    let context_lifetime = names::context_lifetime();
    let runtime = abi::runtime(model.args.krate.as_ref());
    let generics = generics(model, &context_lifetime);
    let (conversions, counted, call) = conversions(model);
    let (answer, c_return, fail) = (answer(model), c_return(model), fail(model)?);
    let context = model.context().map(|(index, context)| context_plan(model, index, context));
    let has_closure = model.leaves() || model.args.on_fail.is_some();
    let function = names::text(model.name());
    let is_function = |name: &Ident| names::text(name) == function;
    let values = || conversions.iter().chain(&counted);
    Some(Plan {
        needs_call: has_closure || values().any(|conversion| conversion.call.is_none() && !conversion.is_sure),
        hides_function: values().any(|conversion| is_function(&conversion.name))
            || context.as_ref().is_some_and(|context| is_function(&context.value)),
        has_closure,
        runtime,
        abi: abi_string(model),
        generics,
        c_parameters: c_parameters(model),
        ended: ended(model, &c_return),
        c_return,
        terms: terms(model, context.as_ref()),
        context,
        flow: flow(model),
        threads: model.args.threads.is_some(),
        refusing: refusing(model),
        conversions,
        counted,
        call,
        answer,
        fail,
        returns_nothing: returns_nothing(model),
        fails_with_errno: fails_with_errno(model),
        parameter_names: model
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| display_name(index, parameter))
            .collect(),
        declaration: declaration::declaration(model),
    })
}

/// What the marker's `__Terms` are made of.
fn terms(model: &Model, context: Option<&ContextPlan>) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (access, place, pointer, route) = match context {
        Some(context) => {
            (context.access.clone(), context.place.clone(), context.pointer.clone(), context.route.clone())
        }
        None => (
            quote_spanned!(span=> #rt::Shared),
            quote_spanned!(span=> #rt::Nothing),
            c_void_pointer(at),
            quote!(Nowhere),
        ),
    };
    let threads = if model.args.threads.is_some() { quote!(AnyThread) } else { quote!(OneThread) };
    let said = [
        false,
        !context.is_some_and(|context| context.is_found),
        !matches!(kind(model), Kind::Plain) || model.unwinds(),
        model.context().is_some_and(|(_, context)| matches!(context.args, ContextArgs::As(_))),
        route.to_string() != "Passed",
        model.args.threads.is_some(),
    ];
    let count = said.iter().rposition(|said| *said).unwrap_or(0) + 1;
    let terms = [
        access,
        place,
        flow(model),
        pointer,
        quote_spanned!(span=> #rt::route::#route),
        quote_spanned!(span=> #rt::#threads),
    ];
    let terms = terms.into_iter().take(count);
    // Shown at the one term that may not do.
    let at = match model.context().map(|(_, context)| &context.args) {
        Some(ContextArgs::As(pointer)) => names::ends(&pointer.value).0,
        _ if said[2] => names::plumbing(model.returns.span),
        _ => span,
    };
    let rt = names::runtime(at);
    quote_spanned!(at=> #rt::Agreed<#(#terms),*>)
}

fn c_void_pointer(at: Span) -> TokenStream {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    quote_spanned!(span=> *mut #rt::c_void)
}

fn abi_string(model: &Model) -> TokenStream {
    let abi = model.function.sig.abi.as_ref();
    let name = abi.and_then(|abi| abi.name.as_ref());
    name.map_or_else(|| quote!("C"), ToTokens::to_token_stream)
}

fn display_name(index: usize, parameter: &Parameter) -> String {
    match &parameter.name {
        Some(name) => names::text(name),
        None => format!("#{}", index + 1),
    }
}

/// The marker with its arguments.
pub(crate) fn marker_path(model: &Model) -> TokenStream {
    let marker = model.marker();
    let generics = generics(model, &names::context_lifetime());
    let args = generics.args;
    if args.is_empty() { marker } else { quote!(#marker<#(#args),*>) }
}

pub(crate) fn is_c_parameter(parameter: &Parameter) -> bool {
    !matches!(&parameter.role, Role::Context(context) if !context.args.is_parameter())
}

fn c_parameters(model: &Model) -> Vec<CParameter> {
    let parameters = model.parameters.iter().enumerate().filter(|(_, parameter)| is_c_parameter(parameter));
    parameters
        .map(|(index, parameter)| {
            let ty = match &parameter.role {
                Role::Context(context) => context_pointer(context, parameter),
                Role::Argument | Role::Counted(_) | Role::Formatted(_) | Role::Callable(_) | Role::Result(_) => {
                    c_type(&of_call(model, &parameter.ty), &parameter.ty)
                }
            };
            CParameter { name: names::c_value(index, parameter.span), ty }
        })
        .collect()
}

/// The types of the function that C calls, and that of its result.
pub(crate) fn c_types(model: &Model) -> (Vec<TokenStream>, TokenStream) {
    (c_parameters(model).into_iter().map(|parameter| parameter.ty).collect(), c_return(model))
}

/// The C type of a type; rustc's errors are shown at the one that the user wrote.
fn c_type(ty: &TokenStream, written: &Type) -> TokenStream {
    if is_same_in_c(written) { ty.clone() } else { projected(ty, written) }
}

/// The C type of a type, whatever its name.
fn projected(ty: &TokenStream, written: &Type) -> TokenStream {
    let (first, last) = names::ends(written);
    let rt = names::runtime(first);
    let end = quote_spanned!(last=> C);
    quote_spanned!(first=> <#ty as #rt::CType>::#end)
}

/// A parameter's type, with the lifetimes of the call elided: the function has them for any.
fn of_call(model: &Model, ty: &Type) -> TokenStream {
    let anonymous = Lifetime::new("'_", Span::mixed_site());
    let inner = model.context().map(|(_, context)| context.inner.to_token_stream());
    let is_of_call = |ident: &Ident| {
        let mut declared = model.function.sig.generics.lifetimes();
        let declared = declared.any(|param| param.lifetime.ident == *ident);
        let lifetime = Lifetime { apostrophe: ident.span(), ident: ident.clone() };
        declared && !inner.as_ref().is_some_and(|inner| lifetimes::mentioned(inner.clone(), &lifetime))
    };
    lifetimes::rename(ty, &anonymous, &is_of_call)
}

/// With `panic = abort`: whether anything can be refused, as a constant expression.
fn refusing(model: &Model) -> Option<TokenStream> {
    model.args.abort.as_ref()?;
    let at = names::plumbing(model.name().span());
    let plain = matches!(kind(model), Kind::Plain) && model.args.returns.is_none();
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
        let (first, last) = names::ends(&parameter.ty);
        let (rt, ty) = (names::runtime(first), of_call(model, &parameter.ty));
        let end = quote_spanned!(last=> REFUSES);
        quote_spanned!(first=> <#ty as #rt::FromC<'_>>::#end)
    });
    Some(quote_spanned!(at=> false #(|| #refuse)*))
}
