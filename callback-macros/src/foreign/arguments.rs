//! The arguments of the C call: values, shims and context pointers.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::foreign::group::Group;
use crate::foreign::groups::place;
use crate::foreign::locals::{destroy_result, kept, present, scope_of};
use crate::foreign::model::{Declaration, Parameter, Role, is_counted, is_erased, is_recast};
use crate::foreign::{handover, hidden};
use crate::output::names;

/// The argument passed to C for a parameter.
pub(crate) fn argument(model: &Declaration, groups: &[Group], index: usize, parameter: &Parameter) -> TokenStream {
    let argument = fixed_argument(model, groups, index, parameter);
    if model.body.is_some() || model.fixed.is_none_or(|fixed| index < fixed) {
        return argument;
    }
    let (first, last) = names::ends(&parameter.ty);
    let rt = names::runtime(first);
    // A variadic argument has no parameter type in C.
    let ty = match &parameter.role {
        Role::Callback(_) | Role::Destroy { .. } => quote!(::<#rt::CFn>),
        Role::Context { .. } => {
            let ty = &parameter.ty;
            quote!(::<#ty>)
        }
        _ => TokenStream::new(),
    };
    let arguments = quote_spanned!(last=> (#argument));
    quote_spanned!(first=> #rt::promoted #ty #arguments)
}

fn fixed_argument(model: &Declaration, groups: &[Group], index: usize, parameter: &Parameter) -> TokenStream {
    let span = names::ends(&parameter.ty).0;
    let (rt, kept) = (names::runtime(span), kept(index, span));
    match &parameter.role {
        Role::Argument => value(model, parameter, &kept),
        Role::Handover => {
            let value = quote_spanned!(span=> #rt::KeptByC::c(&#kept));
            if model.body.is_none() { quote_spanned!(span=> #rt::Thin::erase(#value)) } else { value }
        }
        Role::Len { .. } => names::local(&format!("kept{index}"), names::plumbing(parameter.span)).to_token_stream(),
        Role::Size(_) => kept.to_token_stream(),
        Role::Callback(_) => place(groups, index).map(|(group, at)| shim(model, group, at)).unwrap_or_default(),
        Role::Context { of, .. } | Role::Destroy { of, .. } if handover::kept_of(model, of).is_some() => {
            let (kept, span) = (handover::kept_of(model, of), names::plumbing(parameter.span));
            if matches!(parameter.role, Role::Context { .. }) {
                return quote_spanned!(span=> #rt::KeptByC::__context(&#kept));
            }
            let notify = destroy(index, parameter);
            quote_spanned!(span=> #rt::Notify::erased(#rt::KeptByC::#notify(&#kept)))
        }
        Role::Context { of, .. } => {
            let (scope, span) = (scope(model, groups, of), names::plumbing(parameter.span));
            quote_spanned!(span=> #rt::Lent::context(&#scope))
        }
        Role::Destroy { of, .. } => {
            let (scope, notify) = (scope(model, groups, of), destroy(index, parameter));
            quote_spanned!(span=> #rt::Destroyed::#notify(&#scope))
        }
        Role::Out(_) | Role::OutLen { .. } => {
            let place = quote_spanned!(span=> #rt::OutSlot::pointer(&mut #kept));
            if is_recast(model, &parameter.ty) { quote_spanned!(span=> #rt::recast(#place)) } else { place }
        }
        Role::Unread => TokenStream::new(),
    }
}

/// The C value of a converted argument.
fn value(model: &Declaration, parameter: &Parameter, kept: &Ident) -> TokenStream {
    let span = names::ends(&parameter.ty).0;
    let rt = names::runtime(span);
    let value = if is_counted(model, parameter) {
        quote_spanned!(span=> #rt::Counted::c(&#kept))
    } else {
        quote_spanned!(span=> #rt::Converted::c(&mut #kept))
    };
    if is_erased(model, &parameter.ty) {
        quote_spanned!(span=> #rt::Thin::erase(#value))
    } else if is_recast(model, &parameter.ty) {
        quote_spanned!(span=> #rt::recast(#value))
    } else {
        value
    }
}

/// The owner of the callbacks with these names.
fn scope(model: &Declaration, groups: &[Group], of: &[Ident]) -> Option<Ident> {
    let (index, _) = model.find(of.first()?)?;
    place(groups, index).map(|(group, _)| scope_of(group))
}

/// The method that returns a destroy notify, with its generic arguments.
pub(crate) fn destroy(index: usize, parameter: &Parameter) -> TokenStream {
    let Role::Destroy { at, returns, .. } = &parameter.role else { return TokenStream::new() };
    let (ty, answer) = (&parameter.ty, destroy_result(index, parameter));
    match (at, returns) {
        (None, None) => quote!(destroy::<#ty>),
        (Some(at), None) => quote!(destroy_at::<#at, #ty>),
        (None, Some(_)) => quote!(destroy_answering::<#answer, #ty>),
        (Some(at), Some(_)) => quote!(destroy_at_answering::<#at, #answer, #ty>),
    }
}

/// Another callback on the context of a group.
pub(crate) fn also(model: &Declaration, group: &Group, at: usize) -> TokenStream {
    let span = names::plumbing(group.members[at].span);
    let (rt, scope, other) = (names::runtime(span), scope_of(group), hidden::marker_path(model, group, at));
    let owner = if group.kept.is_some() { quote!(Registration) } else { quote!(Scope) };
    quote_spanned!(span=> #rt::#owner::also::<#other>(&#scope))
}

fn shim(model: &Declaration, group: &Group, at: usize) -> TokenStream {
    let member = &group.members[at];
    let (span, scope) = (names::plumbing(member.span), scope_of(group));
    let rt = names::runtime(span);
    let leader = group.leader();
    let shim = if at == leader {
        quote_spanned!(span=> #rt::Lent::shim(&#scope))
    } else {
        let also = also(model, group, at);
        quote_spanned!(span=> #rt::Lent::shim(&#also))
    };
    if group.members.len() > 1 && member.callback.optional {
        let present = present(member);
        quote_spanned!(span=> if #present { #shim } else { #rt::Option::None })
    } else {
        shim
    }
}
