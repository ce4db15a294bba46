//! The callback of an index, for the time of one call.

use std::ffi::CStr;
use std::path::Path;

use callback_runtime::callback;
use libc::c_int;

use super::IndexMatchedPath;

/// Without pathspecs C passes NULL.
#[callback(fail = -1)]
pub fn index_matched_path_cb(path: &Path, pathspec: Option<&CStr>, #[context] f: &mut IndexMatchedPath<'_>) -> c_int {
    f(path, pathspec.unwrap_or_default().to_bytes())
}
