//! The closures of a declaration that share one context.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, GenericParam, Lifetime, ReturnType, Type};

use crate::foreign::model::{Callback, Declaration, Input};
use crate::foreign::value::ContextValue;
use crate::function::model::callback::Model;
use crate::function::model::kind;
use crate::output::names;
use crate::syntax::lifetimes;
use crate::syntax::types::ungrouped;

/// The closure trait of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calls {
    /// `FnMut`
    Exclusive,
    /// `Fn`
    Shared,
    /// `FnOnce`
    Once,
}

/// Callbacks on one context.
pub(crate) struct Group<'a> {
    pub(crate) members: Vec<Member<'a>>,
    pub(crate) calls: Calls,
    pub(crate) threads: bool,
    /// One call at a time, on any thread.
    pub(crate) moves: bool,
    /// Set if C keeps the callbacks after the call.
    pub(crate) kept: Option<KeptUntil>,
    /// The handle that carries the closures.
    pub(crate) until: Option<Handle>,
    /// The value whose methods are the callbacks, and the index of its parameter; else they are closures.
    pub(crate) value: Option<(usize, &'a ContextValue)>,
}

/// The end of a callback that C keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeptUntil {
    /// A destroy notify.
    Destroy,
    /// A call that unregisters it.
    Unregister,
    /// None: C receives a number, which may arrive late.
    Handle,
    /// None: C receives a shim that is bound to a slot.
    Slot,
}

pub(crate) struct Member<'a> {
    /// The index of its parameter in the declaration.
    pub(crate) index: usize,
    pub(crate) callback: &'a Callback,
    /// The name of the closure in the wrapper.
    pub(crate) closure: Ident,
    pub(crate) span: Span,
    /// The callback that calls the closure; `None` until it is built, and if its tokens are no function.
    pub(crate) model: Option<Model<'a>>,
    /// True if an error was reported in the callback or before it.
    pub(crate) is_broken: bool,
}

impl Calls {
    pub(crate) fn of(callback: &Callback) -> Calls {
        match (callback.contract.once.or(callback.contract.closes), callback.contract.shared) {
            (Some(_), _) => Calls::Once,
            (None, Some(_)) => Calls::Shared,
            (None, None) => Calls::Exclusive,
        }
    }

    pub(crate) fn name(self) -> TokenStream {
        match self {
            Calls::Exclusive => quote!(::core::ops::FnMut),
            Calls::Shared => quote!(::core::ops::Fn),
            Calls::Once => quote!(::core::ops::FnOnce),
        }
    }

