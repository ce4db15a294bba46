//! The callbacks of a packbuilder.

use callback_runtime::callback;
use libc::{c_int, c_uint, size_t};

use super::ProgressCb;
use crate::panic::{keep, panicked};
use crate::raw;
use crate::util::Binding;

#[callback(fail = -1)]
pub fn foreach_c<F: FnMut(&[u8]) -> bool>(#[len(size)] buf: &[u8], size: size_t, #[context] f: &mut F) -> c_int {
    if f(buf) { 0 } else { -1 }
}

/// The closure of a user, which C has until the builder is freed.
pub struct Progress<'repo>(pub Box<ProgressCb<'repo>>);

/// Calls on the threads that compress are refused: the closure need not be `Send`.
#[callback(fail = -1, panic = keep, pending = panicked, report = none)]
pub fn progress_c(
    stage: raw::git_packbuilder_stage_t,
    current: c_uint,
    total: c_uint,
    #[context] progress: &mut Progress<'_>,
) -> c_int {
    let stage = unsafe { Binding::from_raw(stage) };
    if (progress.0)(stage, current, total) { 0 } else { -1 }
}
