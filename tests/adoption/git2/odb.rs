//! The callbacks of an object database, and of what indexes a pack.

use callback_runtime::callback;
use libc::c_int;

use super::OdbPackwriterCb;
use crate::panic::{keep, panicked};
use crate::{Oid, from_c, raw};

#[callback(fail = 1)]
pub fn foreach_cb<F: FnMut(&Oid) -> bool>(id: &Oid, #[context] f: &mut F) -> c_int {
    c_int::from(!f(id))
}

/// C has the closure until the writer is freed.
#[callback(fail = -1, panic = keep, pending = panicked, report = none)]
pub(crate) fn write_pack_progress_cb(
    stats: &raw::git_indexer_progress,
    #[context] progress: &mut OdbPackwriterCb<'_>,
) -> c_int {
    let go_on = progress.cb.as_mut().map_or(true, |f| f(from_c::progress(stats)));
    if go_on { 0 } else { -1 }
}
