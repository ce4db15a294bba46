//! The signatures that a block was given: `type Name = fn(…)` as text.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::{Path, PathArguments};

use crate::syntax::list::List as _;
use crate::syntax::report::Report;

/// A signature, as defined.
pub(crate) struct Named {
    /// The path, as text, without its arguments.
    pub(crate) path: String,
    /// The arguments of its `#[callback]`.
    pub(crate) args: TokenStream,
    pub(crate) params: Vec<Ident>,
    pub(crate) function: TokenStream,
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
    Ok(Named { path: path.to_string(), args, params: params.list(), function })
}

impl Named {
    /// The signature, with the arguments of a path in place of its parameters.
    pub(crate) fn with(&self, path: &Path, report: &mut Report) -> TokenStream {
        let mut given: Vec<TokenStream> = match path.segments.last().map(|last| &last.arguments) {
            Some(PathArguments::AngleBracketed(arguments)) => {
                arguments.args.iter().map(ToTokens::to_token_stream).list()
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
