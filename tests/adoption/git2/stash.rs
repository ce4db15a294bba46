//! The callbacks of stashes.

use callback_runtime::callback;
use libc::{c_int, size_t};

use super::{StashApplyOptions, convert_progress};
use crate::panic::{keep, panicked};
use crate::{Oid, raw};

#[callback(fail = 1)]
pub fn stash_cb<F: FnMut(usize, &str, &Oid) -> bool>(
    index: size_t,
    message: &str,
    id: &Oid,
    #[context] f: &mut F,
) -> c_int {
    c_int::from(!f(index, message, id))
}

/// C passes the address of the options.
#[callback(fail = -1, panic = keep, pending = panicked, report = none)]
pub fn stash_apply_progress_cb(step: raw::git_stash_apply_progress_t, options: &mut StashApplyOptions<'_>) -> c_int {
    let go_on = options.progress.as_mut().map_or(true, |progress| progress(convert_progress(step)));
    if go_on { 0 } else { -1 }
}
