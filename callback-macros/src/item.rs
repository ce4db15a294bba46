//! The items that `#[callback]` stands on. Bodies stay raw tokens.

use proc_macro2::{Group, TokenStream};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Signature, Token, Visibility};

/// A function with its body.
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    pub(crate) body: Group,
}

pub(crate) fn parse(item: TokenStream) -> syn::Result<Function> {
    Function::parse.parse2(item)
}

impl Parse for Function {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        other_item(input)?;
        let sig: Signature = input.parse()?;
        if input.peek(Token![;]) {
            return Err(input.error("a callback needs a body: C calls this function"));
        }
        let body: Group = input.parse()?;
        Ok(Function { attrs, vis, sig, body })
    }
}

/// Names what is not a function, before the parser of signatures says something less helpful.
fn other_item(input: ParseStream) -> syn::Result<()> {
    let fork = input.fork();
    let keyword = fork.call(<proc_macro2::Ident as syn::ext::IdentExt>::parse_any)?;
    let what = match keyword.to_string().as_str() {
        "const" | "async" | "unsafe" | "extern" | "fn" | "safe" => return Ok(()),
        "struct" | "union" => "a type",
        "static" | "let" => "a value",
        "mod" => "a module",
        "trait" => "a trait",
        _ => "this",
    };
    let keyword = input.call(<proc_macro2::Ident as syn::ext::IdentExt>::parse_any)?;
    Err(syn::Error::new(keyword.span(), format_args!("`#[callback]` makes a callback of a function, not of {what}")))
}
