//! The library that the example `plugin` loads: a `cdylib` that registers a callback with its host, and takes it back. It is written in
//! Rust, without a header.

use callback_runtime::context::Shared;
use callback_runtime::{Callback, Registration, callback};
use std::{
    ffi::{c_int, c_void},
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
};

/// `int (*on_event)(int, void *)`
pub type OnEvent = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

#[callback(fail = -1)]
fn on_event(event: c_int, #[context] sum: &Arc<AtomicI32>) -> c_int {
    sum.fetch_add(event, Ordering::Relaxed) + event
}

/// State of the plugin between its start and its stop.
#[derive(Debug)]
pub struct Plugin {
    sum: Arc<AtomicI32>,
    registration: Registration<on_event, Shared>,
}

/// `struct plugin *plugin_start(void (*subscribe)(int (*)(int, void *), void *))`
///
/// # Safety
///
/// `subscribe` keeps what it is given, and calls it until the plugin is stopped.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plugin_start(subscribe: unsafe extern "C" fn(OnEvent, *mut c_void)) -> *mut Plugin {
    let sum = Arc::new(AtomicI32::new(0));
    let registration = on_event::share(sum.clone());
    // SAFETY: a function and its user data.
    unsafe { subscribe(registration.shim(), registration.context()) };
    Box::into_raw(Box::new(Plugin { sum, registration }))
}

/// `int plugin_stop(struct plugin *)`: no call is inside when it returns, and none comes later.
///
/// # Panics
///
/// Ends the process if it is called by the callback, which it would wait for: a panic does not leave a C function.
///
/// # Safety
///
/// From `plugin_start`, and not stopped before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plugin_stop(plugin: *mut Plugin) -> c_int {
    // SAFETY: made by `plugin_start`.
    let plugin = unsafe { Box::from_raw(plugin) };
    plugin.registration.close_and_wait().expect("this thread is not inside");
    plugin.sum.load(Ordering::Relaxed)
}
