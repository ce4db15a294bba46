//! The way of the context to the callback.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, Type};

use crate::function::model::callback::{Access, Context, Model, Parameter, Role, is_c_parameter};
use crate::function::plan::arguments::binding;
use crate::function::plan::generics::{context_type, marker_path};
use crate::grammar::context::ContextArgs;
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::tokens::uses;
use crate::syntax::types::ungrouped;

pub(crate) struct ContextPlan<'a> {
    pub(crate) access: Printed<'a>,
    pub(crate) ty: Printed<'a>,
    /// The context during argument conversion, and the function that makes the argument of it.
    pub(crate) held: Printed<'a>,
    pub(crate) give: Printed<'a>,
    /// True if that function is safe: it gives the value, and borrows nothing.
    pub(crate) gives_value: bool,
    pub(crate) pointer: Printed<'a>,
    /// The route of the context, a type of the runtime.
    pub(crate) route: Ident,
    /// The number of slots for the context.
    pub(crate) slots: usize,
    pub(crate) value: Ident,
    /// The C value that is the context, or the expression that finds it.
    pub(crate) source: Printed<'a>,
    /// The runtime type for the place of the context, and true if the callback has to find it.
    pub(crate) place: Printed<'a>,
    pub(crate) is_found: bool,
}

pub(crate) fn context_plan<'a>(model: &'a Model, index: usize, context: &'a Context) -> ContextPlan<'a> {
    let parameter = &model.parameters[index];
    let span = names::plumbing(parameter.span);
    let (route, place, source) = located(model, index, context);
    let ty = context_type(context);
    let (held, give) = held(context.access, &ty, span);
    ContextPlan {
        held,
        give,
        gives_value: context.access == Access::Once,
        access: if is_moving(model, context) { Printed::runtime("Moving", span) } else { context.access.marker(span) },
        route: Ident::new(route, Span::call_site()),
        slots: match context.args {
            ContextArgs::Pool { slots, .. } => slots,
            _ => 0,
        },
        ty,
        pointer: context_pointer(context, parameter),
        value: binding(index, parameter),
        source,
        place,
        is_found: matches!(context.args, ContextArgs::From(_)),
    }
}

/// Returns the route of the context, the runtime type for its place, and the C value that is the context.
fn located<'a>(model: &'a Model, index: usize, context: &'a Context) -> (&'static str, Printed<'a>, Printed<'a>) {
    let span = names::plumbing(model.parameters[index].span);
    match &context.args {
        ContextArgs::From(from) => {
            ("Passed", Printed::runtime("Finding", span), Printed::Tokens(found(model, &from.value)))
        }
        ContextArgs::Parameter | ContextArgs::As(_) => in_parameter(model, index, &context.args, "Passed"),
        ContextArgs::Embedded(_) => in_parameter(model, index, &context.args, "InObject"),
        ContextArgs::ThreadLocal => {
            let (rt, callback, owner) = (names::runtime_at(span), marker_path(model), names::owner(span));
            let source = quote_spanned!(span=> #rt::stacked::<#callback, #owner>());
            ("Stacked", Printed::runtime("OnStack", span), Printed::Tokens(source))
        }
        ContextArgs::Pool { .. } => {
            let null = Printed::runtime("null_mut", span).call(TokenStream::new(), span);
            ("Slots", Printed::runtime("InSlot", span), null)
        }
    }
}

/// Returns the parts of [`located`] for a context that is a parameter of the C function.
fn in_parameter<'a>(
    model: &Model,
    index: usize,
    args: &ContextArgs,
    route: &'static str,
) -> (&'static str, Printed<'a>, Printed<'a>) {
    let parameter = &model.parameters[index];
    let (span, c) = (names::plumbing(parameter.span), names::c_value(index, parameter.span));
    let source = if matches!(args, ContextArgs::Parameter) {
        Printed::Name(c)
    } else {
        let pointer = Printed::runtime("ContextPointer", span);
        pointer.member("into_context", span).call(c.into_token_stream(), span)
    };
    let index = model.parameters[..index].iter().filter(|parameter| is_c_parameter(parameter)).count();
    let mut arguments = vec![Printed::Index(index)];
    // An integer or a union has no pointee to compare, and in an object the context is behind its base.
    if !is_compared(args) {
        arguments.push(Printed::Tokens(quote_spanned!(span=> false)));
    }
    (route, Printed::runtime("Parameter", span).with(arguments, span), source)
}

