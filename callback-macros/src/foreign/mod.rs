//! `#[callback] unsafe extern "C" { … }`: C functions declared as the Rust functions that callers see, and
//! `#[callback] type Name = fn(…) -> …;`: the signatures of their callbacks.
//!
//! The passes are those of functions. Each callback parameter becomes a hidden generic callback that calls a closure,
//! and goes through the pipeline of functions.

pub(crate) mod arguments;
pub(crate) mod body;
pub(crate) mod borrowed;
pub(crate) mod build;
pub(crate) mod by_value;
pub(crate) mod c_types;
pub(crate) mod check;
pub(crate) mod conditions;
pub(crate) mod contracts;
pub(crate) mod emit;
pub(crate) mod expressions;
pub(crate) mod group;
pub(crate) mod groups;
pub(crate) mod handover;
pub(crate) mod hidden;
pub(crate) mod item;
mod items;
pub(crate) mod lazy;
pub(crate) mod lengths;
pub(crate) mod locals;
pub(crate) mod lower;
pub(crate) mod model;
pub(crate) mod named;
pub(crate) mod outcome;
pub(crate) mod parts;
pub(crate) mod passed;
pub(crate) mod prototype;
pub(crate) mod required;
pub(crate) mod result;
pub(crate) mod result_types;
pub(crate) mod signatures;
pub(crate) mod stop;
mod supplied;
pub(crate) mod types;
pub(crate) mod until;
pub(crate) mod validity;
mod value;
mod value_check;

use proc_macro2::{Group, TokenStream};
use quote::quote;
use syn::Token;

use crate::grammar::settings::Setting;
use crate::output::runtime;
use crate::syntax::report::{self, Report};

/// Returns true if an item is an `extern` block.
pub(crate) fn is_block(item: &TokenStream) -> bool {
    crate::grammar::item::is(item, |head| {
        head.parse::<Option<Token![unsafe]>>()?;
        head.parse::<syn::Abi>()?;
        Ok(head.peek(syn::token::Brace))
    })
}

/// Expands `#[callback(args)] unsafe extern "C" { … }`.
pub(crate) fn expand(args: &TokenStream, item: &TokenStream) -> TokenStream {
    let mut report = Report::new();
    let settings = item::ExternArgs::parse(args.clone(), &mut report);
    let block = match item::parse(item.clone()) {
        Ok(block) => {
            let defaults = settings.defaults(&mut report);
            item::Block { lazy: settings.lazy, defaults, ..block }
        }
        Err(error) => {
            report.push(error);
            return finish(report);
        }
    };
    let runtime = runtime::runtime(Setting::value(settings.krate.as_ref()));
    if let Some(asked) = named::ask(&block, &settings.named, &runtime, args, item) {
        // The errors are reported after the signatures are resolved.
        let _ = report.finish();
        return asked;
    }
    check::block(&block, &mut report);
    lazy::check(&block, &mut report);
    let mut out = emit::vouched(&block);
    for item in &block.items {
        out.extend(match item {
            syn::ForeignItem::Fn(function) => {
                let function = named::resolve(function, &settings.named, &mut report);
                declaration(&block, &function, None, &runtime)
            }
            other => match body::parse(other) {
                Some((function, body)) => {
                    let function = named::resolve(&function, &settings.named, &mut report);
                    declaration(&block, &function, Some(&body), &runtime)
                }
                None => items::item(&block, other.clone(), &runtime, &mut report),
            },
        });
    }
    let errors = finish(report);
    quote!(#errors #out)
}

/// Prints one function. Errors stand beside a wrapper that panics, so that its uses cause no further errors.
fn declaration(
    block: &item::Block,
    function: &syn::ForeignItemFn,
    body: Option<&Group>,
    runtime: &TokenStream,
) -> TokenStream {
    if let Some(split) = item::split(function) {
        return split.into_iter().map(|function| declaration(block, &function, body, runtime)).collect();
    }
    let mut report = Report::new();
    let mut model = build::build(block, function, body, runtime, &mut report);
    for (key, argument) in &block.defaults {
        model.add_default(key, argument);
    }
    check::declaration(&model, &mut report);
    let arguments = hidden::arguments(&model);
    let groups = hidden::closures(&model, &arguments, &mut report);
    let plan = lower::lower(&model, &groups);
    match report.finish() {
        Ok(()) => emit::declaration(&model, &plan),
        Err(error) => emit::beside_errors(&model, &plan, &error),
    }
}

fn finish(report: Report) -> TokenStream {
    match report.finish() {
        Ok(()) => TokenStream::new(),
        Err(error) => report::tokens(&error),
    }
}
