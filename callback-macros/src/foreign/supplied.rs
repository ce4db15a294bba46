//! Parameters that the wrapper supplies: lengths, sizes, contexts, destroy notifies and places.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, GenericArgument, Pat, PathArguments, Token, Type};

use crate::foreign::model::{Role, is_slice};
use crate::foreign::outcome::{CallArgs, OutArgs};
use crate::grammar::settings::{Setting, comma, set, value};
use crate::syntax::near;
use crate::syntax::parse;
use crate::syntax::report::Report;

/// Reports `#[callback(free = PATH)]` beside `#[out]`, and returns what was meant.
pub(crate) fn freed_out(ours: &[Attribute], report: &mut Report) -> Option<Attribute> {
    ours.iter().find(|attr| attr.path().is_ident("out"))?;
    let attr = ours.iter().find(|attr| attr.path().is_ident("callback"))?;
    let mut of_function = Report::new();
    let free = CallArgs::parse(attr, &mut of_function).free;
    // Other arguments are reported with the attribute, which has no place here.
    let _ = of_function.finish();
    let Setting { key, value: path } = free?;
    let text = path.to_token_stream().to_string().replace(' ', "");
    report.span(key, format_args!("`free` of an out-parameter stands in `#[out(free = {text})]`"));
    Some(syn::parse_quote!(#[out(free = #path)]))
}

/// The role of a parameter that the wrapper supplies.
pub(crate) fn supplied(attr: Attribute, pat: &Pat, ty: &mut Type, report: &mut Report) -> Role {
    if attr.path().is_ident("out") {
        return Role::Out(OutArgs::parse(&attr, report));
    }
    if attr.path().is_ident("size_of") {
        return match report.ok(parse::args(&attr)) {
            Some(ty) => Role::Size(ty),
            None => Role::Unread,
        };
    }
    if attr.path().is_ident("len") && is_slice(ty) {
        let slice = pat.to_token_stream();
        report.at(
            &attr,
            format_args!(
                "in a declaration the length names its slice: `#[len({slice})] n: usize`; remove this, and for a fixed length write `&mut [T; N]`"
            ),
        );
        return Role::Unread;
    }
    let is_destroy = attr.path().is_ident("destroy");
    let names = |input: ParseStream| supplied_arguments(input, is_destroy, report);
    let (of, returns) = match parse::args_with(&attr, names) {
        Ok((names, returns)) if !names.is_empty() => (names, returns),
        _ => {
            let what = if attr.path().is_ident("len") { "slice" } else { "callback" };
            report.at(&attr, format_args!("expected the name of the {what} parameter that this is for"));
            return Role::Unread;
        }
    };
    if attr.path().is_ident("len") {
        Role::Len { of }
    } else if is_destroy {
        let at = marked(ty, report);
        Role::Destroy { attr, of, at, returns }
    } else {
        Role::Context { attr, of }
    }
}

/// The names of other parameters, and in `#[destroy(f, returns = EXPR)]` the result.
fn supplied_arguments(
    input: ParseStream,
    is_destroy: bool,
    report: &mut Report,
) -> syn::Result<(Vec<Ident>, Option<Setting<Expr>>)> {
    let (mut names, mut returns) = (vec![], None);
    while !input.is_empty() {
        let name: Ident = input.parse()?;
        if is_destroy && input.peek(Token![=]) {
            let value = value(input, &name)?;
            if name == "returns" {
                set(&mut returns, &name, value, report);
            } else {
                report.push(near::unknown_argument(&name, "the names of callbacks, or `returns = EXPR`"));
            }
        } else {
            names.push(name);
        }
        comma(input)?;
    }
    Ok((names, returns))
}

/// The index of the function pointer's parameter that is marked `#[context]`; removes the mark.
fn marked(ty: &mut Type, report: &mut Report) -> Option<usize> {
    match ty {
        Type::Group(group) => marked(&mut group.elem, report),
        Type::Paren(paren) => marked(&mut paren.elem, report),
        Type::Path(path) => {
            let PathArguments::AngleBracketed(arguments) = &mut path.path.segments.last_mut()?.arguments else {
                return None;
            };
            arguments.args.iter_mut().find_map(|argument| match argument {
                GenericArgument::Type(ty) => marked(ty, report),
                _ => None,
            })
        }
        Type::FnPtr(function) => {
            let mut found = None;
            for (index, input) in function.inputs.iter_mut().enumerate() {
                let (marks, others): (Vec<_>, _) =
                    core::mem::take(&mut input.attrs).into_iter().partition(|attr| attr.path().is_ident("context"));
                input.attrs = others;
                for attr in marks {
                    if let Err(error) = attr.meta.require_path_only() {
                        report.push(syn::Error::new(
                            error.span(),
                            "the context of a destroy notify has no options; write `#[context]`",
                        ));
                    }
                    if found.is_some() {
                        report.at(&attr, "a destroy notify is passed one context, which is marked before; remove this");
                    }
                    found = found.or(Some(index));
                }
            }
            found
        }
        _ => None,
    }
}
