//! `va_list`: the variable arguments of a C function.

use core::fmt::{self, Debug};
use core::marker::PhantomData;

use core::ffi::c_void;

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC};
use crate::value::to_c::ToC;

#[cfg(all(target_arch = "aarch64", target_endian = "little", unix, not(target_vendor = "apple")))]
#[path = "va_list/aarch64.rs"]
mod machine;
#[cfg(all(target_arch = "s390x", unix))]
#[path = "va_list/s390x.rs"]
mod machine;
#[cfg(any(
    all(target_arch = "aarch64", target_vendor = "apple"),
    all(target_arch = "arm", target_endian = "little", unix, not(target_vendor = "apple")),
    all(any(target_arch = "x86", target_arch = "riscv64"), unix),
    all(target_arch = "powerpc64", target_endian = "little", unix),
    all(any(target_arch = "x86", target_arch = "x86_64"), windows),
))]
#[path = "va_list/stack.rs"]
mod machine;
#[cfg(not(any(
    all(target_arch = "aarch64", target_endian = "little", unix),
    all(target_arch = "arm", target_endian = "little", unix, not(target_vendor = "apple")),
    all(target_arch = "x86_64", unix, not(target_os = "cygwin"), target_pointer_width = "64"),
    all(any(target_arch = "x86", target_arch = "riscv64", target_arch = "s390x"), unix),
    all(target_arch = "powerpc64", target_endian = "little", unix),
    all(any(target_arch = "x86", target_arch = "x86_64"), windows),
)))]
#[path = "va_list/unknown.rs"]
mod machine;
#[cfg(all(target_arch = "x86_64", unix, not(target_os = "cygwin"), target_pointer_width = "64"))]
#[path = "va_list/x86_64.rs"]
mod machine;

pub(crate) use self::machine::Machine;

/// The variable arguments of a C function: a `va_list`, or the `...` of a variadic callback.
///
/// It is a copy, as by `va_copy`: reading it leaves the C list as it is. The types of the arguments are unknown, so
/// that all methods that read are unsafe. If C passes a `printf` format with it,
/// [`Formatted`](crate::arg::Formatted) pairs the two and is safe.
///
/// ```
/// use callback_runtime::arg::VaList;
/// use callback_runtime::{Callback, callback};
/// use core::ffi::c_int;
///
/// /// `int (*sum)(int n, va_list numbers)`
/// #[callback(fail = 0)]
/// fn sum(n: c_int, mut numbers: VaList<'_>) -> c_int {
///     // SAFETY: the library passes `n` numbers of type `int`.
///     (0..n).map(|_| unsafe { numbers.next::<c_int>() }).sum()
/// }
/// # let _: unsafe extern "C" fn(c_int, *mut core::ffi::c_void) -> c_int = sum::shim();
/// ```
///
/// It cannot be used after the call:
///
/// ```compile_fail
/// # use callback_runtime::arg::VaList;
/// # use callback_runtime::callback;
/// #[callback]
/// fn keep(list: VaList<'_>, #[context] kept: &mut Option<VaList<'static>>) {
///     *kept = Some(list);
/// }
/// ```
///
/// # Targets
///
/// Unix on `x86_64` (System V ABI, 3.5.7), `aarch64` (AAPCS64, Apple), `arm` (AAPCS), `x86`, `riscv64`, little-endian
/// `powerpc64` and `s390x`; Windows on `x86_64` and `x86`. There a `va_list` argument is a pointer, or passed as one.
/// On other targets it is a compile error.
#[derive(Clone)]
pub struct VaList<'call> {
    machine: Machine,
    call: PhantomData<&'call ()>,
}

/// Targets whose `va_list` layout is known.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the layout of a `va_list` is not known on this target",
    label = "known on Unix for x86_64, aarch64, arm, x86, riscv64, powerpc64le and s390x, and on Windows for x86_64 and x86",
    note = "take the message from C where it is text: a small C function that calls `vsnprintf` and passes `const char *`"
)]
pub trait KnownLayout {}

// SAFETY: on the targets in `KnownLayout` a `va_list` argument is a pointer: to an array's first element, to a
// structure that is too large for registers, or into the stack. On `arm` it is a structure of one pointer, which is
// passed as that pointer is (AAPCS32, 6.4.2 and 7.1.4).
unsafe impl<'call> CType for VaList<'call>
where
    VaList<'call>: KnownLayout,
{
    type C = *mut c_void;
}

