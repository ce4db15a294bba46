//! The kind of a result, and the ways in which a call can end.

use syn::{Expr, Type};

use crate::function::model::callback::{Model, Shape};
use crate::syntax::types::{generic, ungrouped};

/// The kind of end that the function has.
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

/// Returns true if the function can stop by itself, with an `Err` or a `Break`.
pub(crate) fn stops(model: &Model) -> bool {
    !matches!(kind(model), Kind::Plain)
}

/// Returns the type of the success, which is returned to C.
pub(crate) fn given<'a>(model: &'a Model) -> Option<&'a Type> {
    let ty = ungrouped(model.returns.ty.as_ref()?);
    let Type::Path(path) = ty else { return Some(ty) };
    let arguments = &path.path.segments.last()?.arguments;
    match model.returns.shape {
        Shape::Result { .. } => generic(arguments, 0),
        Shape::ControlFlow { .. } => generic(arguments, 1),
        _ => Some(ty),
    }
}

impl Model<'_> {
    /// Returns true if the call never returns to C, whose frames are left.
    pub(crate) fn diverges(&self) -> bool {
        let returns = self.args.returns.as_ref().map(|returns| &returns.value);
        self.returns.shape == Shape::Never || matches!(returns, Some(Type::Never(_)))
    }

    /// Returns true if the shim leaves in place of returning a fail value.
    pub(crate) fn leaves(&self) -> bool {
        self.diverges() || self.args.leave.is_some()
    }

    /// Returns true if the shim unwinds, and the scope has to catch it.
    pub(crate) fn unwinds(&self) -> bool {
        self.diverges() && self.args.leave.is_none() && self.args.abort.is_none()
    }

    /// Returns true for `leave = |error| …`.
    pub(crate) fn leaves_with(&self) -> bool {
        matches!(&self.args.leave, Some(leave) if matches!(leave.value, Expr::Closure(_)))
    }

    pub(crate) fn stops(&self) -> bool {
        matches!(self.returns.shape, Shape::Result { .. } | Shape::ControlFlow { .. })
    }
}

/// Returns true if the function can end with an error; a `Break` is none.
pub(crate) fn errs(model: &Model) -> bool {
    let breaks = model.args.breaks.is_some() || matches!(model.returns.shape, Shape::ControlFlow { .. });
    stops(model) && !breaks
}

pub(crate) fn on_fail<'a>(model: &'a Model) -> Option<&'a Expr> {
    model.args.on_fail.as_ref().map(|on_fail| &on_fail.value).filter(|_| !model.leaves())
}
