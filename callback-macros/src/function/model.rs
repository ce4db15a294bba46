//! The user's input, in one place: spans and tokens are kept, nothing is decided.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Abi, Attribute, Expr, FnArg, Lifetime, Pat, ReturnType, Signature, Token, Type, WherePredicate};

use crate::function::places::{self, Part};
use crate::function::variadic;
use crate::grammar::args::Args;
use crate::grammar::context::{self, ContextArgs};
use crate::grammar::item::Function;
use crate::grammar::{data, misplaced};
use crate::output::names;
use crate::syntax::report::Report;
use crate::syntax::tokens::uses;
use crate::syntax::types::{generic, is_unit, ungrouped};
use crate::syntax::{lifetimes, numbers};

pub(crate) struct Model<'a> {
    pub(crate) args: &'a Args,
    /// The user's function, without this macro's attributes on its parameters, and without an ABI: panics would end
    /// the process at an `extern "C"` boundary, before they could be captured.
    pub(crate) function: Function,
    /// The ABI of the shim.
    pub(crate) abi: Option<Abi>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) returns: Returns,
    /// The `...`, which is the last parameter here.
    pub(crate) variadic: Option<Token![...]>,
    /// The `impl` block of a method.
    pub(crate) of_block: Option<OfBlock>,
}

/// The parts of a method's model that come from its `impl` block.
pub(crate) struct OfBlock {
    /// The marker: `reader::read`.
    pub(crate) marker: TokenStream,
    /// The path of the method: `<Reader<R>>::read`, with the arguments of its own generics.
    pub(crate) called: TokenStream,
    /// The name in messages: `Reader::read`.
    pub(crate) text: String,
    /// The parameter that is `self`.
    pub(crate) receiver: Option<Ident>,
    /// True if the result may borrow from `self`, which is a reference to the context.
    pub(crate) lends: bool,
    /// The `self` argument of the method, made of that parameter.
    pub(crate) given: Option<TokenStream>,
    /// True for one of several methods, false for a signature.
    pub(crate) is_method: bool,
}

/// One parameter of the Rust function.
pub(crate) struct Parameter {
    pub(crate) ty: Type,
    /// The name, if the pattern is one.
    pub(crate) name: Option<Ident>,
    pub(crate) role: Role,
    pub(crate) span: Span,
    /// The spans of code that is generated for the type: see [`names::ends`].
    pub(crate) ends: (Span, Span),
    /// True if an attribute of this macro could not be read.
    pub(crate) unread: bool,
}

pub(crate) enum Role {
    Argument,
    Counted(Expr),
    /// `#[format(NAME)]`
    Formatted(Ident),
    /// `#[data(NAME)]`
    Callable(Ident),
    /// `#[result(…)]`: a parameter in C only; a part of the result is written there.
    Result(Part),
    Context(Box<Context>),
}

pub(crate) struct Context {
    pub(crate) attr: Attribute,
    pub(crate) args: ContextArgs,
    pub(crate) access: Access,
    /// `T` of `&T` and `&mut T`; the type itself otherwise.
    pub(crate) inner: Type,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Shared,
    Exclusive,
    Copied,
    Once,
}

/// The shape of the return type, as far as it can be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Unit,
    Never,
    Ordering,
    /// `Option<…>`.
    Optional,
    /// A number, by its name.
    Number,
    /// `Result<…>` or an alias of that name.
    Result {
        unit: bool,
    },
    /// `ControlFlow<…>`.
    ControlFlow {
        unit: bool,
    },
    Other,
}

pub(crate) struct Returns {
    pub(crate) ty: Option<Type>,
    pub(crate) shape: Shape,
    pub(crate) span: Span,
}

