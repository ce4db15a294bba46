//! `impl Callback`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::lower::Plan;
use crate::model::Model;
use crate::names;

pub(crate) fn callback(model: &Model, plan: &Plan) -> TokenStream {
    let (rt, owner, shim) = (names::runtime(), names::owner(), names::shim());
    let span = names::plumbing(model.name().span());
    let (params, predicates, turbofish) = (&plan.generics.params, &plan.generics.predicates, &plan.generics.turbofish);
    let name = model.name();
    let args = &plan.generics.args;
    let types = plan.c_parameters.iter().map(|parameter| &parameter.ty);
    let (abi, c_return) = (&plan.abi, &plan.c_return);
    let text = names::text(name);
    let (captures, refusing, flow, names) = (plan.captures, &plan.refusing, &plan.flow, &plan.parameter_names);
    let (context, access, pointer) = match &plan.context {
        Some(context) => (context.ty.clone(), context.access.clone(), context.pointer.clone()),
        None => (quote!(()), quote!(#rt::Shared), quote!(*mut #rt::c_void)),
    };
    // SAFETY of what is generated: `SHIM` and `__shim` are the trampoline's instance for this very impl.
    quote_spanned! {span=>
        unsafe impl<#(#params),*> #rt::Callback for #name<#(#args),*> where #(#predicates),* {
            type Fn = unsafe extern #abi fn(#(#types),*) -> #c_return;
            type Context = #context;
            type Access = #access;
            type Flow = #flow;
            type Pointer = #pointer;
            const SHIM: Self::Fn = #shim::<#(#turbofish,)* #rt::Any>;
            const NAME: &'static #rt::str = #rt::concat!(#rt::module_path!(), "::", #text);
            const PARAMETERS: &'static [&'static #rt::str] = &[#(#names),*];
            const CAPTURES: #rt::bool = #captures;
            const REFUSES: #rt::bool = #refusing;
            fn __shim<#owner: #rt::Owner>() -> Self::Fn {
                #shim::<#(#turbofish,)* #owner>
            }
        }
    }
}
