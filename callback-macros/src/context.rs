//! The grammar of `#[context(…)]`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, LitInt, Meta, Token, Type};

use crate::args::{OneType, Setting};

/// Where the context comes from.
#[derive(Default)]
pub(crate) enum ContextArgs {
    /// C passes it as `void *`.
    #[default]
    Parameter,
    /// `as = TYPE`: C passes it as this.
    As(Setting<Type>),
    /// `from = EXPR`: it is found from what C passes.
    From(Setting<Expr>),
    /// `thread_local`: it is on a stack of the thread.
    ThreadLocal,
    /// `static` and `pool = N`: it is in one of so many slots.
    Pool { key: Span, slots: usize },
}

impl ContextArgs {
    /// Whether the context is a parameter in C.
    pub(crate) fn is_parameter(&self) -> bool {
        matches!(self, ContextArgs::Parameter | ContextArgs::As(_))
    }
}

pub(crate) fn parse(attr: &Attribute) -> syn::Result<ContextArgs> {
    match &attr.meta {
        Meta::Path(_) => Ok(ContextArgs::default()),
        Meta::List(_) => attr.parse_args_with(arguments),
        Meta::NameValue(_) => {
            Err(syn::Error::new_spanned(attr, format_args!("expected `#[context]` or `#[context(…)]` with {KEYS}")))
        }
    }
}

const KEYS: &str = "`as = TYPE`, `from = EXPR`, `thread_local`, `static` or `pool = N`";

fn arguments(input: ParseStream) -> syn::Result<ContextArgs> {
    if input.is_empty() {
        return Ok(ContextArgs::Parameter);
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error(format_args!("expected {KEYS}")));
    }
    let key = input.call(Ident::parse_any)?;
    let args = match key.to_string().as_str() {
        "as" => {
            let Setting { key, value } = value::<OneType>(input, &key)?;
            ContextArgs::As(Setting { key, value: value.0 })
        }
        "from" => ContextArgs::From(value(input, &key)?),
        "thread_local" => ContextArgs::ThreadLocal,
        "static" => ContextArgs::Pool { key: key.span(), slots: 1 },
        "pool" => ContextArgs::Pool { key: key.span(), slots: slots(&value(input, &key)?.value)? },
        _ => return Err(syn::Error::new(key.span(), format_args!("unknown argument; expected {KEYS}"))),
    };
    if input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
    }
    if !input.is_empty() {
        return Err(input.error("the context comes from one place; remove this"));
    }
    Ok(args)
}

/// Parses `= VALUE`.
fn value<T: Parse>(input: ParseStream, key: &Ident) -> syn::Result<Setting<T>> {
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(key.span(), format_args!("`{key}` needs a value: `{key} = …`")));
    }
    input.parse::<Token![=]>()?;
    Ok(Setting { key: key.span(), value: input.parse()? })
}

/// Each slot has a shim of its own, so that their number is written out.
fn slots(number: &LitInt) -> syn::Result<usize> {
    const MOST: usize = 1024;
    match number.base10_parse() {
        Ok(slots @ 1..=MOST) => Ok(slots),
        _ => Err(syn::Error::new(number.span(), format_args!("a pool has 1 to {MOST} slots"))),
    }
}
