//! Fixtures: the declarations of the C peer in `c/`, and what the tests share.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use callback_runtime::{Report, live, set_report_hook, set_report_limit};

pub mod enums;
pub mod hostile;
pub mod places;
pub mod sys;
pub mod tables;

thread_local! {
    static REPORTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What was reported on any thread, with the name of the callback.
static REPORTED: Mutex<Vec<(&'static str, String)>> = Mutex::new(Vec::new());

/// Keeps what is reported, for this thread and by callback.
///
/// The hook is one for the process, and every test sets this one.
pub fn keep_reports() {
    set_report_hook(keep_report);
    // They are counted.
    set_report_limit(u32::MAX);
}

/// What the hook does, for tests that have one of their own.
pub fn keep_report(report: &Report<'_>) {
    // Not where the thread ends.
    let _ = REPORTS.try_with(|reports| reports.borrow_mut().push(report.to_string()));
    REPORTED.lock().unwrap().push((report.callback(), report.to_string()));
}

/// Takes what was reported of a callback, on any thread.
pub fn reported(callback: &str) -> Vec<String> {
    let mut reported = REPORTED.lock().unwrap();
    let (taken, kept) = reported.drain(..).partition(|(name, _)| *name == callback);
    *reported = kept;
    taken.into_iter().map(|(_, text): (_, String)| text).collect()
}

/// Whether no context of a callback is left, once other tests have dropped theirs.
pub fn no_context_left(callback: &str) -> bool {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let none = live_contexts(callback) == 0;
        if none || Instant::now() > until {
            return none;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// How many contexts of a callback are live.
pub fn live_contexts(callback: &str) -> usize {
    live().into_iter().find(|live| live.callback == callback).map_or(0, |live| live.contexts)
}

/// What was reported on this thread while `f` ran, beside its result.
pub fn reports<R>(f: impl FnOnce() -> R) -> (R, Vec<String>) {
    keep_reports();
    REPORTS.take();
    let result = f();
    (result, REPORTS.take())
}

/// Runs what has to go without a report.
pub fn no_reports<R>(f: impl FnOnce() -> R) -> R {
    let (result, reports) = reports(f);
    assert_eq!(reports, [""; 0]);
    result
}

/// The text of the panic that `f` has to end with.
pub fn panic_of<R>(f: impl FnOnce() -> R) -> String {
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(_) => panic!("expected a panic"),
        Err(payload) => panic_text(&*payload),
    }
}

/// The text of a panic payload.
pub fn panic_text(payload: &(dyn Any + Send)) -> String {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => panic!("a payload without text"),
    }
}

/// A command that runs this program once more, under the emulator that it is run by itself.
///
/// # Panics
///
/// This program has no path.
pub fn this_program() -> Command {
    let program = std::env::current_exe().unwrap();
    let runner = std::env::var("CALLBACK_TESTS_RUNNER").unwrap_or_default();
    let mut words = runner.split_whitespace();
    let Some(runner) = words.next() else { return Command::new(program) };
    let mut command = Command::new(runner);
    command.args(words).arg(program);
    command
}

/// Counts the values that were dropped.
pub mod drops {
    use std::cell::Cell;
    use std::rc::Rc;

    /// Counts its drop.
    #[derive(Debug)]
    pub struct Counted(Rc<Cell<usize>>);

    /// A counter, and a value that it counts.
    pub fn counted() -> (Rc<Cell<usize>>, Counted) {
        let count = Rc::new(Cell::new(0));
        (count.clone(), Counted(count))
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
}
