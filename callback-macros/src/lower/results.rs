//! From what the function returns to what C gets.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Lifetime};

use super::projected;
use crate::args::ErrorValue;
use crate::check::is_function;
use crate::model::{Model, Shape};
use crate::{leave, lifetimes, names, places};

/// How the function ends.
pub(crate) enum Kind {
    Plain,
    /// A `Result` or `ControlFlow` whose good end is a constant in C.
    Status,
    /// A `Result` or `ControlFlow` whose good end is a value.
    Value,
}

pub(crate) fn kind(model: &Model) -> Kind {
    let args = model.args;
    let stops = matches!(model.returns.shape, Shape::Result { .. } | Shape::ControlFlow { .. });
    if model.returns_nothing() && stops {
        return Kind::Status;
    }
    if args.ok.is_some() || args.continues.is_some() {
        return Kind::Status;
    }
    let leaves = stops && model.leaves();
    if leaves || args.err.is_some() || args.breaks.is_some() { Kind::Value } else { Kind::Plain }
}

/// Whether the function can stop of itself.
pub(crate) fn stops(model: &Model) -> bool {
    !matches!(kind(model), Kind::Plain)
}

/// What is made of the result.
pub(crate) struct Answer {
    /// A function of the runtime, and what it takes behind the result.
    pub(crate) function: TokenStream,
    pub(crate) arguments: Vec<TokenStream>,
}

