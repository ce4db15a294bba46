//! The callbacks of a patch that is applied. C passes the address of the options.

use callback_runtime::callback;
use libc::c_int;

use super::ApplyOptions;
use crate::panic::{keep, panicked};
use crate::{from_c, raw};

#[callback(mod = pub(super) shims, fail = -1, panic = keep, pending = panicked, report = none)]
impl ApplyOptions<'_> {
    fn delta_cb_c(delta: Option<&raw::git_diff_delta>, options: &mut ApplyOptions<'_>) -> c_int {
        options.delta_cb.as_mut().map_or(-1, |f| c_int::from(!f(delta.map(from_c::delta))))
    }

    fn hunk_cb_c(hunk: Option<&raw::git_diff_hunk>, options: &mut ApplyOptions<'_>) -> c_int {
        options.hunk_cb.as_mut().map_or(-1, |f| c_int::from(!f(hunk.map(from_c::hunk))))
    }
}
