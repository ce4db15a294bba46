//! `#[data(NAME)]` names the data of a function that C passes.

use quote::ToTokens;
use syn::Type;

use crate::function::model::callback::{Model, Role};
use crate::syntax::report::Report;
use crate::syntax::types::{generic, optional};

/// Reports functions with data whose parameter is not named, or does not exist.
pub(crate) fn check(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        if let Some(function) = function_of_rust(&parameter.ty) {
            report.at(
                function,
                "this is a Rust function type; write the C type of the header, `unsafe extern \"C\" fn(…)`",
            );
        }
        match &parameter.role {
            Role::Callable(data) => {
                let named = model.parameters.iter().find(|other| other.name.as_ref() == Some(data));
                if !named.is_some_and(|named| matches!(named.role, Role::Argument)) {
                    report
                        .at(data, "no parameter of this name is data; name the pointer that C passes for the function");
                }
            }
            Role::Argument if takes_data(&parameter.ty) && !parameter.unread => {
                report.at(
                    &parameter.ty,
                    "a `Callee` needs its data parameter; write `#[data(NAME)]`, or `Callee<'_, F, ()>` if it has none",
                );
            }
            _ => {}
        }
    }
}

/// Returns the `F` of a `Callee<'_, F>` that is not `unsafe extern`.
fn function_of_rust(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = optional(ty) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Callee")?;
    let function = generic(&last.arguments, 0)?;
    matches!(function, Type::FnPtr(pointer) if pointer.abi.is_none() || pointer.unsafety.is_none()).then_some(function)
}

/// Returns true for `Callee<'_, F>`, the type of a function with data.
fn takes_data(ty: &Type) -> bool {
    let Type::Path(path) = optional(ty) else { return false };
    let Some(last) = path.path.segments.last().filter(|last| last.ident == "Callee") else { return false };
    generic(&last.arguments, 1).is_none_or(|data| data.to_token_stream().to_string() == "Data")
}
