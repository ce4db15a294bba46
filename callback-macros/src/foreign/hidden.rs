//! The callback that calls a closure: a generic function for the pipeline of functions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Lifetime, ReturnType, Type};

use crate::foreign::model::{Callback, Declaration, Input, is_generic};
use crate::foreign::until::Handle;
use crate::function::check::rules;
use crate::function::expand_function;
use crate::function::model::{build, kind};
use crate::grammar::args::Args;
use crate::grammar::context::ContextArgs;
use crate::output::names;
use crate::syntax::lifetimes;
use crate::syntax::report::Report;
use crate::syntax::tokens::ends_open;
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
    pub(crate) kept: Option<Kept>,
    /// The handle that carries the closures.
    pub(crate) until: Option<Handle>,
}

/// The end of a callback that C keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
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
}

impl Calls {
    pub(crate) fn of(callback: &Callback) -> Calls {
        match (callback.contract.once.or(callback.contract.closes), callback.contract.shared) {
            (Some(_), _) => Calls::Once,
            (None, Some(_)) => Calls::Shared,
            (None, None) => Calls::Exclusive,
        }
    }

    fn name(self) -> TokenStream {
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
    fn auto_traits(&self) -> TokenStream {
        match (self.threads, self.calls) {
            (false, _) => TokenStream::new(),
            (true, Calls::Shared) if !self.moves => quote!(+ ::core::marker::Send + ::core::marker::Sync),
            (true, _) => quote!(+ ::core::marker::Send),
        }
    }

    /// The index of the first member that can stop, or of the first. A closing callback leads only if it is alone.
    pub(crate) fn leader(&self, declaration: &Declaration) -> usize {
        let mut others = (0..self.members.len()).filter(|&at| !self.members[at].closes());
        let first = others.clone().next().unwrap_or(0);
        others.find(|&at| stops(declaration, self, at)).unwrap_or(first)
    }

    /// The closure trait of a member.
    fn calls_of(&self, member: &Member) -> Calls {
        if member.closes() { Calls::Once } else { self.calls }
    }

    /// Returns true if the closure is boxed: a slot has one type.
    fn is_boxed(&self) -> bool {
        self.kept == Some(Kept::Slot)
    }

    /// The boxed closure: `dyn FnMut(…) -> …`.
    pub(crate) fn boxed(&self, declaration: &Declaration, member: &Member) -> TokenStream {
        let (signature, auto, runtime) =
            (member.signature(&self.calls_of(member).name()), self.auto_traits(), declaration.runtime);
        quote!(#runtime::__private::Box<dyn #signature #auto>)
    }

    fn closure_type(at: usize) -> Ident {
        format_ident!("__CallbackClosure{at}")
    }

    /// The type of the context: the closure, or a tuple of all closures.
    fn context_type(&self, declaration: &Declaration) -> TokenStream {
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
    /// Returns true if this is a closing callback, whose call ends the context.
    pub(crate) fn closes(&self) -> bool {
        self.callback.contract.closes.is_some()
    }

    /// The name of the hidden function and its marker.
    pub(crate) fn marker(&self) -> Ident {
        Ident::new(&format!("__callback_{}", names::text(&self.closure)), names::plumbing(self.span))
    }

    /// The types of the closure's arguments.
    fn types(&self) -> impl Iterator<Item = TokenStream> {
        self.inputs().map(|input| match &input.ty {
            // Reported.
            Type::Infer(_) => quote!(()),
            ty => ty.to_token_stream(),
        })
    }

    /// `-> !`
    fn returns_never(&self) -> bool {
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

/// Returns true if a callback hands back a stop value.
pub(crate) fn stops(declaration: &Declaration, group: &Group, at: usize) -> bool {
    let mut report = Report::new();
    let member = &group.members[at];
    let args = Args::parse(member.callback.args.clone(), &mut report);
    let stops = match crate::grammar::item::parse(function(declaration, group, at)) {
        Ok(function) => kind::stops(&build::build(&args, function, &mut report)),
        Err(_) => false,
    };
    // The expansion reports these errors.
    let _ = report.finish();
    stops
}

/// Checks the hidden callbacks; an error in one prevents the expansion of the declaration.
pub(crate) fn check(declaration: &Declaration, report: &mut Report) {
    for group in &super::lower::groups(declaration) {
        for (at, member) in group.members.iter().enumerate() {
            let args = Args::parse(member.callback.args.clone(), report);
            if let Some(function) = report.ok(crate::grammar::item::parse(function(declaration, group, at))) {
                rules::check(&build::build(&args, function, report), report);
            }
        }
    }
}

/// The return type of a callback, as written.
pub(crate) fn flow(member: &Member) -> TokenStream {
    match &member.callback.ty.output {
        ReturnType::Type(_, ty) => ungrouped(ty).to_token_stream(),
        ReturnType::Default => quote!(()),
    }
}

/// Expands the callback.
pub(crate) fn expand(declaration: &Declaration, group: &Group, at: usize) -> TokenStream {
    let member = &group.members[at];
    let tokens = function(declaration, group, at);
    let (given, krate) = (&member.callback.args, declaration.runtime);
    let comma = if ends_open(given) { None } else { Some(quote!(,)) };
    match crate::grammar::item::parse(tokens) {
        Ok(mut function) => {
            function.shown = Some(format!("{}::{}", declaration.text(), names::text(&member.closure)));
            function.is_vouched_for = true;
            expand_function(quote!(#given #comma crate = #krate), function)
        }
        Err(error) => crate::syntax::report::tokens(&error),
    }
}

/// The type and const parameters that the hidden callbacks of a group share with the declaration.
fn shared_generics(declaration: &Declaration, group: &Group) -> Vec<GenericParam> {
    let mentions = group.members.iter().any(|member| {
        let (types, output) = (member.types(), &member.callback.ty.output);
        is_generic(declaration, &quote!(#(#types)* #output))
    });
    let params = declaration.sig.generics.params.iter().filter(|_| mentions);
    params.filter(|param| !matches!(param, GenericParam::Lifetime(_))).cloned().collect()
}

/// The marker with its arguments; closure types are inferred.
pub(crate) fn marker_path(declaration: &Declaration, group: &Group, at: usize) -> TokenStream {
    let marker = group.members[at].marker();
    let shared = shared_generics(declaration, group);
    let shared = shared.iter().map(|param| match param {
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
        GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
    });
    if group.is_boxed() {
        return quote!(#marker<#(#shared),*>);
    }
    let closures = group.members.iter().map(|_| quote!(_));
    quote!(#marker<#(#shared,)* #(#closures),*>)
}

pub(crate) fn function(declaration: &Declaration, group: &Group, at: usize) -> TokenStream {
    let member = &group.members[at];
    let span = names::plumbing(member.span);
    let (name, abi, output) = (member.marker(), abi_of(declaration, member), &member.callback.ty.output);
    let shared = shared_generics(declaration, group);
    let predicates = match &declaration.sig.generics.where_clause {
        Some(clause) if !shared.is_empty() => {
            let kept =
                clause.predicates.iter().filter(|predicate| !matches!(predicate, syn::WherePredicate::Lifetime(_)));
            kept.map(ToTokens::to_token_stream).collect()
        }
        _ => vec![],
    };
    let generic = if group.is_boxed() { 0 } else { group.members.len() };
    let closures: Vec<Ident> = (0..generic).map(Group::closure_type).collect();
    let auto = group.auto_traits();
    let bounds = group.members.iter().zip(&closures).map(|(member, ty)| {
        let signature = member.signature(&group.calls_of(member).name());
        quote!(#ty: #signature #auto)
    });
    let named = member.callback.context().and_then(|input| input.name.clone());
    let closure = named.unwrap_or_else(|| Ident::new("__callback_closure", span));
    let (inputs, arguments) = inputs(declaration, group, member, &closure);
    let lifetimes = member.callback.ty.lifetimes.as_ref().map(|binder| binder.lifetimes.iter());
    let lifetimes = lifetimes.into_iter().flatten();
    let call = call(group, at, &closure, &arguments);
    let call = if member.returns_never() { quote!(match #call {}) } else { call };
    quote! {
        #[allow(clippy::too_many_arguments, unused_mut)]
        #abi fn #name<#(#lifetimes,)* #(#shared,)* #(#closures),*>(#(#inputs),*) #output
        where #(#predicates,)* #(#bounds,)*
        {
            #call
        }
    }
}

fn abi_of(declaration: &Declaration, member: &Member) -> TokenStream {
    member.callback.ty.abi.as_ref().unwrap_or(&declaration.block.abi).to_token_stream()
}

/// The parameters of the hidden function, context included, and the arguments of the closure.
fn inputs(
    declaration: &Declaration,
    group: &Group,
    member: &Member,
    closure: &Ident,
) -> (Vec<TokenStream>, Vec<Ident>) {
    let context = group.context_type(declaration);
    let context = match group.calls_of(member) {
        Calls::Exclusive => quote!(&mut #context),
        Calls::Shared => quote!(&#context),
        Calls::Once => context,
    };
    let (mut inputs, mut arguments, mut found) = (vec![], vec![], false);
    for (index, input) in member.callback.inputs.iter().enumerate() {
        let (attrs, ty) = (&input.attrs, &input.ty);
        if let Some(place) = &input.context {
            // A second context was reported.
            if core::mem::replace(&mut found, true) {
                continue;
            }
            let attr = context_attribute(place, ty);
            inputs.push(quote!(#attr #closure: #context));
        } else {
            let name = input.name.clone().unwrap_or_else(|| names::value(index, member.span));
            inputs.push(quote!(#(#attrs)* #name: #ty));
            if !input.is_place {
                arguments.push(name);
            }
        }
    }
    if !found {
        let place = if group.is_boxed() { quote!(static) } else { quote!(thread_local) };
        inputs.push(quote!(#[context(#place)] #closure: #context));
    }
    (inputs, arguments)
}

/// The `#[context]` attribute that matches the type of the parameter and the arguments.
fn context_attribute(place: &ContextArgs, ty: &Type) -> TokenStream {
    match (place, ty) {
        (ContextArgs::Parameter, Type::Infer(_)) => quote!(#[context]),
        (ContextArgs::Parameter, ty) => quote!(#[context(as = #ty)]),
        (ContextArgs::As(setting), _) => {
            let ty = &setting.value;
            quote!(#[context(as = #ty)])
        }
        (ContextArgs::Embedded(setting), _) => {
            let ty = &setting.value;
            quote!(#[context(embedded = #ty)])
        }
        (ContextArgs::From(setting), _) => {
            let expr = &setting.value;
            quote!(#[context(from = #expr)])
        }
        (ContextArgs::ThreadLocal, _) => quote!(#[context(thread_local)]),
        (ContextArgs::Pool { slots, .. }, _) => quote!(#[context(pool = #slots)]),
    }
}

/// The call of the closure.
fn call(group: &Group, at: usize, closure: &Ident, arguments: &[Ident]) -> TokenStream {
    if group.members.len() == 1 {
        return quote!(#closure(#(#arguments),*));
    }
    let field = syn::Index::from(at);
    if !group.members[at].callback.optional {
        return quote!((#closure.#field)(#(#arguments),*));
    }
    let reference = match group.calls {
        Calls::Exclusive => quote!(&mut #closure.#field),
        Calls::Shared | Calls::Once => quote!(&#closure.#field),
    };
    quote! {
        match #reference {
            ::core::option::Option::Some(__callback_present) => __callback_present(#(#arguments),*),
            ::core::option::Option::None => ::core::panic!("C was given no such callback"),
        }
    }
}
