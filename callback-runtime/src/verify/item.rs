//! Subjects of a comparison, and their C counterparts.

use std::collections::BTreeSet;
use std::string::String;
use std::vec::Vec;

use super::compare::Exception;
use super::layout::ErasedField;

/// The subject of a comparison.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    Callback { name: &'static str, declaration: &'static str, ty: &'static str },
    Declared { declaration: &'static str, ty: &'static str },
    Variable { declaration: &'static str, ty: &'static str, size: usize, constant: bool },
    Function { ty: &'static str },
    Layout { ty: &'static str, size: usize, align: usize, fields: Vec<ErasedField> },
    Enumeration { ty: &'static str, size: usize, values: &'static [(&'static str, i128)], refuses: fn(i128) -> bool },
    Value(i128),
}

/// The C counterpart of a subject.
#[derive(Clone, Debug)]
pub(super) enum Against {
    Typedef(String),
    Field(String, String),
    /// A function pointer in the type of a function: the way to it, each step a parameter from 1, or `None` for the result.
    Inner(String, Vec<Option<usize>>),
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
    /// Differences that are allowed.
    pub(super) allowed: Allowed,
}

/// The differences that are allowed.
#[derive(Clone, Debug, Default)]
pub(super) struct Allowed {
    pub(super) anywhere: BTreeSet<Exception>,
    /// Those of one parameter, the first of which is 1, or of the result, which is 0.
    pub(super) at: BTreeSet<(usize, Exception)>,
}

impl Allowed {
    pub(super) fn allows(&self, place: Option<usize>, exception: Exception) -> bool {
        let here = place.is_some_and(|place| self.at.contains(&(place, exception)));
        here || self.anywhere.contains(&exception)
    }
}

/// Returns the name of a place in the type of a function: `parameter 1 of parameter 2`.
fn inner(way: &[Option<usize>]) -> String {
    let steps = way.iter().rev().map(|step| match step {
        None => "the result".into(),
        Some(number) => std::format!("parameter {number}"),
    });
    steps.collect::<Vec<String>>().join(" of ")
}

impl Subject {
    pub(super) fn name(&self) -> String {
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
    pub(super) fn name(&self) -> String {
        match self {
            Against::Typedef(name) | Against::Record(name) | Against::Enumeration(name) | Against::Constant(name) => {
                std::format!("`{name}`")
            }
            Against::Field(record, field) => std::format!("field `{field}` of `{record}`"),
            Against::Inner(function, way) => std::format!("{} of `{function}`", inner(way)),
            Against::Function(name) => std::format!("function `{name}`"),
            Against::Variable(name) => std::format!("variable `{name}`"),
        }
    }
}
