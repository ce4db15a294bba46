//! Types of arguments with a named lifetime: one type for each lifetime of a call.

use core::ffi::{c_char, c_void};

use crate::outcome::refused::Reason;
use crate::value::argument::Call;
use crate::value::callee::FromCData;
use crate::value::convert::{CType, FromC};
use crate::value::formatted::FromCFormat;
use crate::value::matrix::FromCLens;
use crate::value::overlap::{Place, Rows};
use crate::value::slice::FromCLen;

/// The type of an argument in a call of lifetime `'call`.
///
/// The attribute names `dyn for<'c> PerCall<'c, Of = &'c Item<'c>>`, which has one such type for every call.
#[doc(hidden)]
pub trait PerCall<'call> {
    /// The type of the argument.
    type Of;
}

/// An argument whose type contains the lifetime of the call: `&Item<'_>`, `ByValue<Item<'_>>`.
///
/// `F` maps each call to the type. `F: 'static` holds if it contains no other lifetime, so that parts of the argument
/// that the function keeps end with the call.
#[doc(hidden)]
pub struct ForCall<'call, F: ?Sized + PerCall<'call>>(pub F::Of);

/// The C type of an argument, which does not depend on lifetimes.
type C<F> = <<F as PerCall<'static>>::Of as CType>::C;

// SAFETY: the C type of the argument; lifetimes are no part of what is passed.
unsafe impl<F> CType for ForCall<'_, F>
where
    F: ?Sized + for<'c> PerCall<'c, Of: CType>,
{
    type C = C<F>;
}

/// Converts a C value to a type that differs in lifetimes.
///
/// # Safety
///
/// `From` and `To` differ in lifetimes alone.
#[doc(hidden)]
#[inline]
pub unsafe fn recast<From, To>(c: From) -> To {
    const { assert!(size_of::<From>() == size_of::<To>(), "types that differ in lifetimes alone have one size") };
    // SAFETY: the caller requires them to be one type but for lifetimes; `c` is not used again.
    unsafe { core::mem::transmute_copy(&core::mem::ManuallyDrop::new(c)) }
}

macro_rules! converted {
    ($($trait:ident $method:ident($($name:ident: $ty:ty),*) $($place:ident $rows:ident($($of:ident: $of_ty:ty)?))? $({ $($more:item)* })?;)*) => {$(
        // SAFETY: refuses what the type of this call refuses, which borrows for `'call`.
        unsafe impl<'call, F> $trait<'call> for ForCall<'call, F>
        where
            F: ?Sized + 'static + for<'c> PerCall<'c, Of: $trait<'c>>,
        {
            #[inline]
            unsafe fn $method(c: C<F>, $($name: $ty),*) -> Result<Self, Reason> {
                // SAFETY: `F` is one type for all lifetimes, so that the C types of two calls differ in lifetimes alone.
                let c = unsafe { recast(c) };
                // SAFETY: the caller requires the same.
                unsafe { <<F as PerCall<'call>>::Of as $trait<'call>>::$method(c, $($name),*) }.map(ForCall)
            }

            $($($more)*)?
            $(
                #[inline]
                unsafe fn $place(c: &C<F> $(, $of: $of_ty)?) -> Place {
                    let c = core::ptr::from_ref(c).cast::<<<F as PerCall<'call>>::Of as CType>::C>();
                    // SAFETY: as for the value: one type but for lifetimes.
                    let c = unsafe { &*c };
                    // SAFETY: the caller requires the same.
                    unsafe { <<F as PerCall<'call>>::Of as $trait<'call>>::$place(c $(, $of)?) }
                }

                #[inline]
                unsafe fn $rows(c: &C<F> $(, $of: $of_ty)?) -> Option<Rows> {
                    let c = core::ptr::from_ref(c).cast::<<<F as PerCall<'call>>::Of as CType>::C>();
                    // SAFETY: as for the value: one type but for lifetimes.
                    let c = unsafe { &*c };
                    // SAFETY: the caller requires the same.
                    unsafe { <<F as PerCall<'call>>::Of as $trait<'call>>::$rows(c $(, $of)?) }
                }
            )?
        }
    )*};
}

converted! {
    FromC from_c() __place __rows() {
        #[inline]
        fn __in_call(self, call: &'call Call) -> Self {
            ForCall(<<F as PerCall<'call>>::Of as FromC<'call>>::__in_call(self.0, call))
        }
    };
    FromCLen from_c_len(len: usize) __place __rows(len: usize);
    FromCLens from_c_lens(lens: [usize; 2]) __place __rows(lens: [usize; 2]);
    FromCFormat from_c_format(format: *const c_char);
    FromCData from_c_data(data: *mut c_void);
}
