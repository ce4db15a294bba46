//! The system's C compiler.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::fail;

/// Headers that many others need before them.
pub(crate) const PRELUDE: &str = "\
#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <stdarg.h>\n\
#include <sys/types.h>\n#include <sys/socket.h>\n#include <sys/time.h>\n#include <time.h>\n";

/// A C file and the line of it that an error is at.
pub(crate) struct Failure {
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// Runs the compiler on a file that is written for it. `Err` has the errors of the file itself, and of others with
/// the line at which the file includes them as 0.
pub(crate) fn compile(file: &Path, code: &str, flags: &[String], mode: &[&str]) -> Result<(), Vec<Failure>> {
    std::fs::write(file, code).unwrap_or_else(|error| fail(&format!("{}: {error}", file.display())));
    let output = run(
        &compiler(),
        ["-std=gnu17", "-w", "-D_GNU_SOURCE", "-fno-diagnostics-show-caret", "-fdiagnostics-color=never"]
            .iter()
            .map(OsStr::new)
            .chain(mode.iter().map(OsStr::new))
            .chain(flags.iter().map(OsStr::new))
            .chain([file.as_os_str()]),
    );
    if output.status.success() {
        return Ok(());
    }
    Err(failures(file, &String::from_utf8_lossy(&output.stderr)))
}

fn failures(file: &Path, text: &str) -> Vec<Failure> {
    let name = file.display().to_string();
    let mut failures: Vec<Failure> = vec![];
    for line in text.lines() {
        let Some((place, message)) = line.split_once("error: ") else { continue };
        let own =
            place.strip_prefix(&name).and_then(|place| place.trim_start_matches(':').split(':').next()?.parse().ok());
        let message = if own.is_some() { message.to_owned() } else { line.to_owned() };
        failures.push(Failure { line: own.unwrap_or(0), message });
    }
    if failures.is_empty() {
        failures.push(Failure { line: 0, message: text.lines().next().unwrap_or("no message").to_owned() });
    }
    failures
}

/// `CC`, or `cc`.
pub(crate) fn compiler() -> PathBuf {
    std::env::var_os("CC").map_or_else(|| PathBuf::from("cc"), PathBuf::from)
}

/// Runs a command that must exist.
pub(crate) fn run<A: AsRef<OsStr>>(program: &Path, arguments: impl IntoIterator<Item = A>) -> Output {
    Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .unwrap_or_else(|error| fail(&format!("{}: {error}", program.display())))
}
