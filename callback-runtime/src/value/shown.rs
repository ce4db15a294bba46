//! Lifetimes that the name of a type does not show: `type Row = Item<'static>`.
//!
//! An argument of such a type could be kept after its call, and no bound excludes it, as traits do not tell lifetimes apart.
//! Recent compilers print them in the name of a type; with older ones (1.85 prints none) nothing is found.

use core::any::{TypeId, type_name};
#[cfg(any(unix, windows))]
use core::ffi::c_int;

use crate::outcome::refused::Reason;
use crate::value::returns::Refusal;

const HIDDEN: &str = "the name of its type hides a lifetime, which is not that of the call";

/// Returns true if a type whose name in the source shows no lifetime has one: see [`Refusal`].
///
/// With optimisation it is a constant where there is a C library, since `memchr` of a constant is one.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn hides<T: ?Sized>() -> bool {
    let name = type_name::<T>();
    (has(name, b'\'') || has(name, b'&')) && shows_lifetime(name)
}

/// Returns true if two types that map each call to the type of an argument are one, though one has the lifetime of the call,
/// and the other `'static`: an alias ignores it, as in `type Row<'a> = Item<'static>`.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn ignores<OfCall: ?Sized + 'static, Forever: ?Sized + 'static>() -> bool {
    TypeId::of::<OfCall>() == TypeId::of::<Forever>()
}

#[cfg(any(unix, windows))]
#[inline]
fn has(name: &str, byte: u8) -> bool {
    // SAFETY: so many bytes.
    !unsafe { libc::memchr(name.as_ptr().cast(), c_int::from(byte), name.len()) }.is_null()
}

#[cfg(not(any(unix, windows)))]
#[inline]
fn has(name: &str, byte: u8) -> bool {
    name.as_bytes().contains(&byte)
}

/// Returns the refusal of an argument whose type hides a lifetime.
#[doc(hidden)]
#[cold]
#[must_use]
pub fn hidden(parameter: usize) -> Refusal {
    Refusal { parameter, reason: Reason::Invalid(HIDDEN) }
}

/// Ends a call with `panic = abort`, whose frame may have no place for a refusal.
#[doc(hidden)]
#[cold]
#[track_caller]
pub fn hidden_abort() -> ! {
    panic!("an argument is invalid: {HIDDEN}");
}

/// Returns true if the name of a type has a lifetime or a reference outside of the parameters and results of functions.
#[cold]
fn shows_lifetime(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let rest = &bytes[index..];
        match byte {
            // The value of a constant: `'x'`, `'\''`.
            b'\'' if rest.get(1) == Some(&b'\\') => index += 2 + after(&rest[3..], b'\''),
            b'\'' if rest.get(2) == Some(&b'\'') => index += 2,
            b'\'' if !rest.starts_with(b"'_") => index += after(&rest[1..], b'\''),
            b'\'' | b'&' => return true,
            b'(' if index > 0 && is_name(bytes[index - 1]) => index += function(rest),
            _ => {}
        }
        index += 1;
    }
    false
}

/// Returns the number of bytes to the end of a constant.
fn after(bytes: &[u8], end: u8) -> usize {
    bytes.iter().position(|byte| *byte == end).map_or(bytes.len(), |at| at + 1)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Returns the number of bytes of `(PARAMETERS) -> RESULT` behind the first.
fn function(bytes: &[u8]) -> usize {
    let mut depth = 0_usize;
    for (index, &byte) in bytes.iter().enumerate() {
        let is_arrow = byte == b'>' && index > 0 && bytes[index - 1] == b'-';
        match byte {
            b'(' | b'[' | b'<' => depth += 1,
            // The end of the list or group that the function stands in.
            b')' | b']' | b'>' if !is_arrow && depth == 0 => return index - 1,
            b')' | b']' | b'>' if !is_arrow => {
                depth -= 1;
                if depth == 0 && byte == b')' && !bytes[index + 1..].starts_with(b" -> ") {
                    return index;
                }
            }
            b',' | b';' if depth == 0 => return index - 1,
            _ => {}
        }
    }
    bytes.len() - 1
}

#[cfg(test)]
mod tests {
    use super::shows_lifetime;

    #[test]
    fn s41_lifetimes_are_found_in_names_of_types() {
        for name in [
            "m::Item<'_>",
            "&u8",
            "core::option::Option<&mut u8>",
            "[m::G<m::Item<'_>>; 2]",
            "(fn(&'_ u8) -> &'_ u8, m::Item<'_>)",
            "m::Pair<unsafe extern \"C\" fn(*const i8) -> m::G<&'_ u8>, &u8>",
            "m::Marked<'\\'', m::Item<'_>>",
            "m::Marked<'&', '_', &u8>",
        ] {
            assert!(shows_lifetime(name), "{name}");
        }
        for name in [
            "fn(&'_ u8, m::Item<'_>) -> &'_ u8",
            "core::option::Option<unsafe extern \"C\" fn(&'_ u8) -> m::G<&'_ u8>>",
            "(fn(&'_ u8), fn((u8, &'_ u8)) -> [&'_ u8; 2], u8)",
            "alloc::boxed::Box<dyn core::ops::function::Fn(&'_ u8)>",
            "m::Marked<'\\''>",
            "m::Marked<'&'>",
            "m::Marked<'_'>",
            "m::Marked<'\\u{1f600}', 'ä'>",
        ] {
            assert!(!shows_lifetime(name), "{name}");
        }
    }
}
