//! The names of locals in a wrapper.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::foreign::group::{Group, Member};
use crate::foreign::model::{Declaration, Parameter};
use crate::output::names;

/// The name of a parameter in the wrapper.
pub(crate) fn binding(index: usize, parameter: &Parameter) -> Ident {
    parameter.name.clone().unwrap_or_else(|| names::value(index, parameter.span))
}

/// The path of the wrapper as messages print it, with `fn` before it.
pub(crate) fn shown(model: &Declaration) -> TokenStream {
    let (rt, text) = (names::runtime(model.name().span()), model.text());
    quote!(#rt::concat!("fn ", #rt::module_path!(), "::", #text))
}

/// Appends `?`, or a panic if the wrapper returns no `Result`.
pub(crate) fn unwrap(fallible: bool, at: Span, value: &TokenStream) -> TokenStream {
    let rt = names::runtime(at);
    if fallible { quote!(#value?) } else { quote!(#rt::sure(#value)) }
}

pub(crate) fn kept(index: usize, span: Span) -> Ident {
    names::local(&format!("kept{index}"), span)
}

pub(crate) fn context_of(group: &Group) -> Ident {
    let first = &group.members[0];
    names::local(&format!("context{}", first.index), first.span)
}

pub(crate) fn present(member: &Member) -> Ident {
    names::local(&format!("present{}", member.index), member.span)
}

pub(crate) fn destroy_result(index: usize, parameter: &Parameter) -> Ident {
    names::local(&format!("answer{index}"), names::plumbing(parameter.span))
}

pub(crate) fn scope_of(group: &Group) -> Ident {
    let first = &group.members[0];
    names::local(&format!("scope{}", first.index), names::plumbing(first.span))
}
