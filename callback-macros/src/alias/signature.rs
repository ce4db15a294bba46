//! `#[callback] type Name = fn(…) -> …;`: the marker type for all callbacks of one signature, generic over the
//! closure.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, GenericParam, ItemType, Token, Type, TypeFnPtr};

use crate::alias::definition;
use crate::foreign::group::KeptUntil;
use crate::foreign::item::Block;
use crate::foreign::model::{Callback, Declaration};
use crate::foreign::{build as foreign_build, check, groups, hidden};
use crate::function::fallback;
use crate::function::model::build;
use crate::function::model::callback::{Model, OfBlock};
use crate::function::plan::{generics, lower};
use crate::function::print::{emit, function};
use crate::grammar::args::Args;
use crate::grammar::context::ContextArgs;
use crate::grammar::settings::Setting;
use crate::grammar::{item, misplaced};
use crate::output::anonymous_block::{Valueless, ValuelessLints};
use crate::output::{names, runtime};
use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::report::{self, Report};
use crate::syntax::tokens;
use crate::syntax::types::{optional, ungrouped};

/// Expands the attribute on a type alias; `None` on anything else.
pub(crate) fn expand(args: &TokenStream, item: &TokenStream) -> Option<TokenStream> {
    if !item::is(item, |head| Ok(head.peek(Token![type]))) {
        return None;
    }
    let mut alias: ItemType = match parse::tokens(item.clone()) {
        Ok(alias) => alias,
        Err(error) => return Some(fallback::unknown_item(item, &error)),
    };
    let mut report = Report::new();
    misplaced::on_item(&mut alias.attrs, &mut report);
    let Some(function) = function_type(&alias, &mut report) else {
        return Some(unread(&alias, report));
    };
    check_alias(&alias, &function, &mut report);
    if alias.generics.lifetimes().next().is_some() {
        return Some(unread(&alias, report));
    }
    Some(signature(args, &alias, &function, report))
}

