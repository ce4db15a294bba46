//! C types, as in the messages of compilers and in declarations.

use core::fmt;
use std::boxed::Box;
use std::string::String;
use std::vec::Vec;

/// The beginning of an expression for a type.
const TYPE_OF: &str = "__typeof__(";

/// A C type, with its own `const` and `volatile`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CTy {
    pub(super) constant: bool,
    /// Rust has no such qualifier: it is only for the header.
    pub(super) volatile: bool,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Void,
    Number(Number),
    /// A structure, union, enumeration or the name of a type, as in a specifier.
    Named(String),
    /// A structure, union or enumeration without a tag, and its number in the type that was read.
    Unnamed(String, usize),
    Pointer(Box<CTy>),
    Function(Box<Function>),
    Array(Box<CTy>, String),
}

/// The arithmetic types of C. Their sizes depend on the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Bool,
    Char,
    SignedChar,
    UnsignedChar,
    Short,
    UnsignedShort,
    Int,
    UnsignedInt,
    Long,
    UnsignedLong,
    LongLong,
    UnsignedLongLong,
    Int128,
    UnsignedInt128,
    Float,
    Double,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) result: CTy,
    pub(super) parameters: Vec<Parameter>,
    pub(super) variadic: bool,
    /// True for `f()`, which does not declare its parameters.
    pub(super) unprototyped: bool,
    /// The attribute that names a calling convention.
    pub(super) convention: Option<String>,
    pub(super) noreturn: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: Option<String>,
    pub(super) ty: CTy,
}

impl From<Kind> for CTy {
    fn from(kind: Kind) -> Self {
        CTy { constant: false, volatile: false, kind }
    }
}

impl CTy {
    pub(super) fn pointer(to: CTy) -> Self {
        Kind::Pointer(Box::new(to)).into()
    }

    pub(super) fn named(name: &str) -> Self {
        Kind::Named(name.into()).into()
    }

    pub(super) fn constant(mut self) -> Self {
        self.constant = true;
        self
    }

