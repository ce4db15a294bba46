//! The type that stands for the function.

use proc_macro2::TokenStream;
use quote::quote;

use crate::declaration::Declaration;
use crate::emit::{function, valueless, valueless_lints};
use crate::lower::Generics;
use crate::model::Model;
use crate::names;

pub(crate) fn marker(model: &Model, generics: &Generics, declaration: Option<&Declaration>) -> TokenStream {
    let attributes = attributes(model, declaration);
    let Generics { params, predicates, phantoms, .. } = generics;
    let clause = (!params.is_empty()).then(|| quote!(where #(#predicates),*));
    let item = valueless(&model.function.vis, model.name(), params, &clause, phantoms);
    let lints = valueless_lints(&model.function.vis, !params.is_empty());
    quote!(#attributes #lints #item)
}

fn attributes(model: &Model, declaration: Option<&Declaration>) -> TokenStream {
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
    }
}
