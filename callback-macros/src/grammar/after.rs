//! `after = …`: the calls that follow a failure.

use proc_macro2::Ident;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

use crate::grammar::settings::{Setting, each, set, value};
use crate::syntax::near;
use crate::syntax::report::Report;

/// True if calls go on after the failure.
pub(crate) type Runs = bool;

/// The value of `after`, for each kind of failure.
#[derive(Clone, Default)]
pub(crate) struct After {
    pub(crate) panic: Option<Setting<Runs>>,
    pub(crate) err: Option<Setting<Runs>>,
    pub(crate) breaks: Option<Setting<Runs>>,
    pub(crate) refused: Option<Setting<Runs>>,
    /// `after = …`: applies to each kind of failure that the callback can have.
    pub(crate) all: Option<Setting<Runs>>,
}

const FORMS: &str = "expected `after = continue`, `after = stop` or a list such as `after(panic = continue)`";

/// Parses the tokens after the key.
pub(crate) fn parse(input: ParseStream, key: &Ident, report: &mut Report) -> syn::Result<After> {
    let mut after = After::default();
    if input.peek(Token![=]) {
        set(&mut after.all, key, runs(input, key)?, report);
        return Ok(after);
    }
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(key.span(), FORMS));
    }
    let content;
    syn::parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(key.span(), FORMS));
    }
    each(&content, |input| {
        const KINDS: &str = "`panic`, `err`, `break` or `refused`";
        let kind = input.call(Ident::parse_any).map_err(|_| input.error(format_args!("expected {KINDS}")))?;
        let place = match kind.to_string().as_str() {
            "panic" => &mut after.panic,
            "err" => &mut after.err,
            "break" => &mut after.breaks,
            "refused" => &mut after.refused,
            _ => return Err(near::unknown_argument(&kind, KINDS)),
        };
        set(place, &kind, runs(input, &kind)?, report);
        Ok(())
    })?;
    Ok(after)
}

pub(crate) fn runs(input: ParseStream, key: &Ident) -> syn::Result<Runs> {
    let Word(word) = value(input, key)?;
    match word.to_string().as_str() {
        "continue" => Ok(true),
        "stop" => Ok(false),
        _ => Err(syn::Error::new(word.span(), VALUES)),
    }
}

const VALUES: &str = "expected `continue`, which lets later calls run, or `stop`";

/// An identifier or a keyword.
struct Word(Ident);

impl syn::parse::Parse for Word {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        input.call(Ident::parse_any).map(Word).map_err(|_| input.error(VALUES))
    }
}
