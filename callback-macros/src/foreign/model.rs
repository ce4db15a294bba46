//! The model of a declaration: spans and tokens as written, without decisions.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{
    Attribute, Expr, FnArg, ForeignItemFn, GenericArgument, NamedArg, Pat, PathArguments, ReturnType, Signature, Token,
    Type, TypeFnPtr, Visibility,
};

use crate::foreign::item::{self, Block, Contract};
use crate::foreign::outcome::{CallArgs, OutArgs};
use crate::foreign::{handover, stop, until};
use crate::grammar::attributes::{self, Part, is_of_declaration};
use crate::grammar::context::{self, ContextArgs};
use crate::grammar::misplaced;
use crate::grammar::settings::{Setting, comma, set, value};
use crate::output::names;
use crate::syntax::report::Report;
use crate::syntax::types::{optional, ungrouped};
use crate::syntax::{lifetimes, near, numbers};

/// One function of a block.
pub(crate) struct Declaration<'a> {
    pub(crate) block: &'a Block,
    pub(crate) runtime: &'a TokenStream,
    /// The body, if one stands in for a C function.
    pub(crate) body: Option<&'a Group>,
    /// The attributes of the user, except those for the linker.
    pub(crate) attrs: Vec<Attribute>,
    /// `#[link_name]` and `#[link_ordinal]`.
    pub(crate) links: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    pub(crate) parameters: Vec<Parameter>,
    /// `#[callback(…)]` on the function.
    pub(crate) args: CallArgs,
    /// The return type, unless it is `()`.
    pub(crate) returns: Option<Type>,
    /// The number of parameters before `...`, if the C function is variadic.
    pub(crate) fixed: Option<usize>,
}

/// A parameter of the C function.
pub(crate) struct Parameter {
    /// `cfg`s and lints.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) name: Option<Ident>,
    pub(crate) ty: Type,
    pub(crate) span: Span,
    pub(crate) role: Role,
    /// `#[variadic]`: this parameter and those behind it are passed for the `...` of C.
    pub(crate) variadic: Option<Attribute>,
}

pub(crate) enum Role {
    /// Converted from the caller's argument.
    Argument,
    /// A value that C keeps, and releases by the function of a parameter `#[destroy(NAME)]`.
    Handover,
    /// Made from a closure.
    Callback(Box<Callback>),
    /// `#[context(f)]`: the context of these callbacks.
    Context { attr: Attribute, of: Vec<Ident> },
    /// `#[len(x)]`: the length of these slices.
    Len { of: Vec<Ident> },
    /// `#[size_of(T)]`
    Size(Type),
    /// `#[destroy(f)]`: the destroy notify of this callback's context.
    Destroy { attr: Attribute, of: Vec<Ident>, at: Option<usize>, returns: Option<Setting<Expr>> },
    /// `#[out]`: an out-parameter, written by C and returned.
    Out(OutArgs),
    /// A parameter that could not be read.
    Unread,
}

/// A parameter that is a function in C and a closure in Rust.
pub(crate) struct Callback {
    pub(crate) contract: Contract,
    /// The attribute arguments that a function takes too.
    pub(crate) args: TokenStream,
    /// `Option<fn(…)>`: C accepts NULL.
    pub(crate) optional: bool,
    pub(crate) ty: TypeFnPtr,
    pub(crate) inputs: Vec<Input>,
}

/// A parameter of a callback, as written in its type.
pub(crate) struct Input {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) name: Option<Ident>,
    pub(crate) ty: Type,
    /// `#[context(…)]`
    pub(crate) context: Option<ContextArgs>,
    /// `#[result(value)]`: no parameter of the closure.
    pub(crate) is_place: bool,
}

impl Callback {
    pub(crate) fn context(&self) -> Option<&Input> {
        self.inputs.iter().find(|input| input.context.is_some())
    }

