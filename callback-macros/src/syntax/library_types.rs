//! Types of the Rust library that stand for no C type, recognised by their usual names, with what to write in their place.

use syn::{Path, Type};

use crate::syntax::rust_types::is_optional_number;
use crate::syntax::types::{generic, optional, ungrouped};

/// A kind of such types.
enum Kind {
    OwnedText,
    Borrowable,
    Duration,
    Time,
    Wide,
    NonZero,
    Collection,
    /// `str` and the like by value.
    Unsized,
    /// `&mut str` and the like.
    MutableText,
    OptionalNumber,
    Inferred,
    Slice,
}

/// Returns the message for a type that C passes: an argument of a callback, or the result of a declared function.
pub(crate) fn from_c(ty: &Type) -> Option<&'static str> {
    Some(match kind(ty)? {
        Kind::OwnedText => "C passes text that it owns; take `&CStr`, or `&Path` on Unix",
        Kind::Borrowable => "C passes what it owns; take the borrowed form: `&str`, `&CStr`, or `&[T]` with a length",
        Kind::Duration => "C passes a duration as a number or a struct; take that, and make the `Duration` of it",
        Kind::Time => "C passes a time as a number or a struct; take that, such as `time_t`, and convert it",
        Kind::Wide => "C has no portable integer of 128 bits; take `&[u64; 2]`, or two `u64`",
        Kind::NonZero => "C can pass zero; take the number, and make a `NonZero` of it",
        Kind::Collection => "C has no such type; take what C passes, or mark what C passes through: `#[context]`",
        Kind::Unsized => "C passes a pointer to it; take a reference, such as `&str` or `&CStr`",
        Kind::MutableText => "C lends text to change as bytes; take `&mut [u8]` with a length, or a `CStrBuf<'_>`",
        Kind::OptionalNumber => "`None` is a null pointer, and a number has no null; take the number, or `Option<&T>`",
        Kind::Inferred => "the type of C is part of the signature; write it, and `_` only for a closure's `#[context]`",
        Kind::Slice => "C passes a pointer and a length; take `&[T]`, with `#[len(EXPR)]`",
    })
}

/// Returns the message for a type that C gets: the result of a callback, or an argument of a declared function.
pub(crate) fn to_c(ty: &Type) -> Option<&'static str> {
    Some(match kind(ty)? {
        Kind::OwnedText => "C cannot free this; give `&CStr`, `&Path` on Unix, or `Allocated<c_char>`, which C frees",
        Kind::Borrowable => "C cannot free this; give the borrowed form, `&str` or `&CStr`, or `Allocated<T>`",
        Kind::Duration => "C has no `Duration`; give the number or the struct of the header, such as its milliseconds",
        Kind::Time => "C has no such type; give the number or the struct of the header, such as `time_t`",
        Kind::Wide => "C has no portable integer of 128 bits; give `&[u64; 2]`, or two `u64`",
        Kind::NonZero => "C has no `NonZero`; give the number, which `get` returns",
        Kind::Collection => "C has no such type; give the type of the header",
        Kind::Unsized => "C gets a pointer to it; give a reference, such as `&str` or `&CStr`",
        Kind::MutableText => "C changes text as bytes; give `&mut [u8]` with a length",
        Kind::OptionalNumber => {
            "`None` is a null pointer, and a number has no null; give the number, or a `Result` with `err = …`"
        }
        Kind::Inferred => "the type of C is part of the signature; write it",
        Kind::Slice => "C gets a pointer and a length; give `&[T]`, with its length",
    })
}

/// Returns true for an argument that no Rust function has: of an unsized type, or without one.
pub(crate) fn is_refused_by_rustc(ty: &Type) -> bool {
    let is_alone = core::ptr::eq(optional(ty), ungrouped(ty));
    is_alone && matches!(kind(ty), Some(Kind::Unsized | Kind::Inferred | Kind::Slice))
}

fn kind(ty: &Type) -> Option<Kind> {
    if is_optional_number(ty) {
        return Some(Kind::OptionalNumber);
    }
    match ungrouped(optional(ty)) {
        Type::Path(path) if path.qself.is_none() => of_path(&path.path),
        Type::Reference(reference) if reference.mutability.is_some() => match ungrouped(&reference.elem) {
            Type::Path(path) => matches!(of_path(&path.path), Some(Kind::Unsized)).then_some(Kind::MutableText),
            _ => None,
        },
        Type::Infer(_) => Some(Kind::Inferred),
        Type::Slice(_) => Some(Kind::Slice),
        _ => None,
    }
}

fn of_path(path: &Path) -> Option<Kind> {
    let last = path.segments.last()?;
    let name = last.ident.to_string();
    // A type of the user's has the path of its module.
    let is_library = path.segments.len() == 1
        || path.segments.first().is_some_and(|first| ["std", "core", "alloc"].iter().any(|name| first.ident == name));
    if generic(&last.arguments, 0).is_some() {
        return match &name[..] {
            "Cow" => Some(Kind::Borrowable),
            "NonZero" => Some(Kind::NonZero),
            "HashMap" | "HashSet" | "BTreeMap" | "BTreeSet" | "VecDeque" | "RefCell" | "Cell" | "Mutex" | "RwLock"
            | "Pin" => Some(Kind::Collection),
            _ => None,
        };
    }
    if !is_library || !last.arguments.is_none() {
        return None;
    }
    match &name[..] {
        "PathBuf" | "OsString" => Some(Kind::OwnedText),
        "Duration" => Some(Kind::Duration),
        "Instant" | "SystemTime" => Some(Kind::Time),
        "i128" | "u128" => Some(Kind::Wide),
        "str" | "CStr" | "OsStr" | "Path" => Some(Kind::Unsized),
        name if name.strip_prefix("NonZero").is_some_and(is_width) => Some(Kind::NonZero),
        _ => None,
    }
}

/// Returns true for what follows in the name of `NonZeroU32`.
fn is_width(rest: &str) -> bool {
    rest.strip_prefix(['U', 'I']).is_some_and(|width| ["8", "16", "32", "64", "128", "size"].contains(&width))
}
