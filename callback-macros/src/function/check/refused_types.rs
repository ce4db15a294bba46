//! Types that a callback cannot have.

use syn::Type;

use crate::function::model::callback::{Model, Role};
use crate::syntax::report::Report;
use crate::syntax::types::{generic, optional, ungrouped};

pub(crate) fn check(model: &Model, report: &mut Report) {
    types_are_of_c(model, report);
    pointers_are_thin(model, report);
}

/// Reports types that cannot be C types, whatever traits they implement.
fn types_are_of_c(model: &Model, report: &mut Report) {
    let arguments = model.parameters.iter().filter(|parameter| !matches!(parameter.role, Role::Context(_)));
    for ty in arguments.map(|parameter| &parameter.ty).chain(&model.returns.ty) {
        match ty {
            Type::Tuple(tuple) if !tuple.elems.is_empty() => {
                report.at(ty, "C has no tuples; a `repr(C)` struct by value is `ByValue<T>`");
            }
            Type::Array(_) => report.at(ty, "C passes an array as a pointer; write `&[T; N]`"),
            ty if is_rust_function(optional(ty)) => report.at(ty, RUST_FUNCTION),
            Type::Path(path) if is_long_double(path) => {
                report
                    .at(ty, "no Rust type is passed as a `long double`; pass a pointer, `&LongDouble`, or a `double`");
            }
            _ => {}
        }
    }
}

const RUST_FUNCTION: &str =
    "this is a Rust function type; write `unsafe extern \"C\" fn(…)`, or `Callee<'_, F>` for one with user data";

/// Returns true for `fn(…)`, without an ABI.
fn is_rust_function(ty: &Type) -> bool {
    matches!(ungrouped(ty), Type::FnPtr(function) if function.abi.is_none())
}

/// Returns true for `LongDouble`, or `ByValue` of it.
fn is_long_double(path: &syn::TypePath) -> bool {
    let last = path.path.segments.last();
    last.is_some_and(|last| match generic(&last.arguments, 0) {
        Some(Type::Path(inner)) if last.ident == "ByValue" => is_long_double(inner),
        _ => last.ident == "LongDouble",
    })
}

/// Reports fat pointers: a C pointer is one word.
fn pointers_are_thin(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        if parameter.unread || !matches!(parameter.role, Role::Argument) {
            continue;
        }
        let ty = optional(&parameter.ty);
        let pointee = match ty {
            Type::Reference(reference) => ungrouped(&reference.elem),
            Type::Ptr(pointer) => ungrouped(&pointer.elem),
            _ => continue,
        };
        match (ty, pointee) {
            (Type::Ptr(_), Type::Slice(_)) => {
                report.at(
                    ty,
                    "C passes no length beside a pointer; write `*const T` or `*mut T`, or `#[len(EXPR)]` and `&[T]`",
                );
            }
            (_, Type::Slice(_)) => {
                report.at(ty, "C passes the length of a slice in another parameter; write `#[len(EXPR)]`, in elements");
            }
            (Type::Ptr(_), Type::Path(path)) if path.path.is_ident("CStr") || path.path.is_ident("str") => {
                report.at(ty, "C passes no length beside a pointer; write `&CStr`, `&str` or `*const c_char`");
            }
            (_, Type::TraitObject(_)) => {
                report.at(
                    ty,
                    "C cannot pass a trait object, which is two pointers; make it the `#[context]`, or name the type",
                );
            }
            _ => {}
        }
    }
}
