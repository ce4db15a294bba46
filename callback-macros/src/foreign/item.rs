//! The grammar of a block, its arguments and those of a callback parameter.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Abi, AttrStyle, Attribute, Expr, FnArg, ForeignItem, ForeignItemFn, LitStr, Path, Token, bracketed, token};

use crate::foreign::signatures::{self, Named};
use crate::grammar::args::{Args, Panics, Reports};
use crate::grammar::settings::{ModPath, Setting, comma, each, moves, set, value};
use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::report::Report;
use crate::syntax::{cfg, near};

/// `unsafe extern "C" { … }`
pub(crate) struct Block {
    /// The attributes that are not read here: `#[link]`, `cfg`, lints.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) abi: Abi,
    pub(crate) braces: Span,
    pub(crate) items: Vec<ForeignItem>,
    /// `lazy = …`: the library in which the functions are looked up at their first call.
    pub(crate) lazy: Option<Setting<Lazy>>,
    /// `report = …` and `panic = …`, with their names, for the callbacks without such an argument of their own.
    pub(crate) defaults: Vec<(&'static str, TokenStream)>,
}

pub(crate) fn parse(item: TokenStream) -> syn::Result<Block> {
    let block: syn::ItemForeignMod = parse::tokens(item)?;
    let (unsafety, abi, braces) = (block.unsafety, block.abi, block.brace_token.span.join());
    // Inner attributes become outer attributes, which mean the same.
    let attrs = block.attrs.into_iter().map(|attr| Attribute { style: AttrStyle::Outer, ..attr }).list();
    let mut items = vec![];
    for item in block.items {
        halves(item, &mut items)?;
    }
    Ok(Block { attrs, unsafety, abi, braces, items, lazy: None, defaults: vec![] })
}

/// The arguments of the attribute on the block.
#[derive(Default)]
pub(crate) struct ExternArgs {
    pub(crate) krate: Option<Setting<Path>>,
    pub(crate) lazy: Option<Setting<Lazy>>,
    pub(crate) report: Option<Setting<Reports>>,
    pub(crate) panics: Option<Setting<Panics>>,
    pub(crate) pending: Option<Setting<Path>>,
    /// The signatures named by the block, with their definitions.
    pub(crate) named: Vec<Named>,
}

impl ExternArgs {
    /// Returns the arguments for callbacks without such an argument of their own, with their names.
    pub(crate) fn defaults(&self, report: &mut Report) -> Vec<(&'static str, TokenStream)> {
        let place = self.report.as_ref().map(|report| ("report", report.value.argument()));
        let panics = self.panics.as_ref().map(|panics| {
            let (argument, pending) = (panics.value.argument(), self.pending.as_ref().map(|pending| &pending.value));
            ("panic", pending.map_or_else(|| argument.clone(), |pending| quote!(#argument, pending = #pending)))
        });
        if let (Some(pending), None) = (&self.pending, &self.panics) {
            report.span(
                pending.key,
                "`pending` tests the place of panics, which is missing; add `panic = PATH`, or remove this",
            );
        }
        place.into_iter().chain(panics).list()
    }

    pub(crate) fn parse(tokens: TokenStream, report: &mut Report) -> ExternArgs {
        let mut block = ExternArgs::default();
        let parsed = parse::tokens_with(tokens, |input| each(input, |input| block.argument(input, report)));
        report.ok(parsed);
        block
    }

    fn argument(&mut self, input: ParseStream, report: &mut Report) -> syn::Result<()> {
        let key = input.call(Ident::parse_any)?;
        match key.to_string().as_str() {
            "crate" => set(&mut self.krate, &key, value::<ModPath>(input, &key)?.0, report),
            "__named" => self.named.push(signatures::parse(input)?),
            "report" => set(&mut self.report, &key, value(input, &key)?, report),
            "panic" => set(&mut self.panics, &key, value(input, &key)?, report),
            "pending" => set(&mut self.pending, &key, value::<ModPath>(input, &key)?.0, report),
            "lazy" => set(&mut self.lazy, &key, value(input, &key)?, report),
            _ => {
                return Err(near::unknown_argument(
                    &key,
                    "`lazy`, `panic`, `pending`, `report` or `crate` on a block; the options of a callback belong to its parameter",
                ));
            }
        }
        Ok(())
    }
}

/// The calls that C makes, and the lifetime of the callback in C.
#[derive(Default)]
pub(crate) struct Contract {
    /// C calls it at most once.
    pub(crate) once: Option<Setting<()>>,
    /// C calls it while another call runs: the closure is an `Fn`.
    pub(crate) shared: Option<Setting<()>>,
    /// C calls it from other threads.
    pub(crate) threads: Option<Setting<bool>>,
    /// C keeps it after the call.
    pub(crate) retained: Option<Setting<()>>,
    /// C calls it last: a closing callback.
    pub(crate) closes: Option<Setting<()>>,
    /// The expression that unregisters it.
    pub(crate) unregister: Option<Setting<Expr>>,
    /// The handle that it is kept with.
    pub(crate) until: Option<Setting<Ident>>,
    /// The expression that stops C after a failure.
    pub(crate) stop: Option<Setting<Expr>>,
    /// True if an argument could not be parsed: a missing one may be that.
    pub(crate) unread: bool,
}

impl Contract {
    /// Returns true if C keeps the callback, or if that is missing beside an argument that needs it.
    pub(crate) fn is_kept(&self) -> bool {
        self.retained.is_some() || self.closes.is_some() || self.unregister.is_some() || self.until.is_some()
    }
}

/// Takes the contract out of the arguments of a callback parameter; the rest are the attribute arguments of a function.
pub(crate) fn contract(attr: &Attribute, report: &mut Report) -> (Contract, TokenStream) {
    let mut contract = Contract::default();
    let mut rest = TokenStream::new();
    if let syn::Meta::List(list) = &attr.meta {
        let parsed = parse::tokens_with(list.tokens.clone(), |input| {
            while !input.is_empty() {
                argument(input, &mut contract, &mut rest, report)?;
            }
            Ok(())
        });
        contract.unread = report.ok(parsed).is_none();
        unread(&mut contract, &mut rest, report);
    } else if let syn::Meta::NameValue(_) = &attr.meta {
        report.at(attr, "expected `#[callback]` or `#[callback(…)]`");
    }
    (contract, rest)
}

const CALLBACK_KEYS: &str = "`once`, `shared`, `threads`, `retained`, `unregister`, `until`, `closes`, `stop`, or an option of a callback, such as `fail` or `err`";

/// Reports an argument of the rest that cannot be parsed, and removes the rest.
fn unread(contract: &mut Contract, rest: &mut TokenStream, report: &mut Report) {
    let mut of_rest = Report::new();
    let args = Args::parse_with(rest.clone(), CALLBACK_KEYS, &mut of_rest);
    // Other errors are reported with the hidden callback.
    if let (Err(error), true) = (of_rest.finish(), args.unread) {
        contract.unread = true;
        *rest = TokenStream::new();
        report.push(error);
    }
}

fn argument(
    input: ParseStream,
    contract: &mut Contract,
    rest: &mut TokenStream,
    report: &mut Report,
) -> syn::Result<()> {
    let fork = input.fork();
    let key = fork.call(Ident::parse_any).ok().map(|key| key.to_string());
    match key.as_deref() {
        Some("once") => flag(input, &mut contract.once, report),
        Some("shared") => flag(input, &mut contract.shared, report),
        Some("retained") => flag(input, &mut contract.retained, report),
        Some("closes") => flag(input, &mut contract.closes, report),
        Some("unregister") => valued(input, &mut contract.unregister, report),
        Some("stop") => valued(input, &mut contract.stop, report),
        Some("until") => until(input, &mut contract.until, report),
        Some("threads") => {
            // The argument of the callback reports a wrong value.
            contract.threads = Some(Setting { key: fork.span(), value: moves(&fork).unwrap_or(false) });
            of_callback(input, rest)
        }
        _ => of_callback(input, rest),
    }
}

/// Parses `KEY`.
fn flag(input: ParseStream, slot: &mut Option<Setting<()>>, report: &mut Report) -> syn::Result<()> {
    let key = input.call(Ident::parse_any)?;
    if input.peek(Token![=]) {
        return Err(syn::Error::new(key.span(), format_args!("`{key}` takes no value; remove what follows")));
    }
    set(slot, &key, (), report);
    comma(input)
}

/// Parses `KEY = EXPR`.
fn valued(input: ParseStream, slot: &mut Option<Setting<Expr>>, report: &mut Report) -> syn::Result<()> {
    let key = input.call(Ident::parse_any)?;
    set(slot, &key, value(input, &key)?, report);
    comma(input)
}

/// Parses `until = NAME`.
fn until(input: ParseStream, slot: &mut Option<Setting<Ident>>, report: &mut Report) -> syn::Result<()> {
    let key = input.call(Ident::parse_any)?;
    let expr: Expr = value(input, &key)?;
    let name = match &expr {
        Expr::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    };
    match name {
        Some(name) => set(slot, &key, name, report),
        None => report.at(&expr, "`until` names a handle: an argument, an `#[out]` box, or `result`"),
    }
    comma(input)
}

/// Takes an argument of the callback, with its comma.
fn of_callback(input: ParseStream, rest: &mut TokenStream) -> syn::Result<()> {
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        let comma = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
        rest.extend([token]);
        if comma {
            break;
        }
    }
    Ok(())
}

/// Pushes an item, or one for each side of a condition on an attribute that is read here.
fn halves(item: ForeignItem, items: &mut Vec<ForeignItem>) -> syn::Result<()> {
    let tokens = item.to_token_stream();
    let Some(condition) = cfg::conditional(tokens.clone()) else {
        items.push(item);
        return Ok(());
    };
    let text = condition.to_string();
    for holds in [true, false] {
        let cfg = if holds { quote!(#[cfg(#condition)]) } else { quote!(#[cfg(not(#condition))]) };
        let half = cfg::assumed(tokens.clone(), &text, holds);
        halves(parse::tokens(quote!(#cfg #half))?, items)?;
    }
    Ok(())
}

/// Splits a function at the first condition on a parameter: one declaration for each side.
pub(crate) fn split(function: &ForeignItemFn) -> Option<Vec<ForeignItemFn>> {
    let condition = function.sig.inputs.iter().find_map(|input| cfg::attrs(input).iter().find_map(cfg::condition))?;
    let text = condition.to_string();
    let halves = [true, false].map(|holds| {
        let mut half = function.clone();
        let cfg = if holds { quote!(#condition) } else { quote!(not(#condition)) };
        half.attrs.push(syn::parse_quote!(#[cfg(#cfg)]));
        let inputs = core::mem::take(&mut half.sig.inputs);
        half.sig.inputs =
            inputs.into_iter().filter_map(|input: FnArg| cfg::assume_input(input, &text, holds)).collect();
        half
    });
    Some(halves.into_iter().list())
}

/// The names of a library, in the order in which they are tried.
pub(crate) struct Lazy(pub(crate) Vec<LitStr>);

impl Parse for Lazy {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if !input.peek(token::Bracket) {
            return Ok(Lazy(vec![name(input)?]));
        }
        let list;
        let bracket = bracketed!(list in input);
        let names: Vec<_> = Punctuated::<LitStr, Token![,]>::parse_terminated_with(&list, name)?.into_iter().list();
        if names.is_empty() {
            return Err(syn::Error::new(bracket.span.join(), "expected at least one name of the library"));
        }
        Ok(Lazy(names))
    }
}

pub(crate) fn name(input: ParseStream) -> syn::Result<LitStr> {
    let name: LitStr = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), "expected the library's file name: `\"libfoo.so.1\"`"))?;
    let text = name.value();
    if text.is_empty() || text.contains('\0') {
        return Err(syn::Error::new(name.span(), "no library has this name; write its file name: `\"libfoo.so.1\"`"));
    }
    Ok(name)
}
