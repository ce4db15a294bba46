//! Fields of structures.

use core::any::type_name;
use core::marker::PhantomData;

/// A field of a structure, as listed by [`fields!`](crate::fields).
pub struct Field<T> {
    field: ErasedField,
    of: PhantomData<fn(&T)>,
}

/// A field of any structure.
#[derive(Clone, Copy, Debug)]
pub(super) struct ErasedField {
    pub(super) name: &'static str,
    pub(super) c_name: &'static str,
    pub(super) offset: usize,
    pub(super) ty: &'static str,
}

impl<T> core::fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.field.fmt(f)
    }
}

impl<T> Field<T> {
    #[doc(hidden)]
    pub fn new<F>(name: &'static str, c_name: &'static str, offset: usize, _: fn(&T) -> *const F) -> Self {
        Field { field: ErasedField { name, c_name, offset, ty: type_name::<F>() }, of: PhantomData }
    }

    pub(super) fn erased(&self) -> ErasedField {
        self.field
    }
}

/// The fields of a structure for [`Verify::layout`](crate::verify::Verify::layout): `fields!(Point { x, y = "c_name" })`,
/// `fields!(Pair { 0 = "first", 1 = "second" })`.
#[macro_export]
macro_rules! fields {
    ($t:ty { $($field:tt $(= $c_name:literal)?),* $(,)? }) => {
        [$($crate::verify::Field::<$t>::new(
            $crate::__private::stringify!($field),
            $crate::__private::first_of!($($c_name,)? $crate::__private::stringify!($field)),
            $crate::__private::offset_of!($t, $field),
            |value| &raw const value.$field,
        )),*]
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __first_of {
    ($first:expr $(, $rest:expr)?) => {
        $first
    };
}
