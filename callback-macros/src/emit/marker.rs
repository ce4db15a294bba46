//! The type that stands for the function.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::function;
use crate::lower::Plan;
use crate::model::Model;
use crate::names;

pub(crate) fn marker(model: &Model, plan: &Plan) -> TokenStream {
    let (vis, name) = (&model.function.vis, model.name());
    let attributes = marker_attributes(model);
    let (params, predicates, phantoms) = (&plan.generics.params, &plan.generics.predicates, &plan.generics.phantoms);
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

pub(crate) fn marker_attributes(model: &Model) -> TokenStream {
    let cfgs = function::cfgs(model);
    let kept = function::attributes(model, &["deprecated"]);
    let doc = format!("The callback made of [`{0}`](fn@{0}).", names::text(model.name()));
    quote! {
        #(#cfgs)*
        #(#kept)*
        #[doc = #doc]
        #[allow(non_camel_case_types)]
    }
}
