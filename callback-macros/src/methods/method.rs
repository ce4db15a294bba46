//! A method as a C function: `self` is a `#[context]` parameter at its place.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::parse::Parse;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Attribute, FnArg, GenericParam, Generics, Lifetime, Meta, Pat, ReturnType, Signature, Type, Visibility, WhereClause,
};

use crate::function::model::callback::OfBlock;
use crate::function::model::variadic;
use crate::grammar::args::Args;
use crate::grammar::attributes::{self, is_callback};
use crate::grammar::item::Function;
use crate::methods::args::{ContextPlace, Position};
use crate::methods::item::{Block, Method};
use crate::methods::own_self::OwnSelf;
use crate::methods::receiver::{self, KeptAs, Taker};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::report::Report;
use crate::syntax::{lifetimes, tokens};

/// The properties that the methods of a block share.
pub(crate) struct Shared<'a> {
    pub(crate) block: &'a Block,
    pub(crate) own: &'a OwnSelf,
    pub(crate) kept: &'a KeptAs,
    pub(crate) module: &'a Ident,
    /// The visibility of the module and of its types.
    pub(crate) vis: Visibility,
}

/// The method as a function, and the path by which that is called as a method.
pub(crate) fn function(
    method: &Method,
    taker: Option<&Taker>,
    place: &ContextPlace,
    shared: &Shared,
    report: &mut Report,
) -> (Function, OfBlock) {
    let mut sig = plain(&method.sig, shared, report);
    let receiver = taker.map(|taker| {
        sig.inputs = inputs(&sig, taker, place, shared, report);
        receiver::parameter_name(taker.at.span())
    });
    let turbofish = turbofish(&method.sig);
    let name = &method.sig.ident;
    let span = names::plumbing(name.span());
    let path = lifetimes_elided(&shared.own.path(), &shared.block.generics);
    // Errors about the call have the span of the method.
    let path: TokenStream = path.into_iter().map(|token| shown_at(token, span)).collect();
    let called = quote_spanned!(span=> #path::#name #turbofish);
    let mut module = shared.module.clone();
    module.set_span(module.span().located_at(name.span()));
    let of_block = OfBlock {
        marker: quote_spanned!(name.span()=> #module::#name),
        called,
        text: format!("{}::{}", shared.text(), names::text(name)),
        receiver: receiver.clone(),
        lends: taker.is_some_and(Taker::lends),
        given: taker.zip(receiver).map(|(taker, context)| taker.give(shared.kept, &context)),
        is_method: true,
    };
    let attrs = method.attrs.iter().filter(|attr| !is_callback(attr)).cloned().list();
    let function = Function {
        attrs,
        vis: method.vis.clone(),
        sig,
        body: method.body.clone(),
        no_body: None,
        shown: None,
        is_vouched_for: false,
    };
    (function, of_block)
}

impl Shared<'_> {
    /// The name of the type in messages.
    pub(crate) fn text(&self) -> String {
        type_name(&self.block.self_ty).map_or_else(|| names::text(self.module), |ty| names::text(&ty))
    }
}

/// The last name in the path of a type.
pub(crate) fn type_name(ty: &Type) -> Option<Ident> {
    match crate::syntax::types::ungrouped(ty) {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.clone()),
        Type::TraitObject(object) => object.bounds.iter().find_map(|bound| match bound {
            syn::TypeParamBound::Trait(bound) => bound.path.segments.last().map(|last| last.ident.clone()),
            _ => None,
        }),
        _ => None,
    }
}

/// The signature outside of the block: with the generics of both, and without `Self`.
fn plain(sig: &Signature, shared: &Shared, report: &mut Report) -> Signature {
    let own = shared.own;
    let mut plain = sig.clone();
    plain.generics = generics(&shared.block.generics, &sig.generics, own);
    if let ReturnType::Type(_, ty) = &mut plain.output {
        again(&mut **ty, |tokens| own.in_type(tokens), report);
    }
    for input in &mut plain.inputs {
        if let FnArg::Typed(typed) = input {
            own_lifetime(&typed.ty, shared, report);
            again(&mut *typed.ty, |tokens| own.in_type(tokens), report);
            for attr in &mut typed.attrs {
                if let Meta::List(list) = &mut attr.meta {
                    list.tokens = own.in_expression(core::mem::take(&mut list.tokens));
                }
            }
        }
    }
    plain
}

/// Refuses `Self` in a C argument if the block elides a lifetime: written out, it would be that of the call.
fn own_lifetime(ty: &Type, shared: &Shared, report: &mut Report) {
    let own = Ident::new("Self", Span::call_site());
    if lifetimes::elides(&shared.block.self_ty) && tokens::mentions(ty.to_token_stream(), &own) {
        report.at(
            ty,
            "`Self` has the lifetime of the `impl`, and an argument from C ends with the call; write the type with `'_`",
        );
    }
}

/// Parses a syntax node again after a change to its tokens.
fn again<T: Parse + ToTokens>(value: &mut T, change: impl FnOnce(TokenStream) -> TokenStream, report: &mut Report) {
    if let Some(changed) = report.ok(parse::tokens::<T>(change(value.to_token_stream()))) {
        *value = changed;
    }
}

