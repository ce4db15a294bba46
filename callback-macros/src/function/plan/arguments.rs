//! Conversions of C values to the arguments of the function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Type;

use crate::function::model::callback::{Access, Model, Parameter, Role};
use crate::function::model::kind;
use crate::function::plan::length::{self, is_double};
use crate::function::plan::overlap;
use crate::function::plan::shown::{self, TypePart};
use crate::function::plan::types_of_call::converted;
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::list::List as _;
use crate::syntax::numbers::{self, is_same_in_c};
use crate::syntax::types::{generic, ungrouped};

/// A conversion: `let NAME = CONVERT`, or the end of the call.
pub(crate) struct Conversion<'a> {
    pub(crate) name: Ident,
    /// The local that the argument borrows, if it may borrow; otherwise the conversion takes the call itself. It has
    /// the name of the argument, because rustc shows the name of a local that ends too soon.
    pub(crate) call: Option<Ident>,
    /// The runtime function that makes this local for an argument that is compared with the context.
    pub(crate) beside: Option<&'static str>,
    /// True if this local is made before the context is given.
    pub(crate) is_early: bool,
    /// The length, as a local: it is evaluated outside of the `unsafe` of the conversion.
    pub(crate) len: Option<(Ident, Printed<'static>)>,
    pub(crate) convert: Printed<'a>,
    /// True if the conversion returns the value, and not a `Result`.
    pub(crate) is_sure: bool,
    /// The number of wrappers that the value is inside of.
    pub(crate) depth: usize,
    pub(crate) unshown: Unshown<'a>,
    /// A name for the call, and the index of the parameter, if it may be a place that a success writes.
    pub(crate) place: Option<(Ident, usize)>,
    pub(crate) span: Span,
}

/// The parts of the type of an argument whose lifetimes may be others than those of the call.
pub(crate) struct Unshown<'a> {
    pub(crate) parts: Vec<TypePart<'a>>,
    /// True if such a type ends the process.
    pub(crate) aborts: bool,
    pub(crate) parameter: usize,
}

/// An argument of the call to the function.
pub(crate) enum Argument<'a> {
    /// The converted value of a parameter.
    Name(Ident),
    /// The `self` of a method.
    Given(&'a TokenStream),
}

impl ToTokens for Argument<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Argument::Name(name) => name.to_tokens(tokens),
            Argument::Given(given) => given.to_tokens(tokens),
        }
    }
}

/// Returns plain arguments, those whose length may depend on them, and all in the order of the function.
pub(super) fn conversions<'a>(
    model: &'a Model,
    compares: bool,
) -> (Vec<Conversion<'a>>, Vec<Conversion<'a>>, Vec<Argument<'a>>) {
    let (mut plain, mut counted) = (vec![], vec![]);
    for (index, parameter) in model.parameters.iter().enumerate() {
        match &parameter.role {
            Role::Context(_) => {}
            Role::Counted(_) => counted.push(conversion(model, index, parameter, compares)),
            _ => plain.push(conversion(model, index, parameter, compares)),
        }
    }
    (plain, counted, call_arguments(model))
}

