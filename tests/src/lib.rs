//! Fixtures: the declarations of the C peer in `c/`, and helpers of the tests.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use callback_runtime::report::{Report, set_report_limit};
use callback_runtime::{live, set_report_hook};

pub mod enums;
pub mod hostile;
pub mod places;
pub mod sys;
pub mod tables;

thread_local! {
    static REPORTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The reports of all threads, by the name of the callback: some tests leave a million.
static REPORTED: Mutex<BTreeMap<&'static str, Vec<String>>> = Mutex::new(BTreeMap::new());

/// Keeps reports, for this thread and by callback.
///
/// The hook is one for the process, and every test sets this one.
pub fn keep_reports() {
    set_report_hook(keep_report);
    // The tests count them.
    set_report_limit(u32::MAX);
}

/// Keeps a report, for tests that have a hook of their own.
pub fn keep_report(report: &Report<'_>) {
    // Without a panic if the thread ends.
    let _ = REPORTS.try_with(|reports| reports.borrow_mut().push(report.to_string()));
    remember(report.callback(), report.to_string());
}

/// A function of its own, which the thread sanitizer is told of: it sees no lock of the standard library.
#[inline(never)]
fn remember(callback: &'static str, text: String) {
    let mut reported = REPORTED.lock().unwrap();
    reported.entry(callback).or_default().push(text);
    drop(reported);
}

/// Takes the reports about a callback, of any thread.
pub fn reported(callback: &str) -> Vec<String> {
    REPORTED.lock().unwrap().remove(callback).unwrap_or_default()
}

/// Returns true if no context of a callback is left, once other tests have dropped theirs.
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

/// Returns the number of live contexts of a callback.
pub fn live_contexts(callback: &str) -> usize {
    live().into_iter().find(|live| live.callback == callback).map_or(0, |live| live.contexts)
}

/// Returns the reports on this thread while `f` ran, beside its result.
pub fn reports<R>(f: impl FnOnce() -> R) -> (R, Vec<String>) {
    keep_reports();
    REPORTS.take();
    let result = f();
    (result, REPORTS.take())
}

/// Runs a function that must not report anything.
pub fn no_reports<R>(f: impl FnOnce() -> R) -> R {
    let (result, reports) = reports(f);
    assert_eq!(reports, [""; 0]);
    result
}

/// Returns the text of the panic that `f` has to end with.
pub fn panic_of<R>(f: impl FnOnce() -> R) -> String {
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(_) => panic!("expected a panic"),
        Err(payload) => panic_text(&*payload),
    }
}

/// Returns the text of a panic payload.
pub fn panic_text(payload: &(dyn Any + Send)) -> String {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => panic!("a payload without text"),
    }
}

/// Returns a command that runs this program once more, under the emulator that runs it already.
///
/// # Panics
///
/// Panics if this program has no path.
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

    /// Returns a counter, and a value that it counts.
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
