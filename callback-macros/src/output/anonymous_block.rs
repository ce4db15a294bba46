//! Items that the user does not name: excluded from lints, and in a scope of their own.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::{Attribute, Token, Visibility};

use crate::output::names;
use crate::output::tree::put;

/// The lint attributes of a hidden block. Each takes time to compile, also for clippy, unless only clippy sees it.
pub(crate) struct Lints {
    /// True if the user allows lints, which also apply to the types that generated code repeats.
    pub(crate) allowed: bool,
    /// True if a generated function is `unsafe`.
    pub(crate) unsafe_functions: bool,
    /// True if there are bounds on types without parameters, which hold or are errors.
    pub(crate) bounds: bool,
}

impl Lints {
    pub(crate) const ALL: Self = Lints { allowed: true, unsafe_functions: true, bounds: false };
}

/// A block for generated items, in which the runtime has a name.
pub(crate) fn block<'a>(
    cfgs: impl IntoIterator<Item = &'a Attribute>,
    runtime: &impl ToTokens,
    at: Span,
    lints: &Lints,
    content: impl IntoIterator<Item = TokenStream>,
) -> TokenStream {
    let mut tokens = TokenStream::new();
    put_block(&mut tokens, cfgs, runtime, at, lints, |inner| inner.extend(content));
    tokens
}

/// Prints a [`block`].
pub(crate) fn put_block<'a>(
    tokens: &mut TokenStream,
    cfgs: impl IntoIterator<Item = &'a Attribute>,
    runtime: &impl ToTokens,
    at: Span,
    lints: &Lints,
    content: impl FnOnce(&mut TokenStream),
) {
    let (span, rt) = (Span::call_site(), names::runtime(at));
    tokens.append_all(cfgs);
    // The user's lints are not about generated code.
    put!(tokens, span => #[allow(deprecated)]);
    if lints.allowed {
        put!(tokens, span => #[allow(unused_qualifications)]);
    }
    if lints.bounds {
        put!(tokens, span => #[allow(trivial_bounds)]);
    }
    // Code that the user wrote in an attribute is not unsafe because of its position.
    if lints.unsafe_functions {
        put!(tokens, span => #[forbid(unsafe_op_in_unsafe_fn)]);
    }
    let mut inner = TokenStream::new();
    put!(&mut inner, span => use #runtime::__private as #rt;);
    content(&mut inner);
    let inner = Group::new(Delimiter::Brace, inner);
    put! {tokens, span =>
        #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))]
        const _: () = #inner;
    }
}

/// A type without values, with the name of another item. An impossible variant uses its parameters.
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

/// The lints allowed on a type without values, whose name is that of another item. Each takes time to compile, so lints
/// about public names and about parameters are added only for types that have them.
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

/// A visibility, as written one module further in.
pub(crate) fn inside(vis: &Visibility) -> TokenStream {
    let Visibility::Restricted(restricted) = vis else {
        return if matches!(vis, Visibility::Inherited) { quote!(pub(super)) } else { quote!(#vis) };
    };
    let path = &restricted.path;
    let first = path.segments.first().map(|first| &first.ident);
    let rest = path.segments.iter().skip(1);
    match first {
        Some(first) if first == "self" => quote!(pub(in super #(::#rest)*)),
        Some(first) if first == "super" => quote!(pub(in super::#path)),
        _ => quote!(#vis),
    }
}
