//! The marker type of a function.

use proc_macro2::{Span, TokenStream};
use quote::{TokenStreamExt, quote};

use crate::function::c_text::declarator::Declaration;
use crate::function::model::callback::Model;
use crate::function::plan::generics::{self, Generics};
use crate::function::print::function;
use crate::output::anonymous_block::{Valueless, ValuelessLints};
use crate::output::names;
use crate::output::tree::put;

pub(crate) fn marker(model: &Model, generics: &Generics, declaration: Option<&Declaration>) -> TokenStream {
    let mut tokens = TokenStream::new();
    put_marker(&mut tokens, model, generics, declaration);
    tokens
}

/// Prints the [`marker`].
pub(super) fn put_marker(
    tokens: &mut TokenStream,
    model: &Model,
    generics: &Generics,
    declaration: Option<&Declaration>,
) {
    let cfgs = function::cfgs(model);
    let kept = function::attributes(model, &["deprecated"]);
    let doc = doc(model, declaration);
    let lints = ValuelessLints::new(&model.function.vis, !generics.params.is_empty());
    let predicates = &generics.predicates;
    let clause = (!generics.params.is_empty() && generics.forever.is_none()).then(|| quote!(where #(#predicates),*));
    let (params, phantoms) = &generics.in_one().unwrap_or_else(|| {
        (generics.params.clone(), [generics.phantoms.clone(), generics::implying(model, generics)].concat())
    });
    let item = Valueless { vis: &model.function.vis, name: model.name(), params, clause: &clause, phantoms };
    tokens.append_all(cfgs);
    tokens.append_all(kept);
    put!(tokens, Span::call_site() => #[doc = #doc]);
    // The default of the parameter names the context, which may be more private than the function.
    if generics.forever.is_some() {
        put!(tokens, Span::call_site() => #[allow(private_interfaces)]);
    }
    put!(tokens, Span::call_site() => #lints #item);
}

fn doc(model: &Model, declaration: Option<&Declaration>) -> String {
    let mut doc = format!("The callback made of [`{0}`](fn@{0}).", names::text(model.name()));
    if let Some(declaration) = declaration {
        doc.push('\n');
        doc.push_str(&declaration.doc());
    }
    doc
}
