//! `#[unsafe(no_mangle)]` and `#[unsafe(export_name = …)]`: the symbol names the shim, which C can call.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Meta;
use syn::spanned::Spanned;

use crate::function::model::callback::Model;
use crate::function::model::symbol;
use crate::function::plan::lower::Plan;
use crate::output::names;
use crate::syntax::list::List as _;

/// The exported function, which C calls with a context of any owner.
pub(super) fn export(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let (attr, meta) = model.function.attrs.iter().find_map(|attr| Some((attr, symbol::named(attr)?)))?;
    let at = model.name().span();
    let (rt, exported, marker) = (names::runtime(at), names::local("exported", at), model.marker());
    let span = names::plumbing(at);
    let name = if let Meta::NameValue(meta) = &meta {
        let value = &meta.value;
        quote_spanned!(span=> #value)
    } else {
        let name = names::text(model.name());
        quote_spanned!(span=> #name)
    };
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let (abi, c_return) = (&plan.abi, &plan.c_return);
    let c_names: Vec<_> = plan.c_parameters.iter().map(|parameter| &parameter.name).list();
    let c_types = plan.c_parameters.iter().map(|parameter| &parameter.ty);
    // At the span of the user's attribute, so that `forbid(unsafe_code)` refuses it as it would without the macro.
    let symbol = quote_spanned!(attr.span()=> #[unsafe(export_name = #name)]);
    // SAFETY of what is generated: the caller is C, and keeps to what `SHIM` says; that no other symbol has the name
    // is what the user vouched for by `unsafe` in the attribute.
    Some(quote_spanned! {span=>
        #symbol
        unsafe extern #abi fn #exported<#(#params),*>(#(#c_names: #c_types),*) -> #c_return where #(#predicates),* {
            unsafe { <#marker as #rt::Callback>::SHIM(#(#c_names),*) }
        }
    })
}
