//! An `impl` block; bodies and items other than functions are kept as raw tokens.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Generics, Path, Signature, Token, Type, Visibility};

use crate::grammar::attributes::is_callback;
use crate::grammar::item;
use crate::syntax::list::List as _;
use crate::syntax::parse;

/// A block.
pub(crate) struct Block {
    pub(crate) attrs: Vec<Attribute>,
    /// `unsafe impl`, as written.
    head: TokenStream,
    pub(crate) impl_span: Span,
    pub(crate) generics: Generics,
    /// The trait, and the `for` behind it.
    pub(crate) of_trait: Option<(Path, Token![for])>,
    pub(crate) self_ty: Type,
    pub(crate) items: Vec<Item>,
}

pub(crate) enum Item {
    Method(Box<Method>),
    Other(TokenStream),
}

/// A function of a block.
pub(crate) struct Method {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    /// `default`, which only nightly Rust accepts.
    modifiers: TokenStream,
    pub(crate) sig: Signature,
    pub(crate) body: Group,
}

/// Parses an `impl` block; `None` if the item is something else.
pub(crate) fn parse(item: &TokenStream) -> Option<syn::Result<Block>> {
    let is_impl = item::is(item, |head| {
        head.parse::<Option<Token![unsafe]>>()?;
        Ok(head.peek(Token![impl]))
    });
    is_impl.then(|| parse::tokens::<Block>(item.clone()))
}

impl Parse for Block {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut attrs = input.call(Attribute::parse_outer)?;
        let unsafety: Option<Token![unsafe]> = input.parse()?;
        let impl_token: Token![impl] = input.parse()?;
        let mut generics: Generics =
            if input.peek(Token![<]) && !input.peek2(Token![<]) { input.parse()? } else { Generics::default() };
        let mut self_ty: Type = input.parse()?;
        let mut of_trait = None;
        if let Some(token) = input.parse::<Option<Token![for]>>()? {
            let Type::Path(path) = self_ty else {
                return Err(syn::Error::new_spanned(self_ty, "expected a trait before `for`"));
            };
            of_trait = Some((path.path, token));
            self_ty = input.parse()?;
        }
        generics.where_clause = input.parse()?;
        let content;
        syn::braced!(content in input);
        attrs.extend(content.call(Attribute::parse_inner)?);
        let mut items = vec![];
        while !content.is_empty() {
            items.push(content.parse()?);
        }
        let head = quote!(#unsafety #impl_token);
        Ok(Block { attrs, head, impl_span: impl_token.span, generics, of_trait, self_ty, items })
    }
}

impl Parse for Item {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        let mut modifiers = TokenStream::new();
        if input.fork().call(Ident::parse_any).is_ok_and(|word| word == "default") && !input.peek2(Token![!]) {
            modifiers.extend([input.parse::<TokenTree>()?]);
        }
        if input.fork().parse::<Signature>().is_ok() {
            let (sig, body) = (input.parse()?, item::body(input)?);
            return Ok(Item::Method(Box::new(Method { attrs, vis, modifiers, sig, body })));
        }
        let rest = other(input)?;
        Ok(Item::Other(quote!(#(#attrs)* #vis #modifiers #rest)))
    }
}

/// A constant, a type or a macro call, up to its end.
fn other(input: ParseStream) -> syn::Result<TokenStream> {
    let braces_end = !input.peek(Token![const]) && !input.peek(Token![type]);
    let mut tokens = TokenStream::new();
    loop {
        let token: TokenTree = input.parse()?;
        let end = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => braces_end && group.delimiter() == proc_macro2::Delimiter::Brace,
            _ => false,
        };
        tokens.extend([token]);
        if end || input.is_empty() {
            return Ok(tokens);
        }
    }
}

impl Block {
    /// The block as Rust code, with these items.
    pub(crate) fn print(&self, items: &[TokenStream]) -> TokenStream {
        let (head, generics, self_ty) = (&self.head, &self.generics, &self.self_ty);
        let (attrs, clause) = (&self.attrs, &generics.where_clause);
        let of_trait = self.of_trait.as_ref().map(|(path, token)| quote!(#path #token));
        // Inner attributes have become outer attributes, which mean the same.
        let attrs = attrs.iter().map(|attr| {
            let meta = &attr.meta;
            quote!(#[#meta])
        });
        quote!(#(#attrs)* #head #generics #of_trait #self_ty #clause { #(#items)* })
    }
}

impl Method {
    /// The method as Rust code, with the attributes that are not read here.
    pub(crate) fn print(&self, attrs: &[Attribute], sig: &Signature) -> TokenStream {
        let (vis, modifiers, body) = (&self.vis, &self.modifiers, &self.body);
        quote!(#(#attrs)* #vis #modifiers #sig #body)
    }

    /// A method that is no callback.
    pub(crate) fn print_as_it_is(&self, sig: &Signature) -> TokenStream {
        let attrs: Vec<_> = self.attrs.iter().filter(|attr| !leaves_out(attr)).cloned().list();
        self.print(&attrs, sig)
    }

    /// Returns true for `#[callback(skip)]`.
    pub(crate) fn is_left_out(&self) -> bool {
        self.attrs.iter().any(leaves_out)
    }
}

fn leaves_out(attr: &Attribute) -> bool {
    is_callback(attr) && parse::args::<Ident>(attr).is_ok_and(|word| word == "skip")
}

/// The tokens in the parentheses of an attribute.
pub(crate) fn arguments(attr: &Attribute) -> TokenStream {
    match &attr.meta {
        syn::Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    }
}
