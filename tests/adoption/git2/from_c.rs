//! Objects of git2 behind pointers that C passes for the time of a call, and errors on both sides.

use callback_runtime::Refused;
use libc::c_int;

use crate::util::Binding;
use crate::{
    DiffBinary, DiffDelta, DiffFile, DiffHunk, DiffLine, Error, ErrorClass, ErrorCode, Progress, PushUpdate, raw,
};

pub fn progress(raw: &raw::git_indexer_progress) -> Progress<'_> {
    unsafe { Binding::from_raw(raw as *const _) }
}

pub fn delta(raw: &raw::git_diff_delta) -> DiffDelta<'_> {
    unsafe { Binding::from_raw(raw as *const _ as *mut _) }
}

pub fn file(raw: &raw::git_diff_file) -> DiffFile<'_> {
    unsafe { Binding::from_raw(raw as *const _) }
}

pub fn hunk(raw: &raw::git_diff_hunk) -> DiffHunk<'_> {
    unsafe { Binding::from_raw(raw as *const _) }
}

pub fn line(raw: &raw::git_diff_line) -> DiffLine<'_> {
    unsafe { Binding::from_raw(raw as *const _) }
}

pub fn binary(raw: &raw::git_diff_binary) -> DiffBinary<'_> {
    unsafe { Binding::from_raw(raw as *const _) }
}

pub fn update(raw: &raw::git_push_update) -> PushUpdate<'_> {
    unsafe { Binding::from_raw(raw as *const _) }
}

/// Gives libgit2 an error, and returns its code.
pub fn set_error(error: &Error) -> c_int {
    unsafe { error.raw_set_git_error() }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Error::new(ErrorCode::GenericError, ErrorClass::Callback, refused.to_string())
    }
}
