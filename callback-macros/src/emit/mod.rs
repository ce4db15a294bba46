//! Prints a plan; decides nothing.

mod body;
pub(crate) mod callback;
mod export;
mod function;
mod hidden;
mod marker;
mod shim;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::declaration::Piece;
use crate::lower::Plan;
use crate::model::Model;
use crate::{names, validity};

pub(crate) use self::function::{cfgs, function};
pub(crate) use self::hidden::{Lints, Valueless, ValuelessLints, block as hidden_block};
pub(crate) use self::marker::marker;

pub(crate) fn emit(model: &Model, plan: &Plan) -> TokenStream {
    let function = function::function(model);
    let marker = marker(model, &plan.generics, Some(&plan.declaration));
    [function, marker, block(model, plan)].into_iter().collect()
}

/// The hidden block: the `impl`, and shims if the common ones do not suffice.
pub(crate) fn block(model: &Model, plan: &Plan) -> TokenStream {
    // Lints that the user allows are also allowed in the expressions of attributes.
    let attributes = function::cfgs(model).chain(function::attributes(model, &["allow"]));
    let (rt, runtime) = (names::runtime(model.name().span()), &plan.runtime);
    let names = names_in_scope(plan, &rt);
    let export = export::export(model, plan);
    let (shim, callback) = (shim::own(model, plan), callback::callback(model, plan));
    let lints = Lints {
        allowed: model.of_block.is_some() || function::attributes(model, &["allow", "expect"]).next().is_some(),
        unsafe_functions: shim.is_some() || export.is_some(),
        bounds: !plan.required.is_empty(),
    };
    let validity = validity::of_callback(model, &plan.generics.turbofish);
    let content =
        names.into_iter().chain([callback]).chain(plan.compared.clone()).chain(shim).chain(export).chain(validity);
    hidden::block(attributes, runtime, model.name().span(), &lints, content)
}

/// Imports the traits that look up the C name of a type, for a declaration that has one.
fn names_in_scope(plan: &Plan, rt: &Ident) -> Option<TokenStream> {
    let has = |wanted: fn(&Piece) -> bool| plan.declaration.0.iter().any(wanted);
    let referred = has(|piece| matches!(piece, Piece::Constant(_))).then(|| quote!(, Referred as _));
    has(|piece| matches!(piece, Piece::Name { .. }))
        .then(|| quote!(#[allow(unused_imports)] use #rt::{Unnamed as _ #referred};))
}
