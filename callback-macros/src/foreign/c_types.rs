//! The C types of parameters and results.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Lifetime, Type};

use crate::foreign::by_value;
use crate::foreign::model::{Declaration, is_generic};
use crate::output::names;
use crate::syntax::lifetimes;

/// A C type in the `extern` block, which has neither the lifetimes nor the type parameters of the wrapper.
pub(crate) fn c_type(model: &Declaration, ty: &Type) -> TokenStream {
    if is_generic(model, &ty.to_token_stream()) {
        let first = names::ends(ty).0;
        let rt = names::runtime(first);
        return quote_spanned!(first=> *mut #rt::c_void);
    }
    crossing_type(model, ty)
}

/// [`c_type_of`] the type through which a value reaches C.
pub(crate) fn crossing_type(model: &Declaration, ty: &Type) -> TokenStream {
    match by_value::crossing(model, ty) {
        Some(crossing) => c_type_of(&crossing),
        None => c_type_of(ty),
    }
}

/// The C type of a Rust type, with the type parameters of the wrapper.
pub(crate) fn c_type_of(ty: &Type) -> TokenStream {
    if matches!(ty, Type::Never(_)) {
        return ty.to_token_stream();
    }
    let (first, last) = names::ends(ty);
    let rt = names::runtime(first);
    let statics = Lifetime::new("'static", Span::mixed_site());
    let ty = lifetimes::name_all(ty, &statics, &|_| true);
    let end = quote_spanned!(last=> C);
    quote_spanned!(first=> <#ty as #rt::CType>::#end)
}
