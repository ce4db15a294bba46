//! Callback parameters that name a signature: `#[callback] on_row: OnRow`.
//!
//! A signature is also a macro of the same name, so that one import brings both. A block passes itself to the macros of
//! the signatures that it names, one after the other; each passes it back to the attribute, with its definition.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::ParseStream;
use syn::{Attribute, FnArg, ForeignItemFn, GenericParam, ItemType, Path, PathArguments, Type, TypeFnPtr, Visibility};

use crate::foreign::body;
use crate::foreign::item::Block;
use crate::output::names;
use crate::syntax::report::Report;
use crate::syntax::types::{optional, ungrouped};

/// A signature, as defined.
pub(crate) struct Named {
    /// The path, as text, without its arguments.
    path: String,
    /// The arguments of its `#[callback]`.
    args: TokenStream,
    params: Vec<Ident>,
    function: TokenStream,
}

/// Parses `[path] [args] [params] [fn(…)]`, as the macro of a signature passes it to the block.
pub(crate) fn parse(input: ParseStream) -> syn::Result<Named> {
    let mut groups = vec![];
    while let Ok(group) = input.parse::<Group>() {
        groups.push(group.stream());
    }
    let Ok([path, args, params, function]) = <[TokenStream; 4]>::try_from(groups) else {
        return Err(input.error("unknown argument; a block has `lazy` and `crate`"));
    };
    let params =
        params.into_iter().filter_map(|token| if let TokenTree::Ident(ident) = token { Some(ident) } else { None });
    Ok(Named { path: path.to_string(), args, params: params.collect(), function })
}

/// The macro of a signature.
pub(crate) fn definition(args: &TokenStream, alias: &ItemType, function: &TypeFnPtr) -> TokenStream {
    let cfgs = alias.attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    let span = names::plumbing(alias.ident.span());
    let (name, hidden) = (&alias.ident, Ident::new(&format!("__callback_{}", names::text(&alias.ident)), span));
    // A `macro_rules` macro without `#[macro_export]` is visible only in its crate.
    let vis = match &alias.vis {
        Visibility::Public(_) => quote!(pub(crate)),
        vis => vis.to_token_stream(),
    };
    let (args, cfg) = (without_crate(args), cfgs.clone());
    let params = alias.generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
    });
    quote! {
        #(#cfg)*
        #[doc(hidden)]
        #[allow(unused_macros)]
        macro_rules! #hidden {
            ([$($callback:tt)*] [$($args:tt)*] [$($path:tt)*] [$($item:tt)*]) => {
                #[$($callback)*($($args)* __named [$($path)*] [#args] [#(#params)*] [#function])]
                $($item)*
            };
        }
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(unused_imports)]
        #vis use #hidden as #name;
    }
}

/// The arguments without `crate = …`, which the block supplies.
fn without_crate(args: &TokenStream) -> TokenStream {
    let mut parts: Vec<Vec<TokenTree>> = vec![vec![]];
    for token in args.clone() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => parts.push(vec![]),
            _ => parts.last_mut().into_iter().for_each(|part| part.push(token.clone())),
        }
    }
    let is_kept = |part: &Vec<TokenTree>| match part.first() {
        Some(first) => first.to_string() != "crate",
        None => false,
    };
    parts
        .into_iter()
        .filter(is_kept)
        .flat_map(|part| part.into_iter().collect::<TokenStream>().into_iter().chain(quote!(,)))
        .collect()
}

