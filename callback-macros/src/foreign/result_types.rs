//! The type of the result of a wrapper, and the lifetimes in it.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Lifetime, Type};

use crate::foreign::group::Group;
use crate::foreign::hidden;
use crate::foreign::model::{Declaration, Parameter, Role};
use crate::foreign::outcome::Condition;
use crate::syntax::lifetimes;
use crate::syntax::tokens::mentions;

/// The lifetime of the arguments borrowed by unregistering; true if the wrapper has to introduce it.
pub(crate) fn kept_lifetime(model: &Declaration) -> Option<(Lifetime, bool)> {
    let fresh = Lifetime::new("'kept", Span::mixed_site());
    let mut named = None;
    for parameter in model.parameters.iter().filter(|parameter| is_borrowed(model, parameter)) {
        if lifetimes::elides(&parameter.ty) {
            return Some((fresh, true));
        }
        let mut params = model.sig.generics.lifetimes().map(|param| &param.lifetime);
        named = named.or_else(|| params.find(|lifetime| lifetimes::mentions(&parameter.ty, lifetime)).cloned());
    }
    named.map(|lifetime| (lifetime, false))
}

/// Returns true if unregistering uses an argument.
fn is_borrowed(model: &Declaration, parameter: &Parameter) -> bool {
    let Some(name) = &parameter.name else { return false };
    let mut exprs = model.callbacks().filter_map(|(_, callback)| callback.contract.unregister.as_ref());
    matches!(parameter.role, Role::Argument) && exprs.any(|setting| mentions(setting.value.to_token_stream(), name))
}

pub(crate) fn new_lifetime(model: &Declaration) -> Option<Lifetime> {
    kept_lifetime(model).filter(|(_, fresh)| *fresh).map(|(lifetime, _)| lifetime)
}

/// The type of an argument borrowed by unregistering.
pub(crate) fn borrowed_type(model: &Declaration, parameter: &Parameter, ty: &Type) -> Option<TokenStream> {
    let (lifetime, fresh) = kept_lifetime(model)?;
    (fresh && is_borrowed(model, parameter)).then(|| lifetimes::name_all(ty, &lifetime, &|_| false))
}

/// The stop type of a group, or `Plain`.
pub(crate) fn flow_of(model: &Declaration, group: &Group) -> TokenStream {
    let leader = group.leader();
    if group.members[leader].stops() {
        hidden::flow(&group.members[leader])
    } else {
        let runtime = model.runtime;
        quote!(#runtime::__private::Plain)
    }
}

pub(crate) fn is_plain(group: &Group) -> bool {
    !group.members[group.leader()].stops()
}

/// The joined stop type of all groups.
pub(crate) fn joined(model: &Declaration, groups: &[&Group]) -> TokenStream {
    let runtime = model.runtime;
    let mut flows = groups.iter().filter(|group| !is_plain(group)).map(|group| flow_of(model, group)).rev();
    let Some(last) = flows.next() else { return quote!(#runtime::__private::Plain) };
    flows.fold(last, |inner, outer| quote!(<#outer as #runtime::__private::Join<#inner>>::Joined))
}

/// The error type of a failed C call.
pub(crate) fn error_type(model: &Declaration) -> Option<TokenStream> {
    model.args.fails.as_ref()?;
    Some(match (&model.args.error, model.args.errno, &model.returns) {
        (Some(error), ..) => error.value.to_token_stream(),
        (None, true, _) => quote!(::std::io::Error),
        (None, false, _) if is_null_refused(model) => {
            let runtime = model.runtime;
            quote!(#runtime::Refused)
        }
        (None, false, Some(ty)) => ty.to_token_stream(),
        (None, false, None) => quote!(()),
    })
}

/// Returns true if NULL is no value of the result, and the error of `fails = null` is the refused NULL.
pub(crate) fn is_null_refused(model: &Declaration) -> bool {
    let is_null = matches!(model.args.fails.as_ref().map(|fails| &fails.value), Some(Condition::Null(_)));
    is_null && !matches!(&model.returns, Some(Type::Ptr(_)))
}
