//! The callback of the log, which C passes no user data.

use std::ffi::CStr;
use std::sync::Mutex;

use callback_runtime::callback;

use super::TracingCb;
use crate::panic::{keep, panicked};
use crate::raw;
use crate::util::Binding;

pub static CALLBACK: Mutex<Option<TracingCb>> = Mutex::new(None);

#[callback(panic = keep, pending = panicked, report = none)]
pub fn tracing_cb_c(level: raw::git_trace_level_t, message: &CStr) {
    let callback = *CALLBACK.lock().unwrap();
    if let Some(f) = callback {
        f(unsafe { Binding::from_raw(level) }, &message.to_string_lossy());
    }
}
