//! An `Err` never gives C the value of `ok`: literals are compared here, other constants by rustc.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprLit, ExprUnary, GenericParam, Lit, Path, UnOp};

use crate::function::model::Model;
use crate::grammar::args::ErrorValue;
use crate::output::names;
use crate::syntax::report::Report;
use crate::syntax::tokens::{is_function, mentions};

/// A C value for an `Err`.
struct Failure<'a> {
    /// `err` or `fail`.
    argument: &'static str,
    value: &'a dyn ToTokens,
    number: Option<i128>,
    /// True if it is made of literals and names of constants.
    is_constant: bool,
}

/// Compares literals.
pub(crate) fn check(model: &Model, report: &mut Report) {
    let Some((failure, ok)) = failure(model) else { return };
    let Some(ok) = number(ok) else { return };
    if failure.number == Some(ok) {
        let why = match failure.argument {
            "err" => "C takes a failure for a success",
            _ => "C gets it where `err` answers with that",
        };
        report.at(
            failure.value,
            format_args!("`{}` is the value of `ok`, and {why}; give it another value", failure.argument),
        );
    }
}

/// Returns the comparison of other constants of the integer type `ty`, whose values only rustc can compute.
pub(crate) fn compared(model: &Model, ty: &impl ToTokens) -> Option<TokenStream> {
    let (failure, ok) = failure(model)?;
    if number(ok).is_some_and(is_small) && failure.number.is_some_and(is_small) {
        return None;
    }
    let value = failure.value.to_token_stream();
    if !is_constant(ok) || !failure.is_constant || depends(model, &ok.to_token_stream()) || depends(model, &value) {
        return None;
    }
    let at = names::plumbing(names::ends(failure.value).0);
    let (rt, function) = (names::runtime(at), Ident::new(&format!("distinct_{}", failure.argument), at));
    let (good, bad) = (names::local("ok", at), names::local("failure", at));
    // A constant of another type is reported where it is converted, and a number has the type of C.
    let typed = |tokens: &TokenStream| (!has_name(tokens.clone())).then(|| quote_spanned!(at=> : #ty));
    let (of_good, of_bad) = (typed(&ok.to_token_stream()), typed(&value));
    Some(quote_spanned! {at=>
        const _: () = #rt::#function({
            let #good #of_good = #ok;
            let #bad #of_bad = #value;
            #good as #rt::primitive::i128 == #bad as #rt::primitive::i128
        });
    })
}

/// Returns the value of `ok`, and the one that it must not be.
fn failure<'a>(model: &Model<'a>) -> Option<(Failure<'a>, &'a Expr)> {
    let args = model.args;
    let (ok, err) = (args.ok.as_ref()?, args.err.as_ref()?);
    let of_expression =
        |argument, value: &'a Expr| Failure { argument, value, number: number(value), is_constant: is_constant(value) };
    let failure = match &err.value {
        ErrorValue::Constant(value) | ErrorValue::Errno { value, .. } => of_expression("err", value),
        ErrorValue::Path(path) if is_function(path) => of_expression("fail", &args.fail.as_ref()?.value),
        ErrorValue::Path(path) => {
            Failure { argument: "err", value: path, number: None, is_constant: is_constant_name(path) }
        }
        // The runtime replaces values that are no error number.
        ErrorValue::NegativeErrno(_) => return None,
    };
    Some((failure, &ok.value))
}

/// Returns the value of a literal: an integer, or a truth value.
fn number(expr: &Expr) -> Option<i128> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(integer), .. }) => integer.base10_parse().ok(),
        Expr::Lit(ExprLit { lit: Lit::Bool(truth), .. }) => Some(truth.value.into()),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => number(expr).map(|number| -number),
        Expr::Paren(paren) => number(&paren.expr),
        Expr::Group(group) => number(&group.expr),
        _ => None,
    }
}

/// Returns true for a number that every integer type of its sign has: none is cut off.
fn is_small(number: i128) -> bool {
    (-128..128).contains(&number)
}

/// Returns true for literals, names of constants, and expressions of them.
fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(literal) => matches!(literal.lit, Lit::Int(_)),
        Expr::Path(path) => path.qself.is_none() && is_constant_name(&path.path),
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Binary(binary) => is_constant(&binary.left) && is_constant(&binary.right),
        Expr::Cast(cast) => is_constant(&cast.expr),
        Expr::Paren(paren) => is_constant(&paren.expr),
        Expr::Group(group) => is_constant(&group.expr),
        _ => false,
    }
}

/// Returns true if a constant has a part with a name.
fn has_name(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Group(group) => has_name(group.stream()),
        _ => false,
    })
}

/// Returns true for `NAME`: values of other types than integers, such as variants, have other names.
fn is_constant_name(path: &Path) -> bool {
    let last = path.segments.last().map(|last| names::text(&last.ident));
    last.is_some_and(|last| !last.chars().any(char::is_lowercase))
}

/// Returns true if the value may depend on the parameters of the function, or on its `impl`.
fn depends(model: &Model, tokens: &TokenStream) -> bool {
    let of_generics = model.function.sig.generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
        GenericParam::Lifetime(_) => None,
    });
    let this = Ident::new("Self", proc_macro2::Span::call_site());
    of_generics.chain([&this]).any(|name| mentions(tokens.clone(), name))
}
