//! Types of the Rust library without a counterpart in C, recognised by their usual names: a message for each is more
//! helpful than rustc's list of missing implementations.

use syn::Type;

use crate::syntax::numbers;
use crate::syntax::types::{generic, optional, ungrouped};

/// Returns the name of a type of the Rust library, unless its path shows that it is another type.
pub(crate) fn name(ty: &Type) -> Option<&'static str> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let last = path.path.segments.last().filter(|_| path.qself.is_none())?;
    let alone = path.path.segments.len() == 1;
    let generic = generic(&last.arguments, 0).is_some();
    let is = |name: &&str| last.ident == *name;
    ["Vec", "Box", "Rc", "Arc"]
        .into_iter()
        .find(|name| generic && is(name))
        .or_else(|| ["String", "CString"].into_iter().find(|name| alone && last.arguments.is_none() && is(name)))
}

/// Returns true for `Option<c_int>` and the like, which have no null.
pub(crate) fn is_optional_number(ty: &Type) -> bool {
    let ty = ungrouped(ty);
    let inner = optional(ty);
    // A name with this prefix may stand for any type.
    let own = |name: &str| name.starts_with("c_") && name != "c_int" && signed(name).is_none();
    !core::ptr::eq(ty, inner)
        && ident(inner).is_some_and(|name| {
            numbers::is_number(&name) && !own(&name) || ["char", "i128", "u128", "Ordering"].contains(&&*name)
        })
}

/// Returns the last name of a type.
pub(crate) fn ident(ty: &Type) -> Option<String> {
    match ungrouped(ty) {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

/// Returns the signed type for an unsigned one.
pub(crate) fn signed(name: &str) -> Option<&'static str> {
    const PAIRS: [(&str, &str); 11] = [
        ("u8", "i8"),
        ("u16", "i16"),
        ("u32", "i32"),
        ("u64", "i64"),
        ("usize", "isize"),
        ("size_t", "isize"),
        ("c_uchar", "c_schar"),
        ("c_ushort", "c_short"),
        ("c_uint", "c_int"),
        ("c_ulong", "c_long"),
        ("c_ulonglong", "c_longlong"),
    ];
    PAIRS.iter().find(|(unsigned, _)| *unsigned == name).map(|(_, signed)| *signed)
}