/// An empty type of the alias's name, beside the errors.
fn unread(alias: &ItemType, report: Report) -> TokenStream {
    let errors = report.finish().err().as_ref().map(report::tokens);
    let (vis, name) = (&alias.vis, &alias.ident);
    quote!(#errors #[allow(dead_code, clippy::empty_enum)] #vis enum #name {})
}

fn function_type(alias: &ItemType, report: &mut Report) -> Option<TypeFnPtr> {
    match ungrouped(&alias.ty) {
        Type::FnPtr(function) => {
            if let Some(unsafety) = &function.unsafety {
                report.at(unsafety, "what is bound to a signature is safe to call; remove `unsafe`");
            }
            Some(TypeFnPtr { unsafety: None, ..function.clone() })
        }
        ty if matches!(ungrouped(optional(ty)), Type::FnPtr(_)) => {
            report.at(ty, "write the signature alone, `fn(…) -> …`; `Option` stands where it is used");
            None
        }
        ty => {
            report.at(ty, "`#[callback]` on a type is for a signature: `type Name = fn(…) -> …;`");
            None
        }
    }
}

fn check_alias(alias: &ItemType, function: &TypeFnPtr, report: &mut Report) {
    for param in &alias.generics.params {
        match param {
            GenericParam::Lifetime(param) => report
                .at(param, "the lifetimes of a signature are those of each call; elide them, or write `for<'a> fn(…)`"),
            GenericParam::Type(param) => {
                if let Some(default) = &param.default {
                    report.at(&default.1, "a type parameter of a signature has no default; remove it");
                }
            }
            GenericParam::Const(param) => {
                if let Some(default) = &param.default {
                    report.at(&default.1, "a constant of a signature has no default; remove it");
                }
            }
        }
    }
    for input in &function.inputs {
        let conditional = |attr: &&Attribute| ["cfg", "cfg_attr"].iter().any(|name| attr.path().is_ident(name));
        if let Some(attr) = input.attrs.iter().find(conditional) {
            report.at(attr, "a parameter of a signature has no condition; write the type twice, each with its `cfg`");
        }
    }
}

/// A block with a function whose one callback has the signature.
fn declaration(args: &TokenStream, alias: &ItemType, function: &TypeFnPtr) -> syn::Result<(Block, syn::ForeignItemFn)> {
    let (name, generics, clause) = (&alias.ident, &alias.generics, &alias.generics.where_clause);
    let params = generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => {
            let (attrs, ident, bounds) = (&param.attrs, &param.ident, &param.bounds);
            // A closure may keep the values that it receives.
            let passed = function.inputs.iter().any(|input| tokens::mentions(input.ty.to_token_stream(), ident));
            let forever = passed.then(|| quote!('static+));
            Some(quote!(#(#attrs)* #ident: #forever #bounds))
        }
        GenericParam::Const(param) => {
            let (attrs, ident, ty) = (&param.attrs, &param.ident, &param.ty);
            Some(quote!(#(#attrs)* const #ident: #ty))
        }
    });
    let item = quote!(safe fn #name<#(#params),*>(#[callback(#args)] #name: #function) #clause;);
    let block = Block {
        unsafety: None,
        abi: parse::tokens(quote!(extern "C"))?,
        braces: Span::call_site(),
        attrs: vec![],
        items: vec![],
        lazy: None,
        defaults: vec![],
    };
    Ok((block, parse::tokens(item)?))
}

fn signature(args: &TokenStream, alias: &ItemType, function: &TypeFnPtr, mut report: Report) -> TokenStream {
    let (block, item) = match declaration(args, alias, function) {
        Ok(declared) => declared,
        Err(error) => {
            report.push(error);
            return unread(alias, report);
        }
    };
    let default = runtime::runtime(None);
    let runtime;
    let mut declaration = foreign_build::build(&block, &item, None, &default, &mut report);
    let given = declaration.callbacks().next().map(|(_, callback)| (callback.args.clone(), callback.contract.unread));
    let (given, is_unread) = given.unwrap_or_default();
    let mut settings = Args::parse(given, &mut report);
    settings.unread |= is_unread;
    runtime = runtime::runtime(Setting::value(settings.krate.as_ref()));
    declaration.runtime = &runtime;
    check::signature(&declaration, &mut report);
    let Some((hidden, pointer)) = hidden(&declaration, alias) else {
        return unread(alias, report);
    };
    let of_block = of_block(&declaration, alias, &hidden);
    let macros = definition::definition(args, alias, function);
    let model = build::build_method(&settings, hidden, of_block, &mut report);
    crate::function::check::rules::check(&model, &mut report);
    let plan = lower::lower(&model);
    let code = plan.as_ref().map(|plan| plan.declaration.doc());
    let marker = marker(&model, alias, pointer.as_ref(), code.as_deref());
    let cfgs: Vec<_> = function::cfgs(&model).list();
    match (report.finish(), plan) {
        (Ok(()), Some(plan)) => {
            let (function, block) = (function::function(&model), emit::block(&model, &plan));
            quote!(#marker #macros #(#cfgs)* const _: () = { #function #block };)
        }
        (error, _) => {
            let error = error.err().unwrap_or_else(|| fallback::silent(&model));
            let (errors, block) = (report::tokens(&error), fallback::stub_block(&model));
            quote!(#errors #marker #macros #block)
        }
    }
}

/// The callback that has the signature, as a function with the name of the alias, and the type of the closure if it is a type
/// parameter. `None` if the signature has a type that cannot stand in a function, which was reported.
fn hidden(declaration: &Declaration, alias: &ItemType) -> Option<(item::Function, Option<TokenStream>)> {
    let mut groups = groups::groups(declaration);
    let group = groups.first_mut()?;
    group.kept = is_slotted(group.members[0].callback).then_some(KeptUntil::Slot);
    let mut hidden = item::parse(hidden::function(declaration, group, 0)).ok()?;
    // The type has no value of this name.
    hidden.sig.ident = alias.ident.clone();
    hidden.attrs.push(syn::parse_quote!(#[allow(non_snake_case)]));
    hidden.shown = Some(names::text(&alias.ident));
    let kept = |attr: &&syn::Attribute| attr.path().is_ident("cfg") || attr.path().is_ident("doc");
    hidden.attrs.extend(alias.attrs.iter().filter(kept).cloned());
    let pointer = group.kept.is_none().then(|| group.members[0].signature(&quote!(fn)));
    Some((hidden, pointer))
}

/// Returns true if the closure is boxed: the context is in a slot, which has one type.
fn is_slotted(callback: &Callback) -> bool {
    callback.context().is_some_and(|input| matches!(input.context, Some(ContextArgs::Pool { .. })))
}

fn of_block(declaration: &Declaration, alias: &ItemType, hidden: &crate::grammar::item::Function) -> OfBlock {
    let name = &alias.ident;
    let span = names::plumbing(name.span());
    let arguments = hidden.sig.generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
    });
    let function = &hidden.sig.ident;
    let called = quote_spanned!(span=> #function::<#(#arguments),*>);
    OfBlock {
        marker: name.to_token_stream(),
        called,
        text: declaration.text(),
        receiver: None,
        lends: false,
        given: None,
        is_method: false,
    }
}

/// The type. Its last parameter defaults to a function pointer, so that the name alone is a type.
fn marker(model: &Model, alias: &ItemType, pointer: Option<&TokenStream>, code: Option<&str>) -> TokenStream {
    let generics = generics::generics(model);
    let (attrs, vis, name, clause) = (&alias.attrs, &alias.vis, &alias.ident, &alias.generics.where_clause);
    let (mut params, phantoms) = (generics.params, generics.phantoms);
    if let (Some(pointer), Some(closure)) = (pointer, params.last_mut()) {
        *closure = quote!(#closure = #pointer);
    }
    let (code, lints) = (code.iter(), ValuelessLints::new(vis, true));
    let item = Valueless { vis, name, params: &params, clause, phantoms: &phantoms };
    quote! {
        #(#attrs)*
        #(#[doc = #code])*
        #lints
        #[allow(clippy::type_complexity)]
        #item
    }
}
