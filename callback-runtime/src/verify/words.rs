//! The types of both sides, for people to read.

use std::string::{String, ToString};

use super::c_type::{CTy, Kind};
use super::compare::{Comparison, Names};
use super::rust_type::{RustTy, last_segment};

/// What the header says: what is written there, and what it is.
pub(super) fn said(written: &CTy, resolved: &CTy) -> String {
    if tells_more(written, resolved) {
        std::format!("`{written}`, which is `{resolved}`")
    } else {
        std::format!("`{written}`")
    }
}

/// Whether a name in a type is resolved to something else than the name of a structure.
fn tells_more(written: &CTy, resolved: &CTy) -> bool {
    match (&written.kind, &resolved.kind) {
        (Kind::Named(_), Kind::Named(_)) => false,
        (Kind::Named(_), _) => true,
        (Kind::Pointer(written), Kind::Pointer(resolved)) | (Kind::Array(written, _), Kind::Array(resolved, _)) => {
            tells_more(written, resolved)
        }
        (Kind::Function(written), Kind::Function(resolved)) => {
            let mut parameters = written.parameters.iter().zip(&resolved.parameters);
            parameters.any(|(written, resolved)| tells_more(&written.ty, &resolved.ty))
                || tells_more(&written.result, &resolved.result)
        }
        _ => false,
    }
}

/// What Rust says, in C: in the words of the declaration, where these are true.
pub(super) fn rust_in_c(rust: &RustTy, claimed: Option<&CTy>, names: &Names) -> String {
    if let Some(claimed) = claimed {
        let mut comparison = Comparison::default();
        comparison.types(rust, claimed, Some(claimed), names);
        if comparison.is_same() {
            return claimed.to_string();
        }
    }
    let name = |path: &str| names.get(path).cloned().unwrap_or_else(|| last_segment(path).into());
    rust.in_c(&name).to_string()
}
