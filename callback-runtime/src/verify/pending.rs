//! Comparison of one item with the results of the probes, with the questions that are left.

use std::string::{String, ToString};
use std::vec::Vec;

use super::c_parse;
use super::c_type::{CTy, Function, Kind};
use super::check::Asked;
use super::compare::{Comparison, Exception, Fills, Names};
use super::item::{Against, Allowed, Item, Subject};
use super::layout::ErasedField;
use super::probe::{Answers, Found, Probes};
use super::report::Difference;
use super::rust_type::{self, RustFunction, RustTy};
use super::values::whole;
use super::words::{rust_in_c, said};

/// The state of an item during the comparison.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) differences: Vec<Difference>,
    pub(super) parts: Vec<Part>,
    /// The probes and their results.
    pub(super) read: Vec<(String, Found)>,
}

/// Two types at one place.
pub(super) struct Part {
    place: String,
    /// The number of the parameter, the first of which is 1, or 0 for the result.
    index: Option<usize>,
    rust: Option<String>,
    header: String,
    pub(super) comparison: Comparison,
}

pub(super) fn compare(item: &Item, asked: &[Asked], probes: &Probes, names: &Names) -> Pending {
    let mut pending = Pending::default();
    match (&item.subject, &item.against) {
        (Subject::Callback { declaration, ty, .. } | Subject::Declared { declaration, ty }, against) => {
            let claimed = c_parse::declaration(declaration.trim_end_matches(';')).map(|(_, ty)| ty);
            pending.function(ty, claimed.as_ref(), against, &asked[0], probes, names);
        }
        (Subject::Function { ty }, against) => pending.function(ty, None, against, &asked[0], probes, names),
        (Subject::Variable { declaration, ty, size, constant }, _) => {
            let claimed = declaration.trim_start_matches("extern ").trim_end_matches(';');
            let claimed = c_parse::declaration(claimed).map(|(_, ty)| ty);
            pending.variable(ty, *constant, claimed.as_ref(), &asked[0], probes, names);
            if pending.read.first().is_some_and(|(_, found)| found.resolved.is_expression()) {
                pending.number("the size", *size, &asked[1], probes);
            }
        }
        (Subject::Layout { size, align, fields, .. }, _) => pending.layout(*size, *align, fields, asked, probes, names),
        (Subject::Enumeration { size, values, .. }, _) => pending.enumeration(*size, values, asked, probes),
        (Subject::Value(value), _) => pending.value("in the header", "the value", *value, asked, probes),
    }
    pending
}

impl Pending {
    /// Returns the names for types without a tag.
    pub(super) fn fills(&self) -> Fills {
        let mut fills = Fills::default();
        self.parts.iter().for_each(|part| fills.extend(&part.comparison.fills));
        fills
    }

    fn missing(&mut self, place: &str, error: String) {
        self.differences.push(Difference { place: place.into(), rust: None, header: error, remedy: None });
    }

    fn differs(&mut self, place: &str, rust: &dyn ToString, header: &dyn ToString) {
        let (rust, header) = (Some(rust.to_string()), header.to_string());
        self.differences.push(Difference { place: place.into(), rust, header, remedy: None });
    }

