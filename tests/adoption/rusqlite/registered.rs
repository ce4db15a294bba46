//! The hooks of a connection, which may move to another thread. A hook that panics vetoes, now and later.

use std::any::Any;
use std::os::raw::c_int;
use std::ptr;

use callback_runtime::{callback, Callback};

use super::Action;
use crate::{ffi, InnerConnection};

/// A registration, whatever its closure.
pub type Kept = Option<Box<dyn Any + Send>>;

#[callback(fail = 1, report = none)]
fn on_commit<F: FnMut() -> bool>(#[context] hook: &mut F) -> c_int {
    c_int::from(hook())
}

#[callback(report = none)]
fn on_rollback<F: FnMut()>(#[context] hook: &mut F) {
    hook();
}

#[callback(report = none)]
fn on_update<F: FnMut(Action, &str, &str, i64)>(
    #[context] hook: &mut F,
    action: c_int,
    db: &str,
    table: &str,
    row: i64,
) {
    hook(Action::from(action), db, table, row);
}

#[callback(fail = 1, report = none)]
fn on_progress<F: FnMut() -> bool>(#[context] handler: &mut F) -> c_int {
    c_int::from(handler())
}

impl InnerConnection {
    pub(super) fn commit_hook<F: FnMut() -> bool + Send + 'static>(&mut self, hook: Option<F>) {
        let kept = hook.map(on_commit::<F>::share);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_commit_hook(self.db(), shim, context) };
        self.commit_hook = kept.map(|kept| Box::new(kept) as _);
    }

    pub(super) fn rollback_hook<F: FnMut() + Send + 'static>(&mut self, hook: Option<F>) {
        let kept = hook.map(on_rollback::<F>::share);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_rollback_hook(self.db(), shim, context) };
        self.rollback_hook = kept.map(|kept| Box::new(kept) as _);
    }

    pub(super) fn update_hook<F: FnMut(Action, &str, &str, i64) + Send + 'static>(&mut self, hook: Option<F>) {
        let kept = hook.map(on_update::<F>::share);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_update_hook(self.db(), shim, context) };
        self.update_hook = kept.map(|kept| Box::new(kept) as _);
    }

    pub(super) fn progress_handler<F: FnMut() -> bool + Send + 'static>(&mut self, num_ops: c_int, handler: Option<F>) {
        let kept = handler.map(on_progress::<F>::share);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_progress_handler(self.db(), num_ops, shim, context) };
        self.progress_handler = kept.map(|kept| Box::new(kept) as _);
    }
}
