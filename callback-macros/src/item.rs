//! The items that `#[callback]` stands on. Bodies stay raw tokens.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, FnArg, Generics, Pat, PatIdent, PatType, Safety, Signature, Token, Visibility, parenthesized};

/// A function with its body.
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    pub(crate) body: Group,
    /// The `;` that stands where the body should.
    pub(crate) no_body: Option<Token![;]>,
    /// What messages call it, where that is not its name.
    pub(crate) shown: Option<String>,
    /// The author of a declaration vouches for what its type parameters stand for.
    pub(crate) is_vouched_for: bool,
}

pub(crate) fn parse(item: TokenStream) -> syn::Result<Function> {
    Function::parse.parse2(item)
}

/// Parses a function, which an item is as far as its first keyword tells: most are, and the others are told by parsers.
pub(crate) fn function(item: &TokenStream) -> Option<syn::Result<Function>> {
    let mut tokens: Vec<_> = item.clone().into_iter().collect();
    let keyword = tokens.iter().find_map(|token| match token {
        TokenTree::Ident(ident) => {
            let name = ident.to_string();
            matches!(&name[..], "fn" | "enum" | "impl" | "type").then_some(name)
        }
        _ => None,
    });
    if keyword? != "fn" {
        return None;
    }
    let parsed = match tokens.pop() {
        // The parser need not read what stays as it is.
        Some(TokenTree::Group(last)) => braces(last).and_then(|body| {
            let parsed = head.parse2(tokens.into_iter().collect()).ok();
            parsed.map(|(attrs, vis, sig)| Function {
                attrs,
                vis,
                sig,
                body,
                no_body: None,
                shown: None,
                is_vouched_for: false,
            })
        }),
        _ => None,
    };
    Some(parsed.map_or_else(|| parse(item.clone()), Ok))
}

/// What stands before the body.
fn head(input: ParseStream) -> syn::Result<(Vec<Attribute>, Visibility, Signature)> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis = input.parse()?;
    other_item(input)?;
    Ok((attrs, vis, signature(input)?))
}

/// Parses a signature, at first as most are.
fn signature(input: ParseStream) -> syn::Result<Signature> {
    let fork = input.fork();
    match plain_signature(&fork) {
        Ok(signature) => {
            input.advance_to(&fork);
            Ok(signature)
        }
        Err(_) => input.parse(),
    }
}

/// `fn name(name: TYPE, …) -> TYPE`: to tell a name from all other patterns takes half of the time of parsing a function.
fn plain_signature(input: ParseStream) -> syn::Result<Signature> {
    let (fn_token, ident) = (input.parse()?, input.parse()?);
    let content;
    let paren_token = parenthesized!(content in input);
    let inputs = content.parse_terminated(plain_parameter, Token![,])?;
    let output = input.parse()?;
    let generics = Generics { where_clause: input.parse()?, ..Generics::default() };
    Ok(Signature {
        constness: None,
        asyncness: None,
        safety: Safety::Default,
        abi: None,
        fn_token,
        ident,
        generics,
        paren_token,
        inputs,
        variadic: None,
        output,
    })
}

/// `name: TYPE`
fn plain_parameter(input: ParseStream) -> syn::Result<FnArg> {
    let attrs = input.call(Attribute::parse_outer)?;
    let pat = PatIdent { attrs: vec![], by_ref: None, mutability: None, ident: input.parse()?, subpat: None };
    let (colon_token, ty) = (input.parse()?, input.parse()?);
    Ok(FnArg::Typed(PatType { attrs, pat: Box::new(Pat::Ident(pat)), colon_token, ty }))
}

impl Parse for Function {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let (attrs, vis, sig) = head(input)?;
        let no_body: Option<Token![;]> = input.parse()?;
        let body = match &no_body {
            Some(_) => Group::new(Delimiter::Brace, quote!(loop {})),
            None => body(input)?,
        };
        Ok(Function { attrs, vis, sig, body, no_body, shown: None, is_vouched_for: false })
    }
}

/// Parses a body, which a macro may have passed on as `$body:block`: braces in a group without delimiters.
pub(crate) fn body(input: ParseStream) -> syn::Result<Group> {
    input.step(|cursor| match cursor.token_tree() {
        Some((TokenTree::Group(group), rest)) => match braces(group) {
            Some(body) => Ok((body, rest)),
            None => Err(cursor.error("expected the function's body")),
        },
        _ => Err(cursor.error("expected the function's body")),
    })
}

/// The braces that a group is, or that a macro passed on in a group without delimiters.
pub(crate) fn braces(group: Group) -> Option<Group> {
    match group.delimiter() {
        Delimiter::Brace => Some(group),
        Delimiter::None => {
            let mut tokens = group.stream().into_iter();
            match (tokens.next(), tokens.next()) {
                (Some(TokenTree::Group(inner)), None) => braces(inner),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether an item is what `head` says that it begins with, behind its attributes and its visibility.
pub(crate) fn is(item: &TokenStream, head: impl FnOnce(ParseStream) -> syn::Result<bool>) -> bool {
    let parser = |input: ParseStream| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let is = head(input)?;
        // The rest has its own parser.
        input.parse::<TokenStream>()?;
        Ok(is)
    };
    parser.parse2(item.clone()).unwrap_or(false)
}

/// Says so of what is not a function, before the parser of signatures says something less helpful.
fn other_item(input: ParseStream) -> syn::Result<()> {
    const FUNCTION: [&str; 6] = ["const", "async", "unsafe", "extern", "fn", "safe"];
    let fork = input.fork();
    let keyword = fork.call(Ident::parse_any);
    if keyword.is_ok_and(|keyword| FUNCTION.contains(&keyword.to_string().as_str())) {
        return Ok(());
    }
    let head = input.fork();
    head.parse::<Option<Token![unsafe]>>()?;
    Err(input.error(match head.call(Ident::parse_any) {
        Ok(keyword) if keyword == "struct" || keyword == "union" => {
            "a struct of C's needs no attribute: take `&T`, or `ByValue<T>`; a table of functions is `#[callback(table = T)]` on an `impl`"
        }
        Ok(keyword) if keyword == "trait" => "a trait has no code that C could call; put `#[callback]` on the `impl` of a type",
        _ => "`#[callback]` stands on a function, an `impl`, an `unsafe extern` block, an enum or a `type`; move it to one of these",
    }))
}
