//! `Self` in generated code, which would be another type there: written out as the type of the block.

use crate::syntax::parse;
use proc_macro2::{Group, Punct, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Path, Type};

/// The type that `Self` stands for.
#[derive(Clone)]
pub(crate) struct OwnSelf {
    ty: TokenStream,
    /// `<Type as Trait>`, by which associated types of the trait are found.
    of_trait: Option<TokenStream>,
}

#[derive(Clone, Copy)]
enum Namespace {
    Type,
    Expression,
}

impl OwnSelf {
    pub(crate) fn new(ty: &Type, of_trait: Option<&Path>) -> Self {
        OwnSelf { ty: ty.to_token_stream(), of_trait: of_trait.map(|path| quote!(<#ty as #path>)) }
    }

    pub(crate) fn ty(&self) -> &TokenStream {
        &self.ty
    }

    /// The type, in the form that follows `&`.
    pub(crate) fn referent(&self) -> TokenStream {
        let ty = &self.ty;
        match parse::tokens(ty.clone()) {
            Ok(Type::TraitObject(_)) => quote!((#ty)),
            _ => ty.clone(),
        }
    }

    /// The path before the name of a method.
    pub(crate) fn path(&self) -> TokenStream {
        let ty = &self.ty;
        self.of_trait.clone().unwrap_or_else(|| quote!(<#ty>))
    }

    /// Writes `Self` out in a type, a bound or a signature.
    pub(crate) fn in_type(&self, tokens: TokenStream) -> TokenStream {
        self.write_out(tokens, Namespace::Type)
    }

    /// Writes `Self` out in an expression.
    pub(crate) fn in_expression(&self, tokens: TokenStream) -> TokenStream {
        self.write_out(tokens, Namespace::Expression)
    }

    fn write_out(&self, tokens: TokenStream, place: Namespace) -> TokenStream {
        let mut out = TokenStream::new();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(ident) if ident == "Self" => {
                    let path = matches!(tokens.peek(), Some(TokenTree::Punct(colon)) if is_path(colon));
                    out.extend(if path { self.qualified(place) } else { self.ty.clone() });
                }
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.write_out(group.stream(), place));
                    inner.set_span(group.span());
                    out.extend([TokenTree::Group(inner)]);
                }
                other => out.extend([other]),
            }
        }
        out
    }

    /// The path before `::`.
    fn qualified(&self, place: Namespace) -> TokenStream {
        let ty = &self.ty;
        let of_trait = self.of_trait.clone().filter(|_| matches!(place, Namespace::Type));
        of_trait.unwrap_or_else(|| quote!(<#ty>))
    }
}

/// Returns true if a colon begins `::` and is not that of a bound.
fn is_path(colon: &Punct) -> bool {
    colon.as_char() == ':' && colon.spacing() == Spacing::Joint
}
