//! How the context comes to the callback.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Lifetime, Type};

use super::arguments::binding;
use super::{c_void_pointer, is_c_parameter, marker_path};
use crate::context::ContextArgs;
use crate::model::{Access, Context, Model, Parameter, Role, mentions};
use crate::{lifetimes, names};

pub(crate) struct ContextPlan {
    pub(crate) access: TokenStream,
    pub(crate) ty: TokenStream,
    /// What a call has of it until its arguments are converted, and the function that makes the argument of it.
    pub(crate) held: TokenStream,
    pub(crate) give: TokenStream,
    pub(crate) pointer: TokenStream,
    /// How the context comes to the callback.
    pub(crate) route: TokenStream,
    /// How many slots there are for it.
    pub(crate) slots: usize,
    pub(crate) value: Ident,
    /// The C value that is the context, or how to find it.
    pub(crate) source: TokenStream,
    /// The runtime's type for where it is, and whether the callback has to find it.
    pub(crate) place: TokenStream,
    pub(crate) is_found: bool,
}

pub(crate) fn context_plan(model: &Model, index: usize, context: &Context) -> ContextPlan {
    let parameter = &model.parameters[index];
    let (rt, span) = (names::runtime(parameter.span), names::plumbing(parameter.span));
    let finding = quote_spanned!(span=> #rt::Finding);
    let (route, place, source) = match &context.args {
        ContextArgs::From(from) => (quote!(Passed), finding, found(model, &from.value)),
        ContextArgs::Parameter | ContextArgs::As(_) | ContextArgs::Embedded(_) => {
            let c = names::c_value(index, parameter.span);
            let embedded = matches!(context.args, ContextArgs::Embedded(_));
            let route = if embedded { quote!(InObject) } else { quote!(Passed) };
            let source = if matches!(context.args, ContextArgs::Parameter) {
                c.into_token_stream()
            } else {
                quote_spanned!(span=> #rt::ContextPointer::into_context(#c))
            };
            let index = model.parameters[..index].iter().filter(|parameter| is_c_parameter(parameter)).count();
            (route, quote_spanned!(span=> #rt::Parameter<#index>), source)
        }
        ContextArgs::ThreadLocal => {
            let callback = marker_path(model);
            (quote!(Stacked), finding, quote_spanned!(span=> #rt::stacked::<#callback>()))
        }
        ContextArgs::Pool { .. } => {
            (quote!(Slots), quote_spanned!(span=> #rt::InSlot), quote_spanned!(span=> #rt::null_mut()))
        }
    };
    let ty = context_type(context, &names::context_lifetime());
    let (held, give) = held(context.access, &ty, parameter.span);
    ContextPlan {
        held,
        give,
        access: context.access.marker(parameter.span),
        route,
        slots: match context.args {
            ContextArgs::Pool { slots, .. } => slots,
            _ => 0,
        },
        ty,
        pointer: context_pointer(context, parameter),
        value: binding(index, parameter),
        source,
        place,
        is_found: matches!(context.args, ContextArgs::From(_) | ContextArgs::ThreadLocal),
    }
}

/// What the runtime's `Access` holds, and how the function gets it.
fn held(access: Access, ty: &TokenStream, at: Span) -> (TokenStream, TokenStream) {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let held = if matches!(access, Access::Once) { "Taken" } else { "Waiting" };
    let give = match access {
        Access::Exclusive => "exclusive",
        Access::Shared => "shared",
        Access::Copied => "copied",
        Access::Once => "once",
    };
    let (held, give) = (Ident::new(held, span), Ident::new(give, span));
    (quote_spanned!(span=> #rt::#held<'_, #ty>), quote_spanned!(span=> #rt::#give))
}

fn context_type(context: &Context, context_lifetime: &Lifetime) -> TokenStream {
    let ty = lifetimes::name_all(&context.inner, context_lifetime, &|_| false);
    if elides_object_bound(&context.inner) && context.access != Access::Once {
        let plus = if ends_with_plus(&context.inner) { None } else { Some(quote!(+)) };
        return quote!((#ty #plus #context_lifetime));
    }
    ty
}

/// `&mut dyn Trait` lets the object borrow as long as the reference; the context says so by name.
pub(super) fn elides_object_bound(ty: &Type) -> bool {
    match ty {
        Type::TraitObject(object) => {
            !object.bounds.iter().any(|bound| matches!(bound, syn::TypeParamBound::Lifetime(_)))
        }
        _ => false,
    }
}

/// `dyn Trait +` is as good as `dyn Trait`.
fn ends_with_plus(ty: &Type) -> bool {
    matches!(ty, Type::TraitObject(object) if object.bounds.trailing_punct())
}

/// How C passes the context.
pub(super) fn context_pointer(context: &Context, parameter: &Parameter) -> TokenStream {
    match &context.args {
        ContextArgs::As(pointer) => pointer.value.to_token_stream(),
        ContextArgs::Embedded(base) => {
            let (rt, span) = (names::runtime(parameter.span), names::plumbing(parameter.span));
            let (base, ty) = (&base.value, context_type(context, &names::context_lifetime()));
            quote_spanned!(span=> #rt::Embed<#base, #ty>)
        }
        _ => c_void_pointer(parameter.span),
    }
}

/// `#[context(from = EXPR)]`: the expression sees the C values by the names of the parameters.
fn found(model: &Model, from: &Expr) -> TokenStream {
    let (first, last) = names::ends(from);
    let rt = names::runtime(first);
    let mut bindings = vec![];
    let mut unusable = vec![];
    for (index, parameter) in model.parameters.iter().enumerate() {
        let Some(name) = &parameter.name else {
            continue;
        };
        if matches!(parameter.role, Role::Context(_)) || !mentions(from.to_token_stream(), name) {
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