    /// Returns the type found by a probe, which the compiler will confirm.
    fn found(&mut self, place: &str, asked: &Asked, probes: &Probes) -> Option<Found> {
        match probes.found(asked.at) {
            Ok(mut found) => {
                found.resolved.spell(&asked.of);
                // The numbers of types without a tag are those of the item.
                let before = self.read.len() * MOST_UNNAMED;
                found.resolved.fill(&mut |tag, number| Some(Kind::Unnamed(tag.into(), before + number)));
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
        if let Against::Inner(_, way) = against {
            for step in way {
                let Some(inner) = inner(&found, *step) else {
                    let place = step.map_or("result".into(), |number| std::format!("parameter {number}"));
                    let said = std::format!("it has no {place}: `{}`", found.written);
                    return self.missing("in the header", said);
                };
                found = inner;
            }
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
            if !rust.parameters.is_empty() {
                let said = "nothing of them: `()`";
                self.excused("the parameters", Some(&rust.parameters.len()), &said, Exception::Unprototyped);
            }
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
                let claimed = claimed.map(|claimed| &claimed.ty);
                self.part(place, Some(index + 1), rust, claimed, &c.ty, written, names);
            }
        }
        if rust.variadic != c.variadic {
            let said = |variadic| if variadic { "`...`" } else { "no `...`" };
            self.differs("the end of the parameters", &said(rust.variadic), &said(c.variadic));
        }
        let claimed = claimed.map(|claimed| &claimed.result);
        self.part("the result".into(), Some(0), &rust.result, claimed, &c.result, &written.result, names);
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
        // Rust takes a `static` that is not `mut` for one that never changes.
        comparison.except(Exception::Const, constant != found.resolved.constant);
        let rust = claimed.map_or_else(|| rust_in_c(&rust, claimed, names), ToString::to_string);
        self.parts.push(Part {
            place: "the type".into(),
            index: None,
            rust: Some(std::format!("`{rust}`")),
            header: said(&found.written, &found.resolved),
            comparison,
        });
    }

    #[allow(clippy::too_many_arguments)]
    fn part(
        &mut self,
        place: String,
        index: Option<usize>,
        rust: &RustTy,
        claimed: Option<&CTy>,
        c: &CTy,
        written: &CTy,
        names: &Names,
    ) {
        let mut comparison = Comparison::default();
        comparison.types(rust, c, claimed, names);
        let rust = rust_in_c(rust, claimed, names);
        let (rust, header) = (Some(std::format!("`{rust}`")), said(written, c));
        self.parts.push(Part { place, index, rust, header, comparison });
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
                Ok(c) if c > rust as u64 => self.excused(what, Some(&rust), &c, Exception::More),
                Ok(c) => self.differs(what, &rust, &c),
                // The error is the same for both.
                Err(error) => return self.missing("in the header", error),
            }
        }
        for (field, asked) in fields.iter().zip(asked[2..].chunks(3)) {
            let name = field.name;
            let Some(found) = self.found(&std::format!("field `{name}`"), &asked[2], probes) else { continue };
            self.number(&std::format!("the offset of field `{name}`"), field.offset, &asked[0], probes);
            if found.resolved.is_expression() {
                self.number(&std::format!("the size of field `{name}`"), field.size, &asked[1], probes);
            }
            match rust_type::read(field.ty) {
                Some(rust) => {
                    let place = std::format!("the type of field `{name}`");
                    self.part(place, None, &rust, None, &found.resolved, &found.written, names);
                }
                None => self.missing(
                    &std::format!("field `{name}`"),
                    std::format!("this type in Rust was not understood: `{}`", field.ty),
                ),
            }
        }
    }

    /// Compares a small number. There is none for a bit field, which has no place of its own.
    fn number(&mut self, place: &str, rust: usize, asked: &Asked, probes: &Probes) {
        match probes.value(asked.at) {
            Ok(c) if c == rust as u64 => {}
            Ok(c) => self.differs(place, &rust, &c),
            Err(error) => self.missing(place, error),
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
        let [sign, low, middle, high] = asked else { return };
        match whole(probes, [sign, low, middle, high].map(|asked| asked.at)) {
            Ok(c) if c == rust => {}
            Ok(c) => self.differs(place, &rust, &c),
            Err(error) => self.missing(header, error),
        }
    }

    /// Adds the values of the C enum that Rust refuses.
    pub(super) fn refused(&mut self, values: &[(String, i128)]) {
        for (name, value) in values {
            let place = std::format!("`{name}`");
            self.excused(&place, None, &std::format!("C may pass {value}, which Rust refuses"), Exception::More);
        }
    }

    /// Adds a difference that can be allowed.
    fn excused(&mut self, place: &str, rust: Option<&dyn ToString>, header: &dyn ToString, exception: Exception) {
        let mut comparison = Comparison::default();
        comparison.except(exception, true);
        let (rust, header) = (rust.map(ToString::to_string), header.to_string());
        self.parts.push(Part { place: place.into(), index: None, rust, header, comparison });
    }
}

/// The numbers for the types without a tag in one type.
const MOST_UNNAMED: usize = 1 << 16;

/// Returns a parameter of a function, the first of which is 1, or its result, as written and as resolved.
fn inner(found: &Found, step: Option<usize>) -> Option<Found> {
    let of = |ty: &CTy| {
        let function = ty.function()?;
        match step {
            Some(number) => function.parameters.get(number.checked_sub(1)?).map(|parameter| parameter.ty.clone()),
            None => Some(function.result.clone()),
        }
    };
    let resolved = of(&found.resolved)?;
    Some(Found { written: of(&found.written).unwrap_or_else(|| resolved.clone()), resolved })
}

impl Part {
    /// Returns the way to allow a difference; that of a parameter leaves the others compared.
    fn remedy(&self, exception: Exception) -> String {
        match (exception, self.index) {
            (Exception::Const, Some(index)) => {
                std::format!("they differ in `const`, which `allow_const_of({index})` allows")
            }
            _ => exception.remedy().into(),
        }
    }

    /// Returns the difference, if there is one. `is_named` is false if the types without a tag have none of the names
    /// that they may have.
    pub(super) fn difference(self, allowed: &Allowed, answers: &Answers, is_named: bool) -> Option<Difference> {
        let found = &self.comparison;
        let different = found.different || !found.questions.iter().all(|question| answers.yes(question));
        let exceptions = found.exceptions.iter().copied();
        let mut remedies: Vec<_> = exceptions
            .filter(|exception| !allowed.allows(self.index, *exception))
            .map(|exception| self.remedy(exception))
            .collect();
        if !is_named && found.fills.are_named() {
            remedies.push(
                "the type has no tag in C; name a pointer to it, `.name::<T>(\"*handle\")`, or write that pointer's alias"
                    .into(),
            );
        }
        if !different && remedies.is_empty() {
            return None;
        }
        // No exception helps if the types are others.
        let remedy = (!different).then(|| remedies.join("; "));
        Some(Difference { place: self.place, rust: self.rust, header: self.header, remedy })
    }
}
