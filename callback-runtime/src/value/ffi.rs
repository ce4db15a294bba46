//! Rust types for C types that Rust has no equivalent of.

use core::ffi::{CStr, c_char, c_int};
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use core::str::Utf8Error;

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC, IntoC};
use crate::value::validity;

/// A C struct or union that is passed by value.
///
/// `T` is the `repr(C)` type, your own or one from a `-sys` crate.
///
/// ```
/// use callback_runtime::arg::ByValue;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::c_void;
///
/// #[repr(C)]
/// #[derive(Clone, Copy)]
/// struct Point { x: f64, y: f64 }
///
/// /// `double (*norm)(struct point p, void *scale)`
/// #[callback(fail = f64::NAN)]
/// fn norm(p: ByValue<Point>, #[context] scale: &f64) -> f64 {
///     p.0.x.hypot(p.0.y) * *scale
/// }
/// # let n = norm::scope(&2.0, |cb| {
/// #     let shim: unsafe extern "C" fn(Point, *mut c_void) -> f64 = cb.shim();
/// #     unsafe { shim(Point { x: 3.0, y: 4.0 }, cb.context()) }
/// # });
/// # assert_eq!(n.unwrap(), 10.0);
/// ```
///
/// A `T` with an enum, a `bool` or a pointer that is never null inside does not compile as a parameter, since C may
/// pass other values: declare it with integers and `Option`s, or take `ByValue<MaybeUninit<T>>`, whose `assume_init` is
/// unsafe. A function pointer alone is checked.
///
/// ```compile_fail,E0080
/// # use callback_runtime::arg::ByValue;
/// # use callback_runtime::callback;
/// #[derive(Clone, Copy)]
/// #[repr(u32)]
/// enum Level { Low, High = 9 }
///
/// #[callback(fail = -1)]
/// fn on_level(level: ByValue<Level>) -> i32 {
///     level.0 as i32
/// }
/// ```
///
/// As a parameter `T` is `Copy`, so that nothing that C frees is moved out of C memory. A struct with pointers that are
/// valid during the call has a lifetime for them: `ByValue<Row<'_>>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct ByValue<T>(pub T);

// SAFETY: `MaybeUninit<T>` has the size, alignment and ABI of `T`.
unsafe impl<T> CType for ByValue<T> {
    type C = MaybeUninit<T>;
}

/// A struct that C code copies when it passes or takes it by value.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C takes a copy of a struct by value, and `{Self}` is not `Copy`",
    label = "not `Copy`",
    note = "derive `Clone` and `Copy`, as bindgen does, or take a pointer"
)]
pub trait CopiedByC: Copy {}

#[diagnostic::do_not_recommend]
impl<T: Copy> CopiedByC for T {}

// SAFETY: every bit pattern is a `T`, or null is refused, and `T` borrows what it says itself.
unsafe impl<T: CopiedByC> FromC<'_> for ByValue<T> {
    const REFUSES: bool = validity::has_gap::<T>();

    #[inline]
    unsafe fn from_c(c: MaybeUninit<T>) -> Result<Self, Reason> {
        const { validity::refuse(validity::by_value::<T>()) };
        // SAFETY: C passed a value (`PASSED`), so that it is initialised.
        unsafe { validity::check(NonNull::from(&c).cast::<T>(), 1) }?;
        // SAFETY: initialised, and checked: `by_value` admits types without other gaps alone (`VALID-BITS`).
        Ok(ByValue(unsafe { c.assume_init() }))
    }
}

// SAFETY: the value itself is what C gets.
unsafe impl<T: 'static> IntoC for ByValue<T> {
    #[inline]
    fn into_c(self) -> Result<MaybeUninit<T>, Reason> {
        Ok(MaybeUninit::new(self.0))
    }
}

/// A truth value in a C `int`, such as Win32 `BOOL`: zero is false and everything else is true.
///
/// It is a different type from `bool`, which is the one-byte C type `_Bool`, so that the two cannot be mixed up.
///
/// ```
/// use callback_runtime::ret::CBool;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
///
/// #[callback(fail = 0)]
/// fn filter(hidden: CBool, #[context] shown: &mut usize) -> CBool {
///     *shown += usize::from(!hidden.0);
///     CBool(true)
/// }
/// # let mut shown = 0;
/// # filter::scope(&mut shown, |cb| {
/// #     let shim: unsafe extern "C" fn(c_int, *mut c_void) -> c_int = cb.shim();
/// #     unsafe { assert_eq!(shim(256, cb.context()), 1); }
/// # }).unwrap();
/// # assert_eq!(shown, 0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CBool(pub bool);

