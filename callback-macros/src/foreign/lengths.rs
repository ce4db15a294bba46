//! Lengths of arrays that C returns or writes: `len = EXPR`, `ends = WHEN`, and `#[len(NAME)]` of an out-parameter.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Type};

use crate::foreign::expressions::in_safe_code;
use crate::foreign::locals::kept;
use crate::foreign::model::{Declaration, Parameter, Role, is_generic, is_slice};
use crate::foreign::outcome::{CallArgs, Condition, OutArgs};
use crate::function::check::length::is_not_cast;
use crate::function::plan::length;
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::tokens::mentions;
use crate::syntax::types::{boxed, optional, ungrouped};
use crate::syntax::{lifetimes, numbers};

/// The source of the length of an array.
pub(super) enum Length<'a> {
    /// The index of the parameter to which C writes it.
    Place(usize),
    /// `len = EXPR`
    Given(&'a Setting<Expr>),
    /// `ends = WHEN`
    Ends(&'a Setting<Condition>),
}

/// An array: the C result, or the out-parameter of an index.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Result,
    Out(usize),
}

const RESULT: &str = "result";

/// Returns the lengths of an array, of which there should be one.
fn all<'a>(model: &'a Declaration, target: Target) -> Vec<Length<'a>> {
    let name = match target {
        Target::Result => None,
        Target::Out(index) => model.parameters[index].name.as_ref(),
    };
    let is_it = |of: &Ident| match name {
        Some(name) => of == name,
        None => target == Target::Result && of == RESULT && model.find(of).is_none(),
    };
    let places = model.parameters.iter().enumerate().filter_map(|(index, parameter)| match &parameter.role {
        Role::OutLen { of } if of.iter().any(is_it) => Some(Length::Place(index)),
        _ => None,
    });
    let (len, ends) = match (target, target_args(model, target)) {
        (Target::Result, _) => (&model.args.len, &model.args.ends),
        (Target::Out(_), Some(args)) => (&args.len, &args.ends),
        (Target::Out(_), None) => (&None, &None),
    };
    places.chain(len.as_ref().map(Length::Given)).chain(ends.as_ref().map(Length::Ends)).list()
}

fn target_args<'a>(model: &'a Declaration, target: Target) -> Option<&'a OutArgs> {
    match target {
        Target::Out(index) => match &model.parameters[index].role {
            Role::Out(args) => Some(args),
            _ => None,
        },
        Target::Result => None,
    }
}

/// Returns the length of an array; `None` for a single value.
pub(super) fn of<'a>(model: &'a Declaration, target: Target) -> Option<Length<'a>> {
    all(model, target).into_iter().next()
}

/// Returns true if the result, or the out-parameter of an index, is an array.
pub(super) fn is_counted(model: &Declaration, index: Option<usize>) -> bool {
    of(model, index.map_or(Target::Result, Target::Out)).is_some()
}

