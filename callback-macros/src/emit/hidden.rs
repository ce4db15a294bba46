//! What the user does not name: lints are not about it, and its names are nobody's business.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::{Attribute, Token, Visibility};

use crate::names;

/// What there is to say of lints: each costs its time to compile, also those of clippy, but where they are its own alone.
pub(crate) struct Lints {
    /// Whether the user allows something, which holds for the types that what is generated repeats.
    pub(crate) allowed: bool,
    /// Whether a function that is generated is `unsafe`.
    pub(crate) unsafe_functions: bool,
}

impl Lints {
    pub(crate) const ALL: Self = Lints { allowed: true, unsafe_functions: true };
}

/// A block of its own for what is not the user's code, where the runtime has a name.
pub(crate) fn block<'a>(
    cfgs: impl IntoIterator<Item = &'a Attribute>,
    runtime: &impl ToTokens,
    at: Span,
    lints: &Lints,
    content: impl IntoIterator<Item = TokenStream>,
) -> TokenStream {
    let (cfgs, rt) = (cfgs.into_iter(), names::runtime(at));
    let allowed = lints.allowed.then(|| quote!(#[allow(unused_qualifications)]));
    // What the user wrote in an attribute is not unsafe because of where it stands.
    let unsafety = lints.unsafe_functions.then(|| quote!(#[forbid(unsafe_op_in_unsafe_fn)]));
    let mut inner = quote!(use #runtime::__private as #rt;);
    inner.extend(content);
    let inner = Group::new(Delimiter::Brace, inner);
    quote! {
        #(#cfgs)*
        // No lint of the user's is about it.
        #[allow(deprecated)]
        #allowed
        #unsafety
        #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))]
        const _: () = #inner;
    }
}

/// A type without values, of the name that something else has. A variant that cannot be has its parameters.
pub(crate) struct Valueless<'a> {
    pub(crate) vis: &'a dyn ToTokens,
    pub(crate) name: &'a Ident,
    pub(crate) params: &'a [TokenStream],
    pub(crate) clause: &'a dyn ToTokens,
    pub(crate) phantoms: &'a [TokenStream],
}

impl ToTokens for Valueless<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Valueless { vis, name, params, clause, phantoms } = self;
        vis.to_tokens(tokens);
        <Token![enum]>::default().to_tokens(tokens);
        name.to_tokens(tokens);
        if params.is_empty() {
            clause.to_tokens(tokens);
            tokens.append(Group::new(Delimiter::Brace, TokenStream::new()));
            return;
        }
        tokens.extend(quote! {
            <#(#params),*> #clause {
                #[doc(hidden)]
                #[allow(dead_code)]
                __Never(::core::convert::Infallible, ::core::marker::PhantomData<fn() -> (#(#phantoms,)*)>),
            }
        });
    }
}

/// No lint is about types without values: the name is that of something else. A lint costs its time to compile, so
/// those that are about names that others can see, or about parameters, are said where there are such.
pub(crate) struct ValuelessLints(Group);

impl ValuelessLints {
    pub(crate) fn new(vis: &Visibility, has_params: bool) -> Self {
        let public = !matches!(vis, Visibility::Inherited);
        let public = public
            .then(|| quote!(missing_copy_implementations, missing_debug_implementations, clippy::exhaustive_enums,));
        let params = has_params.then(|| quote!(single_use_lifetimes, unused_qualifications,));
        ValuelessLints(Group::new(Delimiter::Bracket, quote!(allow(non_camel_case_types, #public #params))))
    }
}

impl ToTokens for ValuelessLints {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        <Token![#]>::default().to_tokens(tokens);
        tokens.append(self.0.clone());
    }
}
