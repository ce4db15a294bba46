//! From what the user said to what is printed: every decision is made here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, GenericParam, Lifetime, Type, WherePredicate};

use crate::args::ErrorValue;
use crate::check::is_function;
use crate::context::ContextArgs;
use crate::model::{Access, Context, Model, Parameter, Role, Shape, mentions};
use crate::{abi, length, lifetimes, names};

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
    pub(crate) call: Vec<Ident>,
    pub(crate) answer: Answer,
    pub(crate) fail: TokenStream,
    pub(crate) parameter_names: Vec<String>,
}

pub(crate) struct Generics {
    /// Parameters of the marker and the impl, with bounds.
    pub(crate) params: Vec<TokenStream>,
    /// The same as arguments.
    pub(crate) args: Vec<TokenStream>,
    /// The type and const arguments alone.
    pub(crate) turbofish: Vec<TokenStream>,
    pub(crate) phantoms: Vec<TokenStream>,
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
    pub(crate) convert: TokenStream,
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
    Some(Plan {
        runtime,
        abi: abi_string(model),
        generics,
        c_parameters: c_parameters(model),
        c_return,
        context: model.context().map(|(index, context)| context_plan(model, index, context, &context_lifetime)),
        flow: flow(model),
        captures: model.args.abort.is_none(),
        threads: model.args.threads.is_some(),
        refusing: refusing(model),
        conversions,
        counted,
        call,
        answer,
        fail,
        parameter_names: model
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| display_name(index, parameter))
            .collect(),
    })
}

fn abi_string(model: &Model) -> TokenStream {
    match model.function.sig.abi.as_ref().and_then(|abi| abi.name.as_ref()) {
        Some(name) => name.to_token_stream(),
        None => quote!("C"),
    }
}

fn display_name(index: usize, parameter: &Parameter) -> String {
    match &parameter.name {
        Some(name) => names::text(name),
        None => format!("#{}", index + 1),
    }
}

/// The marker has the lifetimes that the context mentions; the others belong to the call.
fn generics(model: &Model, context_lifetime: &Lifetime) -> Generics {
    let generics = &model.function.sig.generics;
    let inner = model.context().map(|(_, context)| &context.inner);
    let belongs = |lifetime: &Lifetime| inner.is_some_and(|ty| lifetimes::mentioned(ty.to_token_stream(), lifetime));
    let mut plan = Generics { params: vec![], args: vec![], turbofish: vec![], phantoms: vec![], predicates: vec![] };
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
                plan.args.push(ident.to_token_stream());
                plan.turbofish.push(ident.to_token_stream());
            }
        }
    }
    if let Some(clause) = &generics.where_clause {
        let kept = clause.predicates.iter().filter(|predicate| !of_call(predicate.to_token_stream()));
        plan.predicates.extend(kept.map(WherePredicate::to_token_stream));
    }
    plan
}

