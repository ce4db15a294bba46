//! Numbers, recognised by their names: an attribute sees no types.

use syn::Type;

use crate::syntax::types::ungrouped;

/// Returns true for the name of a number, or of a type that is a number in C.
pub(crate) fn is_number(name: &str) -> bool {
    const NUMBERS: [&str; 14] =
        ["i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "isize", "usize", "f32", "f64", "bool", "CBool"];
    NUMBERS.contains(&name) || name.starts_with("c_") && name != "c_void"
}

/// Returns true if a type is such a number.
pub(crate) fn is_numeric(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.get_ident().is_some_and(|name| is_number(&name.to_string())))
}

/// Returns true if a type is such a number with a fraction.
pub(crate) fn is_float(ty: &Type) -> bool {
    const FLOATS: [&str; 4] = ["f32", "f64", "c_float", "c_double"];
    matches!(ungrouped(ty), Type::Path(path) if FLOATS.iter().any(|float| path.path.is_ident(float)))
}

/// Returns true if a type is, by its name, an unsigned number in C.
pub(crate) fn is_unsigned(ty: &Type) -> bool {
    const UNSIGNED: [&str; 11] =
        ["u8", "u16", "u32", "u64", "usize", "c_uchar", "c_ushort", "c_uint", "c_ulong", "c_ulonglong", "size_t"];
    let Type::Path(path) = ungrouped(ty) else { return false };
    path.path.segments.last().is_some_and(|last| UNSIGNED.iter().any(|name| last.ident == name))
}

/// Returns true if a type is, by its name, a number that is the same in C.
pub(crate) fn is_same_in_c(ty: &Type) -> bool {
    const C: [&str; 13] = [
        "char",
        "schar",
        "uchar",
        "short",
        "ushort",
        "int",
        "uint",
        "long",
        "ulong",
        "longlong",
        "ulonglong",
        "float",
        "double",
    ];
    let Type::Path(path) = ungrouped(ty) else { return false };
    path.path.get_ident().is_some_and(|name| {
        let name = name.to_string();
        match name.strip_prefix("c_") {
            Some(name) => C.contains(&name),
            None => is_number(&name) && !matches!(&name[..], "bool" | "CBool"),
        }
    })
}
