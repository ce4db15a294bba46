//! The places for the parts of a result: `#[result(value)]`, `#[result(pointer)]` and `#[result(len)]`.

use crate::function::model::callback::{Model, Parameter, Role, Shape};
use crate::grammar::attributes::ResultPart;

/// The places that a function has.
#[derive(Clone, Copy)]
pub(crate) struct Places<'a> {
    pub(crate) value: Option<(usize, &'a Parameter)>,
    pub(crate) pointer: Option<(usize, &'a Parameter)>,
    pub(crate) len: Option<(usize, &'a Parameter)>,
}

impl Model<'_> {
    /// Returns the places for the parts of the result; `None` if no parameter is such a place.
    pub(crate) fn places(&self) -> Option<Places<'_>> {
        let of = |part| {
            let mut parameters = self.parameters.iter().enumerate();
            parameters.find(|(_, parameter)| matches!(parameter.role, Role::Result(this) if this == part))
        };
        let places =
            Places { value: of(ResultPart::Value), pointer: of(ResultPart::Pointer), len: of(ResultPart::Len) };
        (places.value.is_some() || places.pointer.is_some() || places.len.is_some()).then_some(places)
    }

    /// Returns true if the C result is the length of the slice, and its pointer goes into a place.
    pub(crate) fn lends_pointer(&self) -> bool {
        self.places().is_some_and(|places| places.pointer.is_some() && places.len.is_none() && places.value.is_none())
    }
}

/// Returns the shape of the C result if these parts go into places.
pub(crate) fn shape(shape: Shape, has: impl Fn(ResultPart) -> bool) -> Shape {
    let unit = has(ResultPart::Value) || has(ResultPart::Pointer) && has(ResultPart::Len);
    match shape {
        _ if !has(ResultPart::Value) && !has(ResultPart::Pointer) && !has(ResultPart::Len) => shape,
        Shape::Result { .. } => Shape::Result { unit },
        Shape::ControlFlow { .. } => Shape::ControlFlow { unit },
        Shape::Never => shape,
        _ if unit => Shape::Unit,
        _ => Shape::Other,
    }
}
