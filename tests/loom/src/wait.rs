//! Waiting, as `wait.rs` of the runtime does it.

use loom::sync::{Condvar, Mutex};

pub(crate) struct Wait {
    lock: Mutex<()>,
    event: Condvar,
}

impl Wait {
    pub(crate) fn new() -> Self {
        Wait { lock: Mutex::new(()), event: Condvar::new() }
    }

    pub(crate) fn until(&self, done: impl Fn() -> bool) {
        let mut guard = self.lock.lock().unwrap();
        while !done() {
            guard = self.event.wait(guard).unwrap();
        }
    }

    pub(crate) fn wake(&self) {
        drop(self.lock.lock().unwrap());
        self.event.notify_all();
    }
}
