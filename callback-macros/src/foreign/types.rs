//! Checks of the types of a declared function.

use proc_macro2::Ident;
use syn::{ForeignItem, Path, Type};

use crate::foreign::model::{Declaration, Role, is_slice};
use crate::syntax::report::Report;
use crate::syntax::types::{boxed, generic, optional, ungrouped};
use crate::syntax::{library_types, rust_types};

pub(crate) fn check(model: &Declaration, report: &mut Report) {
    types_are_of_c(model, report);
    callbacks_have_no_conditions(model, report);
    opaque_types_are_pointed_at(model, report);
    lifetimes_are_shown(model, report);
}

/// Refuses `cfg` on parameters of a callback: the condition would affect every part of the callback.
fn callbacks_have_no_conditions(model: &Declaration, report: &mut Report) {
    let inputs = model.callbacks().flat_map(|(_, callback)| &callback.inputs);
    for attr in inputs.flat_map(|input| &input.attrs).filter(|attr| attr.path().is_ident("cfg")) {
        report.at(attr, "a parameter of a callback has no condition; write the function twice, each with its `cfg`");
    }
}

/// Refuses types without a counterpart in C.
fn types_are_of_c(model: &Declaration, report: &mut Report) {
    for parameter in model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument)) {
        if let Some(message) = no_argument(&parameter.ty) {
            report.at(&parameter.ty, message);
        }
    }
    for parameter in model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Out(_))) {
        let ty = &parameter.ty;
        let is_array = is_slice(ty);
        if let (Type::Reference(_), None, false) = (ungrouped(ty), boxed(ty), is_array) {
            report.at(
                ty,
                "`#[out]` names the value that C writes, and not its place; write `c_int` for `int *`, `ByValue<T>` for `T *`",
            );
        } else if let Some(message) = no_result(ty) {
            report.at(ty, message);
        }
    }
    if let Some(ty) = &model.returns {
        if let Some(message) = no_result(ty) {
            report.at(ty, message);
        }
    }
}

/// Refuses opaque types by value: they have no size and are passed as pointers.
fn opaque_types_are_pointed_at(model: &Declaration, report: &mut Report) {
    let is_opaque = |ty: &Type| {
        let Type::Path(path) = ty else { return false };
        let opaque = |item: &ForeignItem| matches!(item, ForeignItem::Type(item) if is_name(&path.path, &item.ident));
        model.block.items.iter().any(opaque)
    };
    for parameter in model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument)) {
        if is_opaque(optional(&parameter.ty)) {
            report.at(&parameter.ty, "an opaque type is behind a pointer in C; take `&T`, or `*mut T`");
        }
    }
    for parameter in model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Out(_))) {
        if is_opaque(optional(&parameter.ty)) {
            report.at(
                &parameter.ty,
                "C writes a pointer to an opaque type; write `*mut T`, or with `#[out(free = PATH)]` a `CBox<T>`",
            );
        }
    }
    if let Some(ty) = model.returns.as_ref().filter(|ty| is_opaque(optional(ty))) {
        report.at(ty, "an opaque type is behind a pointer in C; write `*mut T`, or with `free = PATH` a `CBox<T>`");
    }
}

/// Refuses a result that hides the lifetime of an opaque type, which is that of an argument.
fn lifetimes_are_shown(model: &Declaration, report: &mut Report) {
    let out = model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Out(_)));
    for ty in model.returns.iter().chain(out.map(|parameter| &parameter.ty)) {
        if let Some(path) = hiding(model, ty) {
            let name = &path.segments[0].ident;
            report.at(
                path,
                format_args!("`{name}` has a lifetime, by which it ends with an argument; write it: `{name}<'_>`"),
            );
        }
    }
}

