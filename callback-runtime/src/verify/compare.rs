//! Comparison of a Rust type with a C type, which collects the questions that only the C compiler can answer.

use core::ffi::{c_char, c_int, c_long, c_longlong, c_short};
use std::collections::{BTreeMap, BTreeSet};
use std::string::{String, ToString};
use std::vec::Vec;

use super::c_type::{CTy, Function, Kind, Number};
use super::rust_type::{RustFunction, RustTy, convention, last_segment};

/// A difference that can be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exception {
    /// A difference in `const` behind a pointer.
    Const,
    /// A difference in the sign of `char`.
    CharSign,
    /// `void *` in Rust for a more specific type in C.
    Untyped,
    /// No list of parameters in C.
    Unprototyped,
    /// More in C: values, members.
    More,
}

impl Exception {
    pub(super) fn remedy(self) -> &'static str {
        match self {
            Exception::Const => "they differ in `const`, which `allow_const()` allows",
            Exception::CharSign => "they differ in the sign of `char`, which `allow_char_sign()` allows",
            Exception::Untyped => "`allow_untyped()` allows `void *` for it",
            Exception::Unprototyped => "`allow_unprototyped()` allows that",
            Exception::More => "`allow_more()` allows C to have more",
        }
    }
}

/// The differences of two types.
#[derive(Clone, Debug, Default)]
pub(super) struct Comparison {
    /// Those that can be allowed.
    pub(super) exceptions: BTreeSet<Exception>,
    /// True if there are others.
    pub(super) different: bool,
    /// The types also differ if any of these is answered with no.
    pub(super) questions: Vec<Question>,
    /// Names for the types without a tag.
    pub(super) fills: Fills,
}

/// C names for types without a tag, by the number of the type: those that it may have.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fills(BTreeMap<usize, Vec<String>>);

/// The maximal number of ways in which the names of one type are tried.
const MOST_WAYS: usize = 64;

impl Fills {
    pub(super) fn extend(&mut self, others: &Fills) {
        for (number, names) in &others.0 {
            self.0.entry(*number).or_insert_with(|| names.clone());
        }
    }

    /// Returns true if there is a name to try.
    pub(super) fn are_named(&self) -> bool {
        self.0.values().any(|names| !names.is_empty())
    }

    /// Returns the type with a name in the place of each type without a tag, in each way; nothing if one has no name.
    pub(super) fn filled(&self, ty: &CTy) -> Vec<CTy> {
        let mut ways = std::vec![ty.clone()];
        for unnamed in ty.unnamed() {
            let names = self.0.get(&unnamed).map(Vec::as_slice).unwrap_or_default();
            let fill = |way: &CTy, name: &String| {
                let mut way = way.clone();
                way.fill(&mut |_, number| (number == unnamed).then(|| Kind::Named(name.clone())));
                way
            };
            ways = ways.iter().flat_map(|way| names.iter().map(move |name| fill(way, name))).take(MOST_WAYS).collect();
        }
        ways
    }
}

/// A question for the C compiler.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    /// One of the names is a name of the type in the header.
    Same { names: Vec<String>, header: String },
    /// The type is an integer of this number of bytes.
    Integer { header: String, bytes: u32 },
    /// A parameter of this type is a `va_list`.
    VaList { header: String },
}

/// The C names of Rust types, as given to the verification.
pub(crate) type Names = BTreeMap<&'static str, String>;

impl Comparison {
    /// Returns true if there are no differences, provided that all questions are answered with yes.
    pub(super) fn is_same(&self) -> bool {
        !self.different && self.exceptions.is_empty()
    }

    pub(super) fn except(&mut self, exception: Exception, differs: bool) {
        if differs {
            self.exceptions.insert(exception);
        }
    }

    fn differs(&mut self) {
        self.different = true;
    }

