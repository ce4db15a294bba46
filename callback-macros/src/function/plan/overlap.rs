//! The parameters that may not overlap: those that refer to C memory, if one of them excludes others.

use quote::ToTokens;
use syn::{GenericArgument, GenericParam, PathArguments, Type};

use crate::function::model::callback::{Access, Model, Parameter, Role};
use crate::syntax::list::List as _;
use crate::syntax::numbers::is_same_in_c;
use crate::syntax::types::{generic, optional, ungrouped};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Refers {
    /// No reference is made to the memory.
    Not,
    /// The memory does not change, by the name of its type.
    Frozen,
    /// The memory may have a `Cell` inside.
    Shared,
    /// `&mut`, or a type that the macro cannot see through.
    Exclusive,
    /// `Out` and similar types.
    Written,
    /// A name that may be an alias.
    Named,
}

/// The comparison of a callback's arguments with each other.
#[derive(Default)]
pub(crate) struct Compared<'a> {
    /// The number of arguments; none if no pair could exclude each other.
    pub(crate) arguments: usize,
    /// True if one of them may have rows behind pointers.
    pub(crate) has_rows: bool,
    /// The referents of shared references, by the index of the parameter, if there are several.
    pub(crate) shared: Vec<(usize, &'a Type)>,
}

/// Returns the arguments that are compared with each other.
pub(crate) fn compared<'a>(model: &'a Model) -> Compared<'a> {
    let all: Vec<_> = model.parameters.iter().map(|parameter| (parameter, refers(model, parameter))).list();
    let all: Vec<_> = all.into_iter().filter(|(_, refers)| *refers != Refers::Not).list();
    let count = |wanted: &[Refers]| all.iter().filter(|(_, refers)| wanted.contains(refers)).count();
    let shared = || all.iter().filter(|(_, refers)| matches!(refers, Refers::Shared | Refers::Frozen));
    // References of one type may overlap.
    let is_mixed = || {
        let first = shared().find(|(_, refers)| *refers == Refers::Shared);
        first.is_some_and(|(first, _)| shared().any(|(other, _)| pointee(&other.ty) != pointee(&first.ty)))
    };
    let excludes = all.len() > 1
        && (count(&[Refers::Exclusive, Refers::Named]) > 0
            || count(&[Refers::Written]) > 0 && shared().next().is_some()
            || is_mixed());
    if excludes {
        Compared {
            arguments: all.len(),
            has_rows: all.iter().any(|(parameter, _)| may_have_rows(&parameter.ty)),
            shared: if shared().count() > 1 { unknown(model) } else { vec![] },
        }
    } else {
        Compared::default()
    }
}

/// Returns the referents of the shared arguments, unless the runtime finds by itself that they do not change.
fn unknown<'a>(model: &'a Model) -> Vec<(usize, &'a Type)> {
    let parameters = model.parameters.iter().enumerate();
    let shared =
        parameters.filter(|(_, parameter)| matches!(refers(model, parameter), Refers::Shared | Refers::Frozen));
    let referents = shared.filter_map(|(index, parameter)| match optional(&parameter.ty) {
        Type::Reference(reference) => match ungrouped(&reference.elem) {
            Type::Slice(slice) => Some((index, &*slice.elem)),
            Type::TraitObject(_) => None,
            ty => Some((index, ty)),
        },
        _ => None,
    });
    let is_known = |ty: &Type| {
        is_same_in_c(ty) || matches!(ty, Type::Path(path) if path.path.is_ident("str") || path.path.is_ident("CStr"))
    };
    referents.filter(|(_, ty)| !is_known(ty)).list()
}

/// Returns the tokens of an argument's referent: those of an element, if there are several.
fn pointee(ty: &Type) -> String {
    match optional(ty) {
        Type::Reference(reference) => match ungrouped(&reference.elem) {
            Type::Slice(slice) => slice.elem.to_token_stream().to_string(),
            ty => ty.to_token_stream().to_string(),
        },
        ty => ty.to_token_stream().to_string(),
    }
}

/// Returns true if an argument is compared with others.
pub(crate) fn is_compared(model: &Model, parameter: &Parameter) -> bool {
    refers(model, parameter) != Refers::Not
}

