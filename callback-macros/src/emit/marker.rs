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
    let lints = ValuelessLints::new(&model.function.vis, !generics.params.is_empty());
    let predicates = &generics.predicates;
    let clause = (!generics.params.is_empty() && generics.forever.is_none()).then(|| quote!(where #(#predicates),*));
    let (params, phantoms) = &generics.in_one().unwrap_or_else(|| {
        (generics.params.clone(), [generics.phantoms.clone(), lower::implying(model, generics)].concat())
    });
    let item = Valueless { vis: &model.function.vis, name: model.name(), params, clause: &clause, phantoms };
    // The default of the parameter names the context, which may be more private than the function.
    let private = generics.forever.is_some().then(|| quote!(#[allow(private_interfaces)]));
    quote! {
        #(#cfgs)*
        #(#kept)*
        #[doc = #doc]
        #private
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
