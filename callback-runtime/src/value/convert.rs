//! Conversion between C values and Rust types, with their checks.

use core::cmp::Ordering;
use core::ffi::{CStr, c_char, c_int};
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::argument::Call;
use crate::value::of_rust::Moves;
use crate::value::overlap::{Place, Rows};
use crate::value::validity;

/// The C type of a Rust type in the signature of a callback.
///
/// It is the common base of [`FromC`] and [`IntoC`].
///
/// ```
/// use callback_runtime::arg::{CType, FromC};
/// use callback_runtime::{Reason, callback};
/// use core::ffi::c_int;
///
/// /// A C `int` that is one of three known values.
/// #[derive(Debug, PartialEq)]
/// enum Level { Debug, Info, Error }
///
/// // SAFETY: C passes the level as an `int`.
/// unsafe impl CType for Level {
///     type C = c_int;
/// }
///
/// // SAFETY: every other value is refused, and nothing is borrowed.
/// unsafe impl FromC<'_> for Level {
///     unsafe fn from_c(c: c_int) -> Result<Self, Reason> {
///         match c {
///             0 => Ok(Level::Debug),
///             1 => Ok(Level::Info),
///             2 => Ok(Level::Error),
///             _ => Err(Reason::Invalid("not a log level")),
///         }
///     }
/// }
///
/// #[callback]
/// fn on_log(level: Level, #[context] seen: &mut Vec<Level>) {
///     seen.push(level);
/// }
/// # use callback_runtime::Callback;
/// # let mut seen = Vec::new();
/// # let refused = on_log::scope(&mut seen, |cb| {
/// #     let shim: unsafe extern "C" fn(c_int, *mut core::ffi::c_void) = cb.shim();
/// #     unsafe { shim(1, cb.context()); shim(9, cb.context()); }
/// # }).unwrap_err();
/// # assert!(refused.to_string().ends_with("parameter `level` is invalid: not a log level"));
/// # assert_eq!(seen, [Level::Info]);
/// ```
///
/// # Safety
///
/// `C` must be passed by C exactly as the C type that the user of the type declares: an integer of the
/// same width and sign, a thin pointer, a `repr(C)` type by value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that C can pass to a callback or get from it",
    label = "no C type is known for this",
    note = "where C passes a `repr(C)` struct by value, write `ByValue<{Self}>`; where it passes a pointer to one, `&{Self}`",
    note = "a string is `&CStr` or `&str`, a slice `&[T]` with `#[len(EXPR)]`, a C function `unsafe extern \"C\" fn(…)`",
    note = "for another type of your own implement `CType`, and `FromC` or `IntoC`"
)]
pub unsafe trait CType {
    /// The type in the signature of the shim.
    type C;
}

/// A parameter of a callback: converted from the C argument, and checked before it exists.
///
/// See [`CType`] for an example of an implementation.
///
/// # Safety
///
/// The implementation must refuse every value of `C` for which `Self` would be invalid, as far as the value shows
/// that. It must borrow for `'call` at the most: implement it as
/// `FromC<'call> for Handle<'call>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that C can pass",
    label = "C cannot pass this",
    note = "a slice needs its length in elements, `#[len(EXPR)]`; a struct by value is `ByValue<T>`; a type of your own needs `FromC`"
)]
pub unsafe trait FromC<'call>: CType + Sized {
    /// True if [`from_c`](FromC::from_c) can refuse a value.
    const REFUSES: bool = true;

    /// True if [`__place`](FromC::__place) may return memory.
    #[doc(hidden)]
    const __REFERS: bool = false;

    /// Checks and converts one argument.
    ///
    /// # Errors
    ///
    /// Returns the reason if the value cannot be a `Self`. C then receives the fail value of the callback.
    ///
    /// # Safety
    ///
    /// `c` is an argument that C passed to the callback. If it is a pointer that is not null and aligned,
    /// it points at what the type of the parameter requires, for `'call`, with the exclusiveness of that type.
    unsafe fn from_c(c: Self::C) -> Result<Self, Reason>;

    /// Binds the argument to its call; an out-parameter records there that it is written.
    #[doc(hidden)]
    #[inline]
    #[must_use]
    fn __in_call(self, _call: &'call Call) -> Self {
        self
    }

    /// Returns the memory that the argument will refer to.
    ///
    /// # Safety
    ///
    /// The contract of [`from_c`](FromC::from_c).
    #[doc(hidden)]
    #[inline]
    unsafe fn __place(_c: &Self::C) -> Place {
        Place::NONE
    }

    /// Returns the memory that the pointers in that memory refer to.
    ///
    /// # Safety
    ///
    /// The contract of [`from_c`](FromC::from_c), for as long as the call lasts.
    #[doc(hidden)]
    #[inline]
    unsafe fn __rows(_c: &Self::C) -> Option<Rows> {
        None
    }
}

