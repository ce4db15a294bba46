//! Types of the Rust library that stand for no C type, recognised by their usual names, with what to write in their place.

use syn::{Path, Type};

use crate::syntax::rust_types::is_optional_number;
use crate::syntax::types::{generic, optional, ungrouped};

/// A kind of such types.
enum LibraryType {
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
        LibraryType::OwnedText => "C passes text that it owns; take `&CStr`, or `&Path` on Unix",
        LibraryType::Borrowable => {
            "C passes what it owns; take the borrowed form: `&str`, `&CStr`, or `&[T]` with a length"
        }
        LibraryType::Duration => {
            "C passes a duration as a number or a struct; take that, and make the `Duration` of it"
        }
        LibraryType::Time => "C passes a time as a number or a struct; take that, such as `time_t`, and convert it",
        LibraryType::Wide => "C has no portable integer of 128 bits; take `&[u64; 2]`, or two `u64`",
        LibraryType::NonZero => "C can pass zero; take the number, and make a `NonZero` of it",
        LibraryType::Collection => {
            "C has no such type; take what C passes, or mark what C passes through: `#[context]`"
        }
        LibraryType::Unsized => "C passes a pointer to it; take a reference, such as `&str` or `&CStr`",
        LibraryType::MutableText => {
            "C lends text to change as bytes; take `&mut [u8]` with a length, or a `CStrBuf<'_>`"
        }
        LibraryType::OptionalNumber => {
            "`None` is a null pointer, and a number has no null; take the number, or `Option<&T>`"
        }
        LibraryType::Inferred => {
            "the type of C is part of the signature; write it, and `_` only for a closure's `#[context]`"
        }
        LibraryType::Slice => "C passes a pointer and a length; take `&[T]`, with `#[len(EXPR)]`",
    })
}

/// Returns the message for a type that C gets: the result of a callback, or an argument of a declared function.
pub(crate) fn to_c(ty: &Type) -> Option<&'static str> {
    Some(match kind(ty)? {
        LibraryType::OwnedText => {
            "C cannot free this; give `&CStr`, `&Path` on Unix, or `Allocated<c_char>`, which C frees"
        }
        LibraryType::Borrowable => "C cannot free this; give the borrowed form, `&str` or `&CStr`, or `Allocated<T>`",
        LibraryType::Duration => {
            "C has no `Duration`; give the number or the struct of the header, such as its milliseconds"
        }
        LibraryType::Time => "C has no such type; give the number or the struct of the header, such as `time_t`",
        LibraryType::Wide => "C has no portable integer of 128 bits; give `&[u64; 2]`, or two `u64`",
        LibraryType::NonZero => "C has no `NonZero`; give the number, which `get` returns",
        LibraryType::Collection => "C has no such type; give the type of the header",
        LibraryType::Unsized => "C gets a pointer to it; give a reference, such as `&str` or `&CStr`",
        LibraryType::MutableText => "C changes text as bytes; give `&mut [u8]` with a length",
        LibraryType::OptionalNumber => {
            "`None` is a null pointer, and a number has no null; give the number, or a `Result` with `err = …`"
        }
        LibraryType::Inferred => "the type of C is part of the signature; write it",
        LibraryType::Slice => "C gets a pointer and a length; give `&[T]`, with its length",
    })
}

/// Returns true for an argument that no Rust function has: of an unsized type, or without one.
pub(crate) fn is_refused_by_rustc(ty: &Type) -> bool {
    let is_alone = core::ptr::eq(optional(ty), ungrouped(ty));
    is_alone && matches!(kind(ty), Some(LibraryType::Unsized | LibraryType::Inferred | LibraryType::Slice))
}

fn kind(ty: &Type) -> Option<LibraryType> {
    if is_optional_number(ty) {
        return Some(LibraryType::OptionalNumber);
    }
    match ungrouped(optional(ty)) {
        Type::Path(path) if path.qself.is_none() => of_path(&path.path),
        Type::Reference(reference) if reference.mutability.is_some() => match ungrouped(&reference.elem) {
            Type::Path(path) => {
                matches!(of_path(&path.path), Some(LibraryType::Unsized)).then_some(LibraryType::MutableText)
            }
            _ => None,
        },
        Type::Infer(_) => Some(LibraryType::Inferred),
        Type::Slice(_) => Some(LibraryType::Slice),
        _ => None,
    }
}

fn of_path(path: &Path) -> Option<LibraryType> {
    let last = path.segments.last()?;
    let name = last.ident.to_string();
    // A type of the user's has the path of its module.
    let is_library = path.segments.len() == 1
        || path.segments.first().is_some_and(|first| ["std", "core", "alloc"].iter().any(|name| first.ident == name));
    if generic(&last.arguments, 0).is_some() {
        return match &name[..] {
            "Cow" => Some(LibraryType::Borrowable),
            "NonZero" => Some(LibraryType::NonZero),
            "HashMap" | "HashSet" | "BTreeMap" | "BTreeSet" | "VecDeque" | "RefCell" | "Cell" | "Mutex" | "RwLock"
            | "Pin" => Some(LibraryType::Collection),
            _ => None,
        };
    }
    if !is_library || !last.arguments.is_none() {
        return None;
    }
    match &name[..] {
        "PathBuf" | "OsString" => Some(LibraryType::OwnedText),
        "Duration" => Some(LibraryType::Duration),
        "Instant" | "SystemTime" => Some(LibraryType::Time),
        "i128" | "u128" => Some(LibraryType::Wide),
        "str" | "CStr" | "OsStr" | "Path" => Some(LibraryType::Unsized),
        name if name.strip_prefix("NonZero").is_some_and(is_width) => Some(LibraryType::NonZero),
        _ => None,
    }
}

/// Returns true for what follows in the name of `NonZeroU32`.
fn is_width(rest: &str) -> bool {
    rest.strip_prefix(['U', 'I']).is_some_and(|width| ["8", "16", "32", "64", "128", "size"].contains(&width))
}
