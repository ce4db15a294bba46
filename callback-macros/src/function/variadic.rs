//! `...` and formats: `#[format(NAME)] text: ...`.

use proc_macro2::Ident;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, Pat, PatType, Signature, Token, Type};

use crate::function::model::{Model, Role};
use crate::grammar::args::Args;
use crate::output::{names, runtime};
use crate::syntax::report::Report;
use crate::syntax::types::optional;

/// Gives the `...` a type: the function takes a list, or a text if its format is known.
pub(crate) fn typed(args: &Args, sig: &mut Signature) -> Option<Token![...]> {
    let variadic = sig.variadic.take()?;
    let span = variadic.dots.span();
    let runtime = runtime::runtime(args.krate.as_ref());
    let formatted = variadic.attrs.iter().any(|attr| attr.path().is_ident("format"));
    let name = Ident::new(if formatted { "Formatted" } else { "VaList" }, names::plumbing(span));
    let at = names::plumbing(span);
    let (pat, colon) = variadic.pat.unwrap_or_else(|| (Box::new(Pat::Verbatim(quote_spanned!(at=> _))), Token![:](at)));
    sig.inputs.push(FnArg::Typed(PatType {
        attrs: variadic.attrs,
        pat,
        colon_token: colon,
        ty: Box::new(Type::Verbatim(quote_spanned!(at=> #runtime::#name<'_>))),
    }));
    Some(variadic.dots)
}

/// Parses the name in `#[format(NAME)]`.
pub(crate) fn format(attr: &Attribute) -> syn::Result<Ident> {
    const EXPECTED: &str = "expected the parameter that is the format: `#[format(NAME)]`";
    match attr.meta.require_list() {
        Ok(list) if !list.tokens.is_empty() => {
            attr.parse_args().map_err(|error| syn::Error::new(error.span(), EXPECTED))
        }
        _ => Err(syn::Error::new_spanned(attr, EXPECTED)),
    }
}

/// Reports `...` in conventions other than `"C"`, or without a parameter before it.
pub(crate) fn check(model: &Model, report: &mut Report) {
    formats_are_parameters(model, report);
    let Some(dots) = &model.variadic else { return };
    let abi = model.abi.as_ref().and_then(|abi| abi.name.as_ref());
    if let Some(name) = abi.filter(|name| name.value() != "C") {
        report.at(name, "a variadic callback has the ABI `\"C\"`; write `extern \"C\"`, or nothing");
    }
    let parameters = model.parameters.iter().filter(|parameter| match &parameter.role {
        Role::Context(context) => context.args.is_parameter(),
        _ => true,
    });
    if parameters.count() < 2 {
        report.at(dots, "a parameter before `...` has to describe its arguments; add that parameter");
    }
}

/// Reports formats that are no other parameter, and texts without a format.
fn formats_are_parameters(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        match &parameter.role {
            Role::Formatted(format) => {
                let named = model.parameters.iter().find(|other| other.name.as_ref() == Some(format));
                if !named.is_some_and(|named| matches!(named.role, Role::Argument)) {
                    report.at(format, "no parameter of this name is a format; name the `&CStr` that C passes as one");
                }
            }
            Role::Argument if is_formatted(&parameter.ty) && !parameter.unread => {
                report.at(&parameter.ty, "a `Formatted` needs its format parameter; write `#[format(NAME)]`");
            }
            _ => {}
        }
    }
}

fn is_formatted(ty: &Type) -> bool {
    matches!(optional(ty), Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Formatted"))
}