/// The call of the macro of the first signature that the block names and that is not resolved yet, if any.
pub(crate) fn ask(
    block: &Block,
    known: &[Named],
    runtime: &TokenStream,
    args: &TokenStream,
    item: &TokenStream,
) -> Option<TokenStream> {
    let path = functions(block).find_map(|function| {
        let paths = function.sig.inputs.iter().filter_map(named);
        paths
            .map(|(path, _)| bare(path))
            .find(|path| known.iter().all(|known| known.path != path.to_token_stream().to_string()))
    })?;
    let comma = if crate::syntax::tokens::ends_open(args) { None } else { Some(quote!(,)) };
    let at = path.segments.last().map_or_else(Span::mixed_site, |last| last.ident.span());
    let span = names::plumbing(at);
    Some(quote_spanned!(span=> #path! { [#runtime::callback] [#args #comma] [#path] [#item] }))
}

fn functions(block: &Block) -> impl Iterator<Item = ForeignItemFn> + '_ {
    block.items.iter().filter_map(|item| match item {
        syn::ForeignItem::Fn(function) => Some(function.clone()),
        other => body::parse(other).map(|(function, _)| function),
    })
}

/// The path of a signature and the attribute of its parameter: a callback type with a name in camel case.
fn named(input: &FnArg) -> Option<(&Path, &Attribute)> {
    let FnArg::Typed(typed) = input else { return None };
    let attr = typed.attrs.iter().find(|attr| attr.path().is_ident("callback"))?;
    if typed.attrs.iter().any(|attr| attr.path().is_ident("out")) {
        return None;
    }
    let Type::Path(ty) = ungrouped(optional(ungrouped(&typed.ty))) else { return None };
    let last = &ty.path.segments.last()?.ident;
    let camel = names::text(last).starts_with(char::is_uppercase);
    (ty.qself.is_none() && camel).then_some((&ty.path, attr))
}

/// The path without arguments.
fn bare(path: &Path) -> Path {
    let mut path = path.clone();
    path.segments.iter_mut().for_each(|segment| segment.arguments = PathArguments::None);
    path
}

/// Replaces the names of signatures by their definitions.
pub(crate) fn resolve(function: &ForeignItemFn, known: &[Named], report: &mut Report) -> ForeignItemFn {
    let mut function = function.clone();
    for input in &mut function.sig.inputs {
        let Some((path, _)) = named(input) else { continue };
        let text = bare(path).to_token_stream().to_string();
        let Some(found) = known.iter().find(|known| known.path == text) else { continue };
        let ty = found.with(path, report);
        let FnArg::Typed(typed) = input else { continue };
        let is_optional = !core::ptr::eq(optional(ungrouped(&typed.ty)), ungrouped(&typed.ty));
        let ty = if is_optional { quote!(::core::option::Option<#ty>) } else { ty };
        if let Some(ty) = report.ok(syn::parse2::<Type>(ty)) {
            *typed.ty = ty;
        }
        for attr in typed.attrs.iter_mut().filter(|attr| attr.path().is_ident("callback")) {
            let given = match &attr.meta {
                syn::Meta::List(list) => list.tokens.clone(),
                _ => TokenStream::new(),
            };
            let args = &found.args;
            *attr = syn::parse_quote!(#[callback(#args #given)]);
        }
    }
    function
}

impl Named {
    /// The signature, with the arguments of a path in place of its parameters.
    fn with(&self, path: &Path, report: &mut Report) -> TokenStream {
        let mut given: Vec<TokenStream> = match path.segments.last().map(|last| &last.arguments) {
            Some(PathArguments::AngleBracketed(arguments)) => {
                arguments.args.iter().map(ToTokens::to_token_stream).collect()
            }
            _ => vec![],
        };
        if given.len() != self.params.len() {
            let (name, count, found) = (&self.path, self.params.len(), given.len());
            report.at(
                path,
                format_args!("write the arguments of the signature: `{name}` takes {count}, and {found} are given"),
            );
        }
        given.resize_with(self.params.len(), || quote!(()));
        substitute(self.function.clone(), &self.params, &given)
    }
}

fn substitute(tokens: TokenStream, params: &[Ident], given: &[TokenStream]) -> TokenStream {
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), substitute(group.stream(), params, given));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        TokenTree::Ident(ident) => match params.iter().position(|param| *param == ident) {
            Some(at) => TokenTree::Group(Group::new(Delimiter::None, given[at].clone())),
            None => TokenTree::Ident(ident),
        },
        other => other,
    });
    replaced.collect()
}
