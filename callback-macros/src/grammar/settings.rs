//! Settings of attributes: a key and its value, each given once.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::token::Paren;
use syn::{LitBool, Path, Token, Type};

use crate::syntax::parse;
use crate::syntax::report::Report;

/// One argument, with the span of its key.
#[derive(Clone, Copy)]
pub(crate) struct Setting<T> {
    pub(crate) key: Span,
    pub(crate) value: T,
}

impl<T> Setting<T> {
    pub(crate) fn value(of: Option<&Self>) -> Option<&T> {
        of.map(|setting| &setting.value)
    }
}

/// Parses arguments, separated by commas.
pub(crate) fn each(input: ParseStream, mut argument: impl FnMut(ParseStream) -> syn::Result<()>) -> syn::Result<()> {
    while !input.is_empty() {
        argument(input)?;
        comma(input)?;
    }
    Ok(())
}

/// Parses the comma after an argument that is not the last.
pub(crate) fn comma(input: ParseStream) -> syn::Result<()> {
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

/// Parses `= VALUE`.
pub(crate) fn value<T: Parse>(input: ParseStream, key: &Ident) -> syn::Result<T> {
    equals(input, key)?;
    let mut value = None;
    ungrouped(input, &mut |input| {
        value = Some(input.parse()?);
        Ok(())
    })?;
    value.ok_or_else(|| input.error("expected a value"))
}

/// Parses the `=` before a value.
fn equals(input: ParseStream, key: &Ident) -> syn::Result<()> {
    let missing = || syn::Error::new(key.span(), format_args!("`{key}` needs a value: `{key} = …`"));
    if !input.peek(Token![=]) {
        return Err(missing());
    }
    input.parse::<Token![=]>()?;
    if input.is_empty() || input.peek(Token![,]) {
        return Err(missing());
    }
    Ok(())
}

/// Parses a value without the invisible group that `macro_rules!` adds: `err = $code` may be a function, too.
fn ungrouped(input: ParseStream, value: &mut dyn FnMut(ParseStream) -> syn::Result<()>) -> syn::Result<()> {
    let group = input.step(|cursor| match cursor.group(Delimiter::None) {
        Some((inner, _, rest)) if rest.eof() || rest.punct().is_some_and(|(punct, _)| punct.as_char() == ',') => {
            Ok((Some(inner.token_stream()), rest))
        }
        _ => Ok((None, *cursor)),
    })?;
    match group {
        Some(tokens) => parse::tokens_with(tokens, |input| ungrouped(input, value)),
        None => value(input),
    }
}

/// Sets an argument once.
pub(crate) fn set<T>(slot: &mut Option<Setting<T>>, key: &Ident, value: T, report: &mut Report) {
    if let Some(first) = slot {
        report.between(first.key, key.span(), format_args!("`{key}` is given twice; remove one"));
        return;
    }
    *slot = Some(Setting { key: key.span(), value });
}

/// A type without a trailing `+`.
pub(crate) struct OneType(pub(crate) Type);

impl Parse for OneType {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        input.call(Type::without_plus).map(OneType)
    }
}

/// Parses the path of a function; `expected` is the error for all else.
pub(crate) fn function(input: ParseStream, expected: &str) -> syn::Result<Function> {
    if (!input.peek(Ident::peek_any) && !input.peek(Token![::])) || input.peek(LitBool) {
        return Err(input.error(expected));
    }
    let path = input.parse()?;
    let called = if input.peek(Paren) { Some(input.parse()?) } else { None };
    Ok(Function { path, called })
}

/// The path of a function, with the arguments of a call that does not belong there.
pub(crate) struct Function {
    pub(crate) path: Path,
    called: Option<TokenTree>,
}

impl Function {
    /// Returns the path, and reports a call.
    pub(crate) fn path(self, report: &mut Report) -> Path {
        if let Some(called) = self.called {
            report.at(called, CALLED);
        }
        self.path
    }

    /// Returns the path, or the error of a call.
    pub(crate) fn alone(self) -> syn::Result<Path> {
        match self.called {
            Some(called) => Err(syn::Error::new_spanned(called, CALLED)),
            None => Ok(self.path),
        }
    }
}

const CALLED: &str = "this names a function, which is not called here; remove `(…)`";

/// A path without generics, `crate` included.
pub(crate) struct ModPath(pub(crate) Path);

impl Parse for ModPath {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if !input.peek(Ident::peek_any) && !input.peek(Token![::]) {
            return Err(input.error("expected a path without quotes, such as `crate::rt`"));
        }
        let path = input.call(Path::parse_mod_style)?;
        // A path that cannot be imported (`::Self`) is no path to a crate.
        parse::tokens::<syn::ItemUse>(quote::quote!(use #path;))?;
        Ok(ModPath(path))
    }
}

/// Parses what follows `threads`: nothing, or `= moves`. Returns true for that.
pub(crate) fn moves(input: ParseStream) -> syn::Result<bool> {
    if !input.peek(Token![=]) {
        return Ok(false);
    }
    input.parse::<Token![=]>()?;
    let tokens: TokenStream = input.fork().parse()?;
    match input.call(Ident::parse_any) {
        Ok(word) if word == "moves" => Ok(true),
        Ok(word) => Err(syn::Error::new(word.span(), MOVES)),
        Err(_) => Err(syn::Error::new_spanned(tokens, MOVES)),
    }
}

const MOVES: &str = "expected `threads`, or `threads = moves` if C never calls on two threads at once";
