//! Bounds on the types of arguments and of the result. In the body of the `impl` they hold, so that a wrong type gives one
//! error, at its bound, and none at each of its uses.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{GenericParam, Generics, Type};

use crate::function::model::callback::{Model, Role, Shape};
use crate::function::model::kind::{Kind, given, kind};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::numbers;
use crate::syntax::tokens::mentions;
use crate::syntax::types::{generic, optional, ungrouped};

/// Returns a bound for each type that may be wrong, of which rustc decides at once: those without parameters and lifetimes.
pub(super) fn required(model: &Model) -> Vec<TokenStream> {
    // An alias may stand for a `Result`.
    let is_plain = matches!(kind(model), Kind::Plain);
    let is_seen = is_plain || matches!(model.returns.shape, Shape::Result { .. } | Shape::ControlFlow { .. });
    let takes_value = is_seen && model.args.returns.is_none() && model.places().is_none() && !model.leaves();
    let result = given(model).filter(|_| takes_value);
    let mut required = of_arguments(model);
    required.extend(result.and_then(|ty| of_model(model, ty, "IntoC")));
    required
}

/// Returns the bounds of the arguments alone. A table may be a part of the result of a member.
pub(crate) fn of_arguments(model: &Model) -> Vec<TokenStream> {
    let arguments = model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument));
    let arguments = arguments
        .flat_map(|parameter| [Some((&parameter.ty, "CArgument")), of_place(&parameter.ty).map(|ty| (ty, "CType"))]);
    arguments.flatten().filter_map(|(ty, name)| of_model(model, ty, name)).list()
}

fn of_model(model: &Model, ty: &Type, name: &str) -> Option<TokenStream> {
    let runtime = names::runtime_at(names::type_ends(ty).0);
    bound(&model.function.sig.generics, ty, &runtime, name)
}

/// Returns the type of the value in an out-parameter.
fn of_place(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ungrouped(optional(ty)) else { return None };
    let last = path.path.segments.last()?;
    let is_place = ["Out", "InOut"].iter().any(|name| last.ident == name);
    is_place.then(|| generic(&last.arguments, 0)).flatten()
}

/// Returns the bound `TYPE: RUNTIME::NAME`, if the type may be wrong.
pub(crate) fn bound(generics: &Generics, ty: &Type, runtime: &impl ToTokens, name: &str) -> Option<TokenStream> {
    may_be_wrong(generics, ty).then(|| {
        let (first, last) = names::type_ends(ty);
        let name = Ident::new(name, last);
        quote_spanned!(first=> #ty: #runtime::#name)
    })
}

/// Returns false for types that are not concrete, and for those that are right by their names. Most of these have a lifetime,
/// which a bound would have to show.
fn may_be_wrong(generics: &Generics, ty: &Type) -> bool {
    const RIGHT: [&str; 23] = [
        "NonNull",
        "Ordering",
        "CBool8",
        "CBool32",
        "VariantBool",
        "CBox",
        "Complex",
        "CStrPtr",
        "CPtr",
        "Out",
        "InOut",
        "ErrorOut",
        "WriteBuf",
        "CStrBuf",
        "Array",
        "CStrVec",
        "NullTerminated",
        "Matrix",
        "MatrixMut",
        "VaList",
        "Formatted",
        "Callee",
        "Signal",
    ];
    let inner = optional(ty);
    let Type::Path(path) = ungrouped(inner) else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let is_right = numbers::is_numeric(ty) || RIGHT.iter().any(|name| last.ident == name);
    let is_generic = |param: &GenericParam| match param {
        GenericParam::Type(param) => mentions(ty.to_token_stream(), &param.ident),
        GenericParam::Const(param) => mentions(ty.to_token_stream(), &param.ident),
        GenericParam::Lifetime(_) => false,
    };
    !is_right && is_plain(ty.to_token_stream()) && !generics.params.iter().any(is_generic)
}

/// Returns true if tokens have neither lifetimes, references, macros, inferred types nor `Self`.
fn is_plain(tokens: TokenStream) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Punct(punct) => !matches!(punct.as_char(), '\'' | '&' | '!'),
        TokenTree::Ident(ident) => !["_", "Self", "dyn", "impl"].iter().any(|name| ident == name),
        TokenTree::Group(group) => is_plain(group.stream()),
        TokenTree::Literal(_) => true,
    })
}
