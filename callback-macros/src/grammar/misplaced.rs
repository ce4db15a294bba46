//! This macro's attributes and arguments in places without a meaning for them. For an attribute rustc would report
//! that it cannot be found, as for a missing import.

use proc_macro2::Ident;
use syn::{Attribute, Expr, ExprLit, FnArg, Lit, Signature};

use crate::grammar::attributes::{self, is_callback, is_of_callback};
use crate::syntax::near;
use crate::syntax::parse;
use crate::syntax::report::Report;

/// Removes and reports attributes of a callback's parameter that are for C functions; returns true if one is mistyped.
pub(crate) fn in_callback(attrs: &mut Vec<Attribute>, report: &mut Report) -> bool {
    let mistyped = mistyped(attrs, report);
    take(attrs, report, |attr| {
        Some(match name(attr)?.as_str() {
            "variadic" => {
                "`#[variadic]` is for declarations of C functions; in a callback, write `args: ...` as the last parameter"
            }
            "destroy" => {
                "a destroy notify is passed to a C function; mark it there, in the declaration in an `unsafe extern` block"
            }
            "out" => "`#[out]` is for declarations of C functions; in a callback, take `Out<'_, T>`",
            "size_of" => "`#[size_of]` is for declarations of C functions; in a callback, take `size: usize`",
            "callback" => {
                "a function that C passes is a `Callee`, or an `unsafe extern \"C\" fn(…)`; remove `#[callback]`"
            }
            _ => return None,
        })
    });
    mistyped
}

/// Removes and reports attributes of a C function's parameter that are for callbacks; returns true if one is mistyped.
pub(crate) fn in_declaration(attrs: &mut Vec<Attribute>, report: &mut Report) -> bool {
    let mistyped = mistyped(attrs, report);
    take(attrs, report, |attr| {
        Some(match name(attr)?.as_str() {
            "format" => "`#[format]` is for a parameter of a callback; in a declaration, write `...` or `#[variadic]`",
            "data" => {
                "`#[data]` is for a parameter of a callback; the user data of a callback `f` is marked `#[context(f)]`"
            }
            "result" => {
                "`#[result]` is for a parameter of a callback; a place that the C function fills is marked `#[out]`"
            }
            _ => return None,
        })
    });
    mistyped
}

/// Removes and reports attributes of an item that belong to one of its parameters, and a second `#[callback]`.
pub(crate) fn on_item(attrs: &mut Vec<Attribute>, report: &mut Report) {
    take(attrs, report, |attr| {
        if is_callback(attr) {
            return Some("`#[callback]` is given twice; put the arguments into one");
        }
        let is_for_parameters = is_of_callback(attr) || attributes::is_of_declaration(attr);
        (is_for_parameters && !has_text(attr)).then_some("this attribute belongs on a parameter; move it there")
    });
}

/// Removes and reports attributes on the parameters of a method that is no callback.
pub(crate) fn in_other_method(sig: &mut Signature, is_left_out: bool, report: &mut Report) {
    let message = if is_left_out {
        "no callback is made of this method; remove this, or `#[callback(skip)]`"
    } else {
        "no callback is made of this method, because others are marked; mark it with `#[callback]` too, or remove this"
    };
    for input in &mut sig.inputs {
        let (FnArg::Typed(syn::PatType { attrs, .. }) | FnArg::Receiver(syn::Receiver { attrs, .. })) = input;
        take(attrs, report, |attr| is_of_callback(attr).then_some(message));
    }
}

pub(crate) const NOT_ON_OTHER: &str = "in a block `#[callback]` is for functions; remove it here";

/// Removes and reports `#[callback]` on an item that cannot have it.
pub(crate) fn on_other(attrs: &mut Vec<Attribute>, report: &mut Report) {
    take(attrs, report, |attr| (name(attr)? == "callback").then_some(NOT_ON_OTHER));
}

fn take(attrs: &mut Vec<Attribute>, report: &mut Report, message: impl Fn(&Attribute) -> Option<&'static str>) {
    attrs.retain(|attr| match message(attr) {
        Some(message) => {
            report.at(attr, message);
            false
        }
        None => true,
    });
}

/// Removes and reports attributes of a parameter with names near one of this macro's; returns true if there was one.
fn mistyped(attrs: &mut Vec<Attribute>, report: &mut Report) -> bool {
    let before = attrs.len();
    attrs.retain(|attr| {
        let Some(name) = name(attr) else { return true };
        let Some(near) = near::attribute(&name) else {
            let is_null = ["optional", "nullable", "null"].contains(&&*name);
            if is_null {
                report.at(
                    attr.path(),
                    "NULL is accepted by an `Option` of the pointer; remove this, and write `Option<&T>`",
                );
            }
            return !is_null;
        };
        report.at(attr.path(), format_args!("unknown attribute `{name}`; a similar one is `#[{near}]`"));
        false
    });
    attrs.len() < before
}

fn name(attr: &Attribute) -> Option<String> {
    attr.path().get_ident().map(Ident::to_string)
}

/// Returns true for an attribute with a text, as macros of other crates have: `#[context("cannot read {path}")]`.
fn has_text(attr: &Attribute) -> bool {
    let text = |input: syn::parse::ParseStream| {
        let text = matches!(input.parse()?, Expr::Lit(ExprLit { lit: Lit::Str(_), .. }));
        input.parse::<proc_macro2::TokenStream>()?;
        Ok(text)
    };
    parse::args_with(attr, text).unwrap_or(false)
}

/// Arguments that a mistyped one may mean, whatever its place: those that [`argument`] accepts, and two of functions.
pub(crate) const ARGUMENTS: [&str; 28] = [
    "stop",
    "retained",
    "unregister",
    "until",
    "closes",
    "after",
    "report",
    "once",
    "shared",
    "errno",
    "fails",
    "error",
    "free",
    "lazy",
    "table",
    "fields",
    "rest",
    "size",
    "context_field",
    "setters",
    "setters_ok",
    "field",
    "skip",
    "context",
    "flags",
    "other",
    "name",
    "prefix",
];

/// Returns the place of an argument that does not belong to a callback.
pub(crate) fn argument(key: &str) -> Option<&'static str> {
    Some(match key {
        "retained" => "a callback parameter of a declaration; here use `NAME::own(state)`",
        "until" => "a callback parameter of a declaration; here drop the registration after C has freed the handle",
        "unregister" => "a callback parameter of a declaration; here use `Registration::on_close`",
        "stop" => "a callback parameter of a declaration; here use `Scope::on_stop`",
        "once" | "closes" => "a callback parameter of a declaration; here take a `#[context]` by value",
        "shared" => "a callback parameter of a declaration; here take a `#[context]` of `&T`",
        "errno" | "fails" | "error" => "a function of an `unsafe extern` block; in a callback, write `err = …`",
        "free" => "a function of an `unsafe extern` block; in a callback, return `Allocated<T>`",
        "lazy" => "an `unsafe extern` block of C functions; move it there, or remove it",
        "table" | "fields" | "rest" | "size" | "context_field" | "setters" | "setters_ok" | "mod" => {
            "an `impl` block, whose methods are callbacks on one context; move it there, or remove it"
        }
        "field" | "skip" => "a method in an `impl` block with the attribute; move it there, or remove it",
        "context" => "an `impl` block or a method; here mark the parameter: `#[context]`",
        "flags" | "other" | "name" | "prefix" => "an enum; move it there, or remove it",
        _ => return None,
    })
}
