//! The C compiler of the system, and its messages.

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};
use std::string::{String, ToString};
use std::vec::Vec;

use super::Error;

/// The settings for compiling the headers.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// Lines before all probes: the headers, and the code of the user between them.
    pub(super) prologue: Vec<String>,
    pub(super) flags: Vec<OsString>,
    pub(super) packages: Vec<String>,
}

/// The compiler of `CC`, or `cc`.
#[derive(Debug)]
pub(super) struct Compiler {
    program: String,
    flags: Vec<OsString>,
    prologue: String,
}

/// A message of the compiler, with its subject and its text.
#[derive(Debug)]
pub(super) struct Message {
    /// The line behind the prologue; `None` for a message about a header.
    pub(super) line: Option<usize>,
    pub(super) error: bool,
    pub(super) text: String,
}

/// The name of the file in messages about the lines behind the prologue.
const FILE: &str = "callback-verify";

impl Compiler {
    pub(super) fn new(settings: &Settings) -> Result<Self, Error> {
        let cc = env::var("CC").ok().filter(|cc| !cc.trim().is_empty()).unwrap_or_else(|| "cc".into());
        let mut words = cc.split_whitespace();
        let program = words.next().unwrap_or("cc").to_string();
        let mut flags: Vec<OsString> = words.map(Into::into).collect();
        let version = Command::new(&program)
            .args(&flags)
            .arg("--version")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Error::NoCompiler { program: program.clone(), reason: error.to_string() })?;
        if !version.status.success() {
            return Err(Error::NoCompiler { program, reason: "it has no `--version`".into() });
        }
        let clang = String::from_utf8_lossy(&version.stdout).contains("clang");
        flags.extend(["-x", "c", "-std=gnu11", "-fsyntax-only"].map(Into::into));
        let own: &[&str] = if clang {
            &[
                "-ferror-limit=0",
                "-fno-spell-checking",
                "-fno-color-diagnostics",
                "-fno-caret-diagnostics",
                "-Wno-everything",
            ]
        } else {
            &["-fmax-errors=0", "-fdiagnostics-color=never", "-fno-diagnostics-show-caret", "-ftrack-macro-expansion=0"]
        };
        flags.extend(own.iter().map(Into::into));
        flags.extend(["-Wincompatible-pointer-types", "-Wswitch-enum"].map(Into::into));
        if let Ok(more) = env::var("CFLAGS") {
            flags.extend(more.split_whitespace().map(Into::into));
        }
        flags.extend(settings.flags.iter().cloned());
        for package in &settings.packages {
            flags.extend(pkg_config(package)?);
        }
        let prologue = settings.prologue.join("\n");
        let prologue = std::format!("{prologue}\n#include <stddef.h>\n#line 1 \"{FILE}\"\n");
        Ok(Compiler { program, flags, prologue })
    }

    /// Compiles lines behind the headers.
    ///
    /// # Errors
    ///
    /// The headers do not compile. Errors in the lines are returned as messages.
    pub(super) fn compile(&self, lines: &[String]) -> Result<Vec<Message>, Error> {
        let failed =
            |error: std::io::Error| Error::NoCompiler { program: self.program.clone(), reason: error.to_string() };
        let mut source = self.prologue.clone();
        for line in lines {
            source.push_str(line);
            source.push('\n');
        }
        let mut child = Command::new(&self.program)
            .args(&self.flags)
            .arg("-")
            // The words of the messages are parsed.
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let mut stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                // The compiler ends early if a header is missing, and reports that.
                stdin.take().map(|mut stdin| stdin.write_all(source.as_bytes()))
            });
            child.wait_with_output()
        });
        let output = output.map_err(failed)?;
        let said = String::from_utf8_lossy(&output.stderr);
        let messages: Vec<_> = said.lines().filter_map(message).collect();
        let ours = messages.iter().any(|message| message.error && message.line.is_some());
        let elsewhere = messages.iter().any(|message| message.error && message.line.is_none());
        if elsewhere || (!output.status.success() && !ours) {
            return Err(Error::Header { said: explained(&self.prologue, said.trim()) });
        }
        Ok(messages)
    }
}

/// Returns the messages of the compiler behind a line that has the place of the first error, the line of the
/// verification that led there, and the lines before that.
fn explained(prologue: &str, said: &str) -> String {
    let lines: Vec<_> = prologue.lines().collect();
    let is_error = |line: &&str| message(line).is_some_and(|message| message.error);
    let Some(error) = said.lines().position(|line| is_error(&line)) else { return said.into() };
    // GCC and Clang print the way to an error above it; its last line is one of ours.
    let way = said.lines().take(error + 1).filter_map(|line| line.split_once("<stdin>:"));
    let number = way.last().and_then(|(_, rest)| rest.split([':', ',']).next()?.parse::<usize>().ok());
    let Some(index) = number.and_then(|number| number.checked_sub(1)).filter(|index| *index < lines.len()) else {
        return said.into();
    };
    let shown = |lines: &[&str]| lines.iter().map(|line| std::format!("`{line}`")).collect::<Vec<_>>().join(", ");
    let before = match &lines[..index] {
        [] => "nothing is before it".into(),
        before => std::format!("before it: {}", shown(before)),
    };
    let first = said.lines().nth(error).unwrap_or_default();
    std::format!(
        "{}\n    behind `{}`; {before}\n    put what it needs before it: `.code(\"…\")`, `.header(\"…\")`, `.define(\"…\")`, `.pkg_config(\"…\")`\n\n{said}",
        first.replacen("<stdin>:", "line ", 1),
        lines[index],
    )
}

/// `FILE:LINE:COLUMN: error: TEXT`
fn message(line: &str) -> Option<Message> {
    let (place, error, text) = [(": error: ", true), (": fatal error: ", true), (": warning: ", false)]
        .into_iter()
        .filter_map(|(mark, error)| line.split_once(mark).map(|(place, text)| (place, error, text)))
        .min_by_key(|(place, ..)| place.len())?;
    let number = place.strip_prefix(FILE).and_then(|place| place.strip_prefix(':'));
    let number = number.and_then(|place| place.split(':').next()?.parse().ok());
    Some(Message { line: number, error, text: text.into() })
}

/// Returns the output of `pkg-config --cflags` for a package.
fn pkg_config(package: &str) -> Result<Vec<OsString>, Error> {
    let program = env::var_os("PKG_CONFIG").unwrap_or_else(|| "pkg-config".into());
    let failed = |reason: String| Error::Package { package: package.into(), reason };
    let output =
        Command::new(program).args(["--cflags", package]).output().map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_string()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).split_whitespace().map(Into::into).collect())
}
