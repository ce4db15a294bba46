//! The type that stands for the function.

use proc_macro2::TokenStream;
use quote::quote;

use crate::declaration::Declaration;
use crate::emit::function;
use crate::lower::Generics;
use crate::model::Model;
use crate::names;

pub(crate) fn marker(model: &Model, generics: &Generics, declaration: Option<&Declaration>) -> TokenStream {
    let (vis, name) = (&model.function.vis, model.name());
    let attributes = marker_attributes(model, declaration);
    let (params, predicates, phantoms) = (&generics.params, &generics.predicates, &generics.phantoms);
    if params.is_empty() {
        return quote!(#attributes #vis enum #name {});
    }
    quote! {
        #attributes
        #vis enum #name<#(#params),*> where #(#predicates),* {
            #[doc(hidden)]
            #[allow(dead_code)]
            __Never(::core::convert::Infallible, ::core::marker::PhantomData<fn() -> (#(#phantoms,)*)>),
        }
    }
}

fn marker_attributes(model: &Model, declaration: Option<&Declaration>) -> TokenStream {
    let cfgs = function::cfgs(model);
    let kept = function::attributes(model, &["deprecated"]);
    let mut doc = format!("The callback made of [`{0}`](fn@{0}).", names::text(model.name()));
    if let Some(declaration) = declaration {
        doc.push('\n');
        doc.push_str(&declaration.doc());
    }
    quote! {
        #(#cfgs)*
        #(#kept)*
        #[doc = #doc]
        // It has no values, and the name is the function's.
        #[allow(
            missing_copy_implementations,
            missing_debug_implementations,
            non_camel_case_types,
            single_use_lifetimes,
            unused_qualifications,
            clippy::empty_enum,
            clippy::exhaustive_enums,
        )]
    }
}