/// The runtime function of a conversion, and its arguments after the C value.
struct Converter {
    function: &'static str,
    /// The length, as a local.
    len: Option<(Ident, Printed<'static>)>,
    /// The C value of another parameter.
    also: Option<Ident>,
}

/// Returns the function that converts a parameter. `is_apart` if its place is compared with those of others.
fn converter(model: &Model, parameter: &Parameter, is_sure: bool, is_apart: bool) -> Converter {
    let function = |function| Converter { function, len: None, also: None };
    match &parameter.role {
        Role::Argument if is_sure => function("number"),
        Role::Counted(expr) => {
            let counted = match (is_double(expr), is_apart) {
                (true, true) => "counted_twice_apart",
                (true, false) => "counted_twice",
                (false, true) => "counted_apart",
                (false, false) => "counted",
            };
            let len = (names::local("len", parameter.ends.0), length::checked(expr));
            Converter { len: Some(len), ..function(counted) }
        }
        Role::Callable(data) => Converter { also: Some(c_value_of(model, data)), ..function("callable") },
        Role::Formatted(format) => Converter { also: Some(c_value_of(model, format)), ..function("formatted") },
        Role::Argument if is_apart => function("argument_apart"),
        Role::Argument | Role::Result(_) | Role::Context(_) => function("argument"),
    }
}

fn conversion<'a>(model: &'a Model, index: usize, parameter: &'a Parameter, compares: bool) -> Conversion<'a> {
    let apart = (compares && overlap::is_compared(model, parameter)).then(|| names::apart(model.name().span()));
    let name = binding(index, parameter);
    let (span, last) = parameter.ends;
    let is_sure = matches!(parameter.role, Role::Argument) && is_same_in_c(&parameter.ty);
    let call = may_borrow(&parameter.ty).then(|| name.clone());
    let c = names::c_value(index, span);
    let Converter { function, len, also } = converter(model, parameter, is_sure, apart.is_some());
    let arguments = if is_sure {
        c.into_token_stream()
    } else {
        let end = call.clone().map_or_else(
            || names::call(span),
            |mut end| {
                end.set_span(end.span().located_at(last));
                end
            },
        );
        let (len, also, apart) = (len.iter().map(|(len, _)| len), also.into_iter(), apart.iter());
        quote_spanned!(span=> &#end, #index, #c #(, #len)* #(, #also)* #(, &#apart)*)
    };
    let (ty, depth) = converted(model, parameter);
    let function = Printed::runtime(function, span).turbofish(ty, span);
    let is_place = call.is_some() && !is_sure && writes_for_success(model, parameter);
    let place = is_place.then(|| (names::local(&format!("place{index}"), span), index));
    let beside = if call.is_some() { beside(model, parameter) } else { None };
    let is_early = beside.is_some() && matches!(parameter.role, Role::Counted(_));
    let convert = function.call(arguments, span);
    let unshown =
        Unshown { parts: shown::unshown(model, parameter), aborts: model.args.abort.is_some(), parameter: index };
    Conversion { name, call, beside, is_early, len, convert, is_sure, depth, unshown, place, span }
}

/// Returns the runtime function that makes the call of an argument which is compared with the context.
fn beside(model: &Model, parameter: &Parameter) -> Option<&'static str> {
    let (_, context) = model.context()?;
    let is_exclusive = context.access == Access::Exclusive;
    overlap::is_beside_context(model, parameter).then_some(if is_exclusive {
        "beside_exclusive"
    } else {
        "beside_shared"
    })
}

/// Returns true if the argument may be a place, under any name, whose value is written on success.
fn writes_for_success(model: &Model, parameter: &Parameter) -> bool {
    matches!(parameter.role, Role::Argument) && !model.leaves() && kind::errs(model) && may_be_place(&parameter.ty)
}

/// Returns false for types that cannot be an `Out`, whatever their names stand for.
fn may_be_place(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_none_or(|last| last.ident != "Option" || generic(&last.arguments, 0).is_none_or(may_be_place)),
        Type::Macro(_) => true,
        _ => false,
    }
}

/// Returns the arguments in the order of the function: a method takes `self` first, wherever it is in C.
fn call_arguments<'a>(model: &'a Model) -> Vec<Argument<'a>> {
    let receiver = model.of_block.as_ref().and_then(|of_block| of_block.receiver.as_ref());
    let given = model.of_block.as_ref().and_then(|of_block| of_block.given.as_ref());
    let arguments = model.parameters.iter().enumerate();
    let arguments = arguments.filter(|(_, parameter)| !matches!(parameter.role, Role::Result(_)));
    let arguments = arguments.map(|(index, parameter)| binding(index, parameter));
    let others = arguments.filter(|argument| receiver.is_none_or(|receiver| argument != receiver)).map(Argument::Name);
    given.map(Argument::Given).into_iter().chain(others).list()
}

/// Returns the C value of the parameter with this name.
fn c_value_of(model: &Model, name: &Ident) -> Ident {
    let index = model.parameters.iter().position(|parameter| parameter.name.as_ref() == Some(name));
    // An unknown name is reported by a check.
    names::c_value(index.unwrap_or(usize::MAX), name.span())
}

/// Returns the name of a parameter's converted value: the user's, so that `#[len(…)]` can use it.
pub(crate) fn binding(index: usize, parameter: &Parameter) -> Ident {
    parameter.name.clone().unwrap_or_else(|| names::value(index, parameter.span))
}

/// Returns true if a type may have the lifetime of the call: numbers and raw pointers never have.
fn may_borrow(ty: &Type) -> bool {
    !matches!(ty, Type::Ptr(_)) && !numbers::is_numeric(ty)
}