// SAFETY: null and misaligned pointers are refused; what the list leads to is borrowed for `'call`.
unsafe impl<'call> FromC<'call> for VaList<'call>
where
    VaList<'call>: KnownLayout,
{
    unsafe fn from_c(c: *mut c_void) -> Result<Self, Reason> {
        // SAFETY: `from_c` requires a list, as `Machine::read` does (`PASSED`).
        Ok(VaList { machine: unsafe { Machine::read(c) }?, call: PhantomData })
    }
}

// SAFETY: C is given a copy of the list, which is there until it returns.
unsafe impl ToC for VaList<'_>
where
    Self: KnownLayout,
{
    type Kept = Self;

    fn keep(self) -> Result<Self, Reason> {
        Ok(self)
    }

    fn c(kept: &mut Self) -> *mut c_void {
        kept.machine.pass()
    }
}

impl VaList<'_> {
    /// Takes the next argument: `va_arg(list, T)`.
    ///
    /// # Safety
    ///
    /// There is a next argument, and it was passed as a `T`. C widens `char` and `short` to `int`, and `float` to
    /// `double` (C17 6.5.2.2); an integer may be taken with the other sign if both represent it.
    pub unsafe fn next<T: VaArg>(&mut self) -> T {
        // SAFETY: `next` requires that the next argument is a `T`, as `take` does.
        unsafe { self.machine.take::<T>() }
    }

    /// Calls a C function that takes a `va_list`, with a copy of the list.
    ///
    /// The pointer is the `va_list` parameter of C on this target. The function does not change
    /// this list.
    pub fn lend<R>(&self, c: impl FnOnce(*mut c_void) -> R) -> R {
        let mut copy = self.machine;
        c(copy.pass())
    }
}

impl Debug for VaList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VaList").finish_non_exhaustive()
    }
}

/// A type that is passed in one register: that of an integer or pointer, or that of a float.
///
/// # Safety
///
/// `FLOAT` is correct for the type, and `Self` is at most as wide as one of the registers.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand before the `...` of a variadic callback",
    label = "not an integer, float or thin pointer",
    note = "have C pass a pointer to it"
)]
pub unsafe trait Scalar: Copy {
    /// True if it is passed as a float.
    const FLOAT: bool;
}

/// A type of a variable argument, which [`VaList::next`] returns.
///
/// # Safety
///
/// C passes it without widening: `int` or wider, `double`, or a pointer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is never in a `va_list`",
    label = "C widens it, or passes it otherwise",
    note = "`char`, `short` and `_Bool` are passed as `c_int`, `float` as `f64`; pointers and wider integers as they are"
)]
pub unsafe trait VaArg: Scalar {}

macro_rules! scalars {
    ($float:literal: $($t:ty)*) => {$(
        // SAFETY: a number of C, at most 64 bits wide.
        unsafe impl Scalar for $t {
            const FLOAT: bool = $float;
        }
    )*};
}

scalars!(false: i8 u8 i16 u16 i32 u32 i64 u64 isize usize core::mem::MaybeUninit<bool>);
scalars!(true: f32 f64);

// SAFETY: a pointer.
unsafe impl<T> Scalar for *const T {
    const FLOAT: bool = false;
}

// SAFETY: a pointer.
unsafe impl<T> Scalar for *mut T {
    const FLOAT: bool = false;
}

macro_rules! va_args {
    ($($t:ty)*) => {$(
        // SAFETY: not widened by C.
        unsafe impl VaArg for $t {}
    )*};
}

va_args!(i32 u32 i64 u64 isize usize f64);

// SAFETY: a pointer.
unsafe impl<T> VaArg for *const T {}

// SAFETY: a pointer.
unsafe impl<T> VaArg for *mut T {}

/// The arguments of a variadic callback, including those before the `...`, which come first.
#[doc(hidden)]
#[derive(Debug)]
pub struct Arguments(Machine);

impl Arguments {
    /// Takes the next argument before the `...`.
    ///
    /// # Safety
    ///
    /// It was passed as a `T`.
    #[inline]
    pub unsafe fn fixed<T: Scalar>(&mut self) -> T {
        // SAFETY: `fixed` requires that the next argument is a `T`, as `take` does.
        unsafe { self.0.take::<T>() }
    }

    /// Returns the `va_list` of the remaining arguments.
    #[inline]
    pub fn rest(&mut self) -> *mut c_void {
        self.0.pass()
    }
}