impl Model<'_> {
    pub(crate) fn context(&self) -> Option<(usize, &Context)> {
        self.parameters.iter().enumerate().find_map(|(index, parameter)| match &parameter.role {
            Role::Context(context) => Some((index, &**context)),
            _ => None,
        })
    }

    /// Returns true if the marker has a lifetime: one that is in the context, or in a bound of a type parameter and in
    /// no argument or result.
    pub(crate) fn is_of_marker(&self, lifetime: &Lifetime) -> bool {
        self.context().is_some_and(|(_, context)| lifetimes::mentions(&context.inner, lifetime))
            || self.is_of_bound(lifetime)
    }

    fn is_of_bound(&self, lifetime: &Lifetime) -> bool {
        let generics = &self.function.sig.generics;
        let mentions = |bounds: &dyn ToTokens| lifetimes::mentioned(bounds.to_token_stream(), lifetime);
        let clause = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
        let bound = generics.type_params().any(|param| mentions(&param.bounds))
            || clause.into_iter().any(|predicate| matches!(predicate, WherePredicate::Type(_)) && mentions(predicate));
        let of_call = || {
            self.parameters.iter().any(|parameter| lifetimes::mentions(&parameter.ty, lifetime))
                || self.returns.ty.as_ref().is_some_and(|ty| lifetimes::mentions(ty, lifetime))
        };
        bound && !of_call()
    }

    pub(crate) fn name(&self) -> &Ident {
        &self.function.sig.ident
    }

    pub(crate) fn is_method(&self) -> bool {
        self.of_block.as_ref().is_some_and(|of_block| of_block.is_method)
    }

    /// Returns the type that stands for the callback, without its arguments.
    pub(crate) fn marker(&self) -> &dyn ToTokens {
        match &self.of_block {
            Some(of_block) => &of_block.marker,
            None => self.name(),
        }
    }

    /// Returns the name that a lent context is bound to, if it may borrow: that of the callback, or of the type that
    /// has it as a method. A closure of a declaration has none.
    pub(crate) fn bound_to(&self, is_generic: bool) -> Option<String> {
        if !is_generic || self.function.shown.is_some() {
            return None;
        }
        let text = self.text();
        Some(text.rsplit_once("::").map_or(text.clone(), |(ty, _)| ty.to_owned()))
    }

    /// Returns the name in messages, without that of the module.
    pub(crate) fn text(&self) -> String {
        if let Some(shown) = &self.function.shown {
            return shown.clone();
        }
        self.of_block.as_ref().map_or_else(|| names::text(self.name()), |of_block| of_block.text.clone())
    }
}

/// Builds the model of a method.
pub(crate) fn build_method<'a>(
    args: &'a Args,
    function: Function,
    of_block: OfBlock,
    report: &mut Report,
) -> Model<'a> {
    Model { of_block: Some(of_block), ..build(args, function, report) }
}

