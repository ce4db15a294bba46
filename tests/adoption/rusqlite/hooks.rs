//! The hooks of a connection, which moves between threads and calls on one at a time. One with a verdict that panics vetoes, now
//! and later; the others go on.

use std::os::raw::c_int;
use std::ptr;

use callback_runtime::{Callback, callback};

use super::{Action, AuthAction, AuthContext, Authorization};
use crate::{InnerConnection, ffi};

#[callback(fail = 1, report = none, threads = moves)]
fn on_commit<F: FnMut() -> bool + Send>(#[context] hook: &mut F) -> c_int {
    c_int::from(hook())
}

#[callback(after(panic = continue), report = none, threads = moves)]
fn on_rollback<F: FnMut() + Send>(#[context] hook: &mut F) {
    hook();
}

#[callback(after(panic = continue), report = none, threads = moves)]
fn on_update<F: FnMut(Action, &str, &str, i64) + Send>(
    #[context] hook: &mut F,
    action: c_int,
    db: &str,
    table: &str,
    row: i64,
) {
    hook(Action::from(action), db, table, row);
}

#[callback(fail = 1, report = none, threads = moves)]
fn on_progress<F: FnMut() -> bool + Send>(#[context] handler: &mut F) -> c_int {
    c_int::from(handler())
}

#[callback(fail = ffi::SQLITE_ERROR, report = none, threads = moves)]
fn on_authorize<F: FnMut(AuthContext<'_>) -> Authorization + Send>(
    #[context] authorizer: &mut F,
    action: c_int,
    param1: Option<&str>,
    param2: Option<&str>,
    database_name: Option<&str>,
    accessor: Option<&str>,
) -> c_int {
    let action = AuthAction::from_raw(action, param1, param2);
    authorizer(AuthContext { action, database_name, accessor }).into_raw()
}

impl InnerConnection {
    pub(super) fn commit_hook<F: FnMut() -> bool + Send + 'static>(&mut self, hook: Option<F>) {
        let kept = hook.map(on_commit::<F>::own);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_commit_hook(self.db(), shim, context) };
        self.kept.set("commit", kept);
    }

    pub(super) fn rollback_hook<F: FnMut() + Send + 'static>(&mut self, hook: Option<F>) {
        let kept = hook.map(on_rollback::<F>::own);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_rollback_hook(self.db(), shim, context) };
        self.kept.set("rollback", kept);
    }

    pub(super) fn update_hook<F: FnMut(Action, &str, &str, i64) + Send + 'static>(&mut self, hook: Option<F>) {
        let kept = hook.map(on_update::<F>::own);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_update_hook(self.db(), shim, context) };
        self.kept.set("update", kept);
    }

    pub(super) fn progress_handler<F: FnMut() -> bool + Send + 'static>(&mut self, num_ops: c_int, handler: Option<F>) {
        let kept = handler.map(on_progress::<F>::own);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_progress_handler(self.db(), num_ops, shim, context) };
        self.kept.set("progress", kept);
    }

    pub(super) fn authorizer<F>(&mut self, authorizer: Option<F>)
    where
        F: for<'r> FnMut(AuthContext<'r>) -> Authorization + Send + 'static,
    {
        let kept = authorizer.map(on_authorize::<F>::own);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        // It fails for a pointer to no connection alone.
        assert_eq!(unsafe { ffi::sqlite3_set_authorizer(self.db(), shim, context) }, ffi::SQLITE_OK);
        self.kept.set("authorizer", kept);
    }
}
