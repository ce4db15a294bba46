//! The attributes of parameters: their names, and the parsers of `#[len]`, `#[format]`, `#[data]` and `#[result]`.

use crate::syntax::parse;
use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, FnArg, Meta, Token};

/// Returns true for an attribute of a parameter that belongs to this macro.
pub(crate) fn is_of_callback(attr: &Attribute) -> bool {
    ["context", "len", "format", "data", "result"].iter().any(|ours| attr.path().is_ident(ours))
}

/// Parses one length, or rows and columns as a tuple of two.
pub(crate) fn len(attr: &Attribute) -> syn::Result<Expr> {
    match attr.meta.require_list() {
        Ok(list) if !list.tokens.is_empty() => parse::args_with(attr, |input: ParseStream| {
            let first: Expr = input.parse()?;
            if !input.peek(Token![,]) || input.peek2(syn::parse::End) {
                input.parse::<Option<Token![,]>>()?;
                return Ok(first);
            }
            input.parse::<Token![,]>()?;
            let second: Expr = input.parse()?;
            input.parse::<Option<Token![,]>>()?;
            if !input.is_empty() {
                return Err(input.error("a matrix has two lengths, its rows and columns; remove this"));
            }
            Ok(syn::parse_quote!((#first, #second)))
        }),
        _ => Err(syn::Error::new_spanned(attr, "expected the length in elements: `#[len(EXPR)]`")),
    }
}

/// Returns true if an attribute of a parameter belongs to the declaration.
pub(crate) fn is_of_declaration(attr: &Attribute) -> bool {
    ["callback", "context", "destroy", "len", "out", "size_of", "variadic"]
        .iter()
        .any(|ours| attr.path().is_ident(ours))
}

/// Returns true for an attribute of this macro.
pub(crate) fn is_callback(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|last| last.ident == "callback")
}

/// Parses the name in `#[data(NAME)]`.
pub(crate) fn data(attr: &Attribute) -> syn::Result<Ident> {
    const EXPECTED: &str = "expected the parameter that is the data of this function: `#[data(NAME)]`";
    match attr.meta.require_list() {
        Ok(list) if !list.tokens.is_empty() => {
            parse::args(attr).map_err(|error| syn::Error::new(error.span(), EXPECTED))
        }
        _ => Err(syn::Error::new_spanned(attr, EXPECTED)),
    }
}

/// Parses the name in `#[format(NAME)]`.
pub(crate) fn format(attr: &Attribute) -> syn::Result<Ident> {
    const EXPECTED: &str = "expected the parameter that is the format: `#[format(NAME)]`";
    match attr.meta.require_list() {
        Ok(list) if !list.tokens.is_empty() => {
            parse::args(attr).map_err(|error| syn::Error::new(error.span(), EXPECTED))
        }
        _ => Err(syn::Error::new_spanned(attr, EXPECTED)),
    }
}

/// A part of the result that goes into a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultPart {
    /// `#[result(value)]`
    Value,
    /// `#[result(pointer)]`
    Pointer,
    /// `#[result(len)]`
    Len,
}

/// Returns true if a parameter is a place, which the function itself does not have.
pub(crate) fn is_input(input: &FnArg) -> bool {
    matches!(input, FnArg::Typed(typed) if typed.attrs.iter().any(|attr| attr.path().is_ident("result")))
}

pub(crate) fn result(attr: &Attribute) -> syn::Result<ResultPart> {
    const EXPECTED: &str =
        "expected `#[result(value)]`, `#[result(pointer)]` or `#[result(len)]`, for a part of the result";
    let named = match &attr.meta {
        Meta::List(_) => parse::args::<Ident>(attr).map_err(|error| syn::Error::new(error.span(), EXPECTED))?,
        _ => return Err(syn::Error::new_spanned(attr, EXPECTED)),
    };
    match named.to_string().as_str() {
        "value" => Ok(ResultPart::Value),
        "pointer" => Ok(ResultPart::Pointer),
        "len" => Ok(ResultPart::Len),
        _ => Err(syn::Error::new(named.span(), EXPECTED)),
    }
}
