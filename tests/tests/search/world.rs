//! The objects that the script has made, beside their models.

use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::ThreadId;

use crate::model::{Model, Stack};
use crate::script::Event;
use crate::sides::Side;
use crate::{call, elsewhere};

/// The end of a call of a function.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    Ok(c_int),
    Err(u32),
    Panic(u32),
}

const LIVE: u64 = 0x6c69_7665_2073_7461;

/// The context of every callback. It shows where it is no more what it was, and where it is dropped.
pub struct State {
    mark: u64,
    pub id: usize,
    /// The one thread that may use it.
    thread: Option<ThreadId>,
    boxed: Box<u64>,
}

impl State {
    pub fn new(id: usize, threads: bool) -> Self {
        State { mark: LIVE, id, thread: (!threads).then(|| std::thread::current().id()), boxed: Box::new(LIVE) }
    }

    fn check(&self, what: &str) {
        if self.mark != LIVE || *self.boxed != LIVE {
            finding(&format!("what is {what} is no context"));
        }
        if self.thread.is_some_and(|thread| thread != std::thread::current().id()) {
            finding(&format!("a context of one thread is {what} on another"));
        }
    }
}

impl Drop for State {
    fn drop(&mut self) {
        self.check("dropped");
        self.mark = 0;
        with(|world| world.drops[self.id] += 1);
    }
}

/// The body of all callbacks.
pub fn body(state: &State, value: c_int) -> Reply {
    state.check("called");
    if value == elsewhere::PUMPED {
        return Reply::Ok(0);
    }
    if value == elsewhere::PARKED {
        elsewhere::park(state.id);
        return Reply::Ok(0);
    }
    call::entered(state.id)
}

/// The data of a call until its function runs.
pub struct Pending {
    pub target: usize,
    pub may_run: bool,
    /// The function takes its context by value.
    pub consumes: bool,
    pub body: *const [Event],
    pub reply: Reply,
    pub call: usize,
}

/// A value for one thread at a time, which the script ensures.
pub struct Hand<T>(pub T);

// SAFETY: where several threads run, all but one wait, or do not come to what is in here.
unsafe impl<T> Send for Hand<T> {}

pub struct World {
    pub model: Model,
    pub sides: Vec<Option<Hand<Box<dyn Side>>>>,
    pub drops: Vec<usize>,
    pub pending: Option<Hand<Pending>>,
    /// Where the calls are, or were, that have run their function.
    pub ran: Vec<Option<Stack>>,
    pub unregistered: bool,
}

static WORLD: Mutex<World> = Mutex::new(World {
    model: Model::new(),
    sides: vec![],
    drops: vec![],
    pending: None,
    ran: vec![],
    unregistered: false,
});

/// Short uses alone: nothing is called in there.
pub fn with<R>(f: impl FnOnce(&mut World) -> R) -> R {
    f(&mut WORLD.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Forgets the script before.
pub fn reset() {
    with(|world| {
        // What is there still belongs to C for ever.
        for side in world.sides.drain(..).flatten() {
            std::mem::forget(side);
        }
        world.model = Model::new();
        world.drops.clear();
        world.ran.clear();
        world.pending = None;
    });
}

/// Set where findings are not printed, when smaller scripts are tried.
pub static QUIET: AtomicBool = AtomicBool::new(false);

/// The exit status of a process with a finding.
pub const FOUND: c_int = 3;

/// The runtime did what the model does not allow.
pub fn finding(text: &str) -> ! {
    if !QUIET.load(Ordering::Relaxed) {
        // No allocation: this may be called while memory is freed.
        let text = [b"finding: ", text.as_bytes(), b"\n"];
        for part in text {
            // SAFETY: so many bytes.
            unsafe { libc::write(2, part.as_ptr().cast(), part.len()) };
        }
    }
    // SAFETY: ends the process at once.
    unsafe { libc::_exit(FOUND) }
}
