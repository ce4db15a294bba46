//! `#[result(value)]`: the place for the value that the function returns. `#[result(pointer)]` and `#[result(len)]`:
//! the places for the two halves of a slice that it lends.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, FnArg, Meta, Type};

use crate::function::lent::is_slice;
use crate::function::model::{Model, Parameter, Role, Shape};
use crate::function::plan::binding;
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::numbers;
use crate::syntax::report::Report;

/// A part of the result that goes into a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// `#[result(value)]`
    Value,
    /// `#[result(pointer)]`
    Pointer,
    /// `#[result(len)]`
    Len,
}

/// The places that a function has.
#[derive(Clone, Copy)]
pub(crate) struct Places<'a> {
    pub(crate) value: Option<(usize, &'a Parameter)>,
    pub(crate) pointer: Option<(usize, &'a Parameter)>,
    pub(crate) len: Option<(usize, &'a Parameter)>,
}

/// Returns true if a parameter is a place, which the function itself does not have.
pub(crate) fn is_input(input: &FnArg) -> bool {
    matches!(input, FnArg::Typed(typed) if typed.attrs.iter().any(|attr| attr.path().is_ident("result")))
}

pub(crate) fn parse(attr: &Attribute) -> syn::Result<Part> {
    const EXPECTED: &str =
        "expected `#[result(value)]`, `#[result(pointer)]` or `#[result(len)]`, for a part of the result";
    let named = match &attr.meta {
        Meta::List(_) => attr.parse_args::<Ident>().map_err(|error| syn::Error::new(error.span(), EXPECTED))?,
        _ => return Err(syn::Error::new_spanned(attr, EXPECTED)),
    };
    match named.to_string().as_str() {
        "value" => Ok(Part::Value),
        "pointer" => Ok(Part::Pointer),
        "len" => Ok(Part::Len),
        _ => Err(syn::Error::new(named.span(), EXPECTED)),
    }
}

impl Model<'_> {
    /// Returns the places for the parts of the result; `None` if no parameter is such a place.
    pub(crate) fn places(&self) -> Option<Places<'_>> {
        let of = |part| {
            let mut parameters = self.parameters.iter().enumerate();
            parameters.find(|(_, parameter)| matches!(parameter.role, Role::Result(this) if this == part))
        };
        let places = Places { value: of(Part::Value), pointer: of(Part::Pointer), len: of(Part::Len) };
        (places.value.is_some() || places.pointer.is_some() || places.len.is_some()).then_some(places)
    }

    /// Returns true if the C result is the length of the slice, and its pointer goes into a place.
    pub(crate) fn lends_pointer(&self) -> bool {
        self.places().is_some_and(|places| places.pointer.is_some() && places.len.is_none() && places.value.is_none())
    }
}

/// Returns the shape of the C result if these parts go into places.
pub(crate) fn shape(shape: Shape, has: impl Fn(Part) -> bool) -> Shape {
    let unit = has(Part::Value) || has(Part::Pointer) && has(Part::Len);
    match shape {
        _ if !has(Part::Value) && !has(Part::Pointer) && !has(Part::Len) => shape,
        Shape::Result { .. } => Shape::Result { unit },
        Shape::ControlFlow { .. } => Shape::ControlFlow { unit },
        Shape::Never => shape,
        _ if unit => Shape::Unit,
        _ => Shape::Other,
    }
}

/// Reports parts with several places, and places that do not fit the result.
pub(crate) fn check(model: &Model, report: &mut Report) {
    for (part, name) in [(Part::Value, "value"), (Part::Pointer, "pointer"), (Part::Len, "length")] {
        let mut same = model.parameters.iter().filter(|other| matches!(other.role, Role::Result(this) if this == part));
        if let Some(second) = same.nth(1) {
            report.at(&second.ty, format_args!("the {name} of the result has one place; remove this attribute"));
        }
    }
    let Some(places) = model.places() else { return };
    if let Some((_, value)) = places.value {
        if let Some((_, half)) = places.pointer.or(places.len) {
            report.at(&half.ty, "`#[result(value)]` is the place of the whole result; remove this attribute");
            report.at(&value.ty, "`#[result(value)]` is given here");
        }
        // The shape is that of what is left for C.
        let ty = model.returns.ty.as_ref();
        if ty.is_none_or(numbers::is_numeric) {
            model.at_result(report, "`#[result(value)]` is the place of a success value; return `Result<T, E>`");
        }
        return;
    }
    if !is_slice(model) {
        model.at_result(
            report,
            "`#[result(…)]` is the place of a slice borrowed from the context; return `&[T]`, `&mut [T]`, `&str`, or an `Option` or `Result` of one",
        );
    }
}

/// Returns the type of the rest of the result, which is returned to C.
pub(crate) fn remaining(places: Places, ty: &Printed, written: &Type) -> TokenStream {
    let (first, last) = names::ends(written);
    let rt = names::runtime(first);
    if places.value.is_some() {
        let end = quote_spanned!(last=> Status);
        return quote_spanned!(first=> <#ty as #rt::GivesValue>::#end);
    }
    let value = match places {
        Places { pointer: Some(_), len: Some(_), .. } => quote!(()),
        Places { pointer: Some(_), len: None, .. } => quote!(#rt::usize),
        _ => quote!(#rt::LentPointer<#ty>),
    };
    let end = quote_spanned!(last=> With);
    quote_spanned!(first=> <#ty as #rt::LendsSlice>::#end<#value>)
}

/// Returns the call with its result written to the places.
pub(crate) fn fill(model: &Model, places: Places, call: &Printed) -> TokenStream {
    let (span, last) = names::ends(&model.returns.ty);
    let rt = names::runtime(span);
    let name = match places {
        Places { value: Some(_), .. } => "give_value",
        Places { pointer: Some(_), len: Some(_), .. } => "lend_both",
        Places { pointer: Some(_), len: None, .. } => "lend_pointer",
        _ => "lend_len",
    };
    let name = Ident::new(name, last);
    let places = [places.value, places.pointer, places.len].into_iter().flatten().map(|(index, parameter)| {
        let (place, at) = (binding(index, parameter), parameter.ends.0);
        quote_spanned!(at=> &#place)
    });
    quote_spanned!(span=> #rt::#name(#call, #(#places),*)?)
}
