//! The types of both sides, for messages.

use std::string::{String, ToString};

use super::c_type::{CTy, Kind};
use super::compare::{Comparison, Names};
use super::rust_type::{RustTy, last_segment};

/// Returns the type in the header: as written, and as resolved.
pub(super) fn said(written: &CTy, resolved: &CTy) -> String {
    if tells_more(written, resolved) {
        std::format!("`{written}`, which is `{resolved}`")
    } else {
        std::format!("`{written}`")
    }
}

/// Returns true if a name in a type is resolved to another name than that of a structure.
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

/// Returns the Rust type in C: in the words of the declaration, if these are true.
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
