//! From what the user said to what is printed: every decision is made here.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, GenericParam, Lifetime, Type, WherePredicate};

use crate::args::ErrorValue;
use crate::check::is_function;
use crate::context::ContextArgs;
use crate::declaration::Declaration;
use crate::model::{Access, Context, Model, Parameter, Role, Shape, is_number, mentions};
use crate::{abi, declaration, leave, length, lifetimes, names};

/// What is printed.
pub(crate) struct Plan {
    pub(crate) runtime: TokenStream,
    pub(crate) abi: TokenStream,
    pub(crate) generics: Generics,
    /// The C type of each parameter that C has.
    pub(crate) c_parameters: Vec<CParameter>,
    pub(crate) c_return: TokenStream,
    pub(crate) context: Option<ContextPlan>,
    pub(crate) flow: TokenStream,
    /// Access, flow, pointer, route and threads, without those at the end that the runtime has as defaults.
    pub(crate) terms: TokenStream,
    pub(crate) captures: bool,
    /// Whether C calls from other threads; then what the context has to be is asserted.
    pub(crate) threads: bool,
    /// The types that may refuse a value.
    pub(crate) refusing: TokenStream,
    /// Arguments that C passes in one parameter; then comes the context.
    pub(crate) conversions: Vec<Conversion>,
    /// Arguments with a length, which may depend on all others.
    pub(crate) counted: Vec<Conversion>,
    /// The arguments of the call, in the order of the function.
    pub(crate) call: Vec<TokenStream>,
    pub(crate) answer: Answer,
    pub(crate) fail: TokenStream,
    pub(crate) fails_with_errno: bool,
    pub(crate) parameter_names: Vec<String>,
    /// The declaration in C.
    pub(crate) declaration: Declaration,
}

#[derive(Clone, Default)]
pub(crate) struct Generics {
    /// Parameters of the marker and the impl, with bounds.
    pub(crate) params: Vec<TokenStream>,
    /// The same as arguments.
    pub(crate) args: Vec<TokenStream>,
    /// The type and const arguments alone.
    pub(crate) turbofish: Vec<TokenStream>,
    pub(crate) phantoms: Vec<TokenStream>,
    /// The parameters without bounds, where the names in them cannot be seen.
    pub(crate) bare: Vec<TokenStream>,
    pub(crate) predicates: Vec<TokenStream>,
}

pub(crate) struct CParameter {
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
}

pub(crate) struct ContextPlan {
    pub(crate) access: TokenStream,
    pub(crate) ty: TokenStream,
    pub(crate) pointer: TokenStream,
    /// How the context comes to the callback.
    pub(crate) route: TokenStream,
    /// How many slots there are for it.
    pub(crate) slots: usize,
    pub(crate) value: Ident,
    /// The C value that is the context, or how to find it.
    pub(crate) source: TokenStream,
}

/// `let NAME = CONVERT?;`
pub(crate) struct Conversion {
    pub(crate) name: Ident,
    /// What the argument borrows, where it may borrow something; else it takes the call itself.
    pub(crate) borrow: Option<Borrow>,
    pub(crate) convert: TokenStream,
}

/// `let NAME = Call::new(); let BORROWED = &NAME;`, where `NAME` is that of the argument, because rustc names it
/// where it ends too soon.
pub(crate) struct Borrow {
    pub(crate) call: TokenStream,
    pub(crate) name: Ident,
    pub(crate) value: TokenStream,
}

/// What is made of the result.
pub(crate) struct Answer {
    /// A function of the runtime, and what it takes behind the result.
    pub(crate) function: TokenStream,
    pub(crate) arguments: Vec<TokenStream>,
}

