//! The command line.

use std::path::PathBuf;

use crate::fail;

const USAGE: &str =
    "usage: corpus FILE.jsonl [--consumers FILE.jsonl] [--at-least compiled=PERCENT,verified=PERCENT,typed=PERCENT]";

pub(crate) struct Options {
    pub(crate) file: PathBuf,
    /// The C functions that take callbacks; the callbacks in the file are what is known of these.
    pub(crate) consumers: Option<PathBuf>,
    at_least: Vec<(String, f64)>,
}

impl Options {
    pub(crate) fn parse() -> Self {
        let (mut file, mut consumers, mut at_least) = (None, None, vec![]);
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--at-least" => at_least = shares(&arguments.next().unwrap_or_default()),
                "--consumers" => consumers = Some(PathBuf::from(arguments.next().unwrap_or_else(|| fail(USAGE)))),
                _ if argument.starts_with('-') || file.is_some() => fail(USAGE),
                _ => file = Some(PathBuf::from(argument)),
            }
        }
        Options { file: file.unwrap_or_else(|| fail(USAGE)), consumers, at_least }
    }

    /// Returns true if no share is below its floor, and prints each that is.
    pub(crate) fn enough(&self, shares: &[(&str, f64)]) -> bool {
        let mut enough = true;
        for (name, least) in &self.at_least {
            let share = shares.iter().find(|(known, _)| known == name).map_or_else(|| fail(USAGE), |(_, share)| *share);
            if share < *least {
                eprintln!("corpus: {name} {share:.2}%, and {least}% at least were expected");
                enough = false;
            }
        }
        enough
    }
}

/// `compiled=99,typed=98.5`
fn shares(text: &str) -> Vec<(String, f64)> {
    let share = |part: &str| {
        let (name, percent) = part.split_once('=')?;
        Some((name.to_owned(), percent.parse().ok()?))
    };
    text.split(',').map(|part| share(part).unwrap_or_else(|| fail(USAGE))).collect()
}
