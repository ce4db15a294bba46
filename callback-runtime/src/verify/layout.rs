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
    pub(super) size: usize,
}

impl<T> core::fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.field.fmt(f)
    }
}

impl<T> Field<T> {
    #[doc(hidden)]
    pub fn new<F>(name: &'static str, c_name: &'static str, offset: usize, _: fn(&T) -> *const F) -> Self {
        let (ty, size) = (type_name::<F>(), size_of::<F>());
        Field { field: ErasedField { name, c_name, offset, ty, size }, of: PhantomData }
    }

    pub(super) fn erased(&self) -> ErasedField {
        self.field
    }
}

/// The fields of a structure for [`Verify::layout`](crate::verify::Verify::layout): `fields!(Point { x, y = "c_name" })`,
/// `fields!(Pair { 0 = "first", 1 = "second" })`.
///
/// The list has every field, which the compiler checks. A list of some ends with `..`, and that of a union begins with
/// `union`: `fields!(union Value { number, point })`.
///
/// ```compile_fail,E0027
/// #[repr(C)]
/// struct Point { x: f64, y: f64 }
///
/// callback_runtime::fields!(Point { x });
/// ```
#[macro_export]
macro_rules! fields {
    (@ $t:path, $field:tt $(, $c_name:literal)?) => {
        $crate::verify::Field::<$t>::new(
            $crate::__private::stringify!($field),
            $crate::__private::first_of!($($c_name,)? $crate::__private::stringify!($field)),
            $crate::__private::offset_of!($t, $field),
            |value| &raw const value.$field,
        )
    };
    (union $t:path { $($field:tt $(= $c_name:literal)?),* $(,)? }) => {
        [$($crate::fields!(@ $t, $field $(, $c_name)?)),*]
    };
    ($t:path { $($field:ident $(= $c_name:literal)?),+ , .. }) => {
        [$($crate::fields!(@ $t, $field $(, $c_name)?)),*]
    };
    ($t:path { $($field:tt $(= $c_name:literal)?),* $(,)? }) => {{
        // Every field has to be in the pattern.
        let _ = |value: &$t| {
            let $t { $($field: _),* } = value;
        };
        [$($crate::fields!(@ $t, $field $(, $c_name)?)),*]
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __first_of {
    ($first:expr $(, $rest:expr)?) => {
        $first
    };
}