/// Returns true if an argument is compared with the context, which the function takes by reference.
pub(crate) fn is_beside_context(model: &Model, parameter: &Parameter) -> bool {
    let Some((_, context)) = model.context() else { return false };
    match (context.access, refers(model, parameter)) {
        (Access::Copied | Access::Once, _) | (_, Refers::Not) => false,
        (_, Refers::Frozen) if has_length(parameter) && is_alone(model) => false,
        (Access::Shared, Refers::Frozen) => !is_frozen(&context.inner),
        _ => true,
    }
}

/// Returns true for slices and strings. Comparing one with the context takes as long as all other checks of a call, so
/// that it is done only if pointers are compared at all.
fn has_length(parameter: &Parameter) -> bool {
    match optional(&parameter.ty) {
        Type::Reference(reference) => match ungrouped(&reference.elem) {
            Type::Slice(_) => true,
            Type::Path(path) => ["str", "CStr"].iter().any(|name| path.path.is_ident(name)),
            _ => false,
        },
        _ => false,
    }
}

/// Returns true if no other argument is a pointer.
fn is_alone(model: &Model) -> bool {
    model.parameters.iter().filter(|parameter| is_compared(model, parameter)).count() == 1
}

fn refers(model: &Model, parameter: &Parameter) -> Refers {
    match &parameter.role {
        Role::Argument => of_type(model, &parameter.ty, false),
        Role::Counted(_) => of_type(model, &parameter.ty, true),
        _ => Refers::Not,
    }
}

/// A claim that a type is what its name says: what it refers to is not compared with all other arguments.
pub(crate) struct Claim<'a> {
    pub(crate) ty: &'a Type,
    /// True if the claim is about references to the type.
    pub(crate) behind: bool,
    /// The number of the claim in the runtime.
    pub(crate) kind: u8,
    /// The first type argument, if what is compared depends on it.
    pub(crate) inner: Option<&'a Type>,
}

const NOWHERE: u8 = 0;
const WRITTEN: u8 = 1;
const SHARED: u8 = 2;
const FROZEN: u8 = 3;
const STRINGS: u8 = 4;
const OPTIONAL: u8 = 5;

/// Returns the claims of a callback's types, each once; none if a single argument refers to memory.
pub(crate) fn claims<'a>(model: &'a Model) -> Vec<Claim<'a>> {
    let mut claims = vec![];
    let mut pointers = 0;
    for parameter in &model.parameters {
        let counted = match parameter.role {
            Role::Argument => false,
            Role::Counted(_) => true,
            _ => continue,
        };
        let before = claims.len();
        claim(&parameter.ty, counted, &mut claims);
        pointers += usize::from(claims.len() > before || is_compared(model, parameter));
    }
    let context = model.context().map(|(_, context)| context);
    let context = context.filter(|context| !matches!(context.access, Access::Copied | Access::Once));
    if let Some(context) = context {
        if context.access == Access::Shared && is_frozen(&context.inner) {
            claims.push(Claim { ty: &context.inner, behind: true, kind: FROZEN, inner: None });
        }
    }
    if pointers + usize::from(context.is_some()) < 2 {
        return vec![];
    }
    let mut seen = vec![];
    claims.retain(|claim| {
        let key = (claim.ty.to_token_stream().to_string(), claim.behind, claim.kind);
        let is_new = !seen.contains(&key);
        if is_new {
            seen.push(key);
        }
        is_new
    });
    claims
}

