//! Runs a verification: probes each item, compares it, and collects the differences.

use std::string::String;
use std::vec::Vec;

use super::compare::Names;
use super::compiler::{Compiler, Settings};
use super::item::{Against, Item, Subject};
use super::pending::{Pending, compare};
use super::probe::{Answers, Checks, Probes};
use super::report::{Checked, Difference, Error, Report};
use super::values::{parts, refused};

pub(super) fn run(settings: &Settings, names: &Names, items: &[Item]) -> Result<Report, Error> {
    if items.is_empty() {
        return Err(Error::Nothing);
    }
    let compiler = Compiler::new(settings)?;
    let mut probes = Probes::default();
    let asked: Vec<_> = items.iter().map(|item| ask(item, &mut probes)).collect();
    probes.ask(&compiler)?;
    let refused = refused(&compiler, items)?;
    let mut checks = Checks::default();
    let pending: Vec<_> = items
        .iter()
        .zip(asked)
        .enumerate()
        .map(|(index, (item, asked))| {
            let mut pending = compare(item, &asked, &probes, names);
            pending.refused(refused.get(&index).map_or(&[], Vec::as_slice));
            for (of, found) in &pending.read {
                checks.read(of, found, &pending.fills());
            }
            for question in pending.parts.iter().flat_map(|part| &part.comparison.questions) {
                checks.question(question);
            }
            pending
        })
        .collect();
    let answers = checks.ask(&compiler)?;
    let items = items.iter().zip(pending).map(|(item, pending)| conclude(item, pending, &answers)).collect();
    Ok(Report { items, headers: settings.headers() })
}

impl Settings {
    /// Returns the headers, for messages.
    fn headers(&self) -> String {
        let headers = self.prologue.iter().filter_map(|line| line.strip_prefix("#include "));
        let headers: Vec<_> = headers.collect();
        if headers.is_empty() { "the C code".into() } else { headers.join(", ") }
    }
}

/// An expression or type for `__typeof__`, and the index of its probe.
pub(super) struct Asked {
    pub(super) of: String,
    pub(super) at: usize,
}

/// Adds the probes of an item, in the order that [`compare`] expects.
fn ask(item: &Item, probes: &mut Probes) -> Vec<Asked> {
    let of_type = |of: String, probes: &mut Probes| Asked { at: probes.ty(&of), of };
    let of_number = |of: String, probes: &mut Probes| Asked { at: probes.number(&of), of };
    match (&item.subject, &item.against) {
        (Subject::Layout { fields, .. }, Against::Record(record)) => {
            let mut asked = std::vec![
                of_number(std::format!("sizeof({record})"), probes),
                of_number(std::format!("_Alignof({record})"), probes),
            ];
            for field in fields {
                let name = field.c_name;
                asked.push(of_number(std::format!("offsetof({record}, {name})"), probes));
                asked.push(of_number(std::format!("sizeof((({record} *)0)->{name})"), probes));
                asked.push(of_type(std::format!("(({record} *)0)->{name}"), probes));
            }
            asked
        }
        (Subject::Enumeration { values, .. }, Against::Enumeration(name)) => {
            let mut asked = std::vec![of_number(std::format!("sizeof({name})"), probes)];
            asked.extend(values.iter().flat_map(|(name, _)| parts(name)).map(|of| of_number(of, probes)));
            asked
        }
        (Subject::Variable { .. }, Against::Variable(name)) => {
            std::vec![of_type(name.clone(), probes), of_number(std::format!("sizeof({name})"), probes)]
        }
        (_, Against::Constant(name)) => parts(name).into_iter().map(|of| of_number(of, probes)).collect(),
        (_, Against::Field(record, field)) => std::vec![of_type(std::format!("(({record} *)0)->{field}"), probes)],
        (
            _,
            Against::Typedef(name)
            | Against::Inner(name, _)
            | Against::Function(name)
            | Against::Variable(name)
            | Against::Enumeration(name)
            | Against::Record(name),
        ) => std::vec![of_type(name.clone(), probes)],
    }
}

fn conclude(item: &Item, pending: Pending, answers: &Answers) -> Checked {
    let (fills, mut is_named) = (pending.fills(), true);
    let mut differences = pending.differences;
    for (of, found) in &pending.read {
        if answers.read(of, found, &fills) {
            continue;
        }
        if fills.are_named() {
            is_named = false;
            continue;
        }
        let header = std::format!("the compiler's words for `{of}` were not understood: `{}`", found.resolved);
        differences.push(Difference { place: "in the header".into(), rust: None, header, remedy: None });
    }
    differences.extend(pending.parts.into_iter().filter_map(|part| part.difference(&item.allowed, answers, is_named)));
    Checked { name: item.subject.name(), against: item.against.name(), differences }
}
