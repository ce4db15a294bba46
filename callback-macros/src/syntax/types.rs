//! Parts of types: the pointee, the type in an `Option` or a `Box`, generic arguments.

use syn::{GenericArgument, PathArguments, Type};

/// Returns a type without the invisible groups that `macro_rules!` puts around it.
pub(crate) fn ungrouped(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return ty,
        };
    }
}

/// Returns the `T` of `Option<T>`, and other types as they are.
pub(crate) fn optional(ty: &Type) -> &Type {
    let Type::Path(path) = ty else { return ty };
    let Some(last) = path.path.segments.last() else { return ty };
    match generic(&last.arguments, 0) {
        Some(inner) if last.ident == "Option" => inner,
        _ => ty,
    }
}

/// Returns the `T` of `CBox<T>`.
pub(crate) fn boxed(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "CBox")?;
    generic(&last.arguments, 0)
}

pub(crate) fn generic(arguments: &PathArguments, index: usize) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return None;
    };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ungrouped(ty)),
        _ => None,
    });
    types.nth(index)
}

pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty())
}