fn claim<'a>(ty: &'a Type, counted: bool, claims: &mut Vec<Claim<'a>>) {
    let outer = ungrouped(ty);
    let of = |ty, kind, inner| Claim { ty, behind: false, kind, inner };
    let frozen = |ty: &'a Type, claims: &mut Vec<Claim<'a>>| {
        let inner = optional(ty);
        if let Type::Reference(reference) = inner {
            if reference.mutability.is_none() && is_frozen(&reference.elem) {
                claims.push(of(ty, FROZEN, None));
            } else if !core::ptr::eq(inner, ungrouped(ty)) {
                claims.push(of(ty, OPTIONAL, Some(inner)));
            }
        } else if is_frozen(inner) {
            claims.push(Claim { ty: inner, behind: true, kind: FROZEN, inner: None });
        }
    };
    match optional(outer) {
        Type::Reference(_) => frozen(outer, claims),
        Type::Path(path) if path.qself.is_none() => {
            let Some(last) = path.path.segments.last() else { return };
            let (name, inner) = (last.ident.to_string(), generic(&last.arguments, 0));
            match name.as_str() {
                _ if SHARING.contains(&&*name) => {
                    match inner {
                        Some(inner) => {
                            claims.push(of(optional(outer), SHARED, Some(inner)));
                            frozen(inner, claims);
                        }
                        None => claims.push(of(outer, STRINGS, None)),
                    }
                    if !core::ptr::eq(optional(outer), outer) {
                        claims.push(of(outer, OPTIONAL, Some(optional(outer))));
                    }
                }
                _ if counted => {}
                _ if WRITTEN_TO.contains(&&*name) => claims.push(of(outer, WRITTEN, None)),
                _ if WITHOUT_MEMORY.contains(&&*name) => claims.push(of(outer, NOWHERE, None)),
                _ => {}
            }
        }
        _ => {}
    }
}

const WRITTEN_TO: [&str; 4] = ["Out", "InOut", "ErrorOut", "CArrayMut"];
const WITHOUT_MEMORY: [&str; 8] = ["CArray", "bool", "Formatted", "VaList", "Callee", "ByValue", "CBool", "NonNull"];
const SHARING: [&str; 4] = ["Matrix", "Array", "NullTerminated", "CStrVec"];

fn of_type(model: &Model, ty: &Type, counted: bool) -> Refers {
    let outer = ungrouped(ty);
    // A name that is trusted has a claim, or is that of a number.
    match optional(outer) {
        Type::Reference(reference) if reference.mutability.is_some() => Refers::Exclusive,
        Type::Reference(reference) => shared(&reference.elem),
        Type::Path(path) if path.qself.is_some() => Refers::Named,
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return Refers::Not };
            let inner = generic(&last.arguments, 0);
            let name = last.ident.to_string();
            match (&*name, &last.arguments) {
                ("CStrVec", PathArguments::AngleBracketed(_)) if inner.is_none() => Refers::Frozen,
                (name, _) if SHARING.contains(&name) => inner.map_or(Refers::Named, |inner| match optional(inner) {
                    Type::Reference(reference) => shared(&reference.elem),
                    inner => shared(inner),
                }),
                ("WriteBuf" | "CStrBuf", _) => Refers::Exclusive,
                _ if counted => Refers::Exclusive,
                (name, _) if WRITTEN_TO.contains(&name) => Refers::Written,
                (name, _) if WITHOUT_MEMORY.contains(&name) => Refers::Not,
                (_, PathArguments::None) if is_same_in_c(outer) => Refers::Not,
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
        Type::Macro(_) => Refers::Named,
        _ => Refers::Not,
    }
}

fn shared(pointee: &Type) -> Refers {
    if is_frozen(pointee) { Refers::Frozen } else { Refers::Shared }
}

/// Returns true for types without a `Cell` inside, by their names.
fn is_frozen(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Slice(slice) => is_frozen(&slice.elem),
        Type::Array(array) => is_frozen(&array.elem),
        Type::Ptr(_) => true,
        ty @ Type::Path(path) => {
            const FROZEN: [&str; 4] = ["str", "CStr", "c_void", "CStrPtr"];
            // One text for all comparisons: a macro gets each from the compiler.
            let name = path.path.get_ident().map(ToString::to_string);
            name.is_some_and(|name| FROZEN.contains(&&*name)) || is_same_in_c(ty)
        }
        _ => false,
    }
}

/// Returns true unless a type is a reference, or a place, by its name.
fn may_have_rows(ty: &Type) -> bool {
    match optional(ty) {
        Type::Reference(_) => false,
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            const PLACES: [&str; 6] = ["Out", "InOut", "ErrorOut", "CArrayMut", "WriteBuf", "CStrBuf"];
            !PLACES.iter().any(|name| last.ident == name)
        }),
        _ => true,
    }
}

/// Returns true for a type parameter of the function.
fn is_parameter(model: &Model, name: &str) -> bool {
    let mut parameters = model.function.sig.generics.params.iter();
    parameters.any(|param| matches!(param, GenericParam::Type(param) if param.ident == name))
}
