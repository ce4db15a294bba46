//! Conversion of the function's result to the C result.

use std::borrow::Cow;

use proc_macro2::{Ident, Literal, Span};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprLit, Lifetime, Lit, LitInt, UnOp};

use crate::function::model::callback::{Model, Shape};
use crate::function::model::kind::{Kind, kind};
use crate::function::plan::leave::Answer;
use crate::function::plan::{leave as plan_leave, literal, places};
use crate::grammar::args::ErrorValue;
use crate::output::lifetimes::named;
use crate::output::names;
use crate::output::tree::{Generic, Printed, parenthesised};
use crate::syntax::lifetimes;
use crate::syntax::tokens::is_function;

/// The types of the result.
pub(crate) struct Result<'a> {
    pub(super) kind: Kind,
    pub(super) c_return: Printed<'a>,
    /// The return type without the parts that go into places.
    given: Printed<'a>,
    pub(super) is_integer: bool,
}

impl<'a> Result<'a> {
    pub(super) fn of(model: &'a Model) -> Self {
        let (kind, given) = (kind(model), given_type(model));
        Result { c_return: c_return(model, &kind, &given), is_integer: literal::is_integer(model, &kind), kind, given }
    }
}

pub(super) fn answer<'a>(model: &'a Model, result: &Result<'a>) -> Answer<'a> {
    if model.leaves() {
        let good = matches!(result.kind, Kind::Status).then(|| good(model, result));
        return plan_leave::answer(model, good.as_ref());
    }
    let (span, last) = match &model.returns.ty {
        Some(ty) => names::type_ends(ty),
        None => names::ends(model.name()),
    };
    let end = |name: &str| Printed::Runtime(Ident::new(name, last), span);
    let rt = || names::runtime_at(span);
    let returns = model.args.returns.as_ref().map(|returns| &returns.value);
    let (function, arguments) = match (&result.kind, returns) {
        (Kind::Plain, None) => (end("plain"), vec![]),
        (Kind::Plain, Some(ty)) => {
            let (rt, function) = (rt(), quote_spanned!(last=> plain_as::<#ty, _, _>));
            (Printed::Tokens(quote_spanned!(span=> #rt::#function)), vec![])
        }
        (Kind::Status, _) => (end("status"), vec![good(model, result), stopped(model, result)]),
        (Kind::Value, None) => (end("value"), vec![stopped(model, result)]),
        (Kind::Value, Some(ty)) => {
            let (rt, function) = (rt(), quote_spanned!(last=> value_as::<#ty, _, _>));
            (Printed::Tokens(quote_spanned!(span=> #rt::#function)), vec![stopped(model, result)])
        }
    };
    Answer { function, arguments }
}

/// Returns the C value for `Ok(())` and `Continue(())`.
fn good<'a>(model: &'a Model, result: &Result<'a>) -> Printed<'a> {
    let good = model.args.ok.as_ref().or(model.args.continues.as_ref());
    good.map_or_else(|| Printed::unit(Span::call_site()), |good| constant(&good.value, result))
}

/// Returns the C value for an `Err` or a `Break`.
fn stopped<'a>(model: &'a Model, result: &Result<'a>) -> Printed<'a> {
    let args = model.args;
    if let Some(breaks) = &args.breaks {
        return always(model, &constant(&breaks.value, result));
    }
    let Some(err) = &args.err else {
        return always(model, &Printed::unit(Span::call_site()));
    };
    let error = names::local("error", err.key);
    let tokens = match &err.value {
        ErrorValue::Constant(expr) => return always(model, &constant(expr, result)),
        // It is the fail value too, so that it is no function.
        ErrorValue::Path(path) if !is_function(path) && args.fail.is_none() => {
            return always(model, &constant_of(path, false, names::ends(path), result));
        }
        ErrorValue::Path(path) => {
            let (first, last) = names::ends(path);
            let (rt, ty) = (names::runtime_at(first), &result.c_return);
            let arguments = parenthesised(quote_spanned!(last=> #path, #error), last);
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::ErrorCode::<_, #ty>::code #arguments))
        }
        ErrorValue::Errno { whole, value } => {
            let (first, last) = names::ends(whole);
            let (rt, error) = (names::runtime_at(first), names::local("error", first));
            let value = constant(value, result);
            let arguments = parenthesised(quote_spanned!(last=> #error, #value), last);
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::set_errno #arguments))
        }
        ErrorValue::NegativeErrno(expr) => {
            let (first, last) = names::ends(expr);
            let (rt, error) = (names::runtime_at(first), names::local("error", first));
            let arguments = parenthesised(error.to_token_stream(), last);
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::negative_errno #arguments))
        }
    };
    Printed::Tokens(tokens)
}

/// Returns a C value that is the same for every `Err` or `Break`.
fn always<'a>(model: &Model, answer: &Printed<'a>) -> Printed<'a> {
    let span = names::plumbing(model.returns.span);
    Printed::runtime("Always", span).call(answer.to_token_stream(), span)
}

/// Returns true if `fail` is the value of `err = errno(VALUE)`, which sets `errno` too.
pub(super) fn fails_with_errno(model: &Model) -> bool {
    let args = model.args;
    let errno = matches!(args.err.as_ref().map(|err| &err.value), Some(ErrorValue::Errno { .. }));
    errno && args.fail.is_none() && args.breaks.is_none()
}

/// Returns the fail value; `None` if `check` has reported that it is missing.
pub(super) fn fail<'a>(model: &'a Model, result: &Result<'a>) -> Option<Printed<'a>> {
    let args = model.args;
    if model.leaves() {
        let (span, ty) = (names::plumbing(model.returns.span), plan_leave::answer_type(model, &result.c_return));
        let rt = names::runtime_at(span);
        return Some(Printed::Tokens(quote_spanned!(span=> #rt::Option::<#ty>::None)));
    }
    if let Some(said) = written_fail(model) {
        return Some(constant(said, result));
    }
    let unit = || Some(Printed::unit(Span::call_site()));
    match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Path(path)) if !is_function(path) => {
            return Some(constant_of(path, false, names::ends(path), result));
        }
        _ if model.returns_nothing() => return unit(),
        Some(_) => return None,
        None => {}
    }
    match model.returns.shape {
        Shape::Unit if args.returns.is_none() => unit(),
        Shape::Ordering => {
            let mut zero = Literal::usize_unsuffixed(0);
            zero.set_span(model.returns.span);
            Some(constant_of(zero, true, names::both(model.returns.span), result))
        }
        _ => None,
    }
}

/// Returns the expression of the fail value.
fn written_fail<'a>(model: &'a Model) -> Option<&'a Expr> {
    let args = model.args;
    let said = args.fail.as_ref().or(args.breaks.as_ref()).map(|said| &said.value);
    said.or(match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Constant(expr) | ErrorValue::Errno { value: expr, .. }) => Some(expr),
        _ => None,
    })
}

/// Returns the fail value if it is a number literal.
pub(super) fn fail_number<'a>(model: &'a Model, result: &Result<'a>) -> Option<Cow<'a, Expr>> {
    if let Some(said) = written_fail(model) {
        return (result.is_integer && literal::is_literal(said)).then_some(Cow::Borrowed(said));
    }
    // As in `fail`.
    let equal = matches!(model.returns.shape, Shape::Ordering) && model.args.err.is_none();
    let zero = || Lit::Int(LitInt::new("0", names::plumbing(model.returns.span)));
    (equal && result.is_integer).then(|| Cow::Owned(Expr::Lit(ExprLit { attrs: vec![], lit: zero() })))
}

/// Returns true if the C function visibly returns `void`.
pub(crate) fn returns_nothing(model: &Model) -> bool {
    model.args.returns.is_none() && matches!(model.returns.shape, Shape::Unit)
}

/// Returns a constant of the declaration, evaluated at compile time.
fn constant<'a>(expr: &'a Expr, result: &Result<'a>) -> Printed<'a> {
    if result.is_integer && literal::is_literal(expr) {
        return Printed::Number(expr);
    }
    constant_of(expr, is_literal(expr), names::expr_ends(expr), result)
}

fn constant_of<'a>(expr: impl ToTokens, is_literal: bool, ends: (Span, Span), result: &Result<'a>) -> Printed<'a> {
    let (first, last) = ends;
    let argument = if is_literal {
        // A literal is constant as it is, and a block takes time to compile.
        expr.into_token_stream()
    } else {
        // In parentheses, or a block at its beginning (`if A { 1 } else { 2 } + 3`) would be a statement.
        quote_spanned!(last=> const { (#expr) })
    };
    let constant = Printed::runtime("Constant", first).turbofish(result.c_return.clone(), first);
    constant.member("constant", first).call(argument, last)
}

/// Returns true for a number or another literal, with or without a minus.
fn is_literal(expr: &Expr) -> bool {
    let is_token = |lit: &ExprLit| !matches!(lit.lit, Lit::Bool(_) | Lit::Verbatim(_));
    match expr {
        Expr::Lit(lit) => is_token(lit),
        Expr::Unary(unary) => {
            matches!((&unary.op, &*unary.expr), (UnOp::Neg(_), Expr::Lit(lit)) if is_token(lit))
        }
        _ => false,
    }
}

/// Returns the return type for the frame and the shim: its borrows are those of the context, or `'static`.
pub(crate) fn return_type<'a>(model: &'a Model) -> Printed<'a> {
    let Some(ty) = &model.returns.ty else {
        return Printed::unit(Span::call_site());
    };
    let context = model.context().map(|(_, context)| &context.inner);
    let of_call = |ident: &Ident| {
        let lifetime = Lifetime { apostrophe: ident.span(), ident: ident.clone() };
        !context.is_some_and(|context| lifetimes::mentions(context, &lifetime))
    };
    named(ty, names::static_lifetime, &of_call)
}

fn c_return<'a>(model: &'a Model, kind: &Kind, given: &Printed<'a>) -> Printed<'a> {
    if let Some(returns) = &model.args.returns {
        return Printed::Written(&returns.value);
    }
    let span = names::plumbing(model.returns.span);
    if model.diverges() {
        return Printed::Tokens(quote_spanned!(span=> !));
    }
    match (kind, &model.returns.ty) {
        (Kind::Plain, Some(written)) if model.returns.shape != Shape::Unit => {
            Printed::Projected(Box::new(given.clone()), names::type_ends(written))
        }
        (Kind::Plain, _) => Printed::unit(span),
        (Kind::Status, _) => Printed::runtime("c_int", span),
        (Kind::Value, written) => {
            let (first, last) = written.as_ref().map_or_else(|| names::ends(written), names::type_ends);
            let arguments = vec![given.clone()];
            let of = Printed::runtime("ValueC", first);
            Printed::Generic(Box::new(Generic { of, turbofish: false, arguments, ends: (first, last) }))
        }
    }
}

/// Returns the return type without the parts that go into places.
fn given_type<'a>(model: &'a Model) -> Printed<'a> {
    let ty = return_type(model);
    match (model.places(), &model.returns.ty) {
        (Some(places), Some(written)) => Printed::Tokens(places::remaining(places, &ty, written)),
        _ => ty,
    }
}

/// Returns the type that the body of a call returns.
pub(super) fn ended<'a>(model: &Model, result: &Result<'a>) -> Printed<'a> {
    let span = names::plumbing(model.returns.span);
    let answer = result.c_return.clone();
    match result.kind {
        Kind::Plain => Printed::runtime("Ended", span).with(vec![answer], span),
        Kind::Status | Kind::Value => Printed::runtime("EndedBy", span).with(vec![answer, result.given.clone()], span),
    }
}

pub(super) fn flow<'a>(model: &Model, result: &Result<'a>) -> Printed<'a> {
    let span = names::plumbing(model.returns.span);
    let flow = match result.kind {
        Kind::Plain => Printed::runtime("Plain", span),
        Kind::Status | Kind::Value => result.given.clone(),
    };
    if model.unwinds() { Printed::runtime("Diverging", span).with(vec![flow], span) } else { flow }
}
