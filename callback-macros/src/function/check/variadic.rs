//! `...` and formats: `#[format(NAME)] text: ...`.

use syn::Type;

use crate::function::model::callback::{Model, Role};
use crate::syntax::report::Report;
use crate::syntax::types::optional;

/// Reports `...` in conventions other than `"C"`, or without a parameter before it.
pub(crate) fn check(model: &Model, report: &mut Report) {
    formats_are_parameters(model, report);
    let Some(dots) = &model.variadic else { return };
    let abi = model.abi.as_ref().and_then(|abi| abi.name.as_ref());
    if let Some(name) = abi.filter(|name| !["C", "C-unwind"].contains(&&*name.value())) {
        report.at(name, "a variadic callback has the ABI `\"C\"` or `\"C-unwind\"`; write one of these, or nothing");
    }
    let parameters = model.parameters.iter().filter(|parameter| match &parameter.role {
        Role::Context(context) => context.args.is_parameter(),
        _ => true,
    });
    if parameters.count() < 2 {
        report.at(dots, "a parameter before `...` has to describe its arguments; add that parameter");
    }
}

/// Reports formats that are no other parameter, and texts without a format.
fn formats_are_parameters(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        match &parameter.role {
            Role::Formatted(format) => {
                let named = model.parameters.iter().find(|other| other.name.as_ref() == Some(format));
                if !named.is_some_and(|named| matches!(named.role, Role::Argument)) {
                    report.at(format, "no parameter of this name is a format; name the `&CStr` that C passes as one");
                }
            }
            Role::Argument if is_formatted(&parameter.ty) && !parameter.unread => {
                report.at(&parameter.ty, "a `Formatted` needs its format parameter; write `#[format(NAME)]`");
            }
            _ => {}
        }
    }
}

fn is_formatted(ty: &Type) -> bool {
    matches!(optional(ty), Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Formatted"))
}
