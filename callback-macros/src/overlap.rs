//! The parameters that may not overlap: those that refer to memory of C's, if one of them excludes others.

use syn::{GenericArgument, GenericParam, PathArguments, Type};

use crate::length;
use crate::model::{Model, Parameter, Role, generic, ungrouped};
use crate::numbers::is_same_in_c;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Refers {
    /// To nothing that Rust makes a reference of.
    Not,
    Shared,
    /// `&mut`, or a type that the macro cannot see through.
    Exclusive,
    /// `Out` and its like.
    Written,
    /// A name that may be an alias.
    Named,
}

/// How many arguments are compared with each other; none if no pair could exclude each other.
pub(crate) fn compared(model: &Model) -> usize {
    let refers: Vec<_> = model.parameters.iter().map(|parameter| refers(model, parameter)).collect();
    let count = |wanted| refers.iter().filter(|refers| **refers == wanted).count();
    let all = refers.iter().filter(|refers| **refers != Refers::Not).count();
    let excludes = count(Refers::Exclusive) > 0
        || count(Refers::Named) > 0
        || count(Refers::Written) > 0 && count(Refers::Shared) > 0;
    if excludes && all > 1 { all } else { 0 }
}

/// Returns true if an argument is one of those.
pub(crate) fn is_compared(model: &Model, parameter: &Parameter) -> bool {
    refers(model, parameter) != Refers::Not
}

fn refers(model: &Model, parameter: &Parameter) -> Refers {
    match &parameter.role {
        Role::Argument => of_type(model, &parameter.ty, false),
        Role::Counted(len) if !length::is_double(len) => of_type(model, &parameter.ty, true),
        _ => Refers::Not,
    }
}

fn of_type(model: &Model, ty: &Type, counted: bool) -> Refers {
    match ungrouped(ty) {
        Type::Reference(reference) if reference.mutability.is_some() => Refers::Exclusive,
        Type::Reference(_) => Refers::Shared,
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return Refers::Not };
            match (last.ident.to_string().as_str(), &last.arguments) {
                ("Option", arguments) => generic(arguments, 0).map_or(Refers::Not, |ty| of_type(model, ty, counted)),
                ("Out" | "InOut" | "ErrorOut", _) => Refers::Written,
                ("WriteBuf" | "CStrBuf", _) => Refers::Exclusive,
                ("Array" | "CArray" | "NullTerminated", _) => Refers::Shared,
                ("bool" | "Formatted" | "VaList" | "Callee" | "ByValue" | "CBool" | "NonNull", _) => Refers::Not,
                _ if counted => Refers::Exclusive,
                (_, PathArguments::None) if is_same_in_c(ty) => Refers::Not,
                (name, PathArguments::None) if is_parameter(model, name) => Refers::Exclusive,
                (_, PathArguments::None) => Refers::Named,
                (_, PathArguments::AngleBracketed(arguments)) => {
                    let borrows =
                        arguments.args.iter().any(|argument| matches!(argument, GenericArgument::Lifetime(_)));
                    if borrows { Refers::Exclusive } else { Refers::Named }
                }
                _ => Refers::Not,
            }
        }
        _ => Refers::Not,
    }
}

/// Returns true for a type parameter of the function.
fn is_parameter(model: &Model, name: &str) -> bool {
    let mut parameters = model.function.sig.generics.params.iter();
    parameters.any(|param| matches!(param, GenericParam::Type(param) if param.ident == name))
}