pub(crate) fn build<'a>(args: &'a Args, mut function: Function, report: &mut Report) -> Model<'a> {
    misplaced::on_item(&mut function.attrs, report);
    let variadic = variadic::typed(args, &mut function.sig);
    let abi = function.sig.abi.take();
    let is_place: Vec<_> = function.sig.inputs.iter().map(places::is_input).collect();
    let parameters: Vec<_> = function
        .sig
        .inputs
        .iter_mut()
        .filter_map(|input| match input {
            FnArg::Typed(typed) => Some(parameter(&mut typed.attrs, &typed.pat, &typed.ty, report)),
            FnArg::Receiver(receiver) => {
                report.at(receiver, "`self` belongs to a method; put `#[callback]` on its `impl` block too");
                None
            }
        })
        .collect();
    if function.no_body.is_some() || parameters.iter().any(|parameter| parameter.unread) {
        // An attribute that was not read may use them all.
        function.attrs.push(syn::parse_quote!(#[allow(unused_variables)]));
    }
    if is_place.contains(&true) {
        // They exist in C only.
        let inputs = core::mem::take(&mut function.sig.inputs).into_iter().zip(&is_place);
        function.sig.inputs = inputs.filter(|(_, is_place)| !**is_place).map(|(input, _)| input).collect();
    }
    allow_unused(args, &parameters, &mut function);
    let mut returns = returns(&function.sig.output, function.sig.ident.span());
    let has = |part| parameters.iter().any(|parameter| matches!(parameter.role, Role::Result(this) if this == part));
    returns.shape = places::shape(returns.shape, has);
    Model { args, function, abi, parameters, returns, variadic, of_block: None }
}

/// Allows `unused_variables` on a parameter that only an expression of the attributes uses.
fn allow_unused(args: &Args, parameters: &[Parameter], function: &mut Function) {
    for input in &mut function.sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let Pat::Ident(pat) = &*typed.pat else {
            continue;
        };
        let mut at_the_end = [&args.leave, &args.on_fail].into_iter().flatten();
        let used = at_the_end.any(|expr| uses(&expr.value, &pat.ident));
        if used || parameters.iter().any(|parameter| parameter.role.mentions(&pat.ident)) {
            typed.attrs.push(syn::parse_quote!(#[allow(unused_variables)]));
        }
    }
}

impl Role {
    /// Returns true if `#[len(…)]`, `#[format(…)]`, `#[data(…)]` or `#[context(from = …)]` uses a parameter.
    fn mentions(&self, name: &Ident) -> bool {
        let expr = match self {
            Role::Counted(len) => Some(len),
            Role::Context(context) => match &context.args {
                ContextArgs::From(from) => Some(&from.value),
                _ => None,
            },
            Role::Formatted(other) | Role::Callable(other) => return other == name,
            Role::Argument | Role::Result(_) => None,
        };
        expr.is_some_and(|expr| uses(expr, name))
    }
}

fn parameter(attrs: &mut Vec<Attribute>, pat: &Pat, ty: &Type, report: &mut Report) -> Parameter {
    let ty = ungrouped(ty);
    let mut role = Role::Argument;
    let mut unread = misplaced::in_callback(attrs, report);
    for attr in take_ours(attrs) {
        if !matches!(role, Role::Argument) {
            report.at(
                &attr,
                "a parameter takes one of `#[context]`, `#[len]`, `#[format]`, `#[data]` and `#[result]`, once; remove this one",
            );
            continue;
        }
        if attr.path().is_ident("len") {
            match report.ok(length(&attr)) {
                Some(len) => role = Role::Counted(len),
                None => unread = true,
            }
        } else if attr.path().is_ident("format") {
            match report.ok(variadic::format(&attr)) {
                Some(name) => role = Role::Formatted(name),
                None => unread = true,
            }
        } else if attr.path().is_ident("data") {
            match report.ok(data::parse(&attr)) {
                Some(name) => role = Role::Callable(name),
                None => unread = true,
            }
        } else if attr.path().is_ident("result") {
            match report.ok(places::parse(&attr)) {
                Some(half) => role = Role::Result(half),
                None => unread = true,
            }
        } else {
            let args = report.ok(context::parse(&attr));
            unread = args.is_none();
            let (access, inner) = access(ty);
            role =
                Role::Context(Box::new(Context { attr, args: args.unwrap_or_default(), access, inner: inner.clone() }));
        }
    }
    let name = match pat {
        Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => Some(pat.ident.clone()),
        _ => None,
    };
    Parameter { ty: ty.clone(), name, role, span: names::type_span(ty), ends: names::type_ends(ty), unread }
}

/// Takes this macro's attributes off the user's parameter.
fn take_ours(attrs: &mut Vec<Attribute>) -> Vec<Attribute> {
    let (ours, others) = core::mem::take(attrs).into_iter().partition(is_ours);
    *attrs = others;
    ours
}

/// Returns true for an attribute of a parameter that belongs to this macro.
pub(crate) fn is_ours(attr: &Attribute) -> bool {
    ["context", "len", "format", "data", "result"].iter().any(|ours| attr.path().is_ident(ours))
}

/// Parses one length, or rows and columns as a tuple of two.
fn length(attr: &Attribute) -> syn::Result<Expr> {
    match attr.meta.require_list() {
        Ok(list) if !list.tokens.is_empty() => attr.parse_args_with(|input: ParseStream| {
            let first: Expr = input.parse()?;
            if !input.peek(Token![,]) || input.peek2(syn::parse::End) {
                input.parse::<Option<Token![,]>>()?;
                return Ok(first);
            }
            input.parse::<Token![,]>()?;
            let second: Expr = input.parse()?;
            input.parse::<Option<Token![,]>>()?;
            if !input.is_empty() {
                return Err(input.error("a matrix has two lengths, its rows and columns; remove this"));
            }
            Ok(syn::parse_quote!((#first, #second)))
        }),
        _ => Err(syn::Error::new_spanned(attr, "expected the length in elements: `#[len(EXPR)]`")),
    }
}

fn access(ty: &Type) -> (Access, &Type) {
    match ty {
        Type::Reference(reference) if reference.mutability.is_some() => (Access::Exclusive, ungrouped(&reference.elem)),
        Type::Reference(reference) => (Access::Shared, ungrouped(&reference.elem)),
        Type::Ptr(_) => (Access::Copied, ty),
        _ => (Access::Once, ty),
    }
}

fn returns(output: &ReturnType, otherwise: Span) -> Returns {
    match output {
        ReturnType::Default => Returns { ty: None, shape: Shape::Unit, span: otherwise },
        ReturnType::Type(_, ty) => {
            let ty = ungrouped(ty);
            Returns { ty: Some(ty.clone()), shape: shape(ty), span: names::type_span(ty) }
        }
    }
}

/// Returns the shape of the part of a result that is returned to C.
pub(crate) fn shape_of(sig: &Signature) -> Shape {
    let attrs = sig.inputs.iter().flat_map(|input| match input {
        FnArg::Typed(typed) => &typed.attrs[..],
        FnArg::Receiver(_) => &[],
    });
    let parts: Vec<_> = attrs.filter(|attr| attr.path().is_ident("result")).flat_map(places::parse).collect();
    places::shape(returns(&sig.output, Span::call_site()).shape, |part| parts.contains(&part))
}

fn shape(ty: &Type) -> Shape {
    match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => Shape::Unit,
        Type::Never(_) => Shape::Never,
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else {
                return Shape::Other;
            };
            match last.ident.to_string().as_str() {
                "Result" => Shape::Result { unit: generic(&last.arguments, 0).is_some_and(is_unit) },
                "ControlFlow" => Shape::ControlFlow { unit: generic(&last.arguments, 1).is_none_or(is_unit) },
                "Ordering" => Shape::Ordering,
                name if numbers::is_number(name) => Shape::Number,
                "Option" => Shape::Optional,
                _ => Shape::Other,
            }
        }
        _ => Shape::Other,
    }
}
