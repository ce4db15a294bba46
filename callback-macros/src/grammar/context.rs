//! The grammar of `#[context(…)]`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token, Type};

use crate::grammar::settings::{OneType, Setting, value};
use crate::syntax::near;
use crate::syntax::parse;

/// The source of the context.
#[derive(Default)]
pub(crate) enum ContextArgs {
    /// C passes a `void *`.
    #[default]
    Parameter,
    /// `as = TYPE`: C passes this type.
    As(Setting<Type>),
    /// `embedded = TYPE`: C passes an object of this type, in which the context is embedded.
    Embedded(Setting<Type>),
    /// `from = EXPR`: the context is found from the arguments that C passes.
    From(Setting<Expr>),
    /// `thread_local`: the context is on a stack of the thread.
    ThreadLocal,
    /// `static` and `pool = N`: the context is in one of this number of slots.
    Pool { key: Span, slots: usize },
}

impl ContextArgs {
    /// Returns true if the context is a parameter in C.
    pub(crate) fn is_parameter(&self) -> bool {
        matches!(self, ContextArgs::Parameter | ContextArgs::As(_) | ContextArgs::Embedded(_))
    }
}

pub(crate) fn parse(attr: &Attribute) -> syn::Result<ContextArgs> {
    match &attr.meta {
        Meta::Path(_) => Ok(ContextArgs::default()),
        Meta::List(_) => parse::args_with(attr, arguments),
        Meta::NameValue(_) => {
            Err(syn::Error::new_spanned(attr, format_args!("expected `#[context]` or `#[context(…)]` with {KEYS}")))
        }
    }
}

const KEYS: &str = "`as = TYPE`, `embedded = TYPE`, `from = EXPR`, `thread_local`, `static` or `pool = N`";

fn arguments(input: ParseStream) -> syn::Result<ContextArgs> {
    if input.is_empty() {
        return Ok(ContextArgs::Parameter);
    }
    let key = input.call(Ident::parse_any).map_err(|_| input.error(format_args!("expected {KEYS}")))?;
    let args = match key.to_string().as_str() {
        "as" => ContextArgs::As(Setting { key: key.span(), value: value::<OneType>(input, &key)?.0 }),
        "embedded" => ContextArgs::Embedded(Setting { key: key.span(), value: value::<OneType>(input, &key)?.0 }),
        "from" => ContextArgs::From(Setting { key: key.span(), value: value(input, &key)? }),
        "thread_local" => ContextArgs::ThreadLocal,
        "static" => ContextArgs::Pool { key: key.span(), slots: 1 },
        "pool" => ContextArgs::Pool { key: key.span(), slots: slots(&value(input, &key)?)? },
        _ => return Err(near::unknown_argument(&key, KEYS)),
    };
    if input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
    }
    if !input.is_empty() {
        return Err(input.error("the context comes from one place; remove this"));
    }
    Ok(args)
}

/// Parses the number of slots, which has to be a literal: each slot has a shim of its own.
fn slots(number: &Expr) -> syn::Result<usize> {
    const MOST: usize = 1024;
    let slots = match number {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        _ => None,
    };
    slots.filter(|slots| (1..=MOST).contains(slots)).ok_or_else(|| {
        syn::Error::new_spanned(number, format_args!("a pool has 1 to {MOST} slots; write their number here"))
    })
}