impl Generics {
    fn lifetime(&mut self, param: TokenStream, lifetime: &Lifetime) {
        self.params.push(param);
        self.args.push(lifetime.to_token_stream());
        self.phantoms.push(quote!(&#lifetime ()));
    }

    fn ty(&mut self, param: &syn::TypeParam) {
        let (attrs, ident, colon, bounds) = (&param.attrs, &param.ident, &param.colon_token, &param.bounds);
        self.params.push(quote!(#(#attrs)* #ident #colon #bounds));
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

fn context_plan(model: &Model, index: usize, context: &Context, context_lifetime: &Lifetime) -> ContextPlan {
    let rt = names::runtime();
    let parameter = &model.parameters[index];
    let (route, source) = match &context.args {
        ContextArgs::From(from) => (quote!(Passed), found(model, &from.value)),
        ContextArgs::Parameter | ContextArgs::As(_) => {
            let (c, span) = (names::c_value(index, parameter.span), names::plumbing(parameter.span));
            (quote!(Passed), quote_spanned!(span=> #rt::ContextPointer::into_context(#c)))
        }
        ContextArgs::ThreadLocal => {
            let callback = marker_path(model);
            (quote!(Stacked), quote!(#rt::stacked::<#callback>()))
        }
        ContextArgs::Pool { .. } => (quote!(Slots), quote!(#rt::null_mut())),
    };
    ContextPlan {
        access: context.access.marker(),
        route,
        slots: match context.args {
            ContextArgs::Pool { slots, .. } => slots,
            _ => 0,
        },
        ty: context_type(context, context_lifetime),
        pointer: context_pointer(context),
        value: binding(index, parameter),
        source,
    }
}

/// How C passes the context.
fn context_pointer(context: &Context) -> TokenStream {
    let rt = names::runtime();
    match &context.args {
        ContextArgs::As(pointer) => pointer.value.to_token_stream(),
        _ => quote!(*mut #rt::c_void),
    }
}

/// `#[context(from = EXPR)]`: the expression sees the C values by the names of the parameters.
fn found(model: &Model, from: &Expr) -> TokenStream {
    let rt = names::runtime();
    let mut bindings = vec![];
    let mut unusable = vec![];
    for (index, parameter) in model.parameters.iter().enumerate() {
        let Some(name) = &parameter.name else { continue };
        if matches!(parameter.role, Role::Context(_)) || !mentions(from.to_token_stream(), name) {
            continue;
        }
        let c = names::c_value(index, parameter.span);
        match parameter.ty {
            Type::Reference(_) => unusable.push(quote!(!#rt::Nullable::is_usable(#c))),
            Type::Ptr(_) => unusable.push(quote!(#rt::Nullable::is_null(#c))),
            _ => {}
        }
        bindings.push(quote!(let #name = #c;));
    }
    let callback = marker_path(model);
    let span = names::plumbing(from.span());
    let expression = quote_spanned!(span=> { #(#bindings)* (#from) });
    quote!(if false #(|| #unusable)* {
        #rt::null_mut()
    } else {
        #rt::find::<#callback, _>(|| #expression)
    })
}

/// The marker with its arguments.
pub(crate) fn marker_path(model: &Model) -> TokenStream {
    let name = model.name();
    let generics = generics(model, &names::context_lifetime());
    let args = generics.args;
    if args.is_empty() { name.to_token_stream() } else { quote!(#name<#(#args),*>) }
}

fn is_c_parameter(parameter: &Parameter) -> bool {
    !matches!(&parameter.role, Role::Context(context) if !context.args.is_parameter())
}

fn c_parameters(model: &Model) -> Vec<CParameter> {
    let rt = names::runtime();
    let parameters = model.parameters.iter().enumerate().filter(|(_, parameter)| is_c_parameter(parameter));
    parameters
        .map(|(index, parameter)| {
            let ty = match &parameter.role {
                Role::Context(context) => context_pointer(context),
                Role::Argument | Role::Counted(_) => {
                    let ty = of_call(model, &parameter.ty);
                    let span = names::plumbing(parameter.span);
                    quote_spanned!(span=> <#ty as #rt::CType>::C)
                }
            };
            CParameter { name: names::c_value(index, parameter.span), ty }
        })
        .collect()
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
fn conversions(model: &Model) -> (Vec<Conversion>, Vec<Conversion>, Vec<Ident>) {
    let rt = names::runtime();
    let (mut plain, mut counted) = (vec![], vec![]);
    for (index, parameter) in model.parameters.iter().enumerate() {
        let name = binding(index, parameter);
        let span = names::plumbing(parameter.span);
        let (c, call) = (names::c_value(index, parameter.span), names::local("__call", parameter.span));
        let ty = of_call(model, &parameter.ty);
        match &parameter.role {
            Role::Context(_) => {}
            Role::Argument => {
                let convert = quote_spanned!(span=> #rt::argument::<#ty, _, _>(#call, #index, #c));
                plain.push(Conversion { name, convert });
            }
            Role::Counted(len) => {
                let len = length::checked(len);
                let convert = quote_spanned!(span=> #rt::counted::<#ty, _, _>(#call, #index, #c, #len.0));
                counted.push(Conversion { name, convert });
            }
        }
    }
    let call = model.parameters.iter().enumerate().map(|(index, parameter)| binding(index, parameter)).collect();
    (plain, counted, call)
}

/// Whether anything can be refused, as a constant expression.
fn refusing(model: &Model) -> TokenStream {
    let rt = names::runtime();
    let plain = matches!(kind(model), Kind::Plain) && model.args.returns.is_none();
    let counted = model.parameters.iter().any(|parameter| matches!(parameter.role, Role::Counted(_)));
    let infallible_result = matches!(model.returns.shape, Shape::Unit | Shape::Ordering) || plain_number(model);
    if !plain || counted || !infallible_result {
        return quote!(true);
    }
    let arguments = model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument));
    let types = arguments.map(|parameter| of_call(model, &parameter.ty));
    quote!(false #(|| <#types as #rt::FromC<'_>>::REFUSES)*)
}

/// Primitive numbers by their names are the results that cannot fail to convert, as far as can be seen.
fn plain_number(model: &Model) -> bool {
    let Some(Type::Path(path)) = &model.returns.ty else { return false };
    path.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        name.starts_with("c_")
            || matches!(
                name.as_str(),
                "i8" | "u8"
                    | "i16"
                    | "u16"
                    | "i32"
                    | "u32"
                    | "i64"
                    | "u64"
                    | "isize"
                    | "usize"
                    | "f32"
                    | "f64"
                    | "bool"
                    | "CBool"
            )
    })
}

/// How the function ends.
enum Kind {
    Plain,
    /// A `Result` or `ControlFlow` whose good end is a constant in C.
    Status(TokenStream),
    /// A `Result` or `ControlFlow` whose good end is a value.
    Value,
}

fn kind(model: &Model) -> Kind {
    let args = model.args;
    let stops = matches!(model.returns.shape, Shape::Result { .. } | Shape::ControlFlow { .. });
    if model.returns_nothing() && stops {
        return Kind::Status(quote!(()));
    }
    match args.ok.as_ref().or(args.continues.as_ref()) {
        Some(good) => Kind::Status(constant(&good.value)),
        None if args.err.is_some() || args.breaks.is_some() => Kind::Value,
        None => Kind::Plain,
    }
}

/// A constant of the declaration, evaluated at compile time and outside of every `unsafe` block.
fn constant(expr: &Expr) -> TokenStream {
    let rt = names::runtime();
    let span = names::plumbing(expr.span());
    // In parentheses, or a block at its beginning (`if A { 1 } else { 2 } + 3`) would be a statement.
    quote_spanned!(span=> #rt::Constant::constant(const { (#expr) }))
}

pub(crate) fn return_type(model: &Model) -> TokenStream {
    match &model.returns.ty {
        Some(ty) => {
            let statics = Lifetime::new("'static", Span::mixed_site());
            lifetimes::name_all(ty, &statics, &|_| true)
        }
        None => quote!(()),
    }
}

fn flow(model: &Model) -> TokenStream {
    let rt = names::runtime();
    match kind(model) {
        Kind::Plain => quote!(#rt::Plain),
        Kind::Status(_) | Kind::Value => return_type(model),
    }
}

fn c_return(model: &Model) -> TokenStream {
    let rt = names::runtime();
    if let Some(returns) = &model.args.returns {
        return returns.value.to_token_stream();
    }
    let ty = return_type(model);
    let span = names::plumbing(model.returns.span);
    match kind(model) {
        Kind::Plain if model.returns.shape == Shape::Unit => quote!(()),
        Kind::Plain => quote_spanned!(span=> <#ty as #rt::CType>::C),
        Kind::Status(_) => quote!(#rt::c_int),
        Kind::Value => quote_spanned!(span=> #rt::ValueC<#ty>),
    }
}

fn answer(model: &Model) -> Answer {
    let rt = names::runtime();
    let span = names::plumbing(model.returns.span);
    let returns = model.args.returns.as_ref().map(|returns| &returns.value);
    match (kind(model), returns) {
        (Kind::Plain, None) => Answer { function: quote_spanned!(span=> #rt::plain), arguments: vec![] },
        (Kind::Plain, Some(ty)) => {
            Answer { function: quote_spanned!(span=> #rt::plain_as::<#ty, _, _>), arguments: vec![] }
        }
        (Kind::Status(good), _) => {
            Answer { function: quote_spanned!(span=> #rt::status), arguments: vec![good, stopped(model)] }
        }
        (Kind::Value, None) => Answer { function: quote_spanned!(span=> #rt::value), arguments: vec![stopped(model)] },
        (Kind::Value, Some(ty)) => {
            Answer { function: quote_spanned!(span=> #rt::value_as::<#ty, _, _>), arguments: vec![stopped(model)] }
        }
    }
}

/// A closure from what the function stops with to what C gets.
fn stopped(model: &Model) -> TokenStream {
    let rt = names::runtime();
    let error = names::local("__error", model.returns.span);
    if let Some(breaks) = &model.args.breaks {
        let value = constant(&breaks.value);
        return quote!(|_| #value);
    }
    match model.args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Constant(expr)) => {
            let value = constant(expr);
            quote!(|_| #value)
        }
        Some(ErrorValue::Path(path)) => {
            let span = names::plumbing(path.span());
            quote_spanned!(span=> |#error| #rt::ErrorCode::code(#path, #error))
        }
        Some(ErrorValue::Errno(expr)) => {
            let value = constant(expr);
            quote!(|#error| #rt::set_errno(#error, #value))
        }
        Some(ErrorValue::NegativeErrno(span)) => {
            let span = names::plumbing(*span);
            quote_spanned!(span=> |#error| #rt::negative_errno(#error))
        }
        None => quote!(|_| ()),
    }
}

/// What C gets when the callback cannot answer; `None` where `check` has asked for it.
fn fail(model: &Model) -> Option<TokenStream> {
    let rt = names::runtime();
    let args = model.args;
    if let Some(fail) = &args.fail {
        return Some(constant(&fail.value));
    }
    if let Some(breaks) = &args.breaks {
        return Some(constant(&breaks.value));
    }
    match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Constant(expr)) => return Some(constant(expr)),
        Some(ErrorValue::Path(path)) if !is_function(path) => {
            let span = names::plumbing(path.span());
            return Some(quote_spanned!(span=> #rt::Constant::constant(const { #path })));
        }
        Some(ErrorValue::Errno(expr)) => {
            let value = constant(expr);
            return Some(quote!(#rt::fail_errno(#value)));
        }
        Some(ErrorValue::Path(_) | ErrorValue::NegativeErrno(_)) => return None,
        None => {}
    }
    if model.returns_nothing() {
        return Some(quote!(()));
    }
    match model.returns.shape {
        Shape::Unit if args.returns.is_none() => Some(quote!(())),
        Shape::Ordering => Some(quote!(#rt::Constant::constant(0))),
        _ => None,
    }
}