pub(crate) fn lower(model: &Model) -> Option<Plan> {
    let context_lifetime = names::context_lifetime();
    let runtime = match &model.args.krate {
        Some(krate) => krate.value.to_token_stream(),
        None => abi::default_runtime(),
    };
    let generics = generics(model, &context_lifetime);
    let (conversions, counted, call) = conversions(model);
    let (answer, c_return, fail) = (answer(model), c_return(model), fail(model)?);
    let context = model.context().map(|(index, context)| context_plan(model, index, context));
    Some(Plan {
        runtime,
        abi: abi_string(model),
        generics,
        c_parameters: c_parameters(model),
        c_return,
        terms: terms(model, context.as_ref()),
        context,
        flow: flow(model),
        captures: model.args.abort.is_none(),
        threads: model.args.threads.is_some(),
        refusing: refusing(model),
        conversions,
        counted,
        call,
        answer,
        fail,
        fails_with_errno: fails_with_errno(model),
        parameter_names: model
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| display_name(index, parameter))
            .collect(),
        declaration: declaration::declaration(model),
    })
}

/// What the marker's `__Terms` are made of.
fn terms(model: &Model, context: Option<&ContextPlan>) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (access, pointer, route) = match context {
        Some(context) => (context.access.clone(), context.pointer.clone(), context.route.clone()),
        None => (quote_spanned!(span=> #rt::Shared), c_void_pointer(at), quote!(Nowhere)),
    };
    let threads = if model.args.threads.is_some() { quote!(AnyThread) } else { quote!(OneThread) };
    let said = [
        false,
        !matches!(kind(model), Kind::Plain) || model.unwinds(),
        model.context().is_some_and(|(_, context)| matches!(context.args, ContextArgs::As(_))),
        route.to_string() != "Passed",
        model.args.threads.is_some(),
    ];
    let count = said.iter().rposition(|said| *said).unwrap_or(0) + 1;
    let terms =
        [access, flow(model), pointer, quote_spanned!(span=> #rt::route::#route), quote_spanned!(span=> #rt::#threads)];
    let terms = terms.into_iter().take(count);
    // Shown at the one term that may not do.
    let at = match model.context().map(|(_, context)| &context.args) {
        Some(ContextArgs::As(pointer)) => names::ends(&pointer.value).0,
        _ if said[1] => names::plumbing(model.returns.span),
        _ => span,
    };
    let rt = names::runtime(at);
    quote_spanned!(at=> #rt::Agreed<#(#terms),*>)
}

fn c_void_pointer(at: Span) -> TokenStream {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    quote_spanned!(span=> *mut #rt::c_void)
}

fn abi_string(model: &Model) -> TokenStream {
    let abi = model.function.sig.abi.as_ref();
    let name = abi.and_then(|abi| abi.name.as_ref());
    name.map_or_else(|| quote!("C"), ToTokens::to_token_stream)
}

fn display_name(index: usize, parameter: &Parameter) -> String {
    match &parameter.name {
        Some(name) => names::text(name),
        None => format!("#{}", index + 1),
    }
}

/// The marker has the lifetimes that the context mentions; the others belong to the call.
pub(crate) fn generics(model: &Model, context_lifetime: &Lifetime) -> Generics {
    let generics = &model.function.sig.generics;
    let inner = model.context().map(|(_, context)| &context.inner);
    let belongs = |lifetime: &Lifetime| inner.is_some_and(|ty| lifetimes::mentioned(ty.to_token_stream(), lifetime));
    let mut plan = Generics {
        params: vec![],
        args: vec![],
        turbofish: vec![],
        phantoms: vec![],
        bare: vec![],
        predicates: vec![],
    };
    if inner.is_some_and(|ty| lifetimes::elides(ty, context_lifetime) || elides_object_bound(ty)) {
        plan.lifetime(context_lifetime.to_token_stream(), context_lifetime);
    }
    let calls: Vec<&Lifetime> =
        generics.lifetimes().map(|param| &param.lifetime).filter(|lifetime| !belongs(lifetime)).collect();
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

/// `T: 'a`, which a function has from `&'a T` in its signature, and a type has not.
fn implied(generics: &syn::Generics, inner: Option<&Type>, args: &[TokenStream]) -> Vec<TokenStream> {
    let Some(inner) = inner else { return vec![] };
    let lifetimes: Vec<_> = args.iter().filter_map(|arg| syn::parse2::<Lifetime>(arg.clone()).ok()).collect();
    let types = generics.type_params().filter(|param| mentions(inner.to_token_stream(), &param.ident));
    types
        .flat_map(|param| {
            let ident = &param.ident;
            lifetimes.iter().map(move |lifetime| quote!(#ident: #lifetime))
        })
        .collect()
}

impl Generics {
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

/// `&mut dyn Trait` lets the object borrow as long as the reference; the context says so by name.
fn elides_object_bound(ty: &Type) -> bool {
    match ty {
        Type::TraitObject(object) => {
            !object.bounds.iter().any(|bound| matches!(bound, syn::TypeParamBound::Lifetime(_)))
        }
        _ => false,
    }
}

/// `dyn Trait +` is as good as `dyn Trait`.
fn ends_with_plus(ty: &Type) -> bool {
    matches!(ty, Type::TraitObject(object) if object.bounds.trailing_punct())
}

fn context_type(context: &Context, context_lifetime: &Lifetime) -> TokenStream {
    let ty = lifetimes::name_all(&context.inner, context_lifetime, &|_| false);
    if elides_object_bound(&context.inner) && context.access != Access::Once {
        let plus = if ends_with_plus(&context.inner) { None } else { Some(quote!(+)) };
        return quote!((#ty #plus #context_lifetime));
    }
    ty
}

pub(crate) fn context_plan(model: &Model, index: usize, context: &Context) -> ContextPlan {
    let parameter = &model.parameters[index];
    let (rt, span) = (names::runtime(parameter.span), names::plumbing(parameter.span));
    let (route, source) = match &context.args {
        ContextArgs::From(from) => (quote!(Passed), found(model, &from.value)),
        ContextArgs::Parameter | ContextArgs::As(_) | ContextArgs::Embedded(_) => {
            let c = names::c_value(index, parameter.span);
            let embedded = matches!(context.args, ContextArgs::Embedded(_));
            let route = if embedded { quote!(InObject) } else { quote!(Passed) };
            (route, quote_spanned!(span=> #rt::ContextPointer::into_context(#c)))
        }
        ContextArgs::ThreadLocal => {
            let callback = marker_path(model);
            (quote!(Stacked), quote_spanned!(span=> #rt::stacked::<#callback>()))
        }
        ContextArgs::Pool { .. } => (quote!(Slots), quote_spanned!(span=> #rt::null_mut())),
    };
    ContextPlan {
        access: context.access.marker(parameter.span),
        route,
        slots: match context.args {
            ContextArgs::Pool { slots, .. } => slots,
            _ => 0,
        },
        ty: context_type(context, &names::context_lifetime()),
        pointer: context_pointer(context, parameter),
        value: binding(index, parameter),
        source,
    }
}

/// How C passes the context.
fn context_pointer(context: &Context, parameter: &Parameter) -> TokenStream {
    match &context.args {
        ContextArgs::As(pointer) => pointer.value.to_token_stream(),
        ContextArgs::Embedded(base) => {
            let (rt, span) = (names::runtime(parameter.span), names::plumbing(parameter.span));
            let (base, ty) = (&base.value, context_type(context, &names::context_lifetime()));
            quote_spanned!(span=> #rt::Embed<#base, #ty>)
        }
        _ => c_void_pointer(parameter.span),
    }
}

/// `#[context(from = EXPR)]`: the expression sees the C values by the names of the parameters.
fn found(model: &Model, from: &Expr) -> TokenStream {
    let (first, last) = names::ends(from);
    let rt = names::runtime(first);
    let mut bindings = vec![];
    let mut unusable = vec![];
    for (index, parameter) in model.parameters.iter().enumerate() {
        let Some(name) = &parameter.name else {
            continue;
        };
        if matches!(parameter.role, Role::Context(_)) || !mentions(from.to_token_stream(), name) {
            continue;
        }
        let c = names::c_value(index, parameter.span);
        match parameter.ty {
            Type::Reference(_) => unusable.push(quote_spanned!(first=> !#rt::Nullable::is_usable(#c))),
            Type::Ptr(_) => unusable.push(quote_spanned!(first=> #rt::Nullable::is_null(#c))),
            _ => {}
        }
        bindings.push(quote_spanned!(first=> let #name = #c;));
    }
    let callback = marker_path(model);
    let expression = quote_spanned!(last=> (|| { #(#bindings)* (#from) }));
    quote_spanned! {first=>
        if false #(|| #unusable)* {
            #rt::null_mut()
        } else {
            #rt::find::<#callback, _> #expression
        }
    }
}

/// The marker with its arguments.
pub(crate) fn marker_path(model: &Model) -> TokenStream {
    let marker = model.marker();
    let generics = generics(model, &names::context_lifetime());
    let args = generics.args;
    if args.is_empty() { marker } else { quote!(#marker<#(#args),*>) }
}

pub(crate) fn is_c_parameter(parameter: &Parameter) -> bool {
    !matches!(&parameter.role, Role::Context(context) if !context.args.is_parameter())
}

fn c_parameters(model: &Model) -> Vec<CParameter> {
    let parameters = model.parameters.iter().enumerate().filter(|(_, parameter)| is_c_parameter(parameter));
    parameters
        .map(|(index, parameter)| {
            let ty = match &parameter.role {
                Role::Context(context) => context_pointer(context, parameter),
                Role::Argument | Role::Counted(_) | Role::Formatted(_) => {
                    c_type(&of_call(model, &parameter.ty), &parameter.ty)
                }
            };
            CParameter { name: names::c_value(index, parameter.span), ty }
        })
        .collect()
}

/// The C type of a type; rustc's errors are shown at the one that the user wrote.
fn c_type(ty: &TokenStream, written: &Type) -> TokenStream {
    let (first, last) = names::ends(written);
    let rt = names::runtime(first);
    let end = quote_spanned!(last=> C);
    quote_spanned!(first=> <#ty as #rt::CType>::#end)
}

/// A parameter's type, with the lifetimes of the call elided: the function has them for any.
fn of_call(model: &Model, ty: &Type) -> TokenStream {
    let anonymous = Lifetime::new("'_", Span::mixed_site());
    let inner = model.context().map(|(_, context)| context.inner.to_token_stream());
    let is_of_call = |ident: &Ident| {
        let mut declared = model.function.sig.generics.lifetimes();
        let declared = declared.any(|param| param.lifetime.ident == *ident);
        let lifetime = Lifetime { apostrophe: ident.span(), ident: ident.clone() };
        declared && !inner.as_ref().is_some_and(|inner| lifetimes::mentioned(inner.clone(), &lifetime))
    };
    lifetimes::rename(ty, &anonymous, &is_of_call)
}

/// The name of a parameter's converted value: the user's, so that `#[len(…)]` can use it.
fn binding(index: usize, parameter: &Parameter) -> Ident {
    parameter.name.clone().unwrap_or_else(|| names::value(index, parameter.span))
}

/// Plain arguments, those whose length may depend on them, and all as the function takes them.
fn conversions(model: &Model) -> (Vec<Conversion>, Vec<Conversion>, Vec<TokenStream>) {
    let (mut plain, mut counted) = (vec![], vec![]);
    for (index, parameter) in model.parameters.iter().enumerate() {
        let name = binding(index, parameter);
        let (span, last) = names::ends(&parameter.ty);
        let (rt, c) = (names::runtime(span), names::c_value(index, span));
        let ty = of_call(model, &parameter.ty);
        let borrow = may_borrow(&parameter.ty).then(|| borrow(index, &name, span, last));
        let call = if let Some(borrow) = &borrow {
            borrow.name.to_token_stream()
        } else {
            let call = names::call(span);
            quote_spanned!(span=> &#call)
        };
        match &parameter.role {
            Role::Context(_) => {}
            Role::Argument => {
                let convert = quote_spanned!(span=> #rt::argument::<#ty, _, _>(#call, #index, #c));
                plain.push(Conversion { name, borrow, convert });
            }
            Role::Counted(len) => {
                let double = length::is_double(len);
                let len = length::checked(len);
                let function = Ident::new(if double { "counted_twice" } else { "counted" }, span);
                let convert = quote_spanned!(span=> #rt::#function::<#ty, _, _>(#call, #index, #c, #len.0));
                counted.push(Conversion { name, borrow, convert });
            }
            Role::Formatted(format) => {
                let format = c_value_of(model, format);
                let convert = quote_spanned!(span=> #rt::formatted::<#ty, _, _>(#call, #index, #c, #format));
                plain.push(Conversion { name, borrow, convert });
            }
        }
    }
    (plain, counted, call_arguments(model))
}

/// The arguments in the order of the function: a method takes `self` first, wherever C has it.
fn call_arguments(model: &Model) -> Vec<TokenStream> {
    let receiver = model.of_block.as_ref().and_then(|of_block| of_block.receiver.as_ref());
    let given = model.of_block.as_ref().and_then(|of_block| of_block.given.clone());
    let arguments = model.parameters.iter().enumerate().map(|(index, parameter)| binding(index, parameter));
    let others = arguments.filter(|argument| Some(argument) != receiver).map(Ident::into_token_stream);
    given.into_iter().chain(others).collect()
}

/// What C passes in the parameter of a name.
fn c_value_of(model: &Model, name: &Ident) -> Ident {
    let index = model.parameters.iter().position(|parameter| parameter.name.as_ref() == Some(name));
    // A name of no parameter is reported.
    names::c_value(index.unwrap_or(usize::MAX), name.span())
}

/// What an argument borrows.
fn borrow(index: usize, name: &Ident, first: Span, last: Span) -> Borrow {
    let (rt, mut end) = (names::runtime(first), name.clone());
    end.set_span(name.span().located_at(last));
    Borrow {
        call: quote_spanned!(first=> #rt::Call::new()),
        name: names::borrowed(index, first),
        value: quote_spanned!(first=> &#end),
    }
}

/// Whether a type may have the lifetime of the call: numbers and raw pointers have not, whatever else they are.
fn may_borrow(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => !path.path.get_ident().is_some_and(|name| is_number(&name.to_string())),
        Type::Ptr(_) => false,
        _ => true,
    }
}

/// Whether anything can be refused, as a constant expression.
fn refusing(model: &Model) -> TokenStream {
    let at = names::plumbing(model.name().span());
    if model.args.abort.is_none() {
        // A call looks at the state of its context for the panics.
        return quote_spanned!(at=> true);
    }
    let plain = matches!(kind(model), Kind::Plain) && model.args.returns.is_none();
    let counted =
        model.parameters.iter().any(|parameter| matches!(parameter.role, Role::Counted(_) | Role::Formatted(_)));
    let infallible_result = matches!(model.returns.shape, Shape::Unit | Shape::Ordering | Shape::Number);
    if !plain || counted || !infallible_result {
        return quote_spanned!(at=> true);
    }
    let arguments = model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument));
    let refuse = arguments.map(|parameter| {
        let (first, last) = names::ends(&parameter.ty);
        let (rt, ty) = (names::runtime(first), of_call(model, &parameter.ty));
        let end = quote_spanned!(last=> REFUSES);
        quote_spanned!(first=> <#ty as #rt::FromC<'_>>::#end)
    });
    quote_spanned!(at=> false #(|| #refuse)*)
}

/// How the function ends.
pub(crate) enum Kind {
    Plain,
    /// A `Result` or `ControlFlow` whose good end is a constant in C.
    Status,
    /// A `Result` or `ControlFlow` whose good end is a value.
    Value,
}

pub(crate) fn kind(model: &Model) -> Kind {
    let args = model.args;
    let stops = matches!(model.returns.shape, Shape::Result { .. } | Shape::ControlFlow { .. });
    if model.returns_nothing() && stops {
        return Kind::Status;
    }
    if args.ok.is_some() || args.continues.is_some() {
        return Kind::Status;
    }
    let leaves = stops && model.leaves();
    if leaves || args.err.is_some() || args.breaks.is_some() { Kind::Value } else { Kind::Plain }
}

/// Whether the function can stop of itself.
pub(crate) fn stops(model: &Model) -> bool {
    !matches!(kind(model), Kind::Plain)
}

/// What C gets for `Ok(())` and `Continue(())`.
fn good(model: &Model) -> TokenStream {
    let good = model.args.ok.as_ref().or(model.args.continues.as_ref());
    good.map_or_else(|| quote!(()), |good| constant(model, &good.value))
}

/// A constant of the declaration, evaluated at compile time.
fn constant(model: &Model, expr: impl ToTokens) -> TokenStream {
    let (first, last) = names::ends(&expr);
    let rt = names::runtime(first);
    let ty = c_return(model);
    let argument = if is_literal(&expr) {
        // It is a constant as it is, and a block costs its time to compile.
        quote_spanned!(last=> (#expr))
    } else {
        // In parentheses, or a block at its beginning (`if A { 1 } else { 2 } + 3`) would be a statement.
        quote_spanned!(last=> (const { (#expr) }))
    };
    quote_spanned!(first=> #rt::Constant::<#ty>::constant #argument)
}

/// Whether this is a number or another literal, with or without a minus.
fn is_literal(expr: impl ToTokens) -> bool {
    let mut tokens = expr.into_token_stream().into_iter().peekable();
    tokens.next_if(|token| matches!(token, TokenTree::Punct(minus) if minus.as_char() == '-'));
    matches!((tokens.next(), tokens.next()), (Some(TokenTree::Literal(_)), None))
}

/// The return type as the frame and the shim have it: what it borrows is from the context, or forever.
pub(crate) fn return_type(model: &Model) -> TokenStream {
    let Some(ty) = &model.returns.ty else {
        return quote!(());
    };
    let statics = Lifetime::new("'static", Span::mixed_site());
    let context = model.context().map(|(_, context)| context.inner.to_token_stream());
    let of_call = |ident: &Ident| {
        let lifetime = Lifetime { apostrophe: ident.span(), ident: ident.clone() };
        !context.as_ref().is_some_and(|context| lifetimes::mentioned(context.clone(), &lifetime))
    };
    lifetimes::name_all(ty, &statics, &of_call)
}

fn flow(model: &Model) -> TokenStream {
    let at = model.returns.span;
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let flow = match kind(model) {
        Kind::Plain => quote_spanned!(span=> #rt::Plain),
        Kind::Status | Kind::Value => return_type(model),
    };
    if model.unwinds() { quote_spanned!(span=> #rt::Diverging<#flow>) } else { flow }
}

fn c_return(model: &Model) -> TokenStream {
    if let Some(returns) = &model.args.returns {
        return returns.value.to_token_stream();
    }
    let at = model.returns.span;
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    if model.diverges() {
        return quote_spanned!(span=> !);
    }
    let ty = return_type(model);
    match (kind(model), &model.returns.ty) {
        (Kind::Plain, Some(written)) if model.returns.shape != Shape::Unit => c_type(&ty, written),
        (Kind::Plain, _) => quote_spanned!(span=> ()),
        (Kind::Status, _) => quote_spanned!(span=> #rt::c_int),
        (Kind::Value, written) => {
            let (first, last) = names::ends(written);
            let rt = names::runtime(first);
            let end = quote_spanned!(last=> >);
            quote_spanned!(first=> #rt::ValueC<#ty #end)
        }
    }
}

fn answer(model: &Model) -> Answer {
    if model.leaves() {
        let good = matches!(kind(model), Kind::Status).then(|| good(model));
        return leave::answer(model, good.as_ref());
    }
    let (span, last) = match &model.returns.ty {
        Some(ty) => names::ends(ty),
        None => names::ends(model.name()),
    };
    let rt = names::runtime(span);
    let end = |name: &str| Ident::new(name, last);
    let returns = model.args.returns.as_ref().map(|returns| &returns.value);
    let (function, arguments) = match (kind(model), returns) {
        (Kind::Plain, None) => (end("plain").into_token_stream(), vec![]),
        (Kind::Plain, Some(ty)) => (quote_spanned!(last=> plain_as::<#ty, _, _>), vec![]),
        (Kind::Status, _) => (end("status").into_token_stream(), vec![good(model), stopped(model)]),
        (Kind::Value, None) => (end("value").into_token_stream(), vec![stopped(model)]),
        (Kind::Value, Some(ty)) => (quote_spanned!(last=> value_as::<#ty, _, _>), vec![stopped(model)]),
    };
    Answer { function: quote_spanned!(span=> #rt::#function), arguments }
}

/// What C gets for what the function stops with.
fn stopped(model: &Model) -> TokenStream {
    let args = model.args;
    if let Some(breaks) = &args.breaks {
        return always(model, &constant(model, &breaks.value));
    }
    let Some(err) = &args.err else {
        return always(model, &quote!(()));
    };
    let error = names::local("error", err.key);
    match &err.value {
        ErrorValue::Constant(expr) => always(model, &constant(model, expr)),
        ErrorValue::Path(path) => {
            let (first, last) = names::ends(path);
            let (rt, ty) = (names::runtime(first), c_return(model));
            let arguments = quote_spanned!(last=> (#path, #error));
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::ErrorCode::<_, #ty>::code #arguments))
        }
        ErrorValue::Errno { whole, value } => {
            let (first, last) = names::ends(whole);
            let (rt, error) = (names::runtime(first), names::local("error", first));
            let value = constant(model, value);
            let arguments = quote_spanned!(last=> (#error, #value));
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::set_errno #arguments))
        }
        ErrorValue::NegativeErrno(expr) => {
            let (first, last) = names::ends(expr);
            let (rt, error) = (names::runtime(first), names::local("error", first));
            let arguments = quote_spanned!(last=> (#error));
            quote_spanned!(first=> #rt::By(|#error: &_| #rt::negative_errno #arguments))
        }
    }
}

/// The same, whatever the function stops with.
fn always(model: &Model, answer: &TokenStream) -> TokenStream {
    let at = model.returns.span;
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    quote_spanned!(span=> #rt::Always(#answer))
}

/// Whether `fail` is the value of `err = errno(VALUE)`, which sets `errno` too.
fn fails_with_errno(model: &Model) -> bool {
    let args = model.args;
    let errno = matches!(args.err.as_ref().map(|err| &err.value), Some(ErrorValue::Errno { .. }));
    errno && args.fail.is_none() && args.breaks.is_none()
}

/// What C gets when the callback cannot answer; `None` where `check` has asked for it.
fn fail(model: &Model) -> Option<TokenStream> {
    let args = model.args;
    if model.leaves() {
        let (at, ty) = (model.returns.span, leave::answer_type(model, &c_return(model)));
        let (rt, span) = (names::runtime(at), names::plumbing(at));
        return Some(quote_spanned!(span=> #rt::Option::<#ty>::None));
    }
    if let Some(fail) = &args.fail {
        return Some(constant(model, &fail.value));
    }
    if let Some(breaks) = &args.breaks {
        return Some(constant(model, &breaks.value));
    }
    match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Constant(expr)) => return Some(constant(model, expr)),
        Some(ErrorValue::Path(path)) if !is_function(path) => return Some(constant(model, path)),
        Some(ErrorValue::Errno { value, .. }) => return Some(constant(model, value)),
        Some(ErrorValue::Path(_) | ErrorValue::NegativeErrno(_)) => return None,
        None => {}
    }
    if model.returns_nothing() {
        return Some(quote!(()));
    }
    match model.returns.shape {
        Shape::Unit if args.returns.is_none() => Some(quote!(())),
        Shape::Ordering => Some(constant(model, quote_spanned!(model.returns.span=> 0))),
        _ => None,
    }
}
