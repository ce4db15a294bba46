//! Parts of the types of arguments that show no lifetime. A name may hide one that is not of the call, which the runtime
//! looks for: `type Row = Item<'static>`.

use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, Safety, Type, TypePath};

use crate::function::model::callback::{Model, Parameter, Role};
use crate::function::plan::types_of_call::may_be_kept;
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::numbers::is_same_in_c;
use crate::syntax::tokens::mentions;
use crate::syntax::types::ungrouped;

/// A type of an argument, or a part of it behind a pointer.
pub(crate) enum TypePart<'a> {
    /// Its name shows no lifetime, and may hide one.
    Unshown(&'a Type),
    /// Its name shows a lifetime, and may be that of an alias which ignores it.
    Shown(&'a Type),
    /// The type itself, by a name that may be an alias. Its conversion proves that its own lifetime is of the call, and nothing of
    /// what is behind it, which its C type has: `type Rows<'a> = &'a [Item<'static>]`.
    Named(&'a Type),
}

impl<'a> TypePart<'a> {
    pub(crate) fn ty(&self) -> &'a Type {
        let (TypePart::Unshown(ty) | TypePart::Shown(ty) | TypePart::Named(ty)) = self;
        ty
    }

    /// Returns true if the name of the type has a lifetime.
    pub(crate) fn shows(&self) -> bool {
        match self {
            TypePart::Unshown(_) => false,
            TypePart::Shown(_) => true,
            TypePart::Named(ty) => lifetimes::elides(ty) || !lifetimes::written(ty).is_empty(),
        }
    }
}

/// Types of the runtime that are arguments themselves: what is in them is written as their argument.
const OF_RUNTIME: [&str; 14] = [
    "Array",
    "ByValue",
    "CArray",
    "CArrayMut",
    "CPtr",
    "Callee",
    "Complex",
    "ErrorOut",
    "InOut",
    "Matrix",
    "MatrixMut",
    "NullTerminated",
    "Out",
    "WriteBuf",
];
/// Those without an argument, whose names aliases cannot have: a conversion proves what they are.
const WITHOUT_ARGUMENT: [&str; 5] = ["CBool", "CStrVec", "Formatted", "LongDouble", "VaList"];

/// Returns true for a type of the runtime, and false for an alias of its name that has no argument: `type CPtr<'a> = &'a Item<'static>`.
fn is_of_runtime(path: &TypePath, last: &PathSegment) -> bool {
    let mut has_argument = false;
    arguments(&last.arguments, &mut |_| has_argument = true);
    let known: &[&str] = if has_argument { &OF_RUNTIME } else { &WITHOUT_ARGUMENT };
    path.qself.is_none() && known.iter().any(|name| last.ident == name)
}

/// Returns the parts of the type of an argument whose name may hide a lifetime. The author of an `unsafe fn` vouches for all of them.
pub(crate) fn unshown<'a>(model: &Model, parameter: &'a Parameter) -> Vec<TypePart<'a>> {
    let mut parts = vec![];
    let is_vouched_for = matches!(model.function.sig.safety, Safety::Unsafe(_));
    if matches!(parameter.role, Role::Argument | Role::Counted(_)) && !is_vouched_for {
        inside(&parameter.ty, &mut parts);
    }
    // A type that the caller chooses matters if the function can keep it.
    let params: Vec<_> = model.function.sig.generics.type_params().map(|param| &param.ident).list();
    parts.retain(|part| {
        let tokens = part.ty().to_token_stream();
        let is_of_caller = params.iter().any(|param| mentions(tokens.clone(), param));
        !is_of_caller || !part.shows() && may_be_kept(model, &tokens)
    });
    parts
}

/// Collects the type if it is known by a name alone, and the parts behind a pointer or inside of a wrapper.
fn inside<'a>(ty: &'a Type, parts: &mut Vec<TypePart<'a>>) {
    match ungrouped(ty) {
        Type::Reference(reference) => part(&reference.elem, parts),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return };
            let is_option = last.ident == "Option" && !last.arguments.is_empty() && !shows(path);
            if !is_option && !is_same_in_c(ty) && last.ident != "bool" && !is_of_runtime(path, last) {
                parts.push(TypePart::Named(ty));
            }
            // What the callback writes is its own.
            if last.ident != "Out" && last.ident != "ErrorOut" {
                arguments(&last.arguments, &mut |ty| if is_option { inside(ty, parts) } else { part(ty, parts) });
            }
        }
        Type::Macro(_) => parts.push(TypePart::Named(ty)),
        _ => {}
    }
}

/// Collects the parts of a type that show no lifetime, each as large as possible.
fn part<'a>(ty: &'a Type, parts: &mut Vec<TypePart<'a>>) {
    let ty = ungrouped(ty);
    match ty {
        Type::Reference(reference) => part(&reference.elem, parts),
        Type::Slice(slice) => part(&slice.elem, parts),
        Type::Array(array) => part(&array.elem, parts),
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|ty| part(ty, parts)),
        Type::Path(path) => {
            const KNOWN: [&str; 4] = ["str", "CStr", "c_void", "bool"];
            let is_known = KNOWN.iter().any(|name| path.path.is_ident(name)) || is_same_in_c(ty);
            if lifetimes::elides(ty) || !lifetimes::written(ty).is_empty() {
                if path.qself.is_none()
                    && !["CStrPtr", "CPtr"].iter().any(|name| path.path.is_ident(name))
                    && shows(path)
                {
                    parts.push(TypePart::Shown(ty));
                }
                path.path.segments.iter().for_each(|segment| arguments(&segment.arguments, &mut |ty| part(ty, parts)));
            } else if !is_known {
                parts.push(TypePart::Unshown(ty));
            }
        }
        Type::Macro(_) => parts.push(TypePart::Unshown(ty)),
        // Raw pointers and functions are used by unsafe code.
        _ => {}
    }
}

/// Returns true if the path itself has a lifetime.
fn shows(path: &TypePath) -> bool {
    let arguments = path.path.segments.last().map(|last| &last.arguments);
    matches!(arguments, Some(PathArguments::AngleBracketed(arguments))
        if matches!(arguments.args.first(), Some(GenericArgument::Lifetime(_))))
}

fn arguments<'a>(arguments: &'a PathArguments, each: &mut dyn FnMut(&'a Type)) {
    let PathArguments::AngleBracketed(arguments) = arguments else { return };
    for argument in &arguments.args {
        if let GenericArgument::Type(ty) = argument {
            each(ty);
        }
    }
}
