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
    Variable { declaration: &'static str, ty: &'static str, constant: bool },
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
    /// Differences that are allowed.
    pub(super) allowed: BTreeSet<Exception>,
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
            Against::Parameter(function, number) => std::format!("parameter {number} of `{function}`"),
            Against::Function(name) => std::format!("function `{name}`"),
            Against::Variable(name) => std::format!("variable `{name}`"),
        }
    }
}
