//! Assertions about values that C code makes: the runtime compares layouts, once the types are known.
//!
//! Types that the caller chooses are left out: the runtime checks their values in each call.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Safety, Type, TypePath};

use crate::function::model::callback::{Access, Model, Role};
use crate::output::names;
use crate::output::tree::{Put, put};
use crate::syntax::list::List as _;
use crate::syntax::types::{generic, optional, ungrouped};
use crate::syntax::{lifetimes, numbers, rust_types};

/// Returns the assertions of a callback: one for each type that C passes behind a pointer, or in a wrapper.
pub(crate) fn of_callback(model: &Model, generics: &[TokenStream]) -> Option<TokenStream> {
    let arguments =
        model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument | Role::Counted(_)));
    let of_caller = |ty: &Type| names_one_of(ty, generics);
    let mut assertions: Vec<_> = arguments.flat_map(|parameter| passed(&parameter.ty, &of_caller)).list();
    if let Some((_, context)) = model.context() {
        let is_consumed = context.access == Access::Once && !model.is_method() && !of_caller(&context.inner);
        assertions.extend(is_consumed.then(|| Assertion::new("Consumed", &context.inner)));
    }
    vouch(matches!(model.function.sig.safety, Safety::Unsafe(_)), &mut assertions);
    block(&assertions, model.name().span())
}

/// Marks assertions as vouched for by the author of an `unsafe fn`, who answers for the structs that C passes.
pub(crate) fn vouch(is_unsafe: bool, assertions: &mut [Assertion]) {
    for assertion in assertions {
        assertion.is_vouched |= is_unsafe;
    }
}

const BEHIND: &str = "Behind";

/// An assertion: the type of the runtime that finds the fault, and the type in question.
pub(crate) struct Assertion {
    pub(crate) finder: &'static str,
    pub(crate) ty: TokenStream,
    pub(crate) ends: (Span, Span),
    /// True if the author vouches for the values of structs. C has no tuples.
    pub(crate) is_vouched: bool,
    /// True if the type shows a lifetime, which then is that of the call.
    pub(crate) has_lifetime: bool,
}

impl Assertion {
    pub(crate) fn new(finder: &'static str, ty: &Type) -> Self {
        let name = names::static_lifetime();
        Assertion {
            finder,
            ty: lifetimes::name_all(ty, &name, &|_| true),
            ends: names::type_ends(ty),
            is_vouched: matches!(ungrouped(ty), Type::Tuple(_)),
            has_lifetime: lifetimes::elides(ty) || !lifetimes::written(ty).is_empty(),
        }
    }

    /// Returns the assertions of a type behind a pointer, and of the parts whose layout it hides.
    fn behind(ty: &Type) -> Vec<Self> {
        let parts = hidden(ty).and_then(pointee).into_iter().flat_map(Assertion::behind);
        [Assertion::new(BEHIND, ty)].into_iter().chain(parts).list()
    }