/// The path of an opaque type of the block, if its lifetimes are omitted.
fn hiding<'a>(model: &Declaration, ty: &'a Type) -> Option<&'a Path> {
    match ungrouped(ty) {
        Type::Reference(reference) => hiding(model, &reference.elem),
        Type::Path(path) => {
            let is_item = |item: &ForeignItem| match item {
                ForeignItem::Type(item) => {
                    item.generics.lifetimes().next().is_some() && is_name(&path.path, &item.ident)
                }
                _ => false,
            };
            let last = path.path.segments.last()?;
            if last.arguments.is_none() && model.block.items.iter().any(is_item) {
                return Some(&path.path);
            }
            hiding(model, generic(&last.arguments, 0)?)
        }
        _ => None,
    }
}

/// Returns true if the path is this name, with or without lifetimes.
pub(super) fn is_name(path: &Path, name: &Ident) -> bool {
    path.leading_colon.is_none() && path.segments.len() == 1 && path.segments[0].ident == *name
}

const CLOSURE: &str = "C takes a function and no closure; write its type, `fn(…) -> …`, and callers pass a closure";
const TUPLE: &str = "C has no tuples; a `repr(C)` struct by value is `ByValue<T>`";

fn no_argument(ty: &Type) -> Option<&'static str> {
    Some(match (ungrouped(ty), rust_types::name(optional(ty))) {
        (_, Some("String" | "CString")) => {
            "C frees no Rust string; take `&str`, which is copied, or `CString` with the parameter that releases it: `#[destroy(NAME)]`"
        }
        (_, Some("Vec")) => "C has no `Vec`; take `&[T]` or `&mut [T]`, and its length: `#[len(NAME)] n: usize`",
        (_, Some(_)) => {
            "C frees no Rust allocation; take `&T`, a closure `fn(…)`, or mark the parameter by which C releases this: `#[destroy(NAME)]`"
        }
        (Type::Path(path), _)
            if path.path.segments.last().is_some_and(|last| last.ident == "Release" && !last.arguments.is_none()) =>
        {
            "C releases this by a function and its context; mark their parameters: `#[destroy(NAME)]`, `#[context(NAME)]`, `#[len(NAME)]`"
        }
        (Type::Tuple(tuple), _) if !tuple.elems.is_empty() => TUPLE,
        (Type::Array(_), _) => "C takes an array as a pointer; write `&[T; N]` or `&mut [T; N]`",
        (Type::ImplTrait(_) | Type::TraitObject(_), _) => CLOSURE,
        (_, None) if library_types::to_c(ty).is_some() => return library_types::to_c(ty),
        (_, None) => match optional(ty) {
            Type::Reference(reference) if matches!(ungrouped(&reference.elem), Type::TraitObject(_)) => CLOSURE,
            Type::Reference(reference) if boxed(&reference.elem).is_some() => {
                "a reference to the box is no pointer to the object in it; take `&T` or `&mut T`, to which the box is dereferenced"
            }
            _ => return None,
        },
    })
}

/// Returns the message for a C variable of a type that owns Rust memory.
pub(super) fn no_variable(ty: &Type) -> Option<&'static str> {
    let is_owned = rust_types::name(ty).is_some() || library_types::from_c(ty).is_some();
    is_owned.then_some("a C variable has a C type; write that of the header, such as `*const c_char` for a text")
}

fn no_result(ty: &Type) -> Option<&'static str> {
    Some(match (ungrouped(ty), rust_types::name(optional(ty))) {
        (_, Some("String" | "CString")) => {
            "a C function returns no Rust string; take `&CStr`, or with `free = PATH` a `CBox<CStr>`"
        }
        (_, Some(_)) => "a C function returns no Rust allocation; take a pointer, or with `free = PATH` a `CBox<T>`",
        (Type::Tuple(_), _) => TUPLE,
        (Type::Array(_), _) => "C returns no array; take a pointer",
        (_, None) if library_types::from_c(ty).is_some() => return library_types::from_c(ty),
        // Without arguments it is a C name.
        (Type::Path(path), None)
            if path.path.segments.last().is_some_and(|last| last.ident == "Result" && !last.arguments.is_none()) =>
        {
            "a C function returns no `Result`; write the C type, and `#[callback(fails = …)]` or `#[callback(errno = …)]`"
        }
        _ => return None,
    })
}
