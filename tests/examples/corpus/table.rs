//! The printed report: the table by capability and by library, and every failure with its reason.

use std::collections::BTreeMap;

/// The result for one line.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) library: String,
    pub(crate) name: String,
    /// The capabilities that it needs.
    pub(crate) features: Vec<String>,
    /// The seldom shapes of C that it has.
    pub(crate) shapes: Vec<&'static str>,
    /// The waivers that the generator added by itself, with their counts.
    pub(crate) allowed: Vec<String>,
    pub(crate) compiled: Lack,
    pub(crate) verified: Lack,
    pub(crate) typed: Lack,
}

impl Outcome {
    /// An entry that could not be read.
    pub(crate) fn unread(place: &str, reason: &str) -> Self {
        let lack = Some(format!("it could not be read: {reason}"));
        Outcome {
            library: "(unread)".to_owned(),
            name: place.to_owned(),
            compiled: lack.clone(),
            verified: lack.clone(),
            typed: lack,
            ..Outcome::default()
        }
    }
}

/// Why it is not so; `None` where it is.
pub(crate) type Lack = Option<String>;

#[derive(Default, Clone, Copy)]
struct Counts {
    signatures: usize,
    compiled: usize,
    verified: usize,
    typed: usize,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        self.signatures += 1;
        self.compiled += usize::from(outcome.compiled.is_none());
        self.verified += usize::from(outcome.verified.is_none());
        self.typed += usize::from(outcome.typed.is_none());
    }
}

/// Prints the tables and the failures.
pub(crate) fn print(outcomes: &[Outcome]) {
    let (mut features, mut libraries): (BTreeMap<&str, Counts>, BTreeMap<&str, Counts>) = Default::default();
    let mut met: BTreeMap<&str, Counts> = BTreeMap::new();
    for outcome in outcomes {
        libraries.entry(&outcome.library).or_default().add(outcome);
        for feature in &outcome.features {
            features.entry(feature).or_default().add(outcome);
        }
        for shape in &outcome.shapes {
            met.entry(shape).or_default().add(outcome);
        }
    }
    section("capability", &features);
    section("library", &libraries);
    section("seldom shape", &met);
    counted("waived by the generator itself", outcomes.iter().flat_map(|outcome| outcome.allowed.iter().cloned()));
    counted("shapes that are left out", outcomes.iter().flat_map(shapes));
    failures(outcomes);
}

/// The raw types in a signature that compiles, without the names of its parameters.
fn shapes(outcome: &Outcome) -> Vec<String> {
    let reasons = outcome.typed.as_deref().filter(|_| outcome.compiled.is_none()).unwrap_or_default();
    let shape = |reason: &str| reason.rsplit("`: ").next().unwrap_or(reason).trim().to_owned();
    reasons.split("; ").filter(|reason| !reason.is_empty()).map(shape).collect()
}

/// The count of each.
fn counted(title: &str, met: impl Iterator<Item = String>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    met.for_each(|one| *counts.entry(one).or_default() += 1);
    println!("\n{title}: {}", if counts.is_empty() { "nothing" } else { "" });
    counts.iter().for_each(|(one, count)| println!("{count:>6} {one}"));
}

/// The line that sums it up.
pub(crate) fn total_line(outcomes: &[Outcome], name: &str) {
    let all = total(outcomes);
    let n = all.signatures;
    println!("{name}: compiled {} of {n}, verified {} of {n}, typed {} of {n}", all.compiled, all.verified, all.typed);
}

fn total(outcomes: &[Outcome]) -> Counts {
    let mut all = Counts::default();
    outcomes.iter().for_each(|outcome| all.add(outcome));
    all
}

fn section(title: &str, rows: &BTreeMap<&str, Counts>) {
    println!("\n{title:<60} signatures  compiled  verified     typed");
    for (name, row) in rows {
        println!("{name:<60} {:>10} {:>9} {:>9} {:>9}", row.signatures, row.compiled, row.verified, row.typed);
    }
}

fn failures(outcomes: &[Outcome]) {
    println!();
    for outcome in outcomes {
        let reasons = [("compiled", &outcome.compiled), ("verified", &outcome.verified), ("typed", &outcome.typed)];
        // What does not compile is neither verified nor typed for that reason.
        let failed = reasons.into_iter().find_map(|(what, reason)| Some((what, reason.as_ref()?)));
        if let Some((what, reason)) = failed {
            println!("not {what}: {} {}: {reason}", outcome.library, outcome.name);
        }
        if let (None, Some(reason), true) = (&outcome.compiled, &outcome.typed, outcome.verified.is_some()) {
            println!("not typed: {} {}: {reason}", outcome.library, outcome.name);
        }
    }
}

/// The shares of `compiled`, `verified` and `typed` in percent.
pub(crate) fn shares(outcomes: &[Outcome]) -> [(&'static str, f64); 3] {
    let all = total(outcomes);
    #[allow(clippy::cast_precision_loss)]
    let share = |count: usize| if all.signatures == 0 { 0.0 } else { 100.0 * count as f64 / all.signatures as f64 };
    [("compiled", share(all.compiled)), ("verified", share(all.verified)), ("typed", share(all.typed))]
}
