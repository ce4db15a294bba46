//! The marker type of a function.

use proc_macro2::TokenStream;
use quote::quote;

use crate::declaration::Declaration;
use crate::emit::{Valueless, ValuelessLints, function};
use crate::lower::{self, Generics};
use crate::model::Model;
use crate::names;

pub(crate) fn marker(model: &Model, generics: &Generics, declaration: Option<&Declaration>) -> TokenStream {
    let cfgs = function::cfgs(model);
    let kept = function::attributes(model, &["deprecated"]);
    let doc = doc(model, declaration);
    let Generics { params, predicates, phantoms, .. } = generics;
    let lints = ValuelessLints::new(&model.function.vis, !params.is_empty());
    let clause = (!params.is_empty()).then(|| quote!(where #(#predicates),*));
    let phantoms = &[phantoms.clone(), lower::implying(model, generics)].concat();
    let item = Valueless { vis: &model.function.vis, name: model.name(), params, clause: &clause, phantoms };
    quote! {
        #(#cfgs)*
        #(#kept)*
        #[doc = #doc]
        #lints
        #item
    }
}

fn doc(model: &Model, declaration: Option<&Declaration>) -> String {
    let mut doc = format!("The callback made of [`{0}`](fn@{0}).", names::text(model.name()));
    if let Some(declaration) = declaration {
        doc.push('\n');
        doc.push_str(&declaration.doc());
    }
    doc
}
