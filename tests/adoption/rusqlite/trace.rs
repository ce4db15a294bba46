//! The callbacks of traces and of the log, whose user data is a function of Rust.

use std::ffi::CStr;
use std::os::raw::{c_char, c_int, c_void};
use std::ptr;
use std::sync::Mutex;
use std::time::Duration;

use callback_runtime::context::Shared;
use callback_runtime::{Callback, Registration, callback};

use crate::{Connection, ffi};

#[callback(after(panic = continue), report = none)]
fn on_trace(#[context] f: &fn(&str), sql: &CStr) {
    f(&sql.to_string_lossy());
}

#[callback(after(panic = continue), report = none)]
fn on_profile(#[context] f: &fn(&str, Duration), sql: &CStr, nanoseconds: u64) {
    f(&sql.to_string_lossy(), Duration::from_nanos(nanoseconds));
}

#[callback(after(panic = continue), report = none)]
fn on_log(#[context] f: &fn(c_int, &str), code: c_int, message: &CStr) {
    f(code, &message.to_string_lossy());
}

/// The log is of the process.
static LOG: Mutex<Option<Registration<on_log, Shared>>> = Mutex::new(None);

pub(super) unsafe fn set_log(f: Option<fn(c_int, &str)>) -> c_int {
    type Log = unsafe extern "C" fn(*mut c_void, c_int, *const c_char);
    let kept = f.map(on_log::share);
    let (shim, context) =
        kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim::<Log>()), kept.context()));
    let code = ffi::sqlite3_config(ffi::SQLITE_CONFIG_LOG, shim, context);
    if code == ffi::SQLITE_OK {
        *LOG.lock().unwrap() = kept;
    }
    code
}

impl Connection {
    pub(super) fn set_trace(&self, f: Option<fn(&str)>) {
        let mut inner = self.db.borrow_mut();
        let kept = f.map(on_trace::share);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_trace(inner.db(), shim, context) };
        inner.kept.set("trace", kept);
    }

    pub(super) fn set_profile(&self, f: Option<fn(&str, Duration)>) {
        let mut inner = self.db.borrow_mut();
        let kept = f.map(on_profile::share);
        let (shim, context) = kept.as_ref().map_or((None, ptr::null_mut()), |kept| (Some(kept.shim()), kept.context()));
        unsafe { ffi::sqlite3_profile(inner.db(), shim, context) };
        inner.kept.set("profile", kept);
    }
}
