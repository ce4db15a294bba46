//! Fixtures: the declarations of the C peer in `c/`, and what the tests share.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use callback_runtime::{Report, set_report_hook};

pub mod sys;

thread_local! {
    static REPORTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What was reported on this thread while `f` ran, beside its result.
///
/// The hook is one for the process, and every test sets this one.
pub fn reports<R>(f: impl FnOnce() -> R) -> (R, Vec<String>) {
    set_report_hook(|report: &Report<'_>| REPORTS.with_borrow_mut(|reports| reports.push(report.to_string())));
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
