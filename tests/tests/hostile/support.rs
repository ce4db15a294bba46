//! Support for the tests of the hostile peer.

use std::cell::RefCell;
use std::ffi::{c_int, c_void};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use callback_tests::hostile::{hostile_destroy_fn, hostile_fn};

use crate::peer;

/// An object of the peer.
pub struct Peer(pub *mut peer::hostile);

impl Peer {
    pub fn new() -> Self {
        callback_tests::keep_reports();
        Peer(unsafe { peer::hostile_new() })
    }

    pub unsafe fn register(&self, f: hostile_fn, user: *mut c_void, destroy: hostile_destroy_fn, mode: c_int) -> c_int {
        unsafe { peer::hostile_register(self.0, f, user, destroy, mode) }
    }

    /// Calls what is registered.
    pub unsafe fn emit(&self, value: c_int) -> c_int {
        unsafe { peer::hostile_emit(self.0, value) }
    }

    /// Calls what was registered before.
    pub unsafe fn late(&self, value: c_int) -> c_int {
        unsafe { peer::hostile_late(self.0, value) }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        unsafe { peer::hostile_free(self.0) };
    }
}

/// The number of dropped values.
#[derive(Clone, Default)]
pub struct Drops(Arc<AtomicUsize>);

impl Drops {
    pub fn get(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    pub fn value(&self) -> Counted {
        Counted(self.clone())
    }
}

/// Counts its drop.
pub struct Counted(Drops);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// A context: it adds up what it is called with, and counts its drop.
pub struct Sum {
    pub sum: c_int,
    _counted: Counted,
}

impl Sum {
    pub fn new(drops: &Drops) -> Self {
        Sum { sum: 0, _counted: drops.value() }
    }

    pub fn add(&mut self, value: c_int) -> c_int {
        self.sum += value;
        self.sum
    }
}

thread_local! {
    static INSIDE: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// The action of the next callback on this thread that calls [`run_inside`].
pub fn inside(f: impl FnOnce() + 'static) {
    INSIDE.set(Some(Box::new(f)));
}

pub fn run_inside() {
    if let Some(f) = INSIDE.take() {
        f();
    }
}

/// The name of a callback of the module that asks.
#[macro_export]
macro_rules! name {
    ($callback:ident) => {
        concat!(module_path!(), "::", stringify!($callback))
    };
}