/// A result of a callback, which is converted to its C type.
///
/// # Safety
///
/// The value returned must be what the C prototype of the callback requires, and must not point into memory
/// that ends with the call.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that C can get",
    label = "C cannot get this",
    note = "a `repr(C)` struct by value is `ByValue<T>`; an enum needs `#[callback]` of its own; another type of your own needs `IntoC`",
    note = "a `Result` needs `err = …`, a `ControlFlow` needs `break = …`"
)]
pub unsafe trait IntoC: CType + Sized {
    /// Converts the result.
    ///
    /// # Errors
    ///
    /// Returns the reason if this value cannot be passed to C. C then receives the fail value of the callback.
    fn into_c(self) -> Result<Self::C, Reason>;
}

/// A number type with the layout of its C type, selected by its name.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has the name of a number, and is none",
    label = "not the number of this name",
    note = "give a type of your own another name, or write its path"
)]
pub trait Number: FromC<'static, C = Self> {}

macro_rules! by_value {
    ($($t:ty)*) => {$(
        impl Number for $t {}

        // SAFETY: Rust's primitive numbers are C's of the same width and kind.
        unsafe impl CType for $t {
            type C = $t;
        }

        // SAFETY: every bit pattern is valid and nothing is borrowed.
        unsafe impl FromC<'_> for $t {
            const REFUSES: bool = false;

            #[inline]
            unsafe fn from_c(c: $t) -> Result<$t, Reason> {
                Ok(c)
            }
        }

        // SAFETY: a number points nowhere.
        unsafe impl IntoC for $t {
            #[inline]
            fn into_c(self) -> Result<$t, Reason> {
                Ok(self)
            }
        }
    )*};
}

by_value!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize f32 f64);

// SAFETY: C's `_Bool`. It arrives as bytes that need not be a Rust `bool`; `MaybeUninit<bool>` has the ABI
// of `bool` and no validity of its own.
unsafe impl CType for bool {
    type C = MaybeUninit<bool>;
}

// SAFETY: a byte other than 0 and 1 is refused.
unsafe impl FromC<'_> for bool {
    #[inline]
    unsafe fn from_c(c: MaybeUninit<bool>) -> Result<bool, Reason> {
        // SAFETY: same size, no padding, initialised because C passed a value; every byte is a `u8`.
        match unsafe { core::mem::transmute::<MaybeUninit<bool>, u8>(c) } {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Reason::Invalid("a `_Bool` that is neither 0 nor 1")),
        }
    }
}

// SAFETY: a `bool` points nowhere.
unsafe impl IntoC for bool {
    #[inline]
    fn into_c(self) -> Result<MaybeUninit<bool>, Reason> {
        Ok(MaybeUninit::new(self))
    }
}

// SAFETY: C returns nothing.
unsafe impl CType for () {
    type C = ();
}

// SAFETY: nothing is returned.
unsafe impl IntoC for () {
    #[inline]
    fn into_c(self) -> Result<(), Reason> {
        Ok(())
    }
}

