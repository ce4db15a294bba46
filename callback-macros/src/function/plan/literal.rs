//! Number literals, which are passed to C as they are written, without conversion or evaluation.

use syn::{Expr, ExprUnary, Lit, Type, UnOp};

use crate::function::model::callback::{Model, Shape};
use crate::function::model::kind::Kind;
use crate::syntax::numbers::{is_float, is_same_in_c};
use crate::syntax::types::{generic, ungrouped};

/// Returns true if the C result is an integer, by the name of its type.
pub(super) fn is_integer(model: &Model, kind: &Kind) -> bool {
    if model.places().is_some() || model.leaves() || model.diverges() {
        return false;
    }
    let ty = match (&model.args.returns, kind, model.returns.shape) {
        (Some(returns), ..) => Some(&returns.value),
        (None, Kind::Status, _) | (None, Kind::Plain, Shape::Ordering) => return true,
        (None, Kind::Plain, _) => model.returns.ty.as_ref(),
        (None, Kind::Value, shape) => model.returns.ty.as_ref().and_then(|ty| good(ty, shape)),
    };
    ty.is_some_and(|ty| is_same_in_c(ty) && !is_float(ty))
}

/// Returns the `T` of `Result<T, E>` and of `ControlFlow<B, T>`.
fn good(ty: &Type, shape: Shape) -> Option<&Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    generic(&path.path.segments.last()?.arguments, usize::from(matches!(shape, Shape::ControlFlow { .. })))
}

/// Returns true for an integer literal without a suffix, with or without a minus.
pub(super) fn is_literal(expr: &Expr) -> bool {
    let literal = match expr {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => expr,
        expr => expr,
    };
    matches!(literal, Expr::Lit(literal) if matches!(&literal.lit, Lit::Int(integer) if integer.suffix().is_empty()))
}