impl From<bool> for CBool {
    fn from(value: bool) -> Self {
        CBool(value)
    }
}

impl From<CBool> for bool {
    fn from(value: CBool) -> Self {
        value.0
    }
}

// SAFETY: an `int`.
unsafe impl CType for CBool {
    type C = c_int;
}

// SAFETY: every value is accepted and nothing is borrowed.
unsafe impl FromC<'_> for CBool {
    const REFUSES: bool = false;

    #[inline]
    unsafe fn from_c(c: c_int) -> Result<Self, Reason> {
        Ok(CBool(c != 0))
    }
}

// SAFETY: a number points nowhere.
unsafe impl IntoC for CBool {
    #[inline]
    fn into_c(self) -> Result<c_int, Reason> {
        Ok(c_int::from(self.0))
    }
}

/// One `char *` in C memory, which may be null: an element of an array of strings, or a member of a struct.
///
/// `'call` is the call that C passed it in: the string is readable during that call, wherever the pointer is copied to.
/// The lifetime is elided in a parameter `&[CStrPtr]`; a struct has a lifetime parameter for it.
///
/// ```
/// use callback_runtime::arg::CStrPtr;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_char, c_int, c_void};
///
/// #[callback(fail = 1)]
/// fn on_row(n: c_int, #[len(n)] values: &[CStrPtr], #[context] rows: &mut Vec<String>) -> c_int {
///     for value in values {
///         rows.push(value.to_str().ok().flatten().unwrap_or("NULL").to_owned());
///     }
///     0
/// }
/// # let mut rows = Vec::new();
/// # on_row::scope(&mut rows, |cb| {
/// #     let shim: unsafe extern "C" fn(c_int, *mut *mut c_char, *mut c_void) -> c_int = cb.shim();
/// #     let mut values = [c"one".as_ptr().cast_mut(), core::ptr::null_mut()];
/// #     unsafe { shim(2, values.as_mut_ptr(), cb.context()) }
/// # }).unwrap();
/// # assert_eq!(rows, ["one", "NULL"]);
/// ```
/// ```
/// # use callback_runtime::arg::CStrPtr;
/// # use callback_runtime::callback;
/// # use core::ffi::c_int;
/// #[repr(C)]
/// #[derive(Clone, Copy)] // for `ByValue<Row<'_>>`
/// struct Row<'call> { name: CStrPtr<'call>, number: c_int }
///
/// #[callback]
/// fn on_row(row: &Row<'_>, #[context] names: &mut Vec<String>) {
///     names.extend(row.name.to_str().ok().flatten().map(str::to_owned));
/// }
/// # use callback_runtime::Callback;
/// # let mut names = Vec::new();
/// # on_row::scope(&mut names, |cb| {
/// #     #[repr(C)] struct CRow(*const core::ffi::c_char, c_int);
/// #     let shim: unsafe extern "C" fn(*const CRow, *mut core::ffi::c_void) = cb.shim();
/// #     unsafe { shim(&CRow(c"one".as_ptr(), 1), cb.context()) };
/// # }).unwrap();
/// # assert_eq!(names, ["one"]);
/// ```
///
/// It cannot be kept for longer than the call:
///
/// ```compile_fail
/// # use callback_runtime::arg::CStrPtr;
/// # use callback_runtime::callback;
/// #[callback]
/// fn keep<'a>(#[len(1)] values: &[CStrPtr], #[context] kept: &mut Vec<CStrPtr<'a>>) {
///     kept.push(values[0]);
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct CStrPtr<'call>(*const c_char, PhantomData<&'call CStr>);

impl<'call> CStrPtr<'call> {
    /// Returns the string, or `None` for a null pointer.
    pub fn to_c_str(&self) -> Option<&'call CStr> {
        if self.0.is_null() {
            return None;
        }
        // SAFETY: `IN-C-MEMORY`; not null.
        Some(unsafe { CStr::from_ptr(self.0) })
    }

    /// Returns the string as UTF-8, or `None` for a null pointer.
    ///
    /// # Errors
    ///
    /// Returns an error if the string is not UTF-8.
    pub fn to_str(&self) -> Result<Option<&'call str>, Utf8Error> {
        self.to_c_str().map(CStr::to_str).transpose()
    }

    /// Returns the pointer itself.
    pub fn as_ptr(&self) -> *const c_char {
        self.0
    }
}
