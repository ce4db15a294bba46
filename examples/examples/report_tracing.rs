//! `set_report_hook` and `tracing`: each report is an event with fields, beside the spans of the program.
//!
//! `qsort` is declared by the `libc` crate; no header is compared here.

use callback_runtime::report::{LostFailure, Report};
use callback_runtime::{Callback, callback, set_report_hook};
use std::{cmp::Ordering, ffi::c_void, fmt::Write as _, sync::Mutex};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

/// `int (*compar)(const void *, const void *)`
#[callback]
fn by_temperature(a: &f64, b: &f64) -> Ordering {
    a.partial_cmp(b).expect("a temperature is a number")
}

/// The hook.
fn to_tracing(report: &Report<'_>) {
    let callback = report.callback();
    if let LostFailure::Panic(_) = report.loss() {
        tracing::error!(target: "callbacks", callback, "{report}");
    } else {
        tracing::warn!(target: "callbacks", callback, "{report}");
    }
}

/// Stands for `tracing_subscriber`.
struct Lines;

static LINES: Mutex<Vec<String>> = Mutex::new(vec![]);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").expect("a string takes it");
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::WARN
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("{} {}:", event.metadata().level(), event.metadata().target()));
        event.record(&mut line);
        LINES.lock().expect("nothing panics with it").push(line.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

fn main() {
    tracing::subscriber::set_global_default(Lines).expect("the only one");
    set_report_hook(to_tracing);

    let mut temperatures = [21.5, f64::NAN];
    let (base, n, size) = (temperatures.as_mut_ptr().cast::<c_void>(), temperatures.len(), size_of::<f64>());
    // SAFETY: an array of as many elements of this size.
    unsafe { libc::qsort(base, n, size, by_temperature::shim()) };

    let lines = LINES.lock().expect("nothing panics with it");
    assert!(lines[0].starts_with("ERROR callbacks: "), "{}", lines[0]);
    assert!(lines[0].contains("callback=") && lines[0].contains("a temperature is a number"), "{}", lines[0]);
    println!("{}", lines[0]);
}
