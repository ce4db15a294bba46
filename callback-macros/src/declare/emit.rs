//! Prints a declaration; decides nothing.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{ForeignItem, GenericParam};

use super::item::Block;
use super::lazy;
use super::lower::Plan;
use super::model::Declaration;
use crate::report::Report;
use crate::{names, report};

/// The Rust function.
pub(crate) fn declaration(model: &Declaration, plan: &Plan) -> TokenStream {
    let (hidden, conversions, body) = (&plan.hidden, &plan.conversions, &plan.body);
    let body = quote!(#(#hidden)* #(#conversions)* #body);
    if let Some(symbol) = lazy::symbol(model, plan) {
        let wrapper = wrapper(model, plan, &lazy::body(model, &plan.output, &body));
        return quote!(#wrapper #symbol);
    }
    let block = model.body.is_none().then(|| block(model, plan));
    wrapper(model, plan, &quote!(#block #body))
}

/// The Rust function that does nothing, beside its errors.
pub(crate) fn broken(model: &Declaration, plan: &Plan, error: &syn::Error) -> TokenStream {
    let errors = report::tokens(error);
    let wrapper = wrapper(model, plan, &quote!(::core::panic!()));
    quote!(#errors #wrapper)
}

fn wrapper(model: &Declaration, plan: &Plan, body: &TokenStream) -> TokenStream {
    let (attrs, vis, name) = (&model.attrs, &model.vis, model.name());
    let (params, predicates) = (&model.sig.generics.params, &model.sig.generics.where_clause);
    let (inputs, runtime) = (&plan.inputs, model.runtime);
    let output = if model.is_lazy() { lazy::output(model, &plan.output) } else { plan.output.clone() };
    let safety = plan.is_unsafe.then(|| {
        let span = names::plumbing(name.span());
        quote_spanned!(span=> unsafe)
    });
    let rt = names::runtime(name.span());
    let lifetime = plan.lifetime.as_ref().map(|lifetime| quote!(#lifetime,));
    quote! {
        // The signature is C's, and the body not the user's.
        #[allow(
            unsafe_op_in_unsafe_fn,
            unused_variables,
            unused_qualifications,
            unused_unsafe,
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            clippy::restriction,
        )]
        #(#attrs)*
        #vis #safety fn #name<#lifetime #params>(#(#inputs),*) -> #output #predicates {
            use #runtime::__private as #rt;
            #body
        }
    }
}

/// What the linker is told.
fn block(model: &Declaration, plan: &Plan) -> TokenStream {
    let span = names::plumbing(model.name().span());
    let links = model.block.attrs.iter().filter(|attr| attr.path().is_ident("link"));
    let (abi, function) = (&model.block.abi, names::local("c", model.name().span()));
    let (inputs, output) = (&plan.c_inputs, plan.c_output.as_ref().map(|ty| quote!(-> #ty)));
    let text = model.text();
    let named = || quote!(#[link_name = #text]);
    let link_name = model.link_name.as_ref().map_or_else(named, ToTokens::to_token_stream);
    quote_spanned! {span=>
        #[allow(improper_ctypes, clashing_extern_declarations)]
        #(#links)*
        unsafe #abi {
            #link_name
            fn #function(#(#inputs),*) #output;
        }
    }
}

/// What is no function: statics stay C's, and a type without a body is opaque.
pub(crate) fn other(block: &Block, item: &ForeignItem, report: &mut Report) -> TokenStream {
    match item {
        ForeignItem::Static(item) => {
            let (attrs, unsafety, abi) = (&block.attrs, &block.unsafety, &block.abi);
            quote!(#(#attrs)* #unsafety #abi { #item })
        }
        ForeignItem::Type(item) => {
            if let Some(param) = item.generics.params.iter().find(|param| !matches!(param, GenericParam::Lifetime(_))) {
                report.at(param, "an opaque C type has no parameters");
            }
            let (attrs, vis, name) = (&item.attrs, &item.vis, &item.ident);
            quote! {
                #(#attrs)*
                #[repr(C)]
                #[allow(missing_debug_implementations)]
                #vis struct #name {
                    bytes: [::core::primitive::u8; 0],
                    // C's: it is neither moved, sent nor shared unless an `unsafe impl` says so.
                    marker: ::core::marker::PhantomData<(*mut ::core::primitive::u8, ::core::marker::PhantomPinned)>,
                }
            }
        }
        other => {
            report.at(other, "a block has functions, statics and types; expand macros before the attribute sees them");
            TokenStream::new()
        }
    }
}
