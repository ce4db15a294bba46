//! The generics of the marker and of the impl.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Lifetime, Type, WherePredicate};

use crate::function::model::callback::{Access, Context, Model};
use crate::output::lifetimes::numbered;
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::tokens::mentions;

#[derive(Clone, Default)]
pub(crate) struct Generics {
    /// Parameters of the marker and the impl, with bounds.
    pub(crate) params: Vec<TokenStream>,
    /// These parameters as arguments.
    pub(crate) args: Vec<TokenStream>,
    /// The arguments of the marker: the parameters, or the type that stands for its lifetimes.
    pub(crate) named: Vec<TokenStream>,
    /// The type that stands for the lifetimes of a marker without other parameters, for `'static`.
    pub(crate) forever: Option<TokenStream>,
    /// True if that type names the context and the marker is in the module of an `impl` block, where its name may not be
    /// in scope.
    pub(crate) forever_is_outside: bool,
    /// The type and const arguments alone.
    pub(crate) turbofish: Vec<TokenStream>,
    pub(crate) phantoms: Vec<TokenStream>,
    /// The parameters without bounds, for places in which the names in bounds are not in scope.
    pub(crate) bare: Vec<TokenStream>,
    pub(crate) predicates: Vec<TokenStream>,
}

impl Generics {
    /// Returns the parameters of the marker, if a type stands for its lifetimes.
    pub(crate) fn in_one(&self) -> Option<(Vec<TokenStream>, Vec<TokenStream>)> {
        let (forever, name) = (self.forever.as_ref()?, names::lifetimes());
        Some((vec![quote!(#name = #forever)], vec![name.into_token_stream()]))
    }

    /// As [`Self::in_one`], for the marker in the module of an `impl` block. A type that the module may not have in scope
    /// is found by the trait of [`Self::found_by`].
    pub(crate) fn in_module(&self, marker: &Ident) -> Option<(Vec<TokenStream>, Vec<TokenStream>)> {
        if !self.forever_is_outside {
            return self.in_one();
        }
        let (of, name) = (names::forever(), names::lifetimes());
        Some((vec![quote!(#name = <#marker<()> as #of>::Of)], vec![name.into_token_stream()]))
    }

    /// Returns the impl by which a marker in a module finds the type that stands for its lifetimes.
    pub(crate) fn found_by(&self, module: &dyn ToTokens, marker: &dyn ToTokens) -> Option<TokenStream> {
        let (forever, of) = (self.forever.as_ref().filter(|_| self.forever_is_outside)?, names::forever());
        Some(quote! {
            impl #module::#of for #marker<()> {
                type Of = #forever;
            }
        })
    }

    /// Returns a parameter of a generated function that uses no value: from its type rustc infers the bounds that the
    /// context implies between its lifetimes.
    pub(crate) fn witness(&self, marker: &dyn ToTokens) -> Option<TokenStream> {
        let args = &self.named;
        self.has_several_lifetimes().then(|| quote!(_: *const #marker<#(#args),*>))
    }

    /// Returns true if one lifetime of the marker may have to outlive another.
    pub(crate) fn has_several_lifetimes(&self) -> bool {
        self.args.len() - self.turbofish.len() > 1
    }

    fn lifetime(&mut self, param: TokenStream, lifetime: &Lifetime) {
        self.params.push(param);
        self.bare.push(lifetime.to_token_stream());
        self.args.push(lifetime.to_token_stream());
        self.phantoms.push(quote!(&#lifetime ()));
    }

    fn ty(&mut self, param: &syn::TypeParam) {
        let (attrs, ident, colon, bounds) = (&param.attrs, &param.ident, &param.colon_token, &param.bounds);
        self.params.push(quote!(#(#attrs)* #ident #colon #bounds));
        self.bare.push(quote!(#(#attrs)* #ident: ?::core::marker::Sized));
        self.args.push(ident.to_token_stream());
        self.turbofish.push(ident.to_token_stream());
        self.phantoms.push(quote!(*const #ident));
    }
}

/// Returns the generics: the marker has the lifetimes of [`Model::is_of_marker`]; the others belong to the call.
pub(crate) fn generics(model: &Model) -> Generics {
    let mut plan = parameters(model);
    plan.named.clone_from(&plan.args);
    if let Some((named, forever)) = lifetimes_as_type(model, &plan) {
        plan.forever_is_outside = model.is_method() && plan.has_several_lifetimes();
        plan.named = vec![named];
        plan.forever = Some(forever);
    }
    plan
}

/// Returns the type that stands for the lifetimes of a marker, and the type for `'static`. A type parameter has a
/// default, and rustc infers it where it infers lifetimes: the name of the callback alone is a type that hides none.
///
/// A marker with type parameters has lifetimes: of several parameters, rustc infers all or none. So has one whose context
/// is a projection, which determines no lifetime.
fn lifetimes_as_type(model: &Model, plan: &Generics) -> Option<(TokenStream, TokenStream)> {
    let (_, context) = model.context()?;
    if plan.args.is_empty() || !plan.turbofish.is_empty() || mentions(context.inner.to_token_stream(), &names::r#as()) {
        return None;
    }
    let forever = names::static_lifetime();
    if let [lifetime] = &plan.args[..] {
        return Some((quote!(&#lifetime ()), quote!(&#forever ())));
    }
    // rustc infers from it which bounds one of them implies for another, as it does for a function.
    let context = context_type(context).into_token_stream();
    let lifetimes: Vec<Lifetime> = plan.args.iter().filter_map(|arg| parse::tokens(arg.clone()).ok()).list();
    let is_of_marker = |ident: &Ident| lifetimes.iter().any(|lifetime| lifetime.ident == *ident);
    let forever = lifetimes::name_all(&context, &forever, &is_of_marker);
    Some((quote!(*const #context), quote!(*const #forever)))
}

fn parameters(model: &Model) -> Generics {
    let generics = &model.function.sig.generics;
    let inner = model.context().map(|(_, context)| &context.inner);
    let belongs = |lifetime: &Lifetime| model.is_of_marker(lifetime);
    let mut plan = Generics::default();
    let elided = inner.map_or(0, |ty| lifetimes::elided(ty) + usize::from(elides_object_bound(ty)));
    for lifetime in (0..elided).map(names::context_lifetime) {
        plan.lifetime(lifetime.to_token_stream(), &lifetime);
    }
    if generics.params.is_empty() && generics.where_clause.is_none() {
        return plan;
    }
    let calls: Vec<&Lifetime> =
        generics.lifetimes().map(|param| &param.lifetime).filter(|lifetime| !belongs(lifetime)).list();
    let of_call = |tokens: TokenStream| calls.iter().any(|lifetime| lifetimes::mentioned(tokens.clone(), lifetime));
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(param) if !belongs(&param.lifetime) => {}
            GenericParam::Lifetime(param) => {
                let (lifetime, bounds) = (&param.lifetime, param.bounds.iter().filter(|bound| belongs(bound)));
                plan.lifetime(quote!(#lifetime: #(#bounds)+*), lifetime);
            }
            GenericParam::Type(param) => plan.ty(param),
            GenericParam::Const(param) => {
                let (attrs, ident, ty) = (&param.attrs, &param.ident, &param.ty);
                plan.params.push(quote!(#(#attrs)* const #ident: #ty));
                plan.bare.push(quote!(#(#attrs)* const #ident: #ty));
                plan.args.push(ident.to_token_stream());
                plan.turbofish.push(ident.to_token_stream());
            }
        }
    }
    plan.predicates = implied(generics, inner, &plan.args);
    if let Some(clause) = &generics.where_clause {
        let kept = clause.predicates.iter().filter(|predicate| !of_call(predicate.to_token_stream()));
        plan.predicates.extend(kept.map(WherePredicate::to_token_stream));
    }
    plan
}

/// Returns the type of a context with several lifetimes: from it, rustc infers which bounds one of them implies for
/// another, as it does from the parameters of a function.
pub(crate) fn implying(model: &Model, generics: &Generics) -> Vec<TokenStream> {
    if generics.forever.is_some() {
        return vec![];
    }
    let context =
        model.context().filter(|_| generics.has_several_lifetimes()).map(|(_, context)| context_type(context));
    context.map(|ty| quote!(*const #ty)).into_iter().list()
}

/// Returns the bounds `T: 'a` that a function infers from `&'a T` in its signature, and a type does not.
fn implied(generics: &syn::Generics, inner: Option<&Type>, args: &[TokenStream]) -> Vec<TokenStream> {
    let Some(inner) = inner else { return vec![] };
    let lifetimes: Vec<_> = args.iter().filter_map(|arg| parse::tokens::<Lifetime>(arg.clone()).ok()).list();
    let types = generics.type_params().filter(|param| mentions(inner.to_token_stream(), &param.ident));
    types
        .flat_map(|param| {
            let ident = &param.ident;
            lifetimes.iter().map(move |lifetime| quote!(#ident: #lifetime))
        })
        .list()
}

/// Returns the marker with its arguments.
pub(crate) fn marker_path(model: &Model) -> TokenStream {
    let marker = model.marker();
    let args = generics(model).named;
    if args.is_empty() { marker.to_token_stream() } else { quote!(#marker<#(#args),*>) }
}

pub(crate) fn context_type(context: &Context) -> Printed<'_> {
    let ty = numbered(&context.inner, names::context_lifetime);
    if elides_object_bound(&context.inner) && context.access != Access::Once {
        let plus = if ends_with_plus(&context.inner) { None } else { Some(quote!(+)) };
        let lifetime = names::context_lifetime(lifetimes::elided(&context.inner));
        return Printed::Tokens(quote!((#ty #plus #lifetime)));
    }
    ty
}

/// Returns true for `dyn Trait` without a lifetime: behind `&mut` the object may borrow as long as the reference.
pub(super) fn elides_object_bound(ty: &Type) -> bool {
    match ty {
        Type::TraitObject(object) => {
            !object.bounds.iter().any(|bound| matches!(bound, syn::TypeParamBound::Lifetime(_)))
        }
        _ => false,
    }
}

/// Returns true for `dyn Trait +`, which means the same as `dyn Trait`.
fn ends_with_plus(ty: &Type) -> bool {
    matches!(ty, Type::TraitObject(object) if object.bounds.trailing_punct())
}
