//! Checks of callbacks: one function for each rule.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{Expr, GenericArgument, Lifetime, PathArguments, Type};

use crate::function::check::contexts::{one_context, slots_are_not_generic, threads_share_a_context};
use crate::function::check::stop_values::{fail_given, stop_values_fit, stop_values_given};
use crate::function::check::{
    after, borrows, constants, data, leave, length, on_fail, places, pointees, refused_types,
    rust_types as check_rust_types, success, symbol, variadic,
};
use crate::function::model::callback::{Model, Role};
use crate::grammar::args::ErrorValue;
use crate::grammar::context::ContextArgs;
use crate::output::runtime::ABIS;
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::tokens::{mentions, uses};

pub(crate) fn check(model: &Model, report: &mut Report) {
    plain_function(model, report);
    no_self(model, report);
    lifetimes_are_declared(model, report);
    abi(model, report);
    no_anonymous_types(model, report);
    number_of_parameters(model, report);
    one_context(model, report);
    threads_share_a_context(model, report);
    pending_panics_have_a_place(model, report);
    variadic::check(model, report);
    leave::check(model, report);
    on_fail::check(model, report);
    after::check(model, report);
    slots_are_not_generic(model, report);
    symbol::check(model, report);
    refused_types::check(model, report);
    lengths_are_apart(model, report);
    length::check(model, report);
    pointees::check(model, report);
    check_rust_types::check(model, report);
    borrows::of_context(model, report);
    borrows::of_arguments(model, report);
    borrows::of_one_argument(model, report);
    data::check(model, report);
    borrows::of_results(model, report);
    places::check(model, report);
    // Missing arguments are reported only if all others were understood.
    if stop_values_fit(model, report) && !model.args.unread {
        stop_values_given(model, report);
        fail_given(model, report);
        check_rust_types::constants_fit(model, report);
        constants::check(model, report);
        success::check(model, report);
    }
}

/// Leaves lifetimes that are declared nowhere to rustc.
fn lifetimes_are_declared(model: &Model, report: &mut Report) {
    if let Some(lifetime) = undeclared(model) {
        report.leave_to_rustc(lifetime);
    }
}

/// Returns a lifetime of a parameter that the function does not declare.
pub(crate) fn undeclared(model: &Model) -> Option<Lifetime> {
    if model.of_block.is_some() {
        return None;
    }
    let declared: Vec<_> = model.function.sig.generics.lifetimes().map(|param| &param.lifetime).list();
    let types = model.parameters.iter().map(|parameter| &parameter.ty).filter(|ty| !lifetimes::binds(ty));
    let mut written = types.flat_map(lifetimes::written);
    written.find(|lifetime| !declared.contains(&lifetime) && !["static", "_"].iter().any(|name| lifetime.ident == name))
}

fn plain_function(model: &Model, report: &mut Report) {
    let sig = &model.function.sig;
    if let Some(token) = &model.function.no_body {
        report.at(token, "a callback needs a body: C calls this function");
    }
    if let Some(token) = &sig.asyncness {
        report.at(token, "C cannot wait for an `async` function; remove `async` and block, or hand the work on");
    }
}

/// Returns the `Self` in a type.
pub(crate) fn own_type(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Reference(reference) => own_type(&reference.elem),
        Type::Ptr(pointer) => own_type(&pointer.elem),
        Type::Slice(slice) => own_type(&slice.elem),
        Type::Array(array) => own_type(&array.elem),
        Type::Path(path) => path.path.segments.iter().find_map(|segment| match &segment.arguments {
            _ if segment.ident == "Self" => Some(&segment.ident),
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => own_type(ty),
                _ => None,
            }),
            _ => None,
        }),
        _ => None,
    }
}

