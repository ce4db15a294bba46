//! Support for the tests: values whose drops are counted, expected panics, reports, and counts of live contexts.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callback_runtime::report::Report;
use callback_runtime::{live, set_report_hook};

/// Counts its drop.
#[derive(Debug)]
pub struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

/// The number of dropped values. One test at a time has one, because live contexts are counted for the process.
#[derive(Debug)]
pub struct Drops(Arc<AtomicUsize>, #[expect(dead_code, reason = "kept until it is dropped")] MutexGuard<'static, ()>);

impl Drops {
    /// None. Waits for the other tests that count.
    #[expect(clippy::new_without_default, reason = "it waits")]
    pub fn new() -> Self {
        static ONE: Mutex<()> = Mutex::new(());
        Drops(Arc::default(), ONE.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A value that counts here.
    pub fn value(&self) -> Counted {
        Counted(Arc::clone(&self.0))
    }

    /// Returns the count so far.
    pub fn count(&self) -> usize {
        self.0.load(SeqCst)
    }
}

thread_local! {
    static REPORTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn keep(report: &Report<'_>) {
    // Not where the thread ends.
    let _ = REPORTS.try_with(|reports| reports.borrow_mut().push(report.to_string()));
}

/// Returns the reports on this thread while `f` ran, beside its result.
pub fn reports<R>(f: impl FnOnce() -> R) -> (R, Vec<String>) {
    set_report_hook(keep);
    REPORTS.take();
    let result = f();
    (result, REPORTS.take())
}

/// Returns the number of live contexts of a callback.
pub fn live_contexts(callback: &str) -> usize {
    live().into_iter().find(|live| live.callback == callback).map_or(0, |live| live.contexts)
}

/// The text of the panic that `f` has to end with.
///
/// # Panics
///
/// It does not.
pub fn panic_of<R>(f: impl FnOnce() -> R) -> String {
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(_) => panic!("expected a panic"),
        Err(payload) => panic_text(&*payload),
    }
}

/// The text of a panic payload.
///
/// # Panics
///
/// It has none.
pub fn panic_text(payload: &(dyn Any + Send)) -> String {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => panic!("a payload without text"),
    }
}
