//! `#[context(embedded = STRUCT)]`: C passes a struct of its own and no `void *`, and the state stands behind that struct.
//!
//! Rust functions stand for the C library here: there is no header to compare them with.

use callback_runtime::context::Embedded;
use callback_runtime::{Callback, callback, live};
use std::ffi::c_int;

/// The C part of a listener, as in wayland's `struct wl_listener`.
#[repr(C)]
struct Listener {
    priority: c_int,
    notify: Option<unsafe extern "C" fn(*mut Listener, c_int) -> c_int>,
}

/// The C side: calls its listeners, by their priority.
struct Signal(Vec<*mut Listener>);

impl Signal {
    /// # Safety
    ///
    /// The listener is there until it is removed.
    unsafe fn add(&mut self, listener: *mut Listener) {
        self.0.push(listener);
        // SAFETY: the caller's promise.
        self.0.sort_by_key(|listener| unsafe { (**listener).priority });
    }

    fn remove(&mut self, listener: *mut Listener) {
        self.0.retain(|other| *other != listener);
    }

    fn emit(&self, value: c_int) -> c_int {
        let call = |listener: &*mut Listener| {
            // SAFETY: the listeners that were added are there.
            let notify = unsafe { (**listener).notify }.expect("it is set");
            // SAFETY: it is called with the listener that it is in.
            unsafe { notify(*listener, value) }
        };
        self.0.iter().map(call).sum()
    }
}

struct Factor(c_int);

/// Whatever its name is in C: `self` is behind the `struct wl_listener *`.
#[callback(context(embedded = Listener), fail = 0)]
impl Factor {
    fn times(&self, value: c_int) -> c_int {
        self.0 * value
    }
}

/// An object that C can have. It does not move, and what is C's in it is not looked at.
fn factor(factor: c_int) -> Embedded<Listener, factor::times> {
    factor::times::embed(Listener { priority: -factor, notify: factor::times::shim() }, Factor(factor))
}

fn main() {
    let mut signal = Signal(vec![]);
    let (two, three) = (factor(2), factor(3));
    // SAFETY: removed below, before it goes.
    unsafe { signal.add(two.as_ptr()) };
    // SAFETY: as above.
    unsafe { signal.add(three.as_ptr()) };
    assert_eq!(signal.emit(10), 50);
    signal.remove(two.as_ptr());
    drop(two);
    assert_eq!(signal.emit(10), 30);
    signal.remove(three.as_ptr());
    assert!(three.outcome().is_none());
    drop(three);
    assert!(live().is_empty());
}
