//! Items that blocks declare, one by one or several together.

use super::Verify;
use super::item::{Against, Allowed, Subject};
use crate::value::prototype::Declaration;
use core::any::type_name;

/// A function or variable that a block declares, or a tuple of up to sixteen.
///
/// A tuple may have tuples in it, for more.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a block declares",
    note = "`#[callback] unsafe extern \"C\"` declares it; of other functions say the type: `function::<unsafe extern \"C\" fn(…)>(\"name\")`"
)]
pub trait Declarations {
    #[doc(hidden)]
    fn __declared(verify: Verify) -> Verify;
}

impl<D: Declaration> Declarations for D {
    fn __declared(verify: Verify) -> Verify {
        let (declaration, ty) = (D::C_DECLARATION, type_name::<D::__Type>());
        let (subject, against) = match D::__VARIABLE {
            Some(constant) => (
                Subject::Variable { declaration, ty, size: size_of::<D::__Type>(), constant },
                Against::Variable(D::C_NAME.into()),
            ),
            None => (Subject::Declared { declaration, ty }, Against::Function(D::C_NAME.into())),
        };
        verify.item(subject, against, Allowed::default())
    }
}

macro_rules! tuples {
    ($first:ident $($rest:ident)*) => {
        impl<$first: Declarations $(, $rest: Declarations)*> Declarations for ($first, $($rest,)*) {
            fn __declared(verify: Verify) -> Verify {
                let verify = $first::__declared(verify);
                $(let verify = $rest::__declared(verify);)*
                verify
            }
        }
        tuples!($($rest)*);
    };
    () => {};
}

tuples!(A B C D E F G H I J K L M N O P);
