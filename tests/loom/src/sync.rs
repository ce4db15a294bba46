//! The atomics of the model checker, by the names that the runtime gives them, and the pair of barriers.

use std::cell::Cell;
use std::sync::OnceLock;

pub(crate) use loom::sync::atomic::{AtomicU32, Ordering, fence};

/// A wait is a yield: the model checker has the other thread run.
pub(crate) struct Backoff;

impl Backoff {
    pub(crate) fn new() -> Self {
        Backoff
    }

    /// Returns true in the models of a thread that is stopped.
    pub(crate) fn is_long(&self) -> bool {
        IS_LONG.get()
    }

    pub(crate) fn wait(&mut self) {
        loom::thread::yield_now();
    }
}

/// The form of the barriers of `barrier.rs`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// Both are fences.
    Fences,
    /// The heavy one is the kernel's, and the light one is nothing.
    ///
    /// The model checker has no barrier that one thread passes for all, and with program order alone a thread may read an old
    /// value after the kernel's barrier. So all words that the barriers order are read and written as `SeqCst`, which grants
    /// what the barrier does and more: it also publishes, as the kernel's barrier need not. What the orders of the runtime do not
    /// publish is found in the other form.
    Kernel,
    /// The light one is nothing, and the heavy one a fence: no other thread has a record yet.
    Alone,
}

std::thread_local! {
    // All threads of a model are coroutines of one thread.
    static FORM: Cell<Form> = const { Cell::new(Form::Fences) };
    static IS_LONG: Cell<bool> = const { Cell::new(false) };
}

/// Has each wait of the models of this test be a long one.
pub(crate) fn wait_for_long() {
    IS_LONG.set(true);
}

/// Sets the form for the models of this test.
pub(crate) fn use_form(form: Form) {
    FORM.set(form);
}

/// Orders a write of this thread before its next read, for a thread that passes [`heavy`].
pub(crate) fn light() {
    if FORM.get() == Form::Fences {
        fence(Ordering::SeqCst);
    }
}

/// Orders a write of this thread before its next read, for threads that pass [`light`].
pub(crate) fn heavy() {
    if FORM.get() == Form::Fences {
        fence(Ordering::SeqCst);
    }
}

/// Returns the order of an access to a word that the barriers order.
fn in_form(order: Ordering) -> Ordering {
    if FORM.get() == Form::Kernel { Ordering::SeqCst } else { order }
}

/// A word that the barriers order. Of those that no thread writes there is none in the model, which would take longer: all that a
/// model uses are written before it has threads.
#[derive(Debug)]
pub(crate) struct AtomicUsize(usize, OnceLock<loom::sync::atomic::AtomicUsize>);

impl AtomicUsize {
    pub(crate) const fn new(value: usize) -> Self {
        AtomicUsize(value, OnceLock::new())
    }

    fn get(&self) -> &loom::sync::atomic::AtomicUsize {
        self.1.get_or_init(|| loom::sync::atomic::AtomicUsize::new(self.0))
    }

    pub(crate) fn load(&self, order: Ordering) -> usize {
        match self.1.get() {
            None => self.0,
            Some(word) => word.load(in_form(order)),
        }
    }

    pub(crate) fn store(&self, value: usize, order: Ordering) {
        self.get().store(value, in_form(order));
    }

    pub(crate) fn swap(&self, value: usize, order: Ordering) -> usize {
        self.get().swap(value, in_form(order))
    }

    pub(crate) fn compare_exchange(
        &self,
        old: usize,
        new: usize,
        success: Ordering,
        failure: Ordering,
    ) -> Result<usize, usize> {
        self.get().compare_exchange(old, new, in_form(success), in_form(failure))
    }
}
