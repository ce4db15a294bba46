//! Prints a plan; decides nothing.

mod callback;
mod function;
mod marker;
mod shim;

use proc_macro2::TokenStream;
use quote::quote;

use crate::lower::Plan;
use crate::model::Model;
use crate::names;

pub(crate) use self::function::{cfgs, function};
pub(crate) use self::marker::marker;

pub(crate) fn emit(model: &Model, plan: &Plan) -> TokenStream {
    let function = function::function(model);
    let marker = marker(model, &plan.generics);
    let block = block(model, plan);
    quote!(#function #marker #block)
}

/// What the user does not name: the `impl` and the shim.
pub(crate) fn block(model: &Model, plan: &Plan) -> TokenStream {
    let cfgs = function::cfgs(model);
    let (rt, runtime) = (names::runtime(model.name().span()), &plan.runtime);
    let (shim, callback) = (shim::shim(model, plan), callback::callback(model, plan));
    quote! {
        #(#cfgs)*
        // What follows is not the user's code, and no lint of theirs is about it.
        #[allow(
            deprecated,
            unused_qualifications,
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            clippy::restriction,
        )]
        const _: () = {
            use #runtime::__private as #rt;
            #callback
            #shim
        };
    }
}
