//! Asks about each item, compares, and says what differs.

use std::collections::BTreeSet;
use std::string::{String, ToString};
use std::vec::Vec;

use super::c_parse;
use super::c_type::{CTy, Function, Kind};
use super::compare::{Comparison, Exception, Names};
use super::compiler::{Compiler, Settings};
use super::layout::ErasedField;
use super::probe::{Answers, Checks, Found, Probes};
use super::report::{Checked, Difference, Error, Report};
use super::rust_type::{self, RustFunction, RustTy, last_segment};

/// What is compared.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    Callback { name: &'static str, declaration: &'static str, ty: &'static str },
    Declared { declaration: &'static str, ty: &'static str },
    Variable { declaration: &'static str, ty: &'static str, constant: bool },
    Function { ty: &'static str },
    Layout { ty: &'static str, size: usize, align: usize, fields: Vec<ErasedField> },
    Enumeration { ty: &'static str, size: usize, values: &'static [(&'static str, i128)] },
    Value(i128),
}

/// What it is compared with.
#[derive(Clone, Debug)]
pub(super) enum Against {
    Typedef(String),
    Field(String, String),
    Parameter(String, usize),
    Function(String),
    Variable(String),
    Record(String),
    Enumeration(String),
    Constant(String),
}

#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) subject: Subject,
    pub(super) against: Against,
    /// Differences that are none.
    pub(super) allowed: BTreeSet<Exception>,
}

/// What is known of an item while it is compared.
#[derive(Default)]
struct Pending {
    differences: Vec<Difference>,
    parts: Vec<Part>,
    /// What was asked for and found.
    read: Vec<(String, Found)>,
}

/// Two types at one place.
struct Part {
    place: String,
    rust: String,
    header: String,
    comparison: Comparison,
}

pub(super) fn run(settings: &Settings, names: &Names, items: &[Item]) -> Result<Report, Error> {
    if items.is_empty() {
        return Err(Error::Nothing);
    }
    let compiler = Compiler::new(settings)?;
    let mut probes = Probes::default();
    let asked: Vec<_> = items.iter().map(|item| ask(item, &mut probes)).collect();
    probes.ask(&compiler)?;
    let mut checks = Checks::default();
    let pending: Vec<_> = items
        .iter()
        .zip(asked)
        .map(|(item, asked)| {
            let pending = compare(item, &asked, &probes, names);
            for (of, found) in &pending.read {
                checks.read(of, found);
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
    /// The headers, for people to read.
    fn headers(&self) -> String {
        let headers = self.prologue.iter().filter_map(|line| line.strip_prefix("#include "));
        let headers: Vec<_> = headers.collect();
        if headers.is_empty() { "the C code".into() } else { headers.join(", ") }
    }
}

/// An expression or type for `__typeof__`, and where the answer is.
struct Asked {
    of: String,
    at: usize,
}

/// Asks what has to be known of an item, in an order that [`compare`] knows.
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
                asked.push(of_type(std::format!("(({record} *)0)->{name}"), probes));
            }
            asked
        }
        (Subject::Enumeration { values, .. }, Against::Enumeration(name)) => {
            let mut asked = std::vec![of_number(std::format!("sizeof({name})"), probes)];
            asked.extend(values.iter().flat_map(|(name, _)| constant(name)).map(|of| of_number(of, probes)));
            asked
        }
        (_, Against::Constant(name)) => constant(name).into_iter().map(|of| of_number(of, probes)).collect(),
        (_, Against::Field(record, field)) => std::vec![of_type(std::format!("(({record} *)0)->{field}"), probes)],
        (
            _,
            Against::Typedef(name)
            | Against::Parameter(name, _)
            | Against::Function(name)
            | Against::Variable(name)
            | Against::Enumeration(name)
            | Against::Record(name),
        ) => std::vec![of_type(name.clone(), probes)],
    }
}

/// What tells a constant: the sign, and parts of 30 bits, so that each is the size of an array.
fn constant(name: &str) -> [String; 4] {
    let part = |shift: u32| std::format!("((unsigned long long)({name}) >> {shift}) & 0x3fffffff");
    [std::format!("({name}) < 0"), part(0), part(30), part(60)]
}

fn compare(item: &Item, asked: &[Asked], probes: &Probes, names: &Names) -> Pending {
    let mut pending = Pending::default();
    match (&item.subject, &item.against) {
        (Subject::Callback { declaration, ty, .. } | Subject::Declared { declaration, ty }, against) => {
            let claimed = c_parse::declaration(declaration.trim_end_matches(';')).map(|(_, ty)| ty);
            pending.function(ty, claimed.as_ref(), against, &asked[0], probes, names);
        }
        (Subject::Function { ty }, against) => pending.function(ty, None, against, &asked[0], probes, names),
        (Subject::Variable { declaration, ty, constant }, _) => {
            let claimed = declaration.trim_start_matches("extern ").trim_end_matches(';');
            let claimed = c_parse::declaration(claimed).map(|(_, ty)| ty);
            pending.variable(ty, *constant, claimed.as_ref(), &asked[0], probes, names);
        }
        (Subject::Layout { size, align, fields, .. }, _) => pending.layout(*size, *align, fields, asked, probes, names),
        (Subject::Enumeration { size, values, .. }, _) => pending.enumeration(*size, values, asked, probes),
        (Subject::Value(value), _) => pending.value("in the header", "the value", *value, asked, probes),
    }
    pending
}

impl Pending {
    fn missing(&mut self, place: &str, error: String) {
        self.differences.push(Difference { place: place.into(), rust: None, header: error, remedy: None });
    }

    fn differs(&mut self, place: &str, rust: &dyn ToString, header: &dyn ToString) {
        let (rust, header) = (Some(rust.to_string()), header.to_string());
        self.differences.push(Difference { place: place.into(), rust, header, remedy: None });
    }

    /// A type of the header, which the compiler will be asked to confirm.
    fn found(&mut self, place: &str, asked: &Asked, probes: &Probes) -> Option<Found> {
        match probes.found(asked.at) {
            Ok(found) => {
                self.read.push((asked.of.clone(), found.clone()));
                Some(found)
            }
            Err(error) => {
                self.missing(place, error);
                None
            }
        }
    }

    fn function(
        &mut self,
        ty: &str,
        claimed: Option<&CTy>,
        against: &Against,
        asked: &Asked,
        probes: &Probes,
        names: &Names,
    ) {
        let Some(RustTy::Function(rust)) = rust_type::read(ty) else {
            return self.missing("in Rust", std::format!("this type was not understood: `{ty}`"));
        };
        let Some(mut found) = self.found("in the header", asked, probes) else { return };
        if let Against::Parameter(_, number) = against {
            let Some(parameter) = parameter(&found, *number) else {
                let said = std::format!("it has no parameter {number}: `{}`", found.written);
                return self.missing("in the header", said);
            };
            found = parameter;
        }
        let Some(c) = found.resolved.function() else {
            return self.differs("the type", &"a function", &said(&found.written, &found.resolved));
        };
        let written = found.written.function().unwrap_or(c);
        self.prototypes(&rust, c, written, claimed.and_then(CTy::function), names);
    }

    fn prototypes(
        &mut self,
        rust: &RustFunction,
        c: &Function,
        written: &Function,
        claimed: Option<&Function>,
        names: &Names,
    ) {
        let (rust_convention, c_convention) = (rust_type::convention(&rust.abi), c.convention.as_deref());
        if rust_convention != c_convention.filter(|name| *name != "cdecl") {
            let said = |convention: Option<&str>| std::format!("`{}`", convention.unwrap_or("C"));
            self.differs("the calling convention", &said(rust_convention), &said(c_convention));
        }
        let claimed_at = |index: usize| claimed.and_then(|claimed| claimed.parameters.get(index));
        if c.unprototyped {
            let mut comparison = Comparison::default();
            comparison.except(Exception::Unprototyped, !rust.parameters.is_empty());
            self.parts.push(Part {
                place: "the parameters".into(),
                rust: rust.parameters.len().to_string(),
                header: "nothing of them: `()`".into(),
                comparison,
            });
        } else if rust.parameters.len() != c.parameters.len() {
            self.differs("the number of parameters", &rust.parameters.len(), &c.parameters.len());
        } else {
            for (index, (rust, c)) in rust.parameters.iter().zip(&c.parameters).enumerate() {
                let (claimed, written) = (claimed_at(index), &written.parameters[index].ty);
                let name = claimed.and_then(|claimed| claimed.name.as_deref());
                let place = match name {
                    Some(name) => std::format!("parameter {} `{name}`", index + 1),
                    None => std::format!("parameter {}", index + 1),
                };
                self.part(place, rust, claimed.map(|claimed| &claimed.ty), &c.ty, written, names);
            }
        }
        if rust.variadic != c.variadic {
            let said = |variadic| if variadic { "`...`" } else { "no `...`" };
            self.differs("the end of the parameters", &said(rust.variadic), &said(c.variadic));
        }
        let claimed = claimed.map(|claimed| &claimed.result);
        self.part("the result".into(), &rust.result, claimed, &c.result, &written.result, names);
    }

    fn variable(
        &mut self,
        ty: &str,
        constant: bool,
        claimed: Option<&CTy>,
        asked: &Asked,
        probes: &Probes,
        names: &Names,
    ) {
        let Some(rust) = rust_type::read(ty) else {
            return self.missing("in Rust", std::format!("this type was not understood: `{ty}`"));
        };
        let Some(found) = self.found("in the header", asked, probes) else { return };
        let mut comparison = Comparison::default();
        comparison.types(&rust, &found.resolved, claimed, names);
        // Rust takes a `static` that is not `mut` for one that nobody changes.
        comparison.except(Exception::Const, constant != is_constant(&found.resolved));
        let rust = claimed.map_or_else(|| rust_in_c(&rust, claimed, names), ToString::to_string);
        self.parts.push(Part {
            place: "the type".into(),
            rust: std::format!("`{rust}`"),
            header: said(&found.written, &found.resolved),
            comparison,
        });
    }

    fn part(&mut self, place: String, rust: &RustTy, claimed: Option<&CTy>, c: &CTy, written: &CTy, names: &Names) {
        let mut comparison = Comparison::default();
        comparison.types(rust, c, claimed, names);
        let rust = rust_in_c(rust, claimed, names);
        self.parts.push(Part { place, rust: std::format!("`{rust}`"), header: said(written, c), comparison });
    }

    fn layout(
        &mut self,
        size: usize,
        align: usize,
        fields: &[ErasedField],
        asked: &[Asked],
        probes: &Probes,
        names: &Names,
    ) {
        for (what, rust, asked) in [("the size", size, &asked[0]), ("the alignment", align, &asked[1])] {
            match probes.value(asked.at) {
                Ok(c) if c == rust as u64 => {}
                Ok(c) => self.differs(what, &rust, &c),
                // It is the same for both.
                Err(error) => return self.missing("in the header", error),
            }
        }
        for (field, asked) in fields.iter().zip(asked[2..].chunks(2)) {
            let name = field.name;
            let Some(found) = self.found(&std::format!("field `{name}`"), &asked[1], probes) else { continue };
            match probes.value(asked[0].at) {
                Ok(c) if c == field.offset as u64 => {}
                Ok(c) => self.differs(&std::format!("the offset of field `{name}`"), &field.offset, &c),
                Err(error) => self.missing(&std::format!("field `{name}`"), error),
            }
            match rust_type::read(field.ty) {
                Some(rust) => {
                    let place = std::format!("the type of field `{name}`");
                    self.part(place, &rust, None, &found.resolved, &found.written, names);
                }
                None => self.missing(
                    &std::format!("field `{name}`"),
                    std::format!("this type in Rust was not understood: `{}`", field.ty),
                ),
            }
        }
    }

    fn enumeration(&mut self, size: usize, values: &[(&str, i128)], asked: &[Asked], probes: &Probes) {
        match probes.value(asked[0].at) {
            Ok(c) if c == size as u64 => {}
            Ok(c) => self.differs("the size", &size, &c),
            Err(error) => self.missing("in the header", error),
        }
        for ((name, value), asked) in values.iter().zip(asked[1..].chunks(4)) {
            let place = std::format!("`{name}`");
            self.value(&place, &place, *value, asked, probes);
        }
    }

    fn value(&mut self, header: &str, place: &str, rust: i128, asked: &[Asked], probes: &Probes) {
        let parts: Result<Vec<_>, _> = asked.iter().map(|asked| probes.value(asked.at)).collect();
        let parts = match parts {
            Ok(parts) => parts,
            Err(error) => return self.missing(header, error),
        };
        let bits = parts[1] | parts[2] << 30 | parts[3] << 60;
        let c = if parts[0] == 0 { i128::from(bits) } else { i128::from(bits) - (1 << 64) };
        if c != rust {
            self.differs(place, &rust, &c);
        }
    }
}

/// An array is constant where its elements are.
fn is_constant(ty: &CTy) -> bool {
    match &ty.kind {
        Kind::Array(of, _) => is_constant(of),
        _ => ty.constant,
    }
}

/// A parameter, as it is written and resolved.
fn parameter(found: &Found, number: usize) -> Option<Found> {
    let resolved = found.resolved.function()?.parameters.get(number.checked_sub(1)?)?.ty.clone();
    let written = found.written.function().and_then(|written| written.parameters.get(number - 1));
    Some(Found { written: written.map_or_else(|| resolved.clone(), |written| written.ty.clone()), resolved })
}

/// What the header says: what is written there, and what it is.
fn said(written: &CTy, resolved: &CTy) -> String {
    if tells_more(written, resolved) {
        std::format!("`{written}`, which is `{resolved}`")
    } else {
        std::format!("`{written}`")
    }
}

/// Whether a name in a type is resolved to something else than the name of a structure.
fn tells_more(written: &CTy, resolved: &CTy) -> bool {
    match (&written.kind, &resolved.kind) {
        (Kind::Named(_), Kind::Named(_)) => false,
        (Kind::Named(_), _) => true,
        (Kind::Pointer(written), Kind::Pointer(resolved)) | (Kind::Array(written, _), Kind::Array(resolved, _)) => {
            tells_more(written, resolved)
        }
        (Kind::Function(written), Kind::Function(resolved)) => {
            let mut parameters = written.parameters.iter().zip(&resolved.parameters);
            parameters.any(|(written, resolved)| tells_more(&written.ty, &resolved.ty))
                || tells_more(&written.result, &resolved.result)
        }
        _ => false,
    }
}

/// What Rust says, in C: in the words of the declaration, where these are true.
fn rust_in_c(rust: &RustTy, claimed: Option<&CTy>, names: &Names) -> String {
    if let Some(claimed) = claimed {
        let mut comparison = Comparison::default();
        comparison.types(rust, claimed, Some(claimed), names);
        if comparison.is_same() {
            return claimed.to_string();
        }
    }
    let name = |path: &str| names.get(path).cloned().unwrap_or_else(|| last_segment(path).into());
    rust.in_c(&name).to_string()
}

fn conclude(item: &Item, pending: Pending, answers: &Answers) -> Checked {
    let mut differences = pending.differences;
    for (of, found) in &pending.read {
        if !answers.read(of, found) {
            let header = std::format!("the compiler's words for `{of}` were not understood: `{}`", found.resolved);
            differences.push(Difference { place: "in the header".into(), rust: None, header, remedy: None });
        }
    }
    differences.extend(pending.parts.into_iter().filter_map(|part| part.difference(&item.allowed, answers)));
    Checked { name: item.subject.name(), against: item.against.name(), differences }
}

impl Part {
    fn difference(self, allowed: &BTreeSet<Exception>, answers: &Answers) -> Option<Difference> {
        let found = &self.comparison;
        let different = found.different || !found.questions.iter().all(|question| answers.yes(question));
        let remedies: Vec<_> = found.exceptions.difference(allowed).map(|exception| exception.remedy()).collect();
        if !different && remedies.is_empty() {
            return None;
        }
        // No exception helps where the types are others.
        let remedy = (!different).then(|| remedies.join("; "));
        Some(Difference { place: self.place, rust: Some(self.rust), header: self.header, remedy })
    }
}

impl Subject {
    fn name(&self) -> String {
        match self {
            Subject::Callback { name, .. } => std::format!("callback `{name}`"),
            Subject::Function { .. } | Subject::Declared { .. } | Subject::Variable { .. } => {
                "the declaration in Rust".into()
            }
            Subject::Layout { ty, .. } => std::format!("structure `{ty}`"),
            Subject::Enumeration { ty, .. } => std::format!("enum `{ty}`"),
            Subject::Value(value) => std::format!("the value {value}"),
        }
    }
}

impl Against {
    fn name(&self) -> String {
        match self {
            Against::Typedef(name) | Against::Record(name) | Against::Enumeration(name) | Against::Constant(name) => {
                std::format!("`{name}`")
            }
            Against::Field(record, field) => std::format!("field `{field}` of `{record}`"),
            Against::Parameter(function, number) => std::format!("parameter {number} of `{function}`"),
            Against::Function(name) => std::format!("function `{name}`"),
            Against::Variable(name) => std::format!("variable `{name}`"),
        }
    }
}
