//! The callback of a walk, which borrows the closure of a user. C passes its address.

use callback_runtime::callback;
use libc::c_int;

use crate::Oid;
use crate::panic::{keep, panicked};

#[callback(fail = -1, panic = keep, pending = panicked, report = none)]
pub fn revwalk_hide_cb<C: FnMut(Oid) -> bool>(id: &Oid, hides: &mut C) -> c_int {
    c_int::from(hides(*id))
}