    /// Compares two types. `claimed` is the type in the declaration of the callback, which may have better names.
    pub(super) fn types(&mut self, rust: &RustTy, c: &CTy, claimed: Option<&CTy>, names: &Names) {
        if claimed.is_some_and(is_va_list) && matches!(rust, RustTy::Pointer { .. }) {
            return self.questions.push(Question::VaList { header: c.to_string() });
        }
        // The name in bindgen of the structure that is unnamed in C.
        if c.is_va_list() && points_at_va_list_tag(rust) {
            return;
        }
        match (rust, &c.kind) {
            (_, Kind::Unnamed(_, number)) => self.unnamed(rust, *number, claimed, names),
            // An expression in the header is the only name that it has: its size is compared.
            (RustTy::Path(_), _) if c.is_expression() => {}
            (RustTy::Unit | RustTy::Void, Kind::Void) => {}
            (RustTy::Bool | RustTy::Int { .. } | RustTy::Float { .. }, Kind::Number(number)) => {
                self.numbers(rust, *number);
            }
            // An enumeration: its sign depends on the compiler, and is ignored.
            (RustTy::Int { bits, .. }, Kind::Named(_)) => {
                self.questions.push(Question::Integer { header: c.to_string(), bytes: bits / 8 });
            }
            (RustTy::Pointer { constant, to }, Kind::Pointer(c_to)) => {
                let claimed = claimed.and_then(behind);
                self.pointees(*constant, to, c_to, claimed.as_ref(), names);
            }
            (RustTy::Array { of, len }, Kind::Array(c_of, c_len)) => {
                // `extern const char version[];` leaves the length to its definition.
                if len != c_len && !c_len.is_empty() {
                    self.differs();
                }
                self.types(of, c_of, claimed.and_then(behind).as_ref(), names);
            }
            (RustTy::Function(function), Kind::Pointer(to)) => match &to.kind {
                Kind::Function(c_function) => self.functions(function, c_function, claimed, names),
                // A pointer to a function of another type is called through the Rust type.
                _ => self.differs(),
            },
            (RustTy::Path(path), Kind::Named(_) | Kind::Number(_) | Kind::Pointer(_)) => {
                self.questions.push(Question::Same {
                    names: c_names(path, claimed, names),
                    header: CTy::from(c.kind.clone()).to_string(),
                });
            }
            _ => self.differs(),
        }
    }

    fn pointees(&mut self, constant: bool, rust: &RustTy, c: &CTy, claimed: Option<&CTy>, names: &Names) {
        // Rust refers to an opaque C type and never reads it: `const` has no meaning there.
        let opaque = constant && claimed.is_some_and(|claimed| !claimed.constant);
        self.except(Exception::Const, constant != c.constant && !opaque);
        match (rust, &c.kind) {
            // A C `void *` fits any pointer in Rust.
            (_, Kind::Void) => {}
            // A function is no object, and `void *` does not stand for a pointer to one (C17 6.3.2.3).
            (RustTy::Void, Kind::Function(_)) => self.differs(),
            (RustTy::Void, _) => self.except(Exception::Untyped, true),
            // A pointer to an array is one to its first element.
            (RustTy::Array { of, .. }, kind) if !matches!(kind, Kind::Array(..)) => {
                self.types(of, c, claimed, names);
            }
            _ => self.types(rust, c, claimed, names),
        }
    }

    /// Collects the names that a type without a tag may have.
    fn unnamed(&mut self, rust: &RustTy, number: usize, claimed: Option<&CTy>, names: &Names) {
        let candidates = match (rust, claimed.map(|claimed| &claimed.kind)) {
            // bindgen counts the types without a tag.
            (RustTy::Path(path), _) if last_segment(path).contains("_bindgen_ty_") => Vec::new(),
            (RustTy::Path(path), _) => c_names(path, claimed, names),
            (RustTy::Int { .. }, Some(Kind::Named(name))) => std::vec![name.clone()],
            _ => return self.differs(),
        };
        self.fills.0.insert(number, candidates);
    }

    fn numbers(&mut self, rust: &RustTy, c: Number) {
        let class = class(c);
        if *rust == class {
            return;
        }
        match (rust, class) {
            (RustTy::Int { bits: 8, .. }, RustTy::Int { bits: 8, .. }) => self.except(Exception::CharSign, true),
            _ => self.differs(),
        }
    }