// SAFETY: a comparison in C returns an `int`.
unsafe impl CType for Ordering {
    type C = c_int;
}

// SAFETY: -1, 0 and 1 are what a comparison returns (C17 7.22.5).
unsafe impl IntoC for Ordering {
    #[inline]
    fn into_c(self) -> Result<c_int, Reason> {
        Ok(self as c_int)
    }
}

macro_rules! raw_pointer {
    ($($t:ty)*) => {$(
        // SAFETY: a thin pointer.
        unsafe impl<T> CType for $t {
            type C = $t;
        }

        // SAFETY: a raw pointer has no validity and borrows nothing.
        unsafe impl<T> FromC<'_> for $t {
            const REFUSES: bool = false;

            #[inline]
            unsafe fn from_c(c: $t) -> Result<$t, Reason> {
                Ok(c)
            }
        }

        // SAFETY: a raw pointer has no validity; its referent is not accessed here.
        unsafe impl<T> IntoC for $t {
            #[inline]
            fn into_c(self) -> Result<$t, Reason> {
                Ok(self)
            }
        }
    )*};
}

raw_pointer!(*const T *mut T);

/// Checks that a pointer is aligned for `T`; null passes.
#[inline]
pub(crate) fn aligned<T>(pointer: *const T) -> Result<(), Reason> {
    if pointer.is_aligned() { Ok(()) } else { Err(Reason::Misaligned) }
}

/// Checks that a pointer is aligned for `T` and not null.
#[inline]
pub(crate) fn valid<T>(pointer: *const T) -> Result<NonNull<T>, Reason> {
    let found = NonNull::new(pointer.cast_mut()).ok_or(Reason::Null)?;
    aligned(pointer)?;
    Ok(found)
}

/// Checks a pointer and its referent.
///
/// # Safety
///
/// If it is not null and aligned, it points at an initialised `T`, valid except for null, a `bool` or a `char`.
#[inline]
pub(crate) unsafe fn referent<T>(pointer: *const T) -> Result<NonNull<T>, Reason> {
    let found = valid(pointer)?;
    // SAFETY: not null and aligned; the caller requires the rest.
    unsafe { validity::check(found, 1) }?;
    Ok(found)
}

// The referent may be a Rust value, such as the elements that `qsort` moves: types with destructors, types chosen by
// the caller, and arguments of an `unsafe fn` are valid by the contract of the C function (`PASSED`).
// SAFETY: a thin pointer.
unsafe impl<T> CType for &T {
    type C = *const T;
}

// SAFETY: null and misaligned pointers are refused; the borrow is `'call`.
unsafe impl<'call, T> FromC<'call> for &'call T {
    const __REFERS: bool = true;

    #[inline]
    unsafe fn from_c(c: *const T) -> Result<Self, Reason> {
        // SAFETY: C points at a `T` (`PASSED`).
        let referent = unsafe { referent(c) }?;
        // SAFETY: not null and aligned (`CHECKED`), and valid for `'call` (`PASSED`).
        Ok(unsafe { referent.as_ref() })
    }

    #[inline]
    unsafe fn __place(c: &*const T) -> Place {
        Place::shared(*c, 1)
    }
}

// SAFETY: a `'static` referent outlives the call.
unsafe impl<T> IntoC for &'static T {
    #[inline]
    fn into_c(self) -> Result<*const T, Reason> {
        Ok(core::ptr::from_ref(self))
    }
}

// SAFETY: a thin pointer.
unsafe impl<T> CType for &mut T {
    type C = *mut T;
}

