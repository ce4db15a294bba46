//! The tour: C libraries, built from source, call annotated Rust functions.
//!
//! `cargo run` at the root prints what was called, what came back and what it cost, and fails if anything is not as
//! expected.

mod expat;
mod failures;
mod libc_calls;
mod registered;
mod report;
mod sqlite;
mod zlib;

use report::Report;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut report = Report::default();
    libc_calls::tour(&mut report);
    sqlite::tour(&mut report);
    failures::tour(&mut report);
    registered::tour(&mut report);
    zlib::tour(&mut report);
    expat::tour(&mut report);
    report.finish()
}
