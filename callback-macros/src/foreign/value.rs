//! `#[context(f, g)] name: &mut impl Trait`: one value whose methods are the callbacks on a context.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::{Token, Type, TypeParamBound};

use crate::syntax::types::ungrouped;

/// A value that is the context of callbacks, which are methods of a trait.
pub(crate) struct ContextValue {
    /// The type, as written.
    pub(crate) ty: Type,
    pub(crate) by: By,
    pub(crate) bounds: Punctuated<TypeParamBound, Token![+]>,
}

/// The way in which the caller passes a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// `impl Trait`: C keeps it, or calls once.
    Value,
    /// `&impl Trait`
    Shared,
    /// `&mut impl Trait`
    Exclusive,
}

impl By {
    /// The form in messages.
    pub(crate) fn shown(self) -> &'static str {
        match self {
            By::Value => "impl Trait",
            By::Shared => "&impl Trait",
            By::Exclusive => "&mut impl Trait",
        }
    }
}

impl ContextValue {
    /// Returns the value that a type is of: `impl Trait`, `&impl Trait` or `&mut impl Trait`.
    pub(crate) fn of(ty: &Type) -> Option<ContextValue> {
        let (by, inner) = match ungrouped(ty) {
            Type::Reference(reference) if reference.lifetime.is_none() => {
                (if reference.mutability.is_some() { By::Exclusive } else { By::Shared }, &*reference.elem)
            }
            inner => (By::Value, inner),
        };
        let inner = match ungrouped(inner) {
            Type::Paren(paren) => &paren.elem,
            inner => inner,
        };
        let Type::ImplTrait(found) = inner else { return None };
        Some(ContextValue { ty: ty.clone(), by, bounds: found.bounds.clone() })
    }

    /// The type parameter that stands for the value, which errors about its methods show.
    pub(crate) fn parameter() -> Ident {
        format_ident!("ValueOfCaller")
    }

    /// The trait whose methods are the callbacks.
    fn of_trait(&self) -> Option<&syn::TraitBound> {
        self.bounds.iter().find_map(|bound| if let TypeParamBound::Trait(bound) = bound { Some(bound) } else { None })
    }

    /// The type of the wrapper's parameter.
    pub(crate) fn parameter_type(&self, auto: &TokenStream, is_kept: bool) -> TokenStream {
        let bounds = &self.bounds;
        let forever = is_kept.then(|| quote!(+ 'static));
        match self.by {
            By::Value => quote!(impl #bounds #auto #forever),
            By::Shared => quote!(&(impl #bounds #auto)),
            By::Exclusive => quote!(&mut (impl #bounds #auto)),
        }
    }

    /// The expression that lends the value to C: `own` for one of the wrapper.
    pub(crate) fn lent(&self, context: &Ident, own: TokenStream) -> TokenStream {
        match self.by {
            By::Value => own,
            By::Shared => quote!(&*#context),
            By::Exclusive => quote!(&mut *#context),
        }
    }

    /// The call of the method with the name of a callback.
    pub(crate) fn call(
        &self,
        runtime: &TokenStream,
        method: &Ident,
        value: &Ident,
        arguments: &[Ident],
    ) -> TokenStream {
        let (ty, of_trait) = (Self::parameter(), self.of_trait().map(|bound| &bound.path));
        let at = method.span();
        let runtime: TokenStream = runtime.clone().into_iter().map(|token| located_at(token, at)).collect();
        let receiver = quote_spanned!(at=> #runtime::__private::receiver(#value));
        quote_spanned!(at=> <#ty as #of_trait>::#method(#receiver, #(#arguments),*))
    }
}

/// Moves a token of the path of the runtime to the place of a method, where its errors are shown.
fn located_at(mut token: TokenTree, at: Span) -> TokenTree {
    token.set_span(token.span().located_at(at));
    token
}
