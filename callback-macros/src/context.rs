//! The grammar of `#[context(…)]`.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, Meta, Token, Type};

use crate::args::{OneType, Setting};

/// Where the context pointer comes from.
#[derive(Default)]
pub(crate) struct ContextArgs {
    /// `as = TYPE`: how C passes it.
    pub(crate) pointer: Option<Setting<Type>>,
    /// `from = EXPR`: it is not a parameter in C.
    pub(crate) from: Option<Setting<Expr>>,
}

pub(crate) fn parse(attr: &Attribute) -> syn::Result<ContextArgs> {
    match &attr.meta {
        Meta::Path(_) => Ok(ContextArgs::default()),
        Meta::List(_) => attr.parse_args_with(arguments),
        Meta::NameValue(_) => Err(syn::Error::new_spanned(attr, "expected `#[context]`, `#[context(as = TYPE)]` or `#[context(from = EXPR)]`")),
    }
}

fn arguments(input: ParseStream) -> syn::Result<ContextArgs> {
    let mut args = ContextArgs::default();
    while !input.is_empty() {
        let key = input.call(Ident::parse_any)?;
        let twice = || syn::Error::new(key.span(), format_args!("`{key}` is given twice; remove one"));
        match key.to_string().as_str() {
            "as" if args.pointer.is_some() => return Err(twice()),
            "from" if args.from.is_some() => return Err(twice()),
            "as" => {
                input.parse::<Token![=]>()?;
                args.pointer = Some(Setting { key: key.span(), value: input.parse::<OneType>()?.0 });
            }
            "from" => {
                input.parse::<Token![=]>()?;
                args.from = Some(Setting { key: key.span(), value: input.parse()? });
            }
            _ => return Err(syn::Error::new(key.span(), "unknown argument; expected `as` or `from`")),
        }
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    if let (Some(pointer), Some(_)) = (&args.pointer, &args.from) {
        return Err(syn::Error::new(pointer.key, "`as` is the type of a C parameter, and with `from` there is none; remove one"));
    }
    Ok(args)
}
