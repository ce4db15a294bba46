//! The C declaration of a callback, in pieces: text that the tokens determine, names that only the compiler resolves.

use proc_macro2::Ident;
use syn::Type;

use crate::function::c_text::declarator::{self, Declaration, Piece};
use crate::function::c_text::names;
use crate::function::model::callback::{self, Model, Parameter, Role, Shape};
use crate::function::model::kind::{self, Kind};
use crate::grammar::context::ContextArgs;
use crate::output::names as generated;
use crate::syntax::list::List as _;
use crate::syntax::types::generic;

/// `int by_age(const Person *a, const Person *b, void *calls);`
pub(crate) fn declaration(model: &Model) -> Declaration {
    named(model, &generated::text(model.name()))
}

/// The [`declaration`] with another name.
pub(crate) fn named(model: &Model, name: &str) -> Declaration {
    let mut function = convention(model);
    function.push(name);
    let mut declaration = declarator::function(result(model), function, list(model));
    declaration.push(";");
    declaration
}

/// `int (*by_age)(const Person *a, const Person *b, void *calls)`: a pointer to such a function.
pub(crate) fn pointer(model: &Model, name: &str) -> Declaration {
    let name = declarator::pointer_name(convention(model), Declaration::text(name));
    declarator::function(result(model), name, list(model))
}

fn list(model: &Model) -> Vec<Declaration> {
    let parameters = model.parameters.iter().filter(|parameter| callback::is_c_parameter(parameter));
    let mut list: Vec<_> = parameters.map(parameter).list();
    if let (Some(_), Some(last)) = (&model.variadic, list.last_mut()) {
        *last = Declaration::text("...");
    } else if list.is_empty() {
        list.push(Declaration::text("void"));
    }
    list
}

/// The calling convention, unless it is the default of C functions.
fn convention(model: &Model) -> Declaration {
    model.abi.as_ref().map(convention_of).unwrap_or_default()
}

pub(crate) fn convention_of(abi: &syn::Abi) -> Declaration {
    match abi.name.as_ref().map(syn::LitStr::value) {
        Some(abi) if !abi.starts_with('C') => Declaration::from(Piece::Convention(abi)),
        _ => Declaration::default(),
    }
}

fn parameter(parameter: &Parameter) -> Declaration {
    let name = Declaration::text(&c_name(parameter));
    match &parameter.role {
        Role::Argument | Role::Counted(_) | Role::Formatted(_) | Role::Callable(_) | Role::Result(_) => {
            declarator::parameter(&parameter.ty, name)
        }
        Role::Context(context) => match &context.args {
            ContextArgs::As(ty) => declarator::parameter(&ty.value, name),
            ContextArgs::Embedded(ty) => {
                let base = &ty.value;
                declarator::parameter(&syn::parse_quote!(*mut #base), name)
            }
            _ => Declaration::text("void *").then(name),
        },
    }
}

/// The name of a parameter in C, empty if it has none.
fn c_name(parameter: &Parameter) -> String {
    parameter.name.as_ref().map(parameter_name).unwrap_or_default()
}

/// A name that a parameter can have in C.
pub(crate) fn parameter_name(name: &Ident) -> String {
    let name = generated::text(name);
    let name = match name.strip_prefix("__callback_") {
        // Parameters without a name.
        Some(made) if made == "closure" || made.starts_with("value") => return String::new(),
        // The `self` of a method.
        Some(made) => made.to_owned(),
        None => name,
    };
    if names::is_keyword(&name) { name + "_" } else { name }
}

fn result(model: &Model) -> declarator::Result {
    if let Some(returns) = &model.args.returns {
        return declarator::Result::of(&returns.value);
    }
    match (kind::kind(model), &model.returns.ty) {
        (Kind::Status, _) => declarator::Result::Text("int"),
        (_, None) => declarator::Result::Text("void"),
        (Kind::Plain, _) if model.returns.shape == Shape::Unit => declarator::Result::Text("void"),
        _ if model.places().is_some_and(|places| places.pointer.is_some()) => declarator::Result::Text("size_t"),
        (Kind::Plain, Some(ty)) => declarator::Result::of(ty),
        (Kind::Value, Some(ty)) => {
            let index = usize::from(!matches!(model.returns.shape, Shape::Result { .. }));
            let value = match ty {
                Type::Path(path) => path.path.segments.last().and_then(|last| generic(&last.arguments, index)),
                _ => None,
            };
            declarator::Result::of(value.unwrap_or(ty))
        }
    }
}
