//! Types by value in functions without an attribute, as bindgen declares them: a struct has its own name there, like an alias
//! of a number or a `#[callback]` enum. The macro sees the name; a constant of the runtime tells them apart.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{PathArguments, Safety, Type};

use crate::foreign::model::{Declaration, Parameter, Role, is_generic};
use crate::function::c_text::declarator;
use crate::output::names;
use crate::syntax::numbers;
use crate::syntax::types::{optional, ungrouped};

/// Returns the type through which a value reaches C, if the name of its own type does not show what that is: the type itself,
/// if it has a C type, and `ByValue` of it otherwise.
pub(crate) fn crossing(model: &Declaration, ty: &Type) -> Option<Type> {
    let named = named(model, ty)?;
    let (first, last) = names::ends(ty);
    let rt = names::runtime(first);
    let end = quote_spanned!(last=> Type);
    Some(Type::Verbatim(quote_spanned!(first=> <#named as #rt::Crossing>::#end)))
}

/// Converts an argument of the wrapper.
pub(super) fn given(model: &Declaration, ty: &Type, value: TokenStream) -> TokenStream {
    match named(model, ty) {
        Some(named) => {
            let (first, last) = names::ends(ty);
            let rt = names::runtime(first);
            let argument = quote_spanned!(last=> (#value));
            quote_spanned!(first=> <#named as #rt::Crossing>::given #argument)
        }
        None => value,
    }
}

/// Converts the result of the wrapper.
pub(super) fn taken(model: &Declaration, ty: &Type, value: TokenStream) -> TokenStream {
    match named(model, ty) {
        Some(named) => {
            let (first, last) = names::ends(ty);
            let rt = names::runtime(first);
            let argument = quote_spanned!(last=> (#value));
            quote_spanned!(first=> <#named as #rt::Crossing>::taken #argument)
        }
        None => value,
    }
}

fn named(model: &Declaration, ty: &Type) -> Option<TokenStream> {
    let is_named = is_plain(model) && is_name(ty) && !is_generic(model, &quote!(#ty));
    is_named.then(|| {
        let (first, last) = names::ends(ty);
        let (rt, converted) = (names::runtime(first), quote_spanned!(last=> CONVERTED));
        let converted = quote_spanned!(first=> { use #rt::Unconverted as _; #rt::Bare::<#ty>::#converted });
        quote_spanned!(first=> #rt::AsNamed<#ty, #converted>)
    })
}

/// Returns true for a variadic function whose parameters and result are those of C, by their names: a wrapper could not take
/// what C takes for `...`, so that the function itself is declared. [`identical`] checks the names.
pub(super) fn is_itself(model: &Declaration) -> bool {
    let types = model.parameters.iter().map(|parameter| &parameter.ty).chain(&model.returns);
    model.sig.variadic.is_some()
        && is_plain(model)
        && !model.is_lazy()
        && model.sig.generics.params.is_empty()
        && types.into_iter().all(is_of_c)
}

/// Returns the assertions that the types of such a function are those of C.
pub(super) fn identical(model: &Declaration) -> TokenStream {
    let types = model.parameters.iter().map(|parameter| &parameter.ty).chain(&model.returns);
    let assertions = types.filter_map(|ty| {
        let named = named(model, ty)?;
        let (first, last) = names::ends(ty);
        let rt = names::runtime(first);
        let arguments = quote_spanned!(last=> ());
        Some(quote_spanned!(first=> #rt::assert_itself::<#named> #arguments;))
    });
    quote!(const _: () = { #(#assertions)* };)
}

fn is_of_c(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Ptr(_) | Type::Never(_) => true,
        Type::Path(path) => {
            let last = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
            let is_pointer = last == "Option" && matches!(ungrouped(optional(ty)), Type::FnPtr(_));
            let is_number = numbers::is_number(&last) && last != "bool" && last != "CBool";
            is_number || is_pointer || is_name(ty)
        }
        _ => false,
    }
}

/// Returns true for a function that bindgen could have written: it has no attribute of ours, and its caller vouches for it.
fn is_plain(model: &Declaration) -> bool {
    let is_plain = |parameter: &Parameter| matches!(parameter.role, Role::Argument) && parameter.variadic.is_none();
    model.body.is_none()
        && !matches!(model.sig.safety, Safety::Safe(_))
        && model.args.is_empty()
        && model.parameters.iter().all(is_plain)
}

/// Returns true for a path without arguments that is no known name.
fn is_name(ty: &Type) -> bool {
    const WIDE: [&str; 2] = ["u128", "i128"];
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    path.qself.is_none()
        && matches!(last.arguments, PathArguments::None)
        && !numbers::is_numeric(ty)
        && !declarator::is_known(path)
        && WIDE.iter().all(|wide| last.ident != wide)
}
