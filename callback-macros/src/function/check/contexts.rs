//! The context of a callback: at most one, passed as a pointer.

use quote::quote;
use syn::{GenericParam, Type};

use crate::function::model::callback::{Access, Context, Model, Role};
use crate::grammar::context::ContextArgs;
use crate::syntax::numbers;
use crate::syntax::report::Report;
use crate::syntax::types::{generic, optional};

pub(crate) fn one_context(model: &Model, report: &mut Report) {
    let mut contexts = model.parameters.iter().filter_map(|parameter| match &parameter.role {
        Role::Context(context) => Some(context),
        _ => None,
    });
    let Some(first) = contexts.next() else { return };
    for context in contexts {
        let (attrs, message) = ([&first.attr, &context.attr], "a callback has one context; put both into one struct");
        report.at(quote!(#(#attrs)*), message);
    }
    if let Some(ty) = passed_as_reference(first) {
        report.at(ty, "the context is a raw pointer in C; write `*mut T`, or `#[context] _: _` if it is a closure");
    }
    if let Some(ty) = passed_as_narrow(first) {
        report.at(ty, "a context is as wide as a pointer in C; write the pointer type, `isize` or `usize`");
    }
    if unsized_by_value(first) {
        report.at(&first.inner, "a context is `&T`, `&mut T`, a raw pointer, or a sized `T` that one call consumes");
    }
    if let Some(instead) = meant_for_each_call(first) {
        report.at(
            &first.inner,
            format_args!("a context by value is consumed by one call; write {instead}, or a struct if C calls once"),
        );
    }
}

/// Reports `threads` without a context that every thread can find.
pub(crate) fn threads_share_a_context(model: &Model, report: &mut Report) {
    let Some(threads) = model.args.threads else { return };
    match model.context().map(|(_, context)| &context.args) {
        None => report.span(threads.key, "a callback without a context can be called from any thread; remove `threads`"),
        Some(ContextArgs::ThreadLocal) => report.span(
            threads.key,
            "this context is found on its own thread only; mark one that C passes, `#[context]`, put it in a slot, `#[context(static)]`, or remove `threads`",
        ),
        Some(_) => {}
    }
}

/// Returns the form to write in place of a context by value that is probably meant for each call.
fn meant_for_each_call(context: &Context) -> Option<&'static str> {
    if context.access != Access::Once {
        return None;
    }
    let path = match optional(&context.inner) {
        Type::Path(path) => path,
        Type::FnPtr(_) => return Some("a reference to it"),
        Type::Reference(_) => return Some("`&T`"),
        _ => return None,
    };
    let last = path.path.segments.last()?;
    let refers = || generic(&last.arguments, 0).is_some_and(|ty| matches!(ty, Type::Reference(_)));
    match &*last.ident.to_string() {
        "Pin" if refers() => Some("`&T` or `&mut T`"),
        "NonNull" => Some("`*mut T`"),
        "Weak" if generic(&last.arguments, 0).is_some() => Some("`&Weak<T>`, which the function upgrades"),
        name if last.arguments.is_none() && (numbers::is_number(name) || matches!(name, "bool" | "char")) => {
            Some("a reference to it")
        }
        _ => None,
    }
}

/// Returns the type in `#[context(as = …)]` if it is a reference.
pub(crate) fn passed_as_reference(context: &Context) -> Option<&Type> {
    match &context.args {
        ContextArgs::As(setting) => Some(&setting.value).filter(|ty| matches!(ty, Type::Reference(_))),
        _ => None,
    }
}

/// Returns the type in `#[context(as = …)]` if it is narrower than a pointer on every target, by its name.
pub(crate) fn passed_as_narrow(context: &Context) -> Option<&Type> {
    const NARROW: [&str; 9] = ["f32", "f64", "bool", "CBool", "i8", "u8", "i16", "u16", "c_char"];
    let ContextArgs::As(setting) = &context.args else { return None };
    let is_narrow = |ty: &&Type| matches!(ty, Type::Path(path) if NARROW.iter().any(|name| path.path.is_ident(name)));
    Some(&setting.value).filter(is_narrow)
}

pub(crate) fn unsized_by_value(context: &Context) -> bool {
    matches!((context.access, &context.inner), (Access::Once, Type::Slice(_) | Type::TraitObject(_)))
}

/// Reports slots of generic callbacks: a slot is a static, and a static has no type parameters.
pub(crate) fn slots_are_not_generic(model: &Model, report: &mut Report) {
    let Some((_, Context { args: ContextArgs::Pool { key, .. }, .. })) = model.context() else { return };
    if model.function.sig.generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_))) {
        report.span(
            *key,
            "a generic callback has no slots of its own; write one for each type, or have C pass a context",
        );
    }
}