    fn print(&self, tokens: &mut TokenStream) {
        let (first, last) = self.ends;
        let (rt, finder, ty) = (names::runtime_at(first), Ident::new(self.finder, first), &self.ty);
        if self.finder != BEHIND {
            put!(tokens, first => #rt::refuse);
            put!(tokens, last => (#rt::#finder::<#ty>::__FAULT));
            put!(tokens, first => ;);
            return;
        }
        let lifetime = names::static_lifetime();
        let layout = Ident::new(if self.is_vouched { "Vouched" } else { "Layout" }, first);
        let faults = Put(|tokens: &mut TokenStream| {
            put!(tokens, last => #rt::#finder::<#ty>::__OWN, #rt::#layout::<&#lifetime #ty>::__FAULT);
        });
        if self.has_lifetime {
            put!(tokens, first => #rt::refuse_behind);
            put!(tokens, last => (#faults));
        } else {
            put!(tokens, first => #rt::refuse_inside);
            put!(tokens, last => (#faults, #rt::Parted::<#ty>::__FAULT));
        }
        put!(tokens, first => ;);
    }
}

/// Returns the assertions of a type that C passes or returns.
pub(crate) fn passed(ty: &Type, of_caller: &dyn Fn(&Type) -> bool) -> Vec<Assertion> {
    let ty = ungrouped(ty);
    if of_caller(ty) {
        return vec![];
    }
    match optional(ty) {
        Type::Reference(reference) => {
            let pointee = pointee(&reference.elem);
            // A `()` has no value to read, or to pass back to C.
            let pointee = pointee.filter(|ty| !matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty()));
            let elements = matches!(ungrouped(&reference.elem), Type::Slice(_))
                .then(|| pointee.map(|element| Assertion::new("Elements", element)));
            elements.into_iter().flatten().chain(pointee.into_iter().flat_map(Assertion::behind)).list()
        }
        Type::Path(path) if !numbers::is_numeric(ty) => match converted(path) {
            Converted::Place => vec![],
            Converted::Elements(element) => passed(element, of_caller),
            Converted::Rows(element) => pointee(element).into_iter().flat_map(Assertion::behind).list(),
            Converted::Boxed(boxed) => {
                let elements = match ungrouped(boxed) {
                    Type::Slice(slice) => pointee(&slice.elem).map(|element| Assertion::new("Elements", element)),
                    _ => None,
                };
                let behind = pointee(boxed).into_iter().flat_map(Assertion::behind);
                elements.into_iter().chain([Assertion::new("Passed", ty)]).chain(behind).list()
            }
            Converted::Other => vec![Assertion::new("Passed", ty)],
        },
        _ => vec![],
    }
}

/// A type of the runtime, by its name.
enum Converted<'a> {
    /// The callback writes there, or only unsafe code reads it.
    Place,
    /// Each element is converted as this type.
    Elements(&'a Type),
    /// The rows are slices of these.
    Rows(&'a Type),
    /// Owned, and lent as a reference.
    Boxed(&'a Type),
    Other,
}

fn converted(path: &TypePath) -> Converted<'_> {
    const PLACES: [&str; 9] =
        ["Out", "ErrorOut", "WriteBuf", "CStrBuf", "Callee", "CStrVec", "CArray", "CArrayMut", "VaList"];
    let Some(last) = path.path.segments.last() else { return Converted::Other };
    let is_one = |names: &[&str]| names.iter().any(|name| last.ident == name);
    let inner = generic(&last.arguments, 0);
    match inner {
        _ if is_one(&PLACES) => Converted::Place,
        Some(inner) if is_one(&["InOut", "Array", "NullTerminated"]) => Converted::Elements(inner),
        Some(inner) if is_one(&["Matrix", "MatrixMut"]) => Converted::Rows(inner),
        Some(inner) if is_one(&["CBox"]) => Converted::Boxed(inner),
        _ => Converted::Other,
    }
}

/// Returns the part of a type whose values its layout does not show, or the type that it points at.
pub(crate) fn hidden(ty: &Type) -> Option<&Type> {
    match ungrouped(ty) {
        Type::Array(array) => Some(&array.elem),
        Type::Path(path) => {
            const HIDING: [&str; 4] = ["Cell", "UnsafeCell", "CPtr", "ManuallyDrop"];
            let last = path.path.segments.last()?;
            if HIDING.iter().any(|name| last.ident == name) {
                return generic(&last.arguments, 0);
            }
            // A value of the Rust library is made by Rust.
            if rust_types::name(ty).is_some() || !core::ptr::eq(optional(ty), ty) {
                return None;
            }
            (0..).map_while(|index| generic(&last.arguments, index)).find(|ty| is_hiding(ty))
        }
        _ => None,
    }
}

/// Returns true for a type argument whose values the layout of the whole does not show.
fn is_hiding(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Array(array) => is_hiding(&array.elem),
        Type::Path(path) => {
            let is_cell = |name: &Ident| name == "Cell" || name == "UnsafeCell";
            let is_reference = matches!(optional(ty), Type::Reference(_));
            is_reference || path.path.segments.last().is_some_and(|last| is_cell(&last.ident))
        }
        _ => false,
    }
}

/// Returns the type behind a reference, or of the elements of a slice, unless by its name all its values are valid.
pub(crate) fn pointee(ty: &Type) -> Option<&Type> {
    let ty = match ungrouped(ty) {
        Type::Slice(slice) => ungrouped(&slice.elem),
        ty => ty,
    };
    match ty {
        Type::Path(path) => {
            let name = path.path.get_ident().map(ToString::to_string);
            let is_known = name.is_some_and(|name| matches!(&*name, "str" | "CStr" | "CStrPtr" | "c_void"));
            (!is_known && !numbers::is_same_in_c(ty)).then_some(ty)
        }
        Type::Ptr(_) | Type::TraitObject(_) | Type::Infer(_) => None,
        _ => Some(ty),
    }
}

/// Returns the assertions as statements of a constant, each once.
pub(crate) fn block(assertions: &[Assertion], at: Span) -> Option<TokenStream> {
    let mut seen: Vec<(&str, String)> = vec![];
    let mut printed = TokenStream::new();
    for assertion in assertions {
        let key = (assertion.finder, assertion.ty.to_string());
        if !seen.contains(&key) {
            seen.push(key);
            assertion.print(&mut printed);
        }
    }
    let (rt, span) = (names::runtime(at), Span::call_site());
    if seen.is_empty() {
        return None;
    }
    let mut block = TokenStream::new();
    put!(&mut block, span => #[allow(unused_imports)] use #rt::{Fault as _, Own as _}; #printed);
    Some(block)
}

/// Returns true if a type names one of these parameters, or `Self`.
fn names_one_of(ty: &Type, params: &[TokenStream]) -> bool {
    fn mentions(tokens: TokenStream, params: &[String]) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == "Self" || params.contains(&ident.to_string()),
            TokenTree::Group(group) => mentions(group.stream(), params),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        })
    }
    let params: Vec<_> = params.iter().map(ToString::to_string).list();
    mentions(ty.to_token_stream(), &params)
}
