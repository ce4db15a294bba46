//! The C type `long double`, in memory.

use core::mem::MaybeUninit;

use crate::value::c_name::CName;

/// The C type `long double` of 16 bytes: behind a pointer, `&LongDouble`, `&mut LongDouble` and slices of them.
///
/// Rust has no type that is passed like it by value: have C pass a pointer, through a C function of your own if
/// there is none. Of the 16 bytes `x86_64` uses 10, as the x87 does ("System V Application Binary Interface, AMD64
/// Architecture Processor Supplement", 3.1.2); there it converts from and to `f64`. Elsewhere it is storage alone.
///
/// ```
/// # #[cfg(all(target_arch = "x86_64", unix))] {
/// use callback_runtime::arg::LongDouble;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::c_void;
///
/// /// `void (*halve)(const long double *x, long double *half, void *data)`
/// #[callback]
/// fn halve(x: &LongDouble, half: &mut LongDouble, #[context] calls: &mut u32) {
///     *calls += 1;
///     *half = LongDouble::from(x.to_f64() / 2.0);
/// }
/// # let (mut calls, x, mut half) = (0, LongDouble::from(3.0), LongDouble::from(0.0));
/// # halve::scope(&mut calls, |cb| {
/// #     let shim: unsafe extern "C" fn(*const LongDouble, *mut LongDouble, *mut c_void) = cb.shim();
/// #     unsafe { shim(&x, &mut half, cb.context()) };
/// # }).unwrap();
/// # assert_eq!((half.to_f64(), calls), (1.5, 1));
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
#[repr(C, align(16))]
pub struct LongDouble([MaybeUninit<u8>; 16]);

impl CName for LongDouble {
    const C_NAME: &'static str = "long double";
}

#[cfg(all(target_arch = "x86_64", unix))]
impl LongDouble {
    /// Converts to the nearest `f64`; values beyond its range are infinite.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        let mut value = 0.0_f64;
        // SAFETY: 10 bytes of this value are read and the 8 of a `f64` written. The x87 stack is as empty behind it as
        // before, and all of its registers are said to be used.
        unsafe {
            core::arch::asm!(
                "fld tbyte ptr [{from}]",
                "fstp qword ptr [{to}]",
                from = in(reg) &raw const self.0,
                to = in(reg) &raw mut value,
                out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
                out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _,
                options(nostack),
            );
        }
        value
    }
}

#[cfg(all(target_arch = "x86_64", unix))]
impl From<f64> for LongDouble {
    fn from(value: f64) -> Self {
        let mut long = LongDouble([MaybeUninit::zeroed(); 16]);
        // SAFETY: the 8 bytes of the `f64` are read and 10 of the 16 written; the x87 stack as in `to_f64`.
        unsafe {
            core::arch::asm!(
                "fld qword ptr [{from}]",
                "fstp tbyte ptr [{to}]",
                from = in(reg) &raw const value,
                to = in(reg) &raw mut long.0,
                out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
                out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _,
                options(nostack),
            );
        }
        long
    }
}
