//! `set_report_hook` and `log`: a callback without a context has nobody to hand a panic to, and the logger of the program gets it.
//!
//! `qsort` is declared by the `libc` crate; no header is compared here.

use callback_runtime::report::{LostFailure, Report};
use callback_runtime::{Callback, callback, set_report_hook};
use std::{cmp::Ordering, ffi::c_void, sync::Mutex};

/// `int (*compar)(const void *, const void *)`
#[callback]
fn by_temperature(a: &f64, b: &f64) -> Ordering {
    a.partial_cmp(b).expect("a temperature is a number")
}

/// The hook: one line for each report, under the name of the callback.
fn to_log(report: &Report<'_>) {
    let level = match report.loss() {
        LostFailure::Panic(_) => log::Level::Error,
        _ => log::Level::Warn,
    };
    log::log!(target: "callbacks", level, "{report}");
}

/// Stands for `env_logger` or another one.
struct Lines(Mutex<Vec<String>>);

impl log::Log for Lines {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}: {}", record.level(), record.target(), record.args());
        self.0.lock().expect("nothing panics with it").push(line);
    }

    fn flush(&self) {}
}

static LINES: Lines = Lines(Mutex::new(vec![]));

fn main() {
    log::set_logger(&LINES).expect("the only logger");
    log::set_max_level(log::LevelFilter::Warn);
    set_report_hook(to_log);

    let mut temperatures = [21.5, f64::NAN];
    let (base, n, size) = (temperatures.as_mut_ptr().cast::<c_void>(), temperatures.len(), size_of::<f64>());
    // SAFETY: an array of as many elements of this size.
    unsafe { libc::qsort(base, n, size, by_temperature::shim()) };

    let lines = LINES.0.lock().expect("nothing panics with it");
    assert!(!lines.is_empty());
    assert!(lines[0].starts_with("ERROR callbacks: "), "{}", lines[0]);
    assert!(lines[0].contains("by_temperature") && lines[0].contains("a temperature is a number"), "{}", lines[0]);
    println!("{}", lines[0]);
}
