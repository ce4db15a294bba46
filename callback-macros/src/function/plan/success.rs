//! The comparison of constants that only rustc can compute.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::GenericParam;

use crate::function::model::callback::Model;
use crate::function::model::success::{failure, is_constant, number};
use crate::output::names;
use crate::syntax::tokens::mentions;

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

/// Returns true for a number that every integer type of its sign has: none is cut off.
fn is_small(number: i128) -> bool {
    (-128..128).contains(&number)
}

/// Returns true if a constant has a part with a name.
fn has_name(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Group(group) => has_name(group.stream()),
        _ => false,
    })
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