/// The statement that finds the length of an array, and its name. `c` is the C value, which is a pointer.
pub(super) fn found(model: &Declaration, target: Target, ty: &Type, c: &TokenStream) -> Option<(TokenStream, Ident)> {
    let (first, last) = names::ends(ty);
    let rt = names::runtime(first);
    let number = match target {
        Target::Result => "len".to_owned(),
        Target::Out(index) => format!("len{index}"),
    };
    let len = names::local(&number, first);
    let statement = match of(model, target)? {
        Length::Place(index) => {
            let taken = taken(model, index);
            let at = names::plumbing(model.parameters[index].span);
            quote_spanned!(at=> let #len = #rt::Length::length(#taken);)
        }
        Length::Given(setting) => {
            let (safe, expr) = (in_safe_code(model), &setting.value);
            let bindings = bindings(model, target, expr);
            let (first, last) = names::ends(expr);
            let rt = names::runtime(first);
            let length = if length::is_calculated(expr) {
                let len = length::checked(expr);
                quote_spanned!(first=> #len.0)
            } else {
                let arguments = quote_spanned!(last=> (#expr));
                quote_spanned!(first=> #rt::Length::length #arguments)
            };
            quote!(#safe let #len = { #bindings #length };)
        }
        Length::Ends(setting) => {
            let element = names::local("element", first);
            let (safe, test) = (in_safe_code(model), setting.value.test(&element));
            let end = names::local("end", first);
            let arguments = quote_spanned!(last=> (#c, #end));
            // SAFETY of what is generated: the author of the block says that the array has an end.
            quote_spanned! {first=>
                #safe
                let #end = #rt::end_of::<#ty, _>(|#element| #test);
                let #len = unsafe { #rt::len_to_end::<#ty> #arguments };
            }
        }
    };
    Some((statement, len))
}

/// The number that C wrote.
fn taken(model: &Declaration, index: usize) -> TokenStream {
    let (first, _) = names::ends(&model.parameters[index].ty);
    let (rt, kept) = (names::runtime(first), kept(index, first));
    // SAFETY of what is generated: the place is zero before C writes it, and is of a number.
    quote_spanned!(first=> unsafe { #rt::OutSlot::take(&#kept) })
}

/// Bindings for what C wrote and for its result, by the names that the expression uses.
fn bindings(model: &Declaration, target: Target, expr: &Expr) -> TokenStream {
    let tokens = expr.to_token_stream();
    let word = Ident::new(RESULT, Span::call_site());
    let is_used = mentions(tokens.clone(), &word) && model.find(&word).is_none();
    let result = (is_used && target != Target::Result && model.returns.is_some()).then(|| {
        let c = names::local("returned", model.name().span());
        quote!(let #word = #c;)
    });
    let parameters = model.parameters.iter().enumerate();
    let places: TokenStream = parameters
        .filter(|(_, parameter)| is_number_place(parameter))
        .filter_map(|(index, parameter)| {
            let name = parameter.name.as_ref().filter(|name| mentions(tokens.clone(), name))?;
            let taken = taken(model, index);
            Some(quote!(let #name = #taken;))
        })
        .collect();
    quote!(#result #places)
}

/// Returns true for a place of a number, by the name of its type: zero is one.
fn is_number_place(parameter: &Parameter) -> bool {
    matches!(parameter.role, Role::Out(_) | Role::OutLen { .. }) && numbers::is_numeric(&parameter.ty)
}

/// Returns true if the length can be refused: it may be negative.
pub(super) fn may_be_refused(model: &Declaration) -> bool {
    let is_literal = |expr: &Expr| matches!(expr, Expr::Lit(_));
    let outs = model.parameters.iter().filter_map(|parameter| match &parameter.role {
        Role::Out(args) => args.len.as_ref(),
        _ => None,
    });
    model.args.len.iter().chain(outs).any(|len| !is_literal(&len.value))
}

/// Checks that each array has one length, and that each length is of an array.
pub(super) fn check(model: &Declaration, report: &mut Report) {
    let outs = model.parameters.iter().enumerate().filter(|(_, parameter)| matches!(parameter.role, Role::Out(_)));
    let outs = outs.map(|(index, parameter)| (Target::Out(index), &parameter.ty));
    for (target, ty) in model.returns.iter().map(|ty| (Target::Result, ty)).chain(outs) {
        let lengths = all(model, target);
        for length in lengths.iter().skip(1) {
            report.span(key(model, length), "an array has one length, which is given before; remove this");
        }
        for length in &lengths {
            if let Length::Given(setting) = length {
                is_not_cast(&setting.value, report);
            }
        }
        match lengths.first() {
            Some(length) if !may_be_array(ty) => {
                report.span(
                    key(model, length),
                    "only an array has a length; write `&[T]`, `Array<'_, T>`, `CBox<[T]>` or `CBox<CStrSlice>` for the type, or remove this",
                );
            }
            None if is_array(ty) && !model.has_mistyped_name() && !model.args.unread => {
                report.at(ty, no_length(model, target));
            }
            _ => {}
        }
        let Some(element) = element(ty) else { continue };
        if is_lent(element) {
            report.at(
                element,
                "what is in a freed array ends with it; write `CBox<CStrSlice>` for strings, and raw pointers for others",
            );
        } else if is_generic(model, &element.to_token_stream()) {
            report.at(element, "the caller could choose the elements of an array that C allocates; write their type");
        }
    }
    places_are_of_numbers(model, report);
    if let (None, Some(key)) = (&model.returns, length_key(&model.args)) {
        report.span(
            key,
            "this is the length of the result, and this function has none; declare the result, such as `-> CBox<[u8]>`",
        );
    }
}

fn length_key(args: &CallArgs) -> Option<Span> {
    args.len.as_ref().map(|len| len.key).or(args.ends.as_ref().map(|ends| ends.key))
}

fn places_are_of_numbers(model: &Declaration, report: &mut Report) {
    for parameter in &model.parameters {
        let Role::OutLen { of } = &parameter.role else { continue };
        if matches!(ungrouped(optional(&parameter.ty)), Type::Ptr(_) | Type::Reference(_)) {
            report.at(
                &parameter.ty,
                "this names the number that C writes, and not its place; write `usize` for `size_t *`",
            );
        }
        for name in of.iter().filter(|name| *name == RESULT && model.find(name).is_none() && model.returns.is_none()) {
            report.at(
                name,
                "this function has no result; declare it, such as `-> CBox<[u8]>`, or name an `#[out]` parameter",
            );
        }
    }
}

fn key(model: &Declaration, length: &Length) -> Span {
    match length {
        Length::Place(index) => model.parameters[*index].span,
        Length::Given(setting) => setting.key,
        Length::Ends(setting) => setting.key,
    }
}

fn no_length(model: &Declaration, target: Target) -> String {
    let (name, attribute) = match target {
        Target::Result => (RESULT.to_owned(), "#[callback(len = EXPR)]"),
        Target::Out(index) => {
            (model.parameters[index].name.as_ref().map(names::text).unwrap_or_default(), "#[out(len = EXPR)]")
        }
    };
    format!(
        "C gives a pointer without a length; add `#[len({name})] n: usize` where C writes it, `{attribute}`, or `ends = null`; a string is `&CStr`"
    )
}

/// Returns true for an array, by the name of its type.
fn is_array(ty: &Type) -> bool {
    is_slice(ty) || element(ty).is_some() || is_named(optional(ty), "Array")
}

/// Returns false for what is no array, by the name of its type.
fn may_be_array(ty: &Type) -> bool {
    if is_array(ty) {
        return true;
    }
    let ty = optional(ty);
    let is_single = matches!(ty, Type::Ptr(_) | Type::Reference(_) | Type::Never(_)) || boxed(ty).is_some();
    !is_single && !numbers::is_numeric(ty)
}

/// Returns what is in a `CBox<[T]>`, or the `CStrSlice` of a box.
fn element(ty: &Type) -> Option<&Type> {
    let inner = ungrouped(boxed(optional(ungrouped(ty)))?);
    match inner {
        Type::Slice(slice) => Some(&slice.elem),
        inner if is_named(inner, "CStrSlice") => Some(inner),
        _ => None,
    }
}

/// Returns true for a type with a lifetime, as far as it shows.
fn is_lent(ty: &Type) -> bool {
    let has_name = ["CStrPtr", "CPtr"].iter().any(|name| is_named(ty, name));
    has_name || boxed(optional(ty)).is_some() || lifetimes::elides(ty) || !lifetimes::written(ty).is_empty()
}

fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ungrouped(ty), Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}
