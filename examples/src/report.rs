//! The output of the tour, and the check that all of it was expected.

use std::{fmt::Debug, panic, process::ExitCode, time::Duration};

/// Prints as it goes and counts what is not as expected.
#[derive(Default)]
pub(crate) struct Report {
    calls: usize,
    callbacks: usize,
    results: usize,
    wrong: usize,
}

impl Report {
    /// Starts a part of the tour.
    pub(crate) fn library(name: &str) {
        println!("\n{name}");
    }

    /// The C function that is being called.
    pub(crate) fn call(&mut self, call: &str) {
        self.calls += 1;
        println!("\n  {call}");
    }

    /// Something that came back, beside what was expected.
    #[expect(clippy::needless_pass_by_value, reason = "callers have literals and results")]
    pub(crate) fn back<T: Debug + PartialEq<U>, U: Debug>(&mut self, what: &str, got: T, expected: U) {
        self.results += 1;
        if got == expected {
            println!("    ok    {what}: {got:?}");
        } else {
            self.wrong += 1;
            println!("    WRONG {what}: {got:?}, expected {expected:?}");
        }
    }

    /// The cost: the time of the whole C call, divided by the number of its callbacks.
    #[expect(clippy::cast_precision_loss, reason = "a number to read")]
    pub(crate) fn cost(&mut self, who: &str, calls: usize, time: Duration) {
        self.callbacks += calls;
        let each = time.as_secs_f64() * 1e9 / calls.max(1) as f64;
        println!("    cost  {who}: {calls} calls, {each:.1} ns per call, the library's own work included");
    }

    /// The last line, and the exit status that goes with it.
    pub(crate) fn finish(&self) -> ExitCode {
        let Self { calls, callbacks, results, wrong } = self;
        if cfg!(debug_assertions) {
            println!("\nThis build is not optimised: `cargo run --release` tells what callbacks cost.");
        }
        if *wrong == 0 {
            println!("\nAll {results} results of {calls} calls are as expected. C called Rust {callbacks} times.");
            ExitCode::SUCCESS
        } else {
            println!("\n{wrong} of {results} results are NOT as expected.");
            ExitCode::FAILURE
        }
    }
}

/// The message of the panic in `f`, which is not printed, or what `f` returned.
pub(crate) fn panic_of<R>(f: impl FnOnce() -> R) -> Result<R, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(panic::AssertUnwindSafe(f));
    panic::set_hook(hook);
    outcome.map_err(|payload| match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => payload.downcast::<&str>().map_or_else(|_| "not a message".into(), |message| (*message).into()),
    })
}
