//! Conversions of Rust arguments for calls of C functions.

use core::cmp::Ordering;
use core::ffi::{CStr, c_char};
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::convert::CType;
use crate::value::ffi::{ByValue, CBool, CopiedByC};
use crate::value::nullable::Nullable;

/// An argument of a declared C function, convertible to its C value.
///
/// `#[callback] unsafe extern "C" { … }` converts each argument through this trait. Memory behind the C value lives in
/// [`Kept`](ToC::Kept) until C has returned.
///
/// ```
/// use callback_runtime::Reason;
/// use callback_runtime::arg::CType;
/// use callback_runtime::foreign::ToC;
/// use core::ffi::c_int;
///
/// /// A C `int` that is one of two known values.
/// #[derive(Clone, Copy)]
/// enum Whence { Start, End }
///
/// // SAFETY: C takes it as an `int`.
/// unsafe impl CType for Whence {
///     type C = c_int;
/// }
///
/// // SAFETY: the number points nowhere.
/// unsafe impl ToC for Whence {
///     type Kept = c_int;
///
///     fn keep(self) -> Result<c_int, Reason> {
///         Ok(match self {
///             Whence::Start => 0,
///             Whence::End => 2,
///         })
///     }
///
///     fn c(kept: &mut c_int) -> c_int {
///         *kept
///     }
/// }
/// # assert_eq!(Whence::c(&mut Whence::End.keep().unwrap()), 2);
/// # assert_eq!(Whence::c(&mut Whence::Start.keep().unwrap()), 0);
/// ```
///
/// # Safety
///
/// The result of [`c`](ToC::c) must be valid for a C function that is declared with this type: a pointer
/// points at a valid value, mutable if the type is, for as long as `Self` and `Kept` live.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a C function",
    label = "C cannot be given this",
    note = "a slice needs its length in another parameter, `#[len(NAME)]`; a struct by value is `ByValue<T>`",
    note = "implement `CType` and `ToC` for a type of your own"
)]
pub unsafe trait ToC: CType + Sized {
    /// The memory that lives until the C function returns: a copy that ends with a NUL, or the C value itself.
    type Kept;

    /// Prepares the argument.
    ///
    /// # Errors
    ///
    /// The reason why the value cannot be passed to C. The C function is not called then.
    fn keep(self) -> Result<Self::Kept, Reason>;

    /// Returns the C value.
    fn c(kept: &mut Self::Kept) -> Self::C;

    /// Passes the bytes that distinguish the argument to `part`. Returns false if the argument is not compared.
    ///
    /// # Safety
    ///
    /// `kept` is from [`keep`](ToC::keep), and the lifetimes in `Self` last.
    #[doc(hidden)]
    unsafe fn describe(_kept: &Self::Kept, _part: &mut dyn FnMut(&[u8])) -> bool {
        false
    }
}

/// An argument that is passed in place, and not as a copy that ends when the C function returns.
///
/// A result, or `#[out]`, borrows only from such arguments. Implement it for a custom type if its [`Kept`](ToC::Kept) holds
/// nothing that [`c`](ToC::c) points at.
///
/// ```compile_fail,E0277
/// # use callback_runtime::callback;
/// # use core::ffi::{CStr, c_int};
/// #[callback]
/// unsafe extern "C" {
///     // C receives a copy of the `&str`: take `&CStr`.
///     safe fn strchr(s: &str, c: c_int) -> Option<&CStr>;
/// }
/// ```
///
/// # Safety
///
/// The memory behind [`c`](ToC::c) must live as long as the lifetimes in `Self`, and not end with `Kept`.
#[diagnostic::on_unimplemented(
    message = "C is given a copy of this `{Self}`, from which the result borrows",
    label = "the copy is freed when the C function returns",
    note = "take `&CStr`, or another reference that C gets as it is; a type of your own implements `InPlace`"
)]
pub unsafe trait InPlace: ToC {}

/// An argument whose length is another C parameter, marked by `#[len(NAME)]`.
///
/// # Safety
///
/// See [`ToC`]: the pointer points at that number of elements for as long as `Self` lives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no length",
    label = "not a slice or string",
    note = "`#[len(NAME)]` is for `&[T]`, `&mut [T]`, `&str` or an `Option` of these"
)]
pub unsafe trait ToCLen: CType + Sized {
    /// Returns the pointer and the number of elements.
    fn c_len(self) -> (Self::C, usize);
}

macro_rules! as_it_is {
    ($([$($generics:tt)*] $t:ty => |$value:ident| $c:expr $(, |$kept:ident| $bytes:expr)?;)*) => {$(
        // SAFETY: a number points nowhere, and a raw pointer has no requirements; a reference and a string point at a
        // value of their type, for as long as it lives.
        unsafe impl<$($generics)*> ToC for $t {
            type Kept = Self::C;

            #[inline]
            fn keep(self) -> Result<Self::C, Reason> {
                let $value = self;
                Ok($c)
            }

            #[inline]
            fn c(kept: &mut Self::C) -> Self::C {
                *kept
            }

            $(unsafe fn describe($kept: &Self::C, part: &mut dyn FnMut(&[u8])) -> bool {
                part($bytes);
                true
            })?
        }

        // SAFETY: `Kept` is the C value, which points at what the type refers to.
        unsafe impl<$($generics)*> InPlace for $t {}
    )*};
}