/// Reports `Self` outside of an `impl`: generated code evaluates expressions in an `impl` for another type.
fn no_self(model: &Model, report: &mut Report) {
    const MESSAGE: &str = "there is no `Self` outside of an `impl`; write the name of the type";
    if model.of_block.is_some() {
        return;
    }
    let types = model.parameters.iter().map(|parameter| &parameter.ty).chain(&model.returns.ty);
    if let Some(this) = types.into_iter().find_map(own_type) {
        report.at(this, "`Self` belongs to a method; put `#[callback]` on its `impl` block too");
    }
    let this = Ident::new("Self", Span::call_site());
    let check = |said: &Expr, report: &mut Report| {
        if uses(said, &this) {
            report.at(said, MESSAGE);
        }
    };
    let args = model.args;
    for said in [&args.fail, &args.ok, &args.continues, &args.breaks].into_iter().flatten() {
        check(&said.value, report);
    }
    match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Constant(expr) | ErrorValue::Errno { value: expr, .. } | ErrorValue::NegativeErrno(expr)) => {
            check(expr, report);
        }
        Some(ErrorValue::Path(path)) if path.segments.iter().any(|segment| segment.ident == "Self") => {
            report.at(path, MESSAGE);
        }
        Some(ErrorValue::Path(_)) | None => {}
    }
    for parameter in &model.parameters {
        match &parameter.role {
            Role::Counted(len) => check(len, report),
            Role::Context(context) => {
                if let ContextArgs::From(from) = &context.args {
                    check(&from.value, report);
                }
            }
            _ => {}
        }
    }
}

fn abi(model: &Model, report: &mut Report) {
    let Some(name) = model.abi.as_ref().and_then(|abi| abi.name.as_ref()) else {
        return;
    };
    let text = name.value();
    if text == "Rust" {
        report.at(name, "`Rust` is no C ABI; write `extern \"C\"`, or nothing");
    } else if !ABIS.contains(&text.as_str()) {
        report.at(
            name,
            format_args!("`{text}` is no C ABI of stable Rust; C functions are `\"C\"`, Win32 ones `\"system\"`"),
        );
    }
}

fn no_anonymous_types(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        if anonymous(&parameter.ty) {
            report.at(
                &parameter.ty,
                "`impl Trait` cannot be named in the shim; name a type parameter: `fn f<T: Trait>(…)`",
            );
        }
        if let (Role::Argument | Role::Counted(_), ty @ Type::TraitObject(_)) = (&parameter.role, &parameter.ty) {
            report.at(ty, "C passes no trait object; name a type parameter, `fn f<T: Trait>(…)`, or a concrete type");
        }
    }
    if model.returns.ty.as_ref().is_some_and(anonymous) {
        model.at_result(report, "`impl Trait` cannot be named in the shim; name the type");
    }
    if let Some(Type::TraitObject(_)) = &model.returns.ty {
        model.at_result(report, "C gets no trait object; name the type");
    }
}

/// Returns true if a type contains `impl Trait`.
pub(crate) fn anonymous(ty: &Type) -> bool {
    let keyword = || Ident::new("impl", Span::call_site());
    lifetimes::seen(ty).is_none() && mentions(ty.to_token_stream(), &keyword())
}

fn number_of_parameters(model: &Model, report: &mut Report) {
    const MOST: usize = 16;
    if let Some(parameter) = model.parameters.get(MOST) {
        report.at(
            &parameter.ty,
            format_args!("a callback has at most {MOST} parameters; bind a C wrapper that takes a struct"),
        );
    }
}

/// Reports `pending` without a function that takes panics.
fn pending_panics_have_a_place(model: &Model, report: &mut Report) {
    if let (Some(pending), None) = (&model.args.pending, &model.args.panics) {
        report.span(
            pending.key,
            "`pending` tests the place of panics, which is missing; add `panic = PATH`, or remove this",
        );
    }
}

/// Reports lengths that are computed from their own slice.
fn lengths_are_apart(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        let (Role::Counted(len), Some(name)) = (&parameter.role, &parameter.name) else { continue };
        if uses(len, name) {
            report.at(
                len,
                format_args!("the length of `{name}` cannot depend on `{name}`; name another parameter: `#[len(n)]`"),
            );
        }
    }
}