    /// The expression that lends a context to C.
    pub(crate) fn lent(self, context: &TokenStream, moves: bool) -> TokenStream {
        match self {
            Calls::Shared if moves => quote!(&mut #context),
            Calls::Exclusive => quote!(&mut #context),
            Calls::Shared => quote!(&#context),
            Calls::Once => context.clone(),
        }
    }
}

impl Group<'_> {
    /// The `Send` and `Sync` bounds of the closures, if C calls from other threads.
    pub(crate) fn auto_traits(&self) -> TokenStream {
        match (self.threads, self.calls) {
            (false, _) => TokenStream::new(),
            (true, Calls::Shared) if !self.moves => quote!(+ ::core::marker::Send + ::core::marker::Sync),
            (true, _) => quote!(+ ::core::marker::Send),
        }
    }

    /// The index of the first member that can stop, or of the first. A closing callback leads only if it is alone.
    pub(crate) fn leader(&self) -> usize {
        let mut others = (0..self.members.len()).filter(|&at| !self.members[at].closes());
        let first = others.clone().next().unwrap_or(0);
        others.find(|&at| self.members[at].stops()).unwrap_or(first)
    }

    /// The closure trait of a member.
    pub(crate) fn calls_of(&self, member: &Member) -> Calls {
        if member.closes() { Calls::Once } else { self.calls }
    }

    /// Returns true if the closure is boxed: a slot has one type.
    pub(crate) fn is_boxed(&self) -> bool {
        self.kept == Some(KeptUntil::Slot)
    }

    /// The boxed closure: `dyn FnMut(…) -> …`.
    pub(crate) fn boxed(&self, declaration: &Declaration, member: &Member) -> TokenStream {
        let (signature, auto, runtime) =
            (member.signature(&self.calls_of(member).name()), self.auto_traits(), declaration.runtime);
        quote!(#runtime::__private::Box<dyn #signature #auto>)
    }

    pub(crate) fn closure_type(at: usize) -> Ident {
        format_ident!("__CallbackClosure{at}")
    }

    /// The number of types that the callbacks are generic over: one for each closure, or that of the value.
    pub(crate) fn types(&self) -> usize {
        match (&self.value, self.is_boxed()) {
            (_, true) => 0,
            (Some(_), _) => 1,
            (None, _) => self.members.len(),
        }
    }

    /// The type of the context: the value, the closure, or a tuple of all closures.
    pub(crate) fn context_type(&self, declaration: &Declaration) -> TokenStream {
        if self.value.is_some() {
            return ContextValue::parameter().to_token_stream();
        }
        if self.is_boxed() {
            return self.boxed(declaration, &self.members[0]);
        }
        let types = self.members.iter().enumerate().map(|(at, member)| {
            let ty = Self::closure_type(at);
            if member.callback.optional { quote!(::core::option::Option<#ty>) } else { ty.to_token_stream() }
        });
        if self.members.len() == 1 { Self::closure_type(0).to_token_stream() } else { quote!((#(#types,)*)) }
    }
}

impl Member<'_> {
    /// Returns true if the callback hands back a stop value.
    pub(crate) fn stops(&self) -> bool {
        self.model.as_ref().is_some_and(kind::stops)
    }

    /// Returns true if this is a closing callback, whose call ends the context.
    pub(crate) fn closes(&self) -> bool {
        self.callback.contract.closes.is_some()
    }

    /// The name of the hidden function and its marker, which errors in bodies show.
    pub(crate) fn marker(&self) -> Ident {
        Ident::new(&format!("{}_of_caller", names::text(&self.closure)), names::plumbing(self.span))
    }

    /// The types of the closure's arguments.
    pub(crate) fn types(&self) -> impl Iterator<Item = TokenStream> {
        self.inputs().map(|input| match &input.ty {
            // Reported.
            Type::Infer(_) => quote!(()),
            ty => ty.to_token_stream(),
        })
    }

    /// `-> !`
    pub(crate) fn returns_never(&self) -> bool {
        matches!(&self.callback.ty.output, ReturnType::Type(_, ty) if matches!(ungrouped(ty), Type::Never(_)))
    }

    fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.callback.inputs.iter().filter(|input| input.context.is_none() && !input.is_place)
    }

    /// `FnMut(A, B) -> R`
    pub(crate) fn signature(&self, calls: &TokenStream) -> TokenStream {
        let types = self.types();
        // Stable Rust has no closure type that returns `!`.
        let output = match &self.callback.ty.output {
            output if self.returns_never() => {
                let span = output.span();
                quote_spanned!(span=> -> ::core::convert::Infallible)
            }
            output => output.to_token_stream(),
        };
        let signature = quote!(#calls(#(#types),*) #output);
        let Some(binder) = &self.callback.ty.lifetimes else { return signature };
        // The function also has lifetimes of these names.
        let bound = |ident: &Ident| {
            let params = binder.lifetimes.iter();
            params
                .filter_map(|param| if let GenericParam::Lifetime(param) = param { Some(param) } else { None })
                .any(|param| param.lifetime.ident == *ident)
        };
        let inner = Lifetime::new("'__callback_call", Span::mixed_site());
        let signature = lifetimes::rename(&signature, &inner, &bound);
        quote!(for<#inner> #signature)
    }

    /// The type of the wrapper's parameter.
    pub(crate) fn parameter_type(&self, declaration: &Declaration, group: &Group) -> TokenStream {
        let (signature, auto) = (self.signature(&group.calls_of(self).name()), group.auto_traits());
        if group.kept.is_some() {
            let boxed = group.boxed(declaration, self);
            return if self.callback.optional {
                quote!(::core::option::Option<#boxed>)
            } else {
                quote!(impl #signature #auto + 'static)
            };
        }
        if !self.callback.optional {
            return quote!(impl #signature #auto);
        }
        match group.calls {
            Calls::Exclusive => quote!(::core::option::Option<&mut (dyn #signature #auto)>),
            Calls::Shared if !group.moves => quote!(::core::option::Option<&(dyn #signature #auto)>),
            Calls::Once | Calls::Shared => {
                let runtime = declaration.runtime;
                quote!(::core::option::Option<#runtime::__private::Box<dyn #signature #auto + '_>>)
            }
        }
    }
}

/// The handle that carries a closure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handle {
    /// An argument, lent from its box.
    Argument(usize),
    /// A box that C writes.
    Out(usize),
    /// The box that C returns.
    Result,
}

/// The `unregister` expression of a closure that C keeps.
pub(crate) fn unregister<'a>(group: &Group<'a>) -> Option<&'a Expr> {
    group.kept.filter(|kept| *kept != KeptUntil::Destroy)?;
    group.members.iter().find_map(|member| member.callback.contract.unregister.as_ref()).map(|setting| &setting.value)
}
