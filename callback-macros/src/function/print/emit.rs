//! Prints a plan; decides nothing.

use proc_macro2::{Ident, Span, TokenStream};

use crate::function::c_text::declarator::Piece;
use crate::function::model::callback::Model;
use crate::function::plan::lower::Plan;
use crate::function::print::{callback, export, function, marker, shim, validity};
use crate::output::anonymous_block;
use crate::output::anonymous_block::Lints;
use crate::output::names;
use crate::output::tree::{Put, put};

pub(crate) fn emit(model: &Model, plan: &Plan) -> TokenStream {
    let mut tokens = function::function(model);
    marker::put_marker(&mut tokens, model, &plan.generics, Some(&plan.declaration));
    put_block(&mut tokens, model, plan);
    tokens
}

/// The hidden block: the `impl`, and shims if the common ones do not suffice.
pub(crate) fn block(model: &Model, plan: &Plan) -> TokenStream {
    let mut tokens = TokenStream::new();
    put_block(&mut tokens, model, plan);
    tokens
}

fn put_block(tokens: &mut TokenStream, model: &Model, plan: &Plan) {
    // Lints that the user allows are also allowed in the expressions of attributes.
    let attributes = function::cfgs(model).chain(function::attributes(model, &["allow"]));
    let (rt, runtime) = (names::runtime(model.name().span()), &plan.runtime);
    let export = export::export(model, plan);
    let (shim, callback) = (shim::own(model, plan), callback::callback(model, plan));
    let lints = Lints {
        allowed: model.of_block.is_some() || function::attributes(model, &["allow", "expect"]).next().is_some(),
        unsafe_functions: shim.is_some() || export.is_some(),
        bounds: !plan.required.is_empty(),
    };
    let compared = &plan.compared;
    let validity = validity::of_callback(model, &plan.generics.turbofish);
    anonymous_block::put_block(tokens, attributes, runtime, model.name().span(), &lints, |inner| {
        put_names_in_scope(inner, plan, &rt);
        put!(inner, Span::call_site() => #callback #compared #shim #export #validity);
    });
}

/// Imports the traits that look up the C name of a type, for a declaration that has one.
fn put_names_in_scope(tokens: &mut TokenStream, plan: &Plan, rt: &Ident) {
    let (has, span) = (|wanted: fn(&Piece) -> bool| plan.declaration.0.iter().any(wanted), Span::call_site());
    if has(|piece| matches!(piece, Piece::Name { .. })) {
        let referred = Put(|tokens: &mut TokenStream| {
            if has(|piece| matches!(piece, Piece::Constant(_))) {
                put!(tokens, span => , Referred as _);
            }
        });
        put!(tokens, span => #[allow(unused_imports)] use #rt::{Unnamed as _ #referred};);
    }
}