/// Returns true for a `&T` that one call at a time uses, on any thread.
fn is_moving(model: &Model, context: &Context) -> bool {
    context.access == Access::Shared && model.args.threads.is_some_and(|threads| threads.value)
}

/// Returns the type that holds the context in the runtime's `Access`, and the function that gives it.
fn held<'a>(access: Access, ty: &Printed<'a>, span: Span) -> (Printed<'a>, Printed<'a>) {
    let held = if matches!(access, Access::Once) { "Taken" } else { "Waiting" };
    let give = match access {
        Access::Exclusive => "exclusive",
        Access::Shared => "shared",
        Access::Copied => "copied",
        Access::Once => "once",
    };
    let held = Printed::runtime(held, span).with(vec![Printed::Elided(span), ty.clone()], span);
    (held, Printed::runtime(give, span))
}

/// Returns true if the context is written as a pointer, whose pointee is compared with that of the declaration.
fn is_compared(args: &ContextArgs) -> bool {
    match args {
        ContextArgs::As(pointer) => matches!(ungrouped(&pointer.value), Type::Ptr(_)),
        args => matches!(args, ContextArgs::Parameter),
    }
}

/// Returns the C type of the context pointer.
pub(super) fn context_pointer<'a>(context: &'a Context, parameter: &Parameter) -> Printed<'a> {
    match &context.args {
        ContextArgs::As(pointer) => Printed::Written(&pointer.value),
        ContextArgs::Embedded(base) => {
            let span = names::plumbing(parameter.span);
            Printed::runtime("Embed", span).with(vec![Printed::Written(&base.value), context_type(context)], span)
        }
        _ => c_void_pointer(names::plumbing(parameter.span)),
    }
}

/// Returns the expression of `#[context(from = EXPR)]`, in which the names of the parameters are their C values.
fn found(model: &Model, from: &Expr) -> TokenStream {
    let (first, last) = names::ends(from);
    let rt = names::runtime(first);
    let mut bindings = vec![];
    let mut unusable = vec![];
    for (index, parameter) in model.parameters.iter().enumerate() {
        let Some(name) = &parameter.name else {
            continue;
        };
        if matches!(parameter.role, Role::Context(_)) || !uses(from, name) {
            continue;
        }
        let c = names::c_value(index, parameter.span);
        match parameter.ty {
            Type::Reference(_) => unusable.push(quote_spanned!(first=> !#rt::Nullable::is_usable(#c))),
            Type::Ptr(_) => unusable.push(quote_spanned!(first=> #rt::Nullable::is_null(#c))),
            _ => {}
        }
        bindings.push(quote_spanned!(first=> let #name = #c;));
    }
    let callback = marker_path(model);
    let expression = quote_spanned!(last=> (|| { #(#bindings)* (#from) }));
    quote_spanned! {first=>
        if false #(|| #unusable)* {
            #rt::null_mut()
        } else {
            #rt::find::<#callback, _> #expression
        }
    }
}

pub(crate) fn c_void_pointer(span: Span) -> Printed<'static> {
    Printed::Pointer(Box::new(Printed::runtime("c_void", span)), span)
}

impl Access {
    /// The runtime type that stands for this access.
    pub(crate) fn marker(self, span: Span) -> Printed<'static> {
        let name = match self {
            Access::Shared => "SharedAccess",
            Access::Exclusive => "Exclusive",
            Access::Copied => "Copied",
            Access::Once => "Once",
        };
        Printed::runtime(name, span)
    }
}