as_it_is! {
    [] i8 => |value| value, |kept| &kept.to_ne_bytes();
    [] u8 => |value| value, |kept| &kept.to_ne_bytes();
    [] i16 => |value| value, |kept| &kept.to_ne_bytes();
    [] u16 => |value| value, |kept| &kept.to_ne_bytes();
    [] i32 => |value| value, |kept| &kept.to_ne_bytes();
    [] u32 => |value| value, |kept| &kept.to_ne_bytes();
    [] i64 => |value| value, |kept| &kept.to_ne_bytes();
    [] u64 => |value| value, |kept| &kept.to_ne_bytes();
    [] isize => |value| value, |kept| &kept.to_ne_bytes();
    [] usize => |value| value, |kept| &kept.to_ne_bytes();
    [] f32 => |value| value, |kept| &kept.to_ne_bytes();
    [] f64 => |value| value, |kept| &kept.to_ne_bytes();
    [] bool => |value| MaybeUninit::new(value);
    [] char => |value| u32::from(value), |kept| &kept.to_ne_bytes();
    [] CBool => |value| value.0.into(), |kept| &kept.to_ne_bytes();
    [] Ordering => |value| value as core::ffi::c_int;
    [T] *const T => |pointer| pointer;
    [T] *mut T => |pointer| pointer;
    [T] NonNull<T> => |pointer| pointer.as_ptr();
    [T] &T => |value| core::ptr::from_ref(value);
    [T] &mut T => |value| core::ptr::from_mut(value);
    // SAFETY: `describe` requires the pointer of `keep`, which is that of a string whose lifetime lasts.
    [] &CStr => |text| text.as_ptr(), |kept| unsafe { CStr::from_ptr(*kept) }.to_bytes();
}

// SAFETY: the value itself is what C gets.
unsafe impl<T: CopiedByC> ToC for ByValue<T> {
    type Kept = MaybeUninit<T>;

    #[inline]
    fn keep(self) -> Result<MaybeUninit<T>, Reason> {
        Ok(MaybeUninit::new(self.0))
    }

    #[inline]
    fn c(kept: &mut MaybeUninit<T>) -> MaybeUninit<T> {
        *kept
    }
}

// SAFETY: the pointers in it are those of the value.
unsafe impl<T: CopiedByC> InPlace for ByValue<T> {}

// SAFETY: a copy with a NUL behind it, which lives in what is kept.
#[cfg(feature = "std")]
unsafe impl ToC for &str {
    type Kept = std::ffi::CString;

    fn keep(self) -> Result<std::ffi::CString, Reason> {
        std::ffi::CString::new(self).map_err(|_| Reason::Invalid("a NUL inside of a string"))
    }

    fn c(kept: &mut std::ffi::CString) -> *const c_char {
        kept.as_ptr()
    }

    unsafe fn describe(kept: &std::ffi::CString, part: &mut dyn FnMut(&[u8])) -> bool {
        part(kept.as_bytes());
        true
    }
}

// SAFETY: null, or a value of `T`, whose requirements hold.
unsafe impl<T: ToC<C: Nullable>> ToC for Option<T> {
    type Kept = Option<T::Kept>;

    #[inline]
    fn keep(self) -> Result<Self::Kept, Reason> {
        self.map(T::keep).transpose()
    }

    #[inline]
    fn c(kept: &mut Self::Kept) -> T::C {
        match kept {
            Some(kept) => T::c(kept),
            None => T::C::NULL,
        }
    }

    unsafe fn describe(kept: &Self::Kept, part: &mut dyn FnMut(&[u8])) -> bool {
        part(&[kept.is_some().into()]);
        // SAFETY: `describe` of both has the same contract.
        kept.as_ref().is_none_or(|kept| unsafe { T::describe(kept, part) })
    }
}

// SAFETY: null, or a value of `T`, whose requirements hold.
unsafe impl<T: InPlace + ToC<C: Nullable>> InPlace for Option<T> {}

// SAFETY: the elements of the slice.
unsafe impl<T> ToCLen for &[T] {
    #[inline]
    fn c_len(self) -> (*const T, usize) {
        (self.as_ptr(), self.len())
    }
}

// SAFETY: the elements of the slice.
unsafe impl<T> ToCLen for &mut [T] {
    #[inline]
    fn c_len(self) -> (*mut T, usize) {
        (self.as_mut_ptr(), self.len())
    }
}

// SAFETY: the bytes of the string.
unsafe impl ToCLen for &str {
    #[inline]
    fn c_len(self) -> (*const c_char, usize) {
        (self.as_ptr().cast(), self.len())
    }
}

// SAFETY: null with no elements, or a value of `T`, whose requirements hold.
unsafe impl<T: ToCLen<C: Nullable>> ToCLen for Option<T> {
    #[inline]
    fn c_len(self) -> (T::C, usize) {
        self.map_or((T::C::NULL, 0), T::c_len)
    }
}