// `Moves`, which is `Unpin`, or an opaque type of a block: safe code may swap the referents of two of them, and an opaque type has
// no bytes to swap.
// SAFETY: null and misaligned pointers are refused; the borrow is `'call`.
unsafe impl<'call, T: Moves> FromC<'call> for &'call mut T {
    const __REFERS: bool = true;

    #[inline]
    unsafe fn from_c(c: *mut T) -> Result<Self, Reason> {
        // SAFETY: C points at a `T` (`PASSED`).
        let mut referent = unsafe { referent(c) }?;
        // SAFETY: not null and aligned (`CHECKED`), valid and exclusive for `'call` (`PASSED`).
        Ok(unsafe { referent.as_mut() })
    }

    #[inline]
    unsafe fn __place(c: &*mut T) -> Place {
        Place::exclusive(*c, 1)
    }
}

// SAFETY: a thin pointer.
unsafe impl<T> CType for NonNull<T> {
    type C = *mut T;
}

// SAFETY: null is refused; a `NonNull` has no other validity.
unsafe impl<T> FromC<'_> for NonNull<T> {
    #[inline]
    unsafe fn from_c(c: *mut T) -> Result<Self, Reason> {
        NonNull::new(c).ok_or(Reason::Null)
    }
}

// SAFETY: what it points at is the user's affair, as with a raw pointer.
unsafe impl<T> IntoC for NonNull<T> {
    #[inline]
    fn into_c(self) -> Result<*mut T, Reason> {
        Ok(self.as_ptr())
    }
}

// SAFETY: a pointer to `char`.
unsafe impl CType for &CStr {
    type C = *const c_char;
}

// SAFETY: null is refused; the borrow is `'call`.
unsafe impl<'call> FromC<'call> for &'call CStr {
    const __REFERS: bool = true;

    #[inline]
    unsafe fn from_c(c: *const c_char) -> Result<Self, Reason> {
        let first = valid(c)?;
        // SAFETY: not null (`CHECKED`), NUL-terminated and valid for `'call` (`PASSED`).
        Ok(unsafe { CStr::from_ptr(first.as_ptr()) })
    }

    #[inline]
    unsafe fn __place(c: &*const c_char) -> Place {
        if c.is_null() {
            return Place::NONE;
        }
        // SAFETY: not null, and NUL-terminated (`PASSED`).
        Place::frozen(*c, unsafe { CStr::from_ptr(*c) }.count_bytes() + 1)
    }
}

// SAFETY: a `'static` string outlives the call.
unsafe impl IntoC for &'static CStr {
    #[inline]
    fn into_c(self) -> Result<*const c_char, Reason> {
        Ok(self.as_ptr())
    }
}

// SAFETY: a pointer to `char`.
unsafe impl CType for &str {
    type C = *const c_char;
}

// SAFETY: null and bytes that are not UTF-8 are refused; the borrow is `'call`.
unsafe impl<'call> FromC<'call> for &'call str {
    const __REFERS: bool = true;

    #[inline]
    unsafe fn from_c(c: *const c_char) -> Result<Self, Reason> {
        // SAFETY: both `from_c` have one contract (`PASSED`).
        let text = unsafe { <&'call CStr>::from_c(c) }?;
        text.to_str().map_err(|_| Reason::NotUtf8)
    }

    #[inline]
    unsafe fn __place(c: &*const c_char) -> Place {
        // SAFETY: both have one contract (`PASSED`).
        unsafe { <&'call CStr>::__place(c) }
    }
}

// SAFETY: `char32_t`, which has the ABI of `uint_least32_t`; Rust documents `char` to be passed as `u32`.
unsafe impl CType for char {
    type C = u32;
}

// SAFETY: what is not a Unicode scalar value is refused.
unsafe impl FromC<'_> for char {
    #[inline]
    unsafe fn from_c(c: u32) -> Result<char, Reason> {
        char::from_u32(c).ok_or(Reason::Invalid("not a Unicode scalar value"))
    }
}

// SAFETY: a `char` points nowhere.
unsafe impl IntoC for char {
    #[inline]
    fn into_c(self) -> Result<u32, Reason> {
        Ok(u32::from(self))
    }
}