pub(super) fn answer(model: &Model) -> Answer {
    if model.leaves() {
        let good = matches!(kind(model), Kind::Status).then(|| good(model));
        return leave::answer(model, good.as_ref());
    }
    let (span, last) = match &model.returns.ty {
        Some(ty) => names::ends(ty),
        None => names::ends(model.name()),
    };
    let rt = names::runtime(span);
    let end = |name: &str| Ident::new(name, last);
    let returns = model.args.returns.as_ref().map(|returns| &returns.value);
    let (function, arguments) = match (kind(model), returns) {
        (Kind::Plain, None) => (end("plain").into_token_stream(), vec![]),
        (Kind::Plain, Some(ty)) => (quote_spanned!(last=> plain_as::<#ty, _, _>), vec![]),
        (Kind::Status, _) => (end("status").into_token_stream(), vec![good(model), stopped(model)]),
        (Kind::Value, None) => (end("value").into_token_stream(), vec![stopped(model)]),
        (Kind::Value, Some(ty)) => (quote_spanned!(last=> value_as::<#ty, _, _>), vec![stopped(model)]),
    };
    Answer { function: quote_spanned!(span=> #rt::#function), arguments }
}

/// What C gets for `Ok(())` and `Continue(())`.
fn good(model: &Model) -> TokenStream {
    let good = model.args.ok.as_ref().or(model.args.continues.as_ref());
    good.map_or_else(|| quote!(()), |good| constant(model, &good.value))
}

/// What C gets for what the function stops with.
fn stopped(model: &Model) -> TokenStream {
    let args = model.args;
    if let Some(breaks) = &args.breaks {
        return always(model, &constant(model, &breaks.value));
    }
    let Some(err) = &args.err else {
        return always(model, &quote!(()));
    };
    let error = names::local("error", err.key);
    match &err.value {
        ErrorValue::Constant(expr) => always(model, &constant(model, expr)),
        ErrorValue::Path(path) => {
            let (first, last) = names::ends(path);
            let (rt, ty) = (names::runtime(first), c_return(model));
            let arguments = quote_spanned!(last=> (#path, #error));
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::ErrorCode::<_, #ty>::code #arguments))
        }
        ErrorValue::Errno { whole, value } => {
            let (first, last) = names::ends(whole);
            let (rt, error) = (names::runtime(first), names::local("error", first));
            let value = constant(model, value);
            let arguments = quote_spanned!(last=> (#error, #value));
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::set_errno #arguments))
        }
        ErrorValue::NegativeErrno(expr) => {
            let (first, last) = names::ends(expr);
            let (rt, error) = (names::runtime(first), names::local("error", first));
            let arguments = quote_spanned!(last=> (#error));
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::negative_errno #arguments))
        }
    }
}

/// The same, whatever the function stops with.
fn always(model: &Model, answer: &TokenStream) -> TokenStream {
    let at = model.returns.span;
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    quote_spanned!(span=> #rt::Always(#answer))
}

/// Whether `fail` is the value of `err = errno(VALUE)`, which sets `errno` too.
pub(super) fn fails_with_errno(model: &Model) -> bool {
    let args = model.args;
    let errno = matches!(args.err.as_ref().map(|err| &err.value), Some(ErrorValue::Errno { .. }));
    errno && args.fail.is_none() && args.breaks.is_none()
}

/// What C gets when the callback cannot answer; `None` where `check` has asked for it.
pub(super) fn fail(model: &Model) -> Option<TokenStream> {
    let args = model.args;
    if model.leaves() {
        let (at, ty) = (model.returns.span, leave::answer_type(model, &c_return(model)));
        let (rt, span) = (names::runtime(at), names::plumbing(at));
        return Some(quote_spanned!(span=> #rt::Option::<#ty>::None));
    }
    if let Some(said) = said(model) {
        return Some(constant(model, said));
    }
    match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Path(path)) if !is_function(path) => return Some(constant(model, path)),
        _ if model.returns_nothing() => return Some(quote!(())),
        Some(_) => return None,
        None => {}
    }
    match model.returns.shape {
        Shape::Unit if args.returns.is_none() => Some(quote!(())),
        Shape::Ordering => Some(constant(model, quote_spanned!(model.returns.span=> 0))),
        _ => None,
    }
}

/// The expression that says what C gets then.
fn said<'a>(model: &'a Model) -> Option<&'a Expr> {
    let args = model.args;
    let said = args.fail.as_ref().or(args.breaks.as_ref()).map(|said| &said.value);
    said.or(match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Constant(expr) | ErrorValue::Errno { value: expr, .. }) => Some(expr),
        _ => None,
    })
}

/// Whether C gets nothing, as is plain to see.
pub(super) fn returns_nothing(model: &Model) -> bool {
    model.args.returns.is_none() && matches!(model.returns.shape, Shape::Unit)
}

/// A constant of the declaration, evaluated at compile time.
fn constant(model: &Model, expr: impl ToTokens) -> TokenStream {
    let (first, last) = names::ends(&expr);
    let rt = names::runtime(first);
    let ty = c_return(model);
    let argument = if is_literal(&expr) {
        // It is a constant as it is, and a block costs its time to compile.
        quote_spanned!(last=> (#expr))
    } else {
        // In parentheses, or a block at its beginning (`if A { 1 } else { 2 } + 3`) would be a statement.
        quote_spanned!(last=> (const { (#expr) }))
    };
    quote_spanned!(first=> #rt::Constant::<#ty>::constant #argument)
}

/// Whether this is a number or another literal, with or without a minus.
fn is_literal(expr: impl ToTokens) -> bool {
    let mut tokens = expr.into_token_stream().into_iter().peekable();
    tokens.next_if(|token| matches!(token, TokenTree::Punct(minus) if minus.as_char() == '-'));
    matches!((tokens.next(), tokens.next()), (Some(TokenTree::Literal(_)), None))
}

/// The return type as the frame and the shim have it: what it borrows is from the context, or forever.
pub(crate) fn return_type(model: &Model) -> TokenStream {
    let Some(ty) = &model.returns.ty else {
        return quote!(());
    };
    let statics = Lifetime::new("'static", Span::mixed_site());
    let context = model.context().map(|(_, context)| context.inner.to_token_stream());
    let of_call = |ident: &Ident| {
        let lifetime = Lifetime { apostrophe: ident.span(), ident: ident.clone() };
        !context.as_ref().is_some_and(|context| lifetimes::mentioned(context.clone(), &lifetime))
    };
    lifetimes::name_all(ty, &statics, &of_call)
}

pub(super) fn c_return(model: &Model) -> TokenStream {
    if let Some(returns) = &model.args.returns {
        return returns.value.to_token_stream();
    }
    let at = model.returns.span;
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    if model.diverges() {
        return quote_spanned!(span=> !);
    }
    let ty = given_type(model);
    match (kind(model), &model.returns.ty) {
        (Kind::Plain, Some(written)) if model.returns.shape != Shape::Unit => projected(&ty, written),
        (Kind::Plain, _) => quote_spanned!(span=> ()),
        (Kind::Status, _) => quote_spanned!(span=> #rt::c_int),
        (Kind::Value, written) => {
            let (first, last) = names::ends(written);
            let rt = names::runtime(first);
            let end = quote_spanned!(last=> >);
            quote_spanned!(first=> #rt::ValueC<#ty #end)
        }
    }
}

/// The return type without what goes into places.
fn given_type(model: &Model) -> TokenStream {
    let ty = return_type(model);
    match (model.places(), &model.returns.ty) {
        (Some(places), Some(written)) => places::remaining(places, &ty, written),
        _ => ty,
    }
}

/// The type that the body of a call returns.
pub(super) fn ended(model: &Model, c_return: &TokenStream) -> TokenStream {
    let at = model.returns.span;
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    match kind(model) {
        Kind::Plain => quote_spanned!(span=> #rt::Ended<#c_return>),
        Kind::Status | Kind::Value => {
            let flow = given_type(model);
            quote_spanned!(span=> #rt::EndedBy<#c_return, #flow>)
        }
    }
}

pub(super) fn flow(model: &Model) -> TokenStream {
    let at = model.returns.span;
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let flow = match kind(model) {
        Kind::Plain => quote_spanned!(span=> #rt::Plain),
        Kind::Status | Kind::Value => given_type(model),
    };
    if model.unwinds() { quote_spanned!(span=> #rt::Diverging<#flow>) } else { flow }
}
