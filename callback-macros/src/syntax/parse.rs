//! Parsers of tokens. Those of syn are compiled anew for each type: 500 lines of LLVM's for one.

use proc_macro2::{Span, TokenStream};
use syn::Attribute;
use syn::parse::{Parse, ParseStream, Parser};

/// Parses tokens as a type.
pub(crate) fn tokens<T: Parse>(tokens: TokenStream) -> syn::Result<T> {
    tokens_with(tokens, T::parse)
}

/// Parses tokens with a function.
pub(crate) fn tokens_with<T>(
    tokens: TokenStream,
    mut parser: impl FnMut(ParseStream) -> syn::Result<T>,
) -> syn::Result<T> {
    let mut parsed = None;
    run(tokens, &mut |input| {
        parsed = Some(parser(input)?);
        Ok(())
    })?;
    parsed.ok_or_else(nothing)
}

/// Parses the arguments of an attribute as a type.
pub(crate) fn args<T: Parse>(attr: &Attribute) -> syn::Result<T> {
    args_with(attr, T::parse)
}

/// Parses the arguments of an attribute with a function.
pub(crate) fn args_with<T>(attr: &Attribute, mut parser: impl FnMut(ParseStream) -> syn::Result<T>) -> syn::Result<T> {
    let mut parsed = None;
    run_args(attr, &mut |input| {
        parsed = Some(parser(input)?);
        Ok(())
    })?;
    parsed.ok_or_else(nothing)
}

fn run(tokens: TokenStream, parser: &mut dyn FnMut(ParseStream) -> syn::Result<()>) -> syn::Result<()> {
    parser.parse2(tokens)
}

fn run_args(attr: &Attribute, parser: &mut dyn FnMut(ParseStream) -> syn::Result<()>) -> syn::Result<()> {
    attr.parse_args_with(parser)
}

/// The error of a parser that has not run, which syn rules out.
fn nothing() -> syn::Error {
    syn::Error::new(Span::call_site(), "expected tokens")
}