    /// Returns true if C passes the context pointer along.
    pub(crate) fn is_passed(&self) -> bool {
        self.context().is_some_and(|input| {
            matches!(input.context, Some(ContextArgs::Parameter | ContextArgs::As(_) | ContextArgs::From(_)))
        })
    }
}

impl Declaration<'_> {
    pub(crate) fn name(&self) -> &Ident {
        &self.sig.ident
    }

    /// Adds an argument of the block to each callback that has none of its name.
    pub(crate) fn add_default(&mut self, key: &str, argument: &TokenStream) {
        for parameter in &mut self.parameters {
            let Role::Callback(callback) = &mut parameter.role else { continue };
            let mut is_key = true;
            let has_own = callback.args.clone().into_iter().any(|token| {
                let begins = core::mem::replace(&mut is_key, is_comma(&token));
                begins && matches!(&token, TokenTree::Ident(ident) if ident == key)
            });
            if !has_own {
                let args = core::mem::take(&mut callback.args);
                callback.args = if is_key { quote!(#args #argument) } else { quote!(#args, #argument) };
            }
        }
    }

    /// Returns true for a C function that does not return.
    pub(crate) fn never_returns(&self) -> bool {
        self.body.is_none() && matches!(self.returns.as_ref().map(ungrouped), Some(Type::Never(_)))
    }

    pub(crate) fn callbacks(&self) -> impl Iterator<Item = (usize, &Callback)> {
        self.parameters.iter().enumerate().filter_map(|(index, parameter)| match &parameter.role {
            Role::Callback(callback) => Some((index, &**callback)),
            _ => None,
        })
    }

    pub(crate) fn find(&self, name: &Ident) -> Option<(usize, &Parameter)> {
        self.parameters.iter().enumerate().find(|(_, parameter)| parameter.name.as_ref() == Some(name))
    }

    /// Returns true if this parameter is a number, by the name of its type.
    pub(crate) fn is_number(&self, name: &Ident) -> bool {
        self.find(name).is_some_and(|(_, parameter)| numbers::is_numeric(&parameter.ty))
    }

    /// Returns true if a `#[len]` holds the length of this slice.
    pub(crate) fn is_counted(&self, name: &Ident) -> bool {
        self.parameters.iter().any(|parameter| matches!(&parameter.role, Role::Len { of, .. } if of.contains(name)))
    }

    /// Returns true if an attribute names no parameter, or could not be read, which is reported.
    pub(crate) fn has_mistyped_name(&self) -> bool {
        let is_unknown = |name: &Ident| self.find(name).is_none();
        self.parameters.iter().any(|parameter| match &parameter.role {
            Role::Len { of, .. } | Role::Context { of, .. } => of.iter().any(is_unknown),
            Role::Unread => true,
            _ => false,
        })
    }

    /// Returns true if the C function is looked up at its first call.
    pub(crate) fn is_lazy(&self) -> bool {
        self.block.lazy.is_some() && self.body.is_none()
    }

    pub(crate) fn text(&self) -> String {
        names::text(self.name())
    }
}

pub(crate) fn build<'a>(
    block: &'a Block,
    function: &ForeignItemFn,
    body: Option<&'a Group>,
    runtime: &'a TokenStream,
    report: &mut Report,
) -> Declaration<'a> {
    let is_link = |attr: &Attribute| attr.path().is_ident("link_name") || attr.path().is_ident("link_ordinal");
    let (links, attrs): (Vec<_>, Vec<_>) = function.attrs.iter().cloned().partition(is_link);
    let (ours, mut attrs): (Vec<_>, Vec<_>) = attrs.into_iter().partition(|attr| attr.path().is_ident("callback"));
    misplaced::on_item(&mut attrs, report);
    let mut ours = ours.iter();
    let args = ours.next().map(|attr| CallArgs::parse(attr, report)).unwrap_or_default();
    for attr in ours {
        report.at(attr, "a function takes `#[callback(…)]` once; put all arguments into the first");
    }
    let parameters = function.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(parameter(&typed.attrs, &typed.pat, &typed.ty, report)),
        FnArg::Receiver(receiver) => {
            report.at(receiver, "C functions have no `self`; write the type: `db: &Db`");
            None
        }
    });
    let mut parameters: Vec<_> = parameters.collect();
    unbox_carriers(&mut parameters);
    handover::mark(&mut parameters);
    let dots = function.sig.variadic.as_ref().map(|_| parameters.len());
    Declaration {
        fixed: parameters.iter().position(|parameter| parameter.variadic.is_some()).or(dots),
        block,
        runtime,
        body,
        attrs,
        links,
        vis: function.vis.clone(),
        sig: function.sig.clone(),
        parameters,
        args,
        returns: returned(&function.sig.output),
    }
}

