//! The user's input, in one place: spans and tokens are kept, nothing is decided.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{Abi, Attribute, Expr, Lifetime, Token, Type, WherePredicate};

use crate::grammar::args::Args;
use crate::grammar::attributes::ResultPart;
use crate::grammar::context::ContextArgs;
use crate::grammar::item::Function;
use crate::output::names;
use crate::syntax::lifetimes;
use crate::syntax::report::Report;

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
    Result(ResultPart),
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

pub(crate) fn is_c_parameter(parameter: &Parameter) -> bool {
    !matches!(&parameter.role, Role::Context(context) if !context.args.is_parameter())
}

impl Model<'_> {
    /// Returns true for `returns = ()`: C takes no value, whatever the function returns.
    pub(crate) fn returns_nothing(&self) -> bool {
        match &self.args.returns {
            Some(returns) => matches!(&returns.value, Type::Tuple(tuple) if tuple.elems.is_empty()),
            None => false,
        }
    }

    /// Reports an error at the return type, or at the name if no type is written.
    pub(crate) fn at_result(&self, report: &mut Report, message: &str) {
        match &self.returns.ty {
            Some(ty) => report.at(ty, message),
            None => report.at(self.name(), message),
        }
    }
}