    /// Compares a pointer to a function inside of another type.
    fn functions(&mut self, rust: &RustFunction, c: &Function, claimed: Option<&CTy>, names: &Names) {
        let claimed = claimed.and_then(CTy::function);
        if convention(&rust.abi) != c.convention.as_deref().filter(|name| *name != "cdecl") {
            self.differs();
        }
        if c.unprototyped {
            self.except(Exception::Unprototyped, !rust.parameters.is_empty());
        } else if rust.parameters.len() != c.parameters.len() || rust.variadic != c.variadic {
            self.differs();
        }
        for (index, (rust, c)) in rust.parameters.iter().zip(&c.parameters).enumerate() {
            let claimed = claimed.and_then(|claimed| claimed.parameters.get(index));
            self.types(rust, &c.ty, claimed.map(|claimed| &claimed.ty), names);
        }
        self.types(&rust.result, &c.result, claimed.map(|claimed| &claimed.result), names);
    }
}

fn points_at_va_list_tag(rust: &RustTy) -> bool {
    let to = match rust {
        RustTy::Pointer { to, .. } => to,
        RustTy::Array { of, .. } => of,
        _ => return false,
    };
    matches!(&**to, RustTy::Path(path) if last_segment(path) == "__va_list_tag")
}

fn is_va_list(ty: &CTy) -> bool {
    matches!(&ty.kind, Kind::Named(name) if name == "va_list")
}

/// Returns the type behind a pointer or array, or behind the name of one.
fn behind(ty: &CTy) -> Option<CTy> {
    match &ty.kind {
        Kind::Pointer(to) | Kind::Array(to, _) => Some((**to).clone()),
        Kind::Named(name) if !name.contains(' ') => Some(CTy::dereferenced(name)),
        _ => None,
    }
}

/// Returns the possible C names of a type, best first. That of a pointer may be given: `*handle`.
fn c_names(path: &str, claimed: Option<&CTy>, names: &Names) -> Vec<String> {
    if let Some(name) = names.get(path) {
        let name = name.trim();
        return std::vec![
            name.strip_prefix('*').map_or_else(|| name.into(), |name| CTy::dereferenced(name).to_string())
        ];
    }
    let mut candidates = Vec::new();
    let mut add = |name: &str| {
        candidates.push(name.to_string());
        if !name.contains([' ', '(']) {
            candidates.extend(["struct ", "union ", "enum "].map(|tag| tag.to_string() + name));
        }
    };
    match claimed.map(|claimed| &claimed.kind) {
        Some(Kind::Named(name)) if name.contains(' ') => return std::vec![name.clone()],
        Some(Kind::Named(name)) => add(name),
        Some(kind) => return std::vec![CTy::from(kind.clone()).to_string()],
        None => {}
    }
    let last = last_segment(path);
    // A tuple has no name.
    let is_name = last.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_name && candidates.first().is_none_or(|first| first != last) {
        let mut add = |name: &str| {
            candidates.push(name.to_string());
            candidates.extend(["struct ", "union ", "enum "].map(|tag| tag.to_string() + name));
        };
        add(last);
    }
    candidates
}

/// Returns the Rust type with the size and sign of a C number.
pub(super) fn class(number: Number) -> RustTy {
    fn int<T>(signed: bool) -> RustTy {
        RustTy::Int { bits: u32::try_from(size_of::<T>() * 8).unwrap_or(0), signed }
    }
    match number {
        Number::Bool => RustTy::Bool,
        Number::Char => int::<c_char>(c_char::MIN != 0),
        Number::SignedChar => int::<c_char>(true),
        Number::UnsignedChar => int::<c_char>(false),
        Number::Short => int::<c_short>(true),
        Number::UnsignedShort => int::<c_short>(false),
        Number::Int => int::<c_int>(true),
        Number::UnsignedInt => int::<c_int>(false),
        Number::Long => int::<c_long>(true),
        Number::UnsignedLong => int::<c_long>(false),
        Number::LongLong => int::<c_longlong>(true),
        Number::UnsignedLongLong => int::<c_longlong>(false),
        Number::Int128 => int::<i128>(true),
        Number::UnsignedInt128 => int::<i128>(false),
        Number::Float => RustTy::Float { bits: 32 },
        Number::Double => RustTy::Float { bits: 64 },
    }
}