/// Replaces `&CBox<T>` by `&T` in the types of handles that carry closures.
fn unbox_carriers(parameters: &mut [Parameter]) {
    let untils = parameters.iter().filter_map(|parameter| match &parameter.role {
        Role::Callback(callback) => callback.contract.until.as_ref().map(|until| until.value.clone()),
        _ => None,
    });
    let untils: Vec<_> = untils.collect();
    for parameter in parameters {
        if parameter.name.as_ref().is_some_and(|name| untils.contains(name)) {
            until::unboxed(&mut parameter.ty);
        }
    }
}

/// The return type, unless it is `()`.
fn returned(output: &ReturnType) -> Option<Type> {
    match output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => match ungrouped(ty) {
            Type::Tuple(tuple) if tuple.elems.is_empty() => None,
            ty => Some(ty.clone()),
        },
    }
}

fn parameter(attrs: &[Attribute], pat: &Pat, ty: &Type, report: &mut Report) -> Parameter {
    let mut ty = ungrouped(ty).clone();
    let (variadics, attrs): (Vec<_>, Vec<_>) = attrs.iter().cloned().partition(|attr| attr.path().is_ident("variadic"));
    for attr in &variadics {
        if let Err(error) = attr.meta.require_path_only() {
            report.push(syn::Error::new(error.span(), "`variadic` has no arguments"));
        }
    }
    let (mut ours, mut others): (Vec<_>, Vec<_>) = attrs.into_iter().partition(is_of_declaration);
    let mistyped = misplaced::in_declaration(&mut others, report);
    if let Some(out) = freed_out(&ours, report) {
        ours = vec![out];
    }
    let mut ours = ours.into_iter();
    let attr = ours.next();
    for extra in ours {
        report.at(
            &extra,
            "a parameter takes one of `callback`, `context`, `destroy`, `len`, `out` and `size_of`, once; remove this",
        );
    }
    let role = match attr {
        None if mistyped => Role::Unread,
        None => match function_type(&ty, false) {
            Some((function, optional)) => callback(None, function, optional, report),
            None => Role::Argument,
        },
        Some(attr) if attr.path().is_ident("callback") => {
            if let Some((function, optional)) = function_type(&ty, true) {
                callback(Some(&attr), function, optional, report)
            } else {
                report.at(&ty, "the type of a callback parameter is that of its closure; write `fn(…) -> …`, or `Option<fn(…) -> …>` where C accepts NULL");
                Role::Unread
            }
        }
        Some(attr) => supplied(attr, pat, &mut ty, report),
    };
    let name = match pat {
        Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => Some(pat.ident.clone()),
        _ => None,
    };
    Parameter { attrs: others, name, ty: ty.clone(), span: ty.span(), role, variadic: variadics.into_iter().next() }
}

