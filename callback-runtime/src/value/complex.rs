//! Numbers that Rust has no type for: `_Complex` and `long double`.

use crate::abi::same_abi::SameAbi;
use crate::outcome::refused::Reason;
use crate::value::c_name::CName;
use crate::value::convert::{CType, FromC, IntoC};
use crate::value::to_c::ToC;

/// A complex number: `float _Complex` is a `Complex<f32>`, `double _Complex` a `Complex<f64>`.
///
/// C lays it out as an array of two (C17 6.2.5), so that `&Complex<f64>`, `&mut Complex<f64>` and slices of them have
/// the C layout on every target. By value it is a parameter or result on targets that pass it as a struct of two:
/// `x86_64` and `aarch64` Unix. It does not compile on others.
///
/// ```
/// use callback_runtime::arg::Complex;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::c_void;
///
/// /// `void (*transform)(double _Complex *values, size_t n, void *data)`
/// #[callback]
/// fn turn(#[len(n)] values: &mut [Complex<f64>], n: usize, #[context] by: &Complex<f64>) {
///     for z in values {
///         *z = Complex { re: z.re * by.re - z.im * by.im, im: z.re * by.im + z.im * by.re };
///     }
/// }
/// # let mut values = [1.0, 2.0, 0.0, 3.0];
/// # turn::scope(&Complex { re: 0.0, im: 1.0 }, |cb| {
/// #     let shim: unsafe extern "C" fn(*mut c_void, usize, *mut c_void) = cb.shim();
/// #     unsafe { shim(values.as_mut_ptr().cast(), 2, cb.context()) }
/// # }).unwrap();
/// # assert_eq!(values, [-2.0, 1.0, -3.0, 0.0]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(C)]
pub struct Complex<T> {
    /// The real part.
    pub re: T,
    /// The imaginary part.
    pub im: T,
}

impl CName for Complex<f32> {
    const C_NAME: &'static str = "float _Complex";
}

impl CName for Complex<f64> {
    const C_NAME: &'static str = "double _Complex";
}

/// Complex numbers that C passes by value as it passes a struct of the two parts.
///
/// # Safety
///
/// The ABI of the target defines it, and a test has confirmed it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` by value is not passed as a struct of Rust's is on this target",
    label = "only `float` and `double` are, on x86_64 and aarch64 Unix",
    note = "have C pass a pointer, `&Complex<T>`, through a C function of yours where it has none"
)]
pub unsafe trait PassedAsStruct {}

// SAFETY: two floats are of one eightbyte and two doubles of two, of class SSE, as in a struct ("System V Application
// Binary Interface, AMD64 Architecture Processor Supplement", 3.2.3); a homogeneous aggregate of two ("Procedure Call
// Standard for the Arm 64-bit Architecture", 5.9.5 and 6.8). `tests/complex.rs` passes them.
#[cfg(all(unix, any(target_arch = "x86_64", target_arch = "aarch64")))]
unsafe impl PassedAsStruct for Complex<f32> {}
// SAFETY: passed as a struct of two `double`s, by the same documents.
#[cfg(all(unix, any(target_arch = "x86_64", target_arch = "aarch64")))]
unsafe impl PassedAsStruct for Complex<f64> {}

// SAFETY: passed as the struct that it is.
unsafe impl<T: Copy> CType for Complex<T>
where
    Complex<T>: PassedAsStruct,
{
    type C = Self;
}

// SAFETY: every value of a float is valid, and nothing is borrowed.
unsafe impl<T: Copy> FromC<'_> for Complex<T>
where
    Complex<T>: PassedAsStruct,
{
    const REFUSES: bool = false;

    #[inline]
    unsafe fn from_c(c: Self) -> Result<Self, Reason> {
        Ok(c)
    }
}

// SAFETY: numbers point nowhere.
unsafe impl<T: Copy> IntoC for Complex<T>
where
    Complex<T>: PassedAsStruct,
{
    #[inline]
    fn into_c(self) -> Result<Self, Reason> {
        Ok(self)
    }
}

// SAFETY: numbers point nowhere.
unsafe impl<T: Copy> ToC for Complex<T>
where
    Complex<T>: PassedAsStruct,
{
    type Kept = Self;

    #[inline]
    fn keep(self) -> Result<Self, Reason> {
        Ok(self)
    }

    #[inline]
    fn c(kept: &mut Self) -> Self {
        *kept
    }
}

// SAFETY: the same type.
unsafe impl<T> SameAbi<Complex<T>> for Complex<T> {}