/// The generics of the block and of the method; lifetimes are printed before types.
fn generics(block: &Generics, method: &Generics, own: &OwnSelf) -> Generics {
    let params = block.params.iter().chain(&method.params).cloned().collect();
    let clauses = [block, method].into_iter().filter_map(|generics| generics.where_clause.as_ref());
    let predicates: Punctuated<_, syn::Token![,]> =
        clauses.flat_map(|clause| clause.predicates.iter().cloned()).collect();
    let mut merged = Generics { params, ..block.clone() };
    merged.where_clause =
        (!predicates.is_empty()).then(|| WhereClause { where_token: <syn::Token![where]>::default(), predicates });
    let changed = |tokens| own.in_type(tokens);
    // If this does not parse, neither does the block, and rustc reports it.
    if let Ok(params) = parse::tokens::<Generics>(changed(merged.to_token_stream())) {
        merged.params = params.params;
    }
    if let Ok(clause) = parse::tokens::<Option<WhereClause>>(changed(merged.where_clause.to_token_stream())) {
        merged.where_clause = clause;
    }
    merged
}

/// A bracket, with the span of a place.
fn shown_at(mut token: TokenTree, span: Span) -> TokenTree {
    if let TokenTree::Punct(punct) = &mut token {
        punct.set_span(punct.span().located_at(span));
    }
    token
}

/// The path to a method inside of a function, with inferred lifetimes, since those of the block are not in scope.
fn lifetimes_elided(path: &TokenStream, generics: &Generics) -> TokenStream {
    let anonymous = Lifetime::new("'_", Span::mixed_site());
    let of_block = |name: &Ident| generics.lifetimes().any(|param| param.lifetime.ident == *name);
    lifetimes::rename(path, &anonymous, &of_block)
}

/// The type and const arguments of the method itself.
fn turbofish(sig: &Signature) -> TokenStream {
    let args: Vec<_> = sig
        .generics
        .params
        .iter()
        .filter_map(|param| match param {
            GenericParam::Type(param) => Some(&param.ident),
            GenericParam::Const(param) => Some(&param.ident),
            GenericParam::Lifetime(_) => None,
        })
        .list();
    if args.is_empty() { TokenStream::new() } else { quote_spanned!(sig.ident.span()=> ::<#(#args),*>) }
}

/// The parameters in C order, with the context among them.
fn inputs(
    sig: &Signature,
    taker: &Taker,
    place: &ContextPlace,
    shared: &Shared,
    report: &mut Report,
) -> Punctuated<FnArg, syn::Token![,]> {
    let mut inputs: Vec<FnArg> = sig.inputs.iter().skip(1).cloned().list();
    let index = match place.position {
        // A context that is found is no C parameter.
        _ if place.found => inputs.len(),
        Position::First => 0,
        Position::Last => inputs.len(),
        Position::Nth(position, _) if position <= inputs.len() + 1 => position - 1,
        Position::Nth(_, span) => {
            report.span(
                span,
                format_args!("the method has {0} parameters in C, counted from 1; write `context = first`, `context = last` or a number up to {0}", inputs.len() + 1),
            );
            0
        }
    };
    let span = taker.at.span();
    let (name, ty) = (receiver::parameter_name(span), taker.parameter(shared.kept, shared.own));
    let how = &place.how;
    let attrs = &taker.at.attrs;
    let said = attrs.iter().any(|attr| attr.path().is_ident("context"));
    let context = if said { TokenStream::new() } else { quote_spanned!(span=> #[context(#how)]) };
    let parameter = quote_spanned!(span=> #(#attrs)* #context #name: #ty);
    inputs.extend(report.ok(parse::tokens::<FnArg>(parameter)));
    if index + 1 < inputs.len() {
        inputs[index..].rotate_right(1);
    }
    inputs.into_iter().collect()
}

/// The attributes and the signature of the method as it remains in the block: without attributes of the macro, and with
/// the parameter attributes that were left by parsing.
pub(crate) fn stripped(method: &Method, args: &Args, function: &Function) -> (Vec<Attribute>, Signature) {
    let mut sig = method.sig.clone();
    variadic::typed(args, &mut sig);
    sig.inputs = sig.inputs.into_iter().filter(|input| !attributes::is_input(input)).collect();
    // Panics would end the process at an `extern "C"` boundary, before they could be captured.
    sig.abi = None;
    let mut found = function.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) if !is_receiver(typed) => Some(&typed.attrs),
        _ => None,
    });
    for input in &mut sig.inputs {
        match input {
            FnArg::Typed(typed) => typed.attrs = found.next().cloned().unwrap_or_default(),
            FnArg::Receiver(receiver) => receiver.attrs.retain(|attr| !attributes::is_of_callback(attr)),
        }
    }
    (function.attrs.clone(), sig)
}

fn is_receiver(typed: &syn::PatType) -> bool {
    matches!(&*typed.pat, Pat::Ident(pat) if pat.ident == receiver::parameter_name(pat.ident.span()))
}
