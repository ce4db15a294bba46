//! What is printed when there are errors: the user's item and a stub of the promised shape, so that no
//! second-hand errors bury the first.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Model, Shape};
use crate::{abi, emit, lower, report};

/// The function, the errors, and a type with a `scope` and a `shim` that take anything.
pub(crate) fn function(model: &Model, error: &syn::Error) -> TokenStream {
    let errors = report::tokens(error);
    let function = emit::function(model);
    let attributes = emit::marker_attributes(model);
    let (vis, name) = (&model.function.vis, model.name());
    let runtime = match &model.args.krate {
        Some(krate) => {
            let krate = &krate.value;
            quote!(#krate)
        }
        None => abi::default_runtime(),
    };
    let flow = match model.returns.shape {
        Shape::Result { .. } | Shape::ControlFlow { .. } => lower::return_type(model),
        _ => quote!(#runtime::__private::Plain),
    };
    let params: Vec<_> = model.parameters_of_type().collect();
    let stub = if params.is_empty() && model.function.sig.generics.lifetimes().next().is_none() {
        quote!(#attributes #vis enum #name {} #runtime::__broken!(#name, #flow);)
    } else {
        TokenStream::new()
    };
    quote!(#errors #function #stub)
}

/// Something that is not a function: kept as it is.
pub(crate) fn unknown_item(item: TokenStream, error: &syn::Error) -> TokenStream {
    let errors = report::tokens(error);
    quote!(#errors #item)
}
