//! git_tag_foreach support
//! see original: <https://libgit2.org/libgit2/#HEAD/group/tag/git_tag_foreach>

use callback_runtime::callback;
use libc::c_int;
use std::ffi::CStr;

use crate::Oid;

#[callback(fail = -1)]
pub(crate) fn tag_foreach_cb<F: FnMut(Oid, &[u8]) -> bool>(name: &CStr, id: &Oid, #[context] f: &mut F) -> c_int {
    if f(*id, name.to_bytes()) { 0 } else { -1 }
}
