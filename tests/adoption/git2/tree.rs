//! The callbacks of a walk through a tree, and of a filter of its entries, for the time of one call.

use callback_runtime::callback;
use libc::c_int;

use super::{TreeEntry, entry_from_raw_const};
use crate::raw;

#[callback(fail = -1)]
pub fn treewalk_cb<T: Into<i32>, F: FnMut(&str, &TreeEntry<'_>) -> T>(
    root: &str,
    entry: *const raw::git_tree_entry,
    #[context] f: &mut F,
) -> c_int {
    f(root, &unsafe { entry_from_raw_const(entry) }).into()
}

/// C cannot be stopped: after a panic all other entries stay.
#[callback(fail = 0)]
pub fn filter_cb<F: FnMut(&TreeEntry<'_>) -> bool>(
    entry: *const raw::git_tree_entry,
    #[context] keeps: &mut F,
) -> c_int {
    c_int::from(!keeps(&unsafe { entry_from_raw_const(entry) }))
}
