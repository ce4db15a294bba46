//! The callbacks of a diff, for the time of one call.

use callback_runtime::{Callback, callback};
use libc::{c_int, c_void};

use super::{DiffCallbacks, PrintCb};
use crate::{Error, from_c, raw};

/// Of `Diff::print` and `Patch::print`.
#[callback(fail = raw::GIT_EUSER)]
pub fn print_cb(
    delta: &raw::git_diff_delta,
    hunk: Option<&raw::git_diff_hunk>,
    line: &raw::git_diff_line,
    #[context] print: &mut PrintCb<'_>,
) -> c_int {
    answer(print(from_c::delta(delta), hunk.map(from_c::hunk), from_c::line(line)))
}

#[callback(fail = raw::GIT_EUSER)]
fn file_cb(
    delta: &raw::git_diff_delta,
    progress: f32,
    #[context] cbs: &mut DiffCallbacks<'_, '_, '_, '_, '_, '_, '_, '_>,
) -> c_int {
    answer(cbs.file.as_mut().map_or(false, |f| f(from_c::delta(delta), progress)))
}

#[callback(fail = raw::GIT_EUSER)]
fn binary_cb(
    delta: &raw::git_diff_delta,
    binary: &raw::git_diff_binary,
    #[context] cbs: &mut DiffCallbacks<'_, '_, '_, '_, '_, '_, '_, '_>,
) -> c_int {
    answer(cbs.binary.as_mut().map_or(false, |f| f(from_c::delta(delta), from_c::binary(binary))))
}

#[callback(fail = raw::GIT_EUSER)]
fn hunk_cb(
    delta: &raw::git_diff_delta,
    hunk: &raw::git_diff_hunk,
    #[context] cbs: &mut DiffCallbacks<'_, '_, '_, '_, '_, '_, '_, '_>,
) -> c_int {
    answer(cbs.hunk.as_mut().map_or(false, |f| f(from_c::delta(delta), from_c::hunk(hunk))))
}

#[callback(fail = raw::GIT_EUSER)]
fn line_cb(
    delta: &raw::git_diff_delta,
    hunk: Option<&raw::git_diff_hunk>,
    line: &raw::git_diff_line,
    #[context] cbs: &mut DiffCallbacks<'_, '_, '_, '_, '_, '_, '_, '_>,
) -> c_int {
    let (delta, hunk, line) = (from_c::delta(delta), hunk.map(from_c::hunk), from_c::line(line));
    answer(cbs.line.as_mut().map_or(false, |f| f(delta, hunk, line)))
}

fn answer(go_on: bool) -> c_int {
    if go_on { raw::GIT_OK } else { raw::GIT_EUSER }
}

/// The callbacks that there are, as C takes them.
pub type Shims =
    (raw::git_diff_file_cb, raw::git_diff_binary_cb, raw::git_diff_hunk_cb, raw::git_diff_line_cb, *mut c_void);

/// Lends the callbacks to a function of C.
pub fn lend(
    mut callbacks: DiffCallbacks<'_, '_, '_, '_, '_, '_, '_, '_>,
    body: impl FnOnce(Shims) -> Result<(), Error>,
) -> Result<(), Error> {
    let DiffCallbacks { file, binary, hunk, line } = &callbacks;
    let (file, binary, hunk, line) = (file.is_some(), binary.is_some(), hunk.is_some(), line.is_some());
    file_cb::try_scope(&mut callbacks, |cb| {
        // They are given to C, and not called here.
        body(unsafe {
            (
                if file { cb.shim_safe() } else { None },
                if binary { cb.also::<binary_cb>().shim_safe() } else { None },
                if hunk { cb.also::<hunk_cb>().shim_safe() } else { None },
                if line { cb.also::<line_cb>().shim_safe() } else { None },
                cb.context(),
            )
        })
    })
}
