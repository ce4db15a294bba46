//! The model of a declaration: spans and tokens as written, without decisions.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, Signature, Type, TypeFnPtr, Visibility};

use crate::foreign::item::{Block, Contract};
use crate::foreign::outcome::{CallArgs, OutArgs};
use crate::foreign::value::ContextValue;
use crate::grammar::context::ContextArgs;
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::syntax::types::{optional, ungrouped};
use crate::syntax::{lifetimes, numbers};

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
    /// The value whose methods are the callbacks on this context.
    pub(crate) value: Option<ContextValue>,
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
    /// `#[len(x)]`, where C returns or writes the array and its length.
    OutLen { of: Vec<Ident> },
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
    /// `...`: a list to the closure, or a text if its format is known.
    pub(crate) is_dots: bool,
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

/// Returns true for `&[T]`, `&mut [T]`, `&str` or an `Option` of one.
pub(crate) fn is_slice(ty: &Type) -> bool {
    let Type::Reference(reference) = ungrouped(optional(ty)) else { return false };
    match ungrouped(&reference.elem) {
        Type::Slice(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    }
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

pub(crate) fn is_counted(model: &Declaration, parameter: &Parameter) -> bool {
    parameter.name.as_ref().is_some_and(|name| model.is_counted(name))
}

pub(crate) fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}
