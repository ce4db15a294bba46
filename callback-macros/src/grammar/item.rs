//! The items that accept `#[callback]`. Bodies stay raw tokens.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Generics, Pat, PatIdent, PatType, Safety, Signature, Token, Visibility, parenthesized};

use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::report;

/// A function with its body.
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    pub(crate) body: Group,
    /// The `;` in place of a body.
    pub(crate) no_body: Option<Token![;]>,
    /// The name in messages, if it differs from that of the function.
    pub(crate) shown: Option<String>,
    /// True in a declaration, whose author vouches for the types that its type parameters stand for.
    pub(crate) is_vouched_for: bool,
}

pub(crate) fn parse(item: TokenStream) -> syn::Result<Function> {
    let dots = parameters_after_dots(&item);
    parse::tokens::<Function>(item).map_err(|error| dots.map_or(error, report::left_to_rustc))
}

/// The tokens behind `...,` among the parameters, which rustc refuses.
fn parameters_after_dots(item: &TokenStream) -> Option<TokenTree> {
    item.clone().into_iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => behind_dots(group.stream()),
        _ => None,
    })
}

fn behind_dots(parameters: TokenStream) -> Option<TokenTree> {
    let mut dots = 0;
    parameters.into_iter().find(|token| match token {
        TokenTree::Punct(punct) if punct.as_char() == '.' => {
            dots += 1;
            false
        }
        TokenTree::Punct(punct) if punct.as_char() == ',' => false,
        _ => dots == 3,
    })
}

/// Parses a function; returns `None` if the first keyword is that of another item, which has its own parser.
pub(crate) fn function(item: &TokenStream) -> Option<syn::Result<Function>> {
    let mut tokens: Vec<_> = item.clone().into_iter().list();
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
        // The body is not parsed: it stays as it is.
        Some(TokenTree::Group(last)) => braces(last).and_then(|body| {
            let parsed = parse::tokens_with(tokens.into_iter().collect(), head).ok();
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

/// Parses the part before the body.
fn head(input: ParseStream) -> syn::Result<(Vec<Attribute>, Visibility, Signature)> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis = input.parse()?;
    other_item(input)?;
    Ok((attrs, vis, signature(input)?))
}

/// Parses a signature, first as a plain one, which most are.
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

/// Parses `fn name(name: TYPE, …) -> TYPE`: to recognise names as patterns would take half of the time of a function.
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

/// Parses `name: TYPE`.
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

/// Returns a group in braces, also from inside of a group without delimiters, in which a macro passed it on.
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

/// Returns true if `head` accepts the beginning of an item, after its attributes and its visibility.
pub(crate) fn is(item: &TokenStream, mut head: impl FnMut(ParseStream) -> syn::Result<bool>) -> bool {
    let parser = |input: ParseStream| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let is = head(input)?;
        // The rest is parsed elsewhere.
        input.parse::<TokenStream>()?;
        Ok(is)
    };
    parse::tokens_with(item.clone(), parser).unwrap_or(false)
}

/// Reports an item that is not a function, with a more helpful message than that of the parser of signatures.
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
            "a C struct needs no attribute; take `&T`, or `ByValue<T>`; a table of functions is `#[callback(table = T)]` on an `impl`"
        }
        Ok(keyword) if keyword == "trait" => "a trait has no code that C could call; put `#[callback]` on the `impl` of a type",
        _ => "`#[callback]` stands on a function, an `impl`, an `unsafe extern` block, an enum or a `type`; move it to one of these",
    }))
}