    /// Returns the function that this is or points at.
    pub(super) fn function(&self) -> Option<&Function> {
        match &self.kind {
            Kind::Function(function) => Some(function),
            Kind::Pointer(to) => match &to.kind {
                Kind::Function(function) => Some(function),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns true for the `va_list` of GCC and Clang if it is an array of structures, which have no name in C.
    pub(super) fn is_va_list(&self) -> bool {
        match &self.kind {
            Kind::Pointer(to) | Kind::Array(to, _) => {
                matches!(&to.kind, Kind::Named(name) if name.trim_start_matches("struct ") == "__va_list_tag")
            }
            _ => false,
        }
    }

    /// Restores the `const` of arrays from the type as written: GCC resolves a name of an array without it.
    pub(super) fn restore_const(&mut self, written: &CTy) {
        match (&mut self.kind, &written.kind) {
            (Kind::Array(of, _), Kind::Array(written_of, _)) => {
                of.constant |= written_of.constant;
                self.constant |= written.constant;
                of.restore_const(written_of);
            }
            (Kind::Pointer(to), Kind::Pointer(written)) => to.restore_const(written),
            (Kind::Function(function), Kind::Function(written)) => {
                function.result.restore_const(&written.result);
                for (parameter, written) in function.parameters.iter_mut().zip(&written.parameters) {
                    parameter.ty.restore_const(&written.ty);
                }
            }
            _ => {}
        }
    }

    /// Replaces each type without a tag, by its number, if `name` returns another one.
    pub(super) fn fill(&mut self, name: &mut dyn FnMut(&str, usize) -> Option<Kind>) {
        match &mut self.kind {
            Kind::Unnamed(tag, number) => {
                if let Some(kind) = name(tag, *number) {
                    self.kind = kind;
                }
            }
            Kind::Pointer(to) | Kind::Array(to, _) => to.fill(name),
            Kind::Function(function) => {
                function.result.fill(name);
                function.parameters.iter_mut().for_each(|parameter| parameter.ty.fill(name));
            }
            Kind::Void | Kind::Number(_) | Kind::Named(_) => {}
        }
    }

    /// Returns the numbers of the types without a tag.
    pub(super) fn unnamed(&self) -> Vec<usize> {
        let mut numbers = Vec::new();
        self.clone().fill(&mut |_, number| {
            numbers.push(number);
            None
        });
        numbers
    }

    /// Replaces a type without a tag, behind any number of pointers and arrays, by an expression for it.
    pub(super) fn spell(&mut self, of: &str) {
        self.spell_behind("*", of);
    }

    fn spell_behind(&mut self, stars: &str, of: &str) {
        match &mut self.kind {
            Kind::Pointer(to) | Kind::Array(to, _) => to.spell_behind(&std::format!("{stars}*"), of),
            Kind::Unnamed(..) => {
                self.kind = Kind::Named(std::format!("{TYPE_OF}{stars}(__typeof__({of}) *)0)"));
            }
            _ => {}
        }
    }

    /// Returns true if an expression is the only name of the type.
    pub(super) fn is_expression(&self) -> bool {
        matches!(&self.kind, Kind::Named(name) if name.starts_with(TYPE_OF))
    }

    /// Returns the type behind a pointer of this name.
    pub(super) fn dereferenced(pointer: &str) -> CTy {
        CTy::named(&std::format!("{TYPE_OF}*({pointer})0)"))
    }

    /// Writes the type around a declarator.
    pub(super) fn declare(&self, declarator: String) -> String {
        let qualifiers = match (self.constant, self.volatile) {
            (false, false) => "",
            (true, false) => "const ",
            (false, true) => "volatile ",
            (true, true) => "const volatile ",
        };
        if self.is_va_list() {
            return specified("", "__builtin_va_list", &declarator);
        }
        match &self.kind {
            Kind::Void => specified(qualifiers, "void", &declarator),
            Kind::Number(number) => specified(qualifiers, number.name(), &declarator),
            Kind::Named(name) => specified(qualifiers, name, &declarator),
            Kind::Unnamed(tag, _) => specified(qualifiers, &std::format!("{tag} <unnamed>"), &declarator),
            Kind::Pointer(to) => {
                let qualifiers = if declarator.is_empty() { qualifiers.trim_end() } else { qualifiers };
                let convention = match &to.kind {
                    Kind::Function(function) => function.attribute(),
                    _ => String::new(),
                };
                to.declare(std::format!("{convention}*{qualifiers}{declarator}"))
            }
            Kind::Array(of, len) => of.declare(std::format!("{}[{len}]", parenthesised(declarator))),
            Kind::Function(function) => {
                let noreturn = if function.noreturn { "__attribute__((noreturn)) " } else { "" };
                let list = function.list();
                let whole = function.result.declare(std::format!("{}({list})", parenthesised(declarator)));
                std::format!("{noreturn}{whole}")
            }
        }
    }
}

fn specified(qualifiers: &str, specifier: &str, declarator: &str) -> String {
    let space = if declarator.is_empty() || declarator.starts_with('[') { "" } else { " " };
    std::format!("{qualifiers}{specifier}{space}{declarator}")
}

fn parenthesised(declarator: String) -> String {
    if declarator.starts_with('*') || declarator.starts_with("__attribute__") {
        std::format!("({declarator})")
    } else {
        declarator
    }
}

impl Function {
    fn attribute(&self) -> String {
        self.convention.as_ref().map(|name| std::format!("__attribute__(({name})) ")).unwrap_or_default()
    }

    fn list(&self) -> String {
        let mut list: Vec<_> = self
            .parameters
            .iter()
            .map(|parameter| parameter.ty.declare(parameter.name.clone().unwrap_or_default()))
            .collect();
        if self.variadic {
            list.push("...".into());
        } else if list.is_empty() && !self.unprototyped {
            list.push("void".into());
        }
        list.join(", ")
    }
}

impl fmt::Display for CTy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.declare(String::new()))
    }
}

impl Number {
    pub(super) fn name(self) -> &'static str {
        match self {
            Number::Bool => "_Bool",
            Number::Char => "char",
            Number::SignedChar => "signed char",
            Number::UnsignedChar => "unsigned char",
            Number::Short => "short",
            Number::UnsignedShort => "unsigned short",
            Number::Int => "int",
            Number::UnsignedInt => "unsigned int",
            Number::Long => "long",
            Number::UnsignedLong => "unsigned long",
            Number::LongLong => "long long",
            Number::UnsignedLongLong => "unsigned long long",
            Number::Int128 => "__int128",
            Number::UnsignedInt128 => "unsigned __int128",
            Number::Float => "float",
            Number::Double => "double",
        }
    }
}
