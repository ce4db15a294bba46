//! Types with other lifetimes, printed.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{GenericArgument, Lifetime, PathArguments, Type};

use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::lifetimes::{Rewrite, elided, has_inside, name_all, rename, seen};
use crate::syntax::types::optional;

/// Returns a type with the lifetimes renamed that `pick` picks; elided ones stay elided.
pub(crate) fn renamed<'a>(ty: &'a Type, name: fn() -> Lifetime, pick: &dyn Fn(&Ident) -> bool) -> Printed<'a> {
    match seen(ty) {
        Some(seen) if !seen.iter().flatten().any(|seen| pick(&seen.ident)) => Printed::Written(ty),
        _ => Printed::Tokens(rename(ty, &name(), pick)),
    }
}

/// Returns a type with a name for the elided lifetimes, and for those that `pick` picks: see [`name_all`].
pub(crate) fn named<'a>(ty: &'a Type, name: fn() -> Lifetime, pick: &dyn Fn(&Ident) -> bool) -> Printed<'a> {
    let stays = |lifetime: &Lifetime| lifetime.ident != "_" && !pick(&lifetime.ident);
    match seen(ty) {
        Some(seen) if seen.iter().all(|seen| seen.is_some_and(stays)) => Printed::Written(ty),
        _ => Printed::Tokens(name_all(ty, &name(), pick)),
    }
}

/// Returns the type whose C type is used: behind a pointer, `'static` replaces the lifetimes of the call, which
/// `is_of_call` picks, since a C type has no lifetimes. Those of the argument itself are elided.
pub(crate) fn for_c<'a>(ty: &'a Type, is_of_call: &dyn Fn(&Ident) -> bool) -> Printed<'a> {
    let outer = optional(ty);
    if !has_inside(outer) {
        return renamed(ty, names::anonymous_lifetime, is_of_call);
    }
    let mut printed = outer.clone();
    match &mut printed {
        Type::Reference(reference) => {
            if reference.lifetime.as_ref().is_some_and(|lifetime| is_of_call(&lifetime.ident)) {
                reference.lifetime = Some(names::anonymous_lifetime());
            }
            *reference.elem = forever(&reference.elem, true, is_of_call);
        }
        Type::Ptr(pointer) => *pointer.elem = forever(&pointer.elem, true, is_of_call),
        Type::Path(path) => {
            let arguments = path.path.segments.last_mut().map(|last| &mut last.arguments);
            if let Some(PathArguments::AngleBracketed(arguments)) = arguments {
                for argument in &mut arguments.args {
                    match argument {
                        GenericArgument::Lifetime(lifetime) if is_of_call(&lifetime.ident) => {
                            *lifetime = names::anonymous_lifetime();
                        }
                        GenericArgument::Type(ty) => *ty = forever(ty, false, is_of_call),
                        _ => {}
                    }
                }
            }
        }
        _ => {}
    }
    // The C type is the same without the `Option`.
    Printed::Tokens(printed.into_token_stream())
}

/// Returns a type with `'static` for each lifetime of a call.
fn forever(ty: &Type, references: bool, is_of_call: &dyn Fn(&Ident) -> bool) -> Type {
    let name = &|_| names::static_lifetime();
    let rewrite = Rewrite { name, rename: is_of_call, elided: 0, references, written: vec![] };
    Type::Verbatim(rewrite.stream(ty.to_token_stream()).0)
}

/// Returns a type in which each elided lifetime has a name of its own, by its index.
pub(crate) fn numbered(ty: &Type, name: fn(usize) -> Lifetime) -> Printed<'_> {
    if elided(ty) == 0 {
        return Printed::Written(ty);
    }
    let rewrite = Rewrite { name: &name, rename: &|_| false, elided: 0, references: true, written: vec![] };
    Printed::Tokens(rewrite.stream(ty.to_token_stream()).0)
}
