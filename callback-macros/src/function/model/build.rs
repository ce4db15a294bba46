//! From the parsed function to its model.

use proc_macro2::{Ident, Span};
use syn::{Attribute, FnArg, Pat, ReturnType, Signature, Type};

use crate::function::model::callback::{Access, Context, Model, OfBlock, Parameter, Returns, Role, Shape};
use crate::function::model::{places, variadic};
use crate::grammar::args::Args;
use crate::grammar::attributes::{self, is_of_callback, len};
use crate::grammar::context::{self, ContextArgs};
use crate::grammar::item::Function;
use crate::grammar::misplaced;
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::numbers;
use crate::syntax::report::Report;
use crate::syntax::tokens::uses;
use crate::syntax::types::{generic, is_unit, ungrouped};

/// Builds the model of a method.
pub(crate) fn build_method<'a>(
    args: &'a Args,
    function: Function,
    of_block: OfBlock,
    report: &mut Report,
) -> Model<'a> {
    Model { of_block: Some(of_block), ..build(args, function, report) }
}

pub(crate) fn build<'a>(args: &'a Args, mut function: Function, report: &mut Report) -> Model<'a> {
    misplaced::on_item(&mut function.attrs, report);
    let variadic = variadic::typed(args, &mut function.sig);
    let abi = function.sig.abi.take();
    let is_place: Vec<_> = function.sig.inputs.iter().map(attributes::is_input).list();
    let parameters: Vec<_> = function
        .sig
        .inputs
        .iter_mut()
        .filter_map(|input| match input {
            FnArg::Typed(typed) => Some(parameter(&mut typed.attrs, &typed.pat, &typed.ty, report)),
            FnArg::Receiver(receiver) => {
                report.at(receiver, "`self` belongs to a method; put `#[callback]` on its `impl` block too");
                None
            }
        })
        .list();
    if function.no_body.is_some() || parameters.iter().any(|parameter| parameter.unread) {
        // An attribute that was not read may use them all.
        function.attrs.push(syn::parse_quote!(#[allow(unused_variables)]));
    }
    if is_place.contains(&true) {
        // They exist in C only.
        let inputs = core::mem::take(&mut function.sig.inputs).into_iter().zip(&is_place);
        function.sig.inputs = inputs.filter(|(_, is_place)| !**is_place).map(|(input, _)| input).collect();
    }
    allow_unused(args, &parameters, &mut function);
    let mut returns = returns(&function.sig.output, function.sig.ident.span());
    let has = |part| parameters.iter().any(|parameter| matches!(parameter.role, Role::Result(this) if this == part));
    returns.shape = places::shape(returns.shape, has);
    Model { args, function, abi, parameters, returns, variadic, of_block: None }
}

/// Allows `unused_variables` on a parameter that only an expression of the attributes uses.
fn allow_unused(args: &Args, parameters: &[Parameter], function: &mut Function) {
    for input in &mut function.sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let Pat::Ident(pat) = &*typed.pat else {
            continue;
        };
        let mut at_the_end = [&args.leave, &args.on_fail].into_iter().flatten();
        let used = at_the_end.any(|expr| uses(&expr.value, &pat.ident));
        if used || parameters.iter().any(|parameter| parameter.role.mentions(&pat.ident)) {
            typed.attrs.push(syn::parse_quote!(#[allow(unused_variables)]));
        }
    }
}

impl Role {
    /// Returns true if `#[len(…)]`, `#[format(…)]`, `#[data(…)]` or `#[context(from = …)]` uses a parameter.
    fn mentions(&self, name: &Ident) -> bool {
        let expr = match self {
            Role::Counted(len) => Some(len),
            Role::Context(context) => match &context.args {
                ContextArgs::From(from) => Some(&from.value),
                _ => None,
            },
            Role::Formatted(other) | Role::Callable(other) => return other == name,
            Role::Argument | Role::Result(_) => None,
        };
        expr.is_some_and(|expr| uses(expr, name))
    }
}

pub(crate) fn parameter(attrs: &mut Vec<Attribute>, pat: &Pat, ty: &Type, report: &mut Report) -> Parameter {
    let ty = ungrouped(ty);
    let mut role = Role::Argument;
    let mut unread = misplaced::in_callback(attrs, report);
    for attr in take_ours(attrs) {
        if !matches!(role, Role::Argument) {
            report.at(
                &attr,
                "a parameter takes one of `#[context]`, `#[len]`, `#[format]`, `#[data]` and `#[result]`, once; remove this one",
            );
            continue;
        }
        if attr.path().is_ident("len") {
            match report.ok(len(&attr)) {
                Some(len) => role = Role::Counted(len),
                None => unread = true,
            }
        } else if attr.path().is_ident("format") {
            match report.ok(attributes::format(&attr)) {
                Some(name) => role = Role::Formatted(name),
                None => unread = true,
            }
        } else if attr.path().is_ident("data") {
            match report.ok(attributes::data(&attr)) {
                Some(name) => role = Role::Callable(name),
                None => unread = true,
            }
        } else if attr.path().is_ident("result") {
            match report.ok(attributes::result(&attr)) {
                Some(half) => role = Role::Result(half),
                None => unread = true,
            }
        } else {
            let args = report.ok(context::parse(&attr));
            unread = args.is_none();
            let (access, inner) = access(ty);
            role =
                Role::Context(Box::new(Context { attr, args: args.unwrap_or_default(), access, inner: inner.clone() }));
        }
    }
    let name = match pat {
        Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => Some(pat.ident.clone()),
        _ => None,
    };
    Parameter { ty: ty.clone(), name, role, span: names::type_span(ty), ends: names::type_ends(ty), unread }
}

/// Takes this macro's attributes off the user's parameter.
fn take_ours(attrs: &mut Vec<Attribute>) -> Vec<Attribute> {
    let (ours, others) = core::mem::take(attrs).into_iter().partition(is_of_callback);
    *attrs = others;
    ours
}

pub(crate) fn access(ty: &Type) -> (Access, &Type) {
    match ty {
        Type::Reference(reference) if reference.mutability.is_some() => (Access::Exclusive, ungrouped(&reference.elem)),
        Type::Reference(reference) => (Access::Shared, ungrouped(&reference.elem)),
        Type::Ptr(_) => (Access::Copied, ty),
        _ => (Access::Once, ty),
    }
}

pub(crate) fn returns(output: &ReturnType, otherwise: Span) -> Returns {
    match output {
        ReturnType::Default => Returns { ty: None, shape: Shape::Unit, span: otherwise },
        ReturnType::Type(_, ty) => {
            let ty = ungrouped(ty);
            Returns { ty: Some(ty.clone()), shape: shape(ty), span: names::type_span(ty) }
        }
    }
}

/// Returns the shape of the part of a result that is returned to C.
pub(crate) fn shape_of(sig: &Signature) -> Shape {
    let attrs = sig.inputs.iter().flat_map(|input| match input {
        FnArg::Typed(typed) => &typed.attrs[..],
        FnArg::Receiver(_) => &[],
    });
    let parts: Vec<_> = attrs.filter(|attr| attr.path().is_ident("result")).flat_map(attributes::result).list();
    places::shape(returns(&sig.output, Span::call_site()).shape, |part| parts.contains(&part))
}

pub(crate) fn shape(ty: &Type) -> Shape {
    match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => Shape::Unit,
        Type::Never(_) => Shape::Never,
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else {
                return Shape::Other;
            };
            match last.ident.to_string().as_str() {
                "Result" => Shape::Result { unit: generic(&last.arguments, 0).is_some_and(is_unit) },
                "ControlFlow" => Shape::ControlFlow { unit: generic(&last.arguments, 1).is_none_or(is_unit) },
                "Ordering" => Shape::Ordering,
                name if numbers::is_number(name) => Shape::Number,
                "Option" => Shape::Optional,
                _ => Shape::Other,
            }
        }
        _ => Shape::Other,
    }
}