/// Reports `#[callback(free = PATH)]` beside `#[out]`, and returns what was meant.
fn freed_out(ours: &[Attribute], report: &mut Report) -> Option<Attribute> {
    ours.iter().find(|attr| attr.path().is_ident("out"))?;
    let attr = ours.iter().find(|attr| attr.path().is_ident("callback"))?;
    let mut of_function = Report::new();
    let free = CallArgs::parse(attr, &mut of_function).free;
    // Other arguments are reported with the attribute, which has no place here.
    let _ = of_function.finish();
    let Setting { key, value: path } = free?;
    let text = path.to_token_stream().to_string().replace(' ', "");
    report.span(key, format_args!("`free` of an out-parameter stands in `#[out(free = {text})]`"));
    Some(syn::parse_quote!(#[out(free = #path)]))
}

/// The role of a parameter that the wrapper supplies.
fn supplied(attr: Attribute, pat: &Pat, ty: &mut Type, report: &mut Report) -> Role {
    if attr.path().is_ident("out") {
        return Role::Out(OutArgs::parse(&attr, report));
    }
    if attr.path().is_ident("size_of") {
        return match report.ok(attr.parse_args()) {
            Some(ty) => Role::Size(ty),
            None => Role::Unread,
        };
    }
    if attr.path().is_ident("len") && is_slice(ty) {
        let slice = pat.to_token_stream();
        report.at(
            &attr,
            format_args!(
                "in a declaration the length names its slice: `#[len({slice})] n: usize`; remove this, and for a fixed length write `&mut [T; N]`"
            ),
        );
        return Role::Unread;
    }
    let is_destroy = attr.path().is_ident("destroy");
    let names = |input: ParseStream| supplied_arguments(input, is_destroy, report);
    let (of, returns) = match attr.parse_args_with(names) {
        Ok((names, returns)) if !names.is_empty() => (names, returns),
        _ => {
            let what = if attr.path().is_ident("len") { "slice" } else { "callback" };
            report.at(&attr, format_args!("expected the name of the {what} parameter that this is for"));
            return Role::Unread;
        }
    };
    if attr.path().is_ident("len") {
        Role::Len { of }
    } else if is_destroy {
        let at = marked(ty, report);
        Role::Destroy { attr, of, at, returns }
    } else {
        Role::Context { attr, of }
    }
}

/// The names of other parameters, and in `#[destroy(f, returns = EXPR)]` the result.
fn supplied_arguments(
    input: ParseStream,
    is_destroy: bool,
    report: &mut Report,
) -> syn::Result<(Vec<Ident>, Option<Setting<Expr>>)> {
    let (mut names, mut returns) = (vec![], None);
    while !input.is_empty() {
        let name: Ident = input.parse()?;
        if is_destroy && input.peek(Token![=]) {
            let value = value(input, &name)?;
            if name == "returns" {
                set(&mut returns, &name, value, report);
            } else {
                report.push(near::unknown_argument(&name, "the names of callbacks, or `returns = EXPR`"));
            }
        } else {
            names.push(name);
        }
        comma(input)?;
    }
    Ok((names, returns))
}

/// Returns true for `&[T]`, `&mut [T]`, `&str` or an `Option` of one.
pub(crate) fn is_slice(ty: &Type) -> bool {
    let Type::Reference(reference) = ungrouped(optional(ty)) else { return false };
    match ungrouped(&reference.elem) {
        Type::Slice(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    }
}

/// The index of the function pointer's parameter that is marked `#[context]`; removes the mark.
fn marked(ty: &mut Type, report: &mut Report) -> Option<usize> {
    match ty {
        Type::Group(group) => marked(&mut group.elem, report),
        Type::Paren(paren) => marked(&mut paren.elem, report),
        Type::Path(path) => {
            let PathArguments::AngleBracketed(arguments) = &mut path.path.segments.last_mut()?.arguments else {
                return None;
            };
            arguments.args.iter_mut().find_map(|argument| match argument {
                GenericArgument::Type(ty) => marked(ty, report),
                _ => None,
            })
        }
        Type::FnPtr(function) => {
            let mut found = None;
            for (index, input) in function.inputs.iter_mut().enumerate() {
                let (marks, others): (Vec<_>, _) =
                    core::mem::take(&mut input.attrs).into_iter().partition(|attr| attr.path().is_ident("context"));
                input.attrs = others;
                for attr in marks {
                    if let Err(error) = attr.meta.require_path_only() {
                        report.push(syn::Error::new(
                            error.span(),
                            "the context of a destroy notify has no options; write `#[context]`",
                        ));
                    }
                    if found.is_some() {
                        report.at(&attr, "a destroy notify is passed one context, which is marked before; remove this");
                    }
                    found = found.or(Some(index));
                }
            }
            found
        }
        _ => None,
    }
}

/// The type in `fn(…)` or `Option<fn(…)>`, and true for an `Option`; `None` for `unsafe`, or an ABI without attribute.
pub(crate) fn function_type(ty: &Type, attribute: bool) -> Option<(&TypeFnPtr, bool)> {
    let inner = ungrouped(optional(ty));
    match inner {
        Type::FnPtr(function) if function.unsafety.is_none() && (attribute || function.abi.is_none()) => {
            Some((function, !core::ptr::eq(inner, ungrouped(ty))))
        }
        _ => None,
    }
}

fn callback(attr: Option<&Attribute>, ty: &TypeFnPtr, optional: bool, report: &mut Report) -> Role {
    let (contract, mut args) = match attr {
        Some(attr) => item::contract(attr, report),
        None => (Contract::default(), quote!()),
    };
    if contract.stop.is_some() {
        stop::returns_nothing(&mut args, ty);
    }
    if let Some(variadic) = &ty.variadic {
        report.at(variadic, "a variadic callback cannot be written in stable Rust; have C pass a `va_list`");
    }
    let inputs = ty.inputs.iter().map(|input| self::input(input, report)).collect();
    Role::Callback(Box::new(Callback { contract, args, optional, ty: ty.clone(), inputs }))
}

fn input(input: &NamedArg, report: &mut Report) -> Input {
    let (ours, attrs): (Vec<_>, Vec<_>) = input.attrs.iter().cloned().partition(|attr| attr.path().is_ident("context"));
    let mut context = None;
    for attr in &ours {
        if context.is_some() {
            report.at(attr, "this parameter is marked as the context already; remove this");
        }
        context = Some(report.ok(context::parse(attr)).unwrap_or_default());
    }
    let place = attrs.iter().find(|attr| attr.path().is_ident("result"));
    if let Some(Ok(Part::Pointer | Part::Len)) = place.map(attributes::result) {
        report.at(place, "a closure cannot lend its result to C; annotate a function or method, and pass that");
    }
    let is_place = place.is_some();
    let name = input.name.as_ref().map(|(name, _)| name.clone()).filter(|name| name != "_");
    Input { attrs, name, ty: ungrouped(&input.ty).clone(), context, is_place }
}

/// Returns true if the C function takes an untyped pointer, because it cannot name the type parameters of the wrapper.
pub(crate) fn is_erased(declaration: &Declaration, ty: &Type) -> bool {
    declaration.body.is_none() && is_generic(declaration, &ty.to_token_stream())
}

/// Returns true if the C function takes a pointer with other lifetimes, because it cannot name those of the wrapper.
pub(crate) fn is_recast(declaration: &Declaration, ty: &Type) -> bool {
    declaration.body.is_none() && !is_erased(declaration, ty) && lifetimes::has_inside(ty)
}

/// Returns true if the tokens mention a type or const parameter of the declaration.
pub(crate) fn is_generic(declaration: &Declaration, tokens: &TokenStream) -> bool {
    let generics = &declaration.sig.generics;
    let types = generics.type_params().map(|param| &param.ident);
    let consts = generics.const_params().map(|param| &param.ident);
    types.chain(consts).any(|ident| crate::syntax::tokens::mentions(tokens.clone(), ident))
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}
