//! The callbacks of loops over what a repository has, for the time of one call.

use std::ffi::CStr;
use std::ptr;

use callback_runtime::callback;
use libc::{c_int, c_uint};

use super::Repository;
use crate::util::Binding;
use crate::{Error, Oid, Submodule, raw};

#[callback(fail = 1)]
pub fn mergehead_foreach_cb<F: FnMut(&Oid) -> bool>(id: &Oid, #[context] f: &mut F) -> c_int {
    c_int::from(!f(id))
}

#[callback(fail = 1)]
pub fn fetchhead_foreach_cb<F: FnMut(&str, &[u8], &Oid, bool) -> bool>(
    name: &str,
    url: &CStr,
    id: &Oid,
    is_merge: c_uint,
    #[context] f: &mut F,
) -> c_int {
    c_int::from(!f(name, url.to_bytes(), id, is_merge == 1))
}

pub struct Submodules<'a> {
    pub repo: &'a Repository,
    pub found: Vec<Submodule<'a>>,
}

#[callback(ok = 0, err = -1)]
pub fn append(
    _submodule: *mut raw::git_submodule,
    name: &CStr,
    #[context] all: &mut Submodules<'_>,
) -> Result<(), Error> {
    let mut raw = ptr::null_mut();
    all.found.push(unsafe {
        try_call!(raw::git_submodule_lookup(&mut raw, all.repo.raw(), name.as_ptr()));
        Binding::from_raw(raw)
    });
    Ok(())
}
