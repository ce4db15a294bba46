//! The busy handler, whose user data is a function of Rust.

use std::os::raw::c_int;
use std::ptr;

use callback_runtime::{Callback, callback};

use crate::{Connection, Result, ffi};

#[callback(fail = 0, after(panic = continue), report = none)]
fn on_busy(#[context] handler: &fn(i32) -> bool, count: c_int) -> c_int {
    c_int::from(handler(count))
}

impl Connection {
    pub(super) fn set_busy_handler(&self, handler: Option<fn(i32) -> bool>) -> Result<()> {
        let mut inner = self.db.borrow_mut();
        let kept = handler.map(on_busy::share);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        inner.decode_result(unsafe { ffi::sqlite3_busy_handler(inner.db(), shim, context) })?;
        inner.kept.set("busy", kept);
        Ok(())
    }
}
