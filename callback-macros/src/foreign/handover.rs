//! Values that C keeps, and releases by a function that it is given: `#[destroy(NAME)]` for an argument.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use crate::foreign::groups;
use crate::foreign::locals::kept;
use crate::foreign::model::{Declaration, Parameter, Role};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::types::{generic, optional, ungrouped};

pub(super) fn check(model: &Declaration, report: &mut Report) {
    for parameter in &model.parameters {
        let of = match &parameter.role {
            Role::Handover => {
                is_owned(parameter, report);
                continue;
            }
            Role::Destroy { of, .. } | Role::Context { of, .. } => of,
            _ => continue,
        };
        let handed = of.iter().find(|name| is_handover(model, name));
        if let (Some(name), [_, _, ..]) = (handed, &of[..]) {
            report.at(name, format_args!("`{name}` has a context of its own, and no other is released with it; give it a parameter of its own"));
        }
    }
    let mut seen: Vec<&Ident> = vec![];
    for parameter in &model.parameters {
        let Role::Destroy { of, attr, .. } = &parameter.role else { continue };
        for name in of.iter().filter(|name| is_handover(model, name)) {
            if seen.contains(&name) {
                report.at(attr, format_args!("`{name}` is released by the function of another parameter; remove this"));
            }
            seen.push(name);
        }
    }
}

/// Refuses what ends with the call.
fn is_owned(parameter: &Parameter, report: &mut Report) {
    let ty = &parameter.ty;
    let last = match ungrouped(optional(ty)) {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    };
    match (ungrouped(optional(ty)), last.as_deref()) {
        (Type::Reference(_), _) => report.at(
            ty,
            "C keeps this after the call, in which a borrow ends; take `Release<T>`, `Box<T>`, `Box<[T]>`, `Arc<T>` or `CString`",
        ),
        (_, Some("Vec")) => report.at(
            ty,
            "C releases memory by its pointer, and a `Vec` has a capacity too; take `Box<[T]>`, or `Release<Vec<u8>>`",
        ),
        (_, Some("String")) => report.at(
            ty,
            "C releases memory by its pointer, and a `String` has a capacity too; take `CString`, or `Release<String>`",
        ),
        (Type::Ptr(_), _) => report.at(
            ty,
            "a pointer is not released here; take `Release<T>`, `Box<T>`, `Box<[T]>`, `Arc<T>` or `CString`",
        ),
        _ => {}
    }
}

pub(super) fn is_handover(model: &Declaration, name: &Ident) -> bool {
    model.find(name).is_some_and(|(_, parameter)| matches!(parameter.role, Role::Handover))
}

/// The kept value of the argument that a `#[context(NAME)]` or `#[destroy(NAME)]` is for.
pub(super) fn kept_of(model: &Declaration, of: &[Ident]) -> Option<Ident> {
    let (index, parameter) = model.find(of.first()?)?;
    matches!(parameter.role, Role::Handover).then(|| kept(index, names::ends(&parameter.ty).0))
}

/// The statement that prepares the argument.
pub(super) fn conversion(model: &Declaration, index: usize, parameter: &Parameter, value: &Ident) -> TokenStream {
    let (span, last) = names::ends(&parameter.ty);
    let (rt, kept, ty) = (names::runtime(span), kept(index, span), &parameter.ty);
    let has_context = model.parameters.iter().any(|other| match &other.role {
        Role::Context { of, .. } => of.contains(value),
        _ => false,
    });
    let hand = if has_context { quote_spanned!(span=> hand_over) } else { quote_spanned!(span=> hand_over_alone) };
    let arguments = quote_spanned!(last=> (#value));
    quote_spanned!(span=> let #kept = #rt::#hand::<#ty> #arguments;)
}

/// The kept values of a call.
fn all(model: &Declaration) -> impl Iterator<Item = (Ident, Ident)> {
    model.parameters.iter().enumerate().filter_map(|(index, parameter)| {
        let span = names::ends(&parameter.ty).0;
        matches!(parameter.role, Role::Handover).then(|| (names::runtime(span), kept(index, span)))
    })
}

/// The statements before the call.
pub(super) fn begun(model: &Declaration) -> Vec<TokenStream> {
    all(model).map(|(rt, kept)| quote!(#rt::KeptByC::begin(&#kept);)).list()
}

/// The statements after a call that has failed.
pub(super) fn refused(model: &Declaration) -> Vec<TokenStream> {
    all(model).map(|(rt, kept)| quote!(#rt::KeptByC::refused(#kept);)).list()
}

/// The statements after a call that has not failed.
pub(super) fn given(model: &Declaration, c: &Ident) -> Vec<TokenStream> {
    // Without a handle C has kept nothing.
    let makes = groups::is_handle_returned(model) && model.args.fails.is_none();
    let given = all(model).map(|(rt, kept)| {
        let given = quote!(#rt::KeptByC::given(#kept););
        if makes { quote!(if #rt::is_null(#c) { #rt::KeptByC::refused(#kept); } else { #given }) } else { given }
    });
    given.list()
}

/// The type in the C prototype: C does not change bytes that it releases.
pub(super) fn in_c(ty: &Type) -> Type {
    let pointer = |inner: &Type| match ungrouped(inner) {
        Type::Slice(slice) => {
            let elem = &slice.elem;
            syn::parse_quote!(*const #elem)
        }
        inner => syn::parse_quote!(*mut #inner),
    };
    if let Type::Path(path) = ungrouped(optional(ty)) {
        let last = path.path.segments.last();
        match last.map(|last| (last.ident.to_string(), generic(&last.arguments, 0))) {
            Some((name, Some(inner))) if name == "Box" || name == "Arc" => return pointer(inner),
            Some((name, _)) if name == "CString" => return syn::parse_quote!(*const ::core::ffi::c_char),
            Some((name, _)) if name == "Release" => return syn::parse_quote!(*const ::core::ffi::c_void),
            _ => {}
        }
    }
    syn::parse_quote!(*mut ::core::ffi::c_void)
}
