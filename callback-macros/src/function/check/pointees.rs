//! Types behind pointers: a pointer in C memory is a raw pointer, and no reference.

use syn::{GenericArgument, PathArguments, Type};

use crate::function::model::callback::{Model, Role};
use crate::syntax::report::Report;
use crate::syntax::types::{generic, optional, ungrouped};

/// Reports references in C memory. A reference is never null and valid for its lifetime. For memory that C owns,
/// neither can be checked during a call.
pub(crate) fn check(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        if !matches!(parameter.role, Role::Argument | Role::Counted(_)) {
            continue;
        }
        if let Some(place) = place_behind_a_pointer(optional(&parameter.ty)) {
            report.at(place, BY_VALUE);
            continue;
        }
        let Type::Reference(outer) = optional(&parameter.ty) else {
            if let Some(element) = pointer_in_array(optional(&parameter.ty)) {
                report.at(
                    element,
                    "an element here is a Rust type, `&CStr` or `&T`; `CStrPtr` and `CPtr<T>` are elements of `&[…]`",
                );
            }
            continue;
        };
        let (several, inner) = element(&outer.elem);
        let Type::Reference(_) = inner else { continue };
        let message = match (outer.mutability.is_some(), several) {
            (false, false) => {
                "a pointer in C's memory may be null, and ends with the call; write `&CPtr<T>`, whose `to_ref()` is an `Option<&T>`, or `&CStrPtr`"
            }
            (false, true) => {
                "pointers in C's memory may be null, and end with the call; write `&[CPtr<T>]`, `&[CStrPtr]` or `Array<'_, &T>`"
            }
            (true, _) => {
                "a pointer in C's memory may be null, and ends with the call; write `*const T` or `*mut T` for it, or `Out<'_, *const T>`"
            }
        };
        report.at(inner, message);
    }
}

const BY_VALUE: &str = "this type is a C pointer already; take it by value, without the reference";

/// Returns a type that is a pointer in C, behind another one.
fn place_behind_a_pointer(ty: &Type) -> Option<&Type> {
    let pointee = match ty {
        Type::Reference(reference) => element(&reference.elem).1,
        Type::Ptr(pointer) => ungrouped(&pointer.elem),
        _ => return None,
    };
    let Type::Path(path) = pointee else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    let has_lifetime = |argument: &GenericArgument| matches!(argument, GenericArgument::Lifetime(_));
    (is_place(pointee) && arguments.args.iter().any(has_lifetime)).then_some(pointee)
}

/// Returns true for a type of the runtime that is a pointer in C.
fn is_place(ty: &Type) -> bool {
    const PLACES: [&str; 9] =
        ["Out", "InOut", "ErrorOut", "WriteBuf", "CStrBuf", "Callee", "Array", "NullTerminated", "CStrVec"];
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| PLACES.iter().any(|name| last.ident == name)))
}

/// Returns the `CStrPtr` or `CPtr` in an `Array` or `NullTerminated`, which converts its elements itself.
fn pointer_in_array(ty: &Type) -> Option<&Type> {
    let last = |ty: &Type| match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    };
    let is = |ty: &Type, names: [&str; 2]| last(ty).is_some_and(|last| names.contains(&last.as_str()));
    let Type::Path(path) = ty else { return None };
    let element = generic(&path.path.segments.last()?.arguments, 0)?;
    (is(ty, ["Array", "NullTerminated"]) && is(element, ["CStrPtr", "CPtr"])).then_some(element)
}

/// Returns a reference behind a reference that no C function takes: it has two words, or the lifetime of the call.
pub(crate) fn misfit(ty: &Type) -> Option<&Type> {
    let Type::Reference(outer) = optional(ty) else { return None };
    let (_, inner) = element(&outer.elem);
    let Type::Reference(reference) = inner else { return None };
    let forever = reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static");
    let wide = |path: &syn::TypePath| {
        let last = path.path.segments.last().map(|last| last.ident.to_string());
        last.is_some_and(|last| ["str", "CStr", "U16CStr", "U16Str", "WideCStr", "WideStr"].contains(&last.as_str()))
    };
    match ungrouped(&reference.elem) {
        Type::Path(path) if forever && !wide(path) => None,
        _ => Some(inner),
    }
}

/// Returns true for a reference behind a reference, which has a message of its own.
pub(crate) fn is_nested(ty: &Type) -> bool {
    matches!(optional(ty), Type::Reference(outer) if matches!(element(&outer.elem).1, Type::Reference(_)))
}

/// Returns the type behind a reference, and true if there are several of it, in a slice or array.
fn element(mut ty: &Type) -> (bool, &Type) {
    let mut several = false;
    loop {
        ty = match ungrouped(ty) {
            Type::Slice(slice) => &slice.elem,
            Type::Array(array) => &array.elem,
            ty => return (several, optional(ty)),
        };
        several = true;
    }
}
