//! Strings of 16-bit and wide characters: UTF-16 (`LPCWSTR`, `UChar *`) and `wchar_t *`.

use core::fmt::{self, Debug, Formatter, Write};
use core::ops::Deref;

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC, IntoC, valid};
use crate::value::overlap::Place;
use crate::value::slice::FromCLen;
use crate::value::to_c::{InPlace, ToC, ToCLen};

/// A unit of a string: 16 bits of UTF-16, or a wide character.
#[doc(hidden)]
pub trait Unit: Copy {
    /// Returns its number.
    fn number(self) -> u32;
}

impl Unit for u16 {
    fn number(self) -> u32 {
        self.into()
    }
}

impl Unit for u32 {
    fn number(self) -> u32 {
        self
    }
}

impl Unit for i32 {
    fn number(self) -> u32 {
        u32::from_ne_bytes(self.to_ne_bytes())
    }
}

/// An iterator over the characters of a wide string; `Err` for units that are no character.
#[derive(Clone, Debug)]
pub struct WideChars<'a, U> {
    units: &'a [U],
}

impl<U: Unit> Iterator for WideChars<'_, U> {
    type Item = Result<char, NotUnicode>;

    fn next(&mut self) -> Option<Self::Item> {
        let (&first, rest) = self.units.split_first()?;
        self.units = rest;
        let (mut number, is_high) = (first.number(), |number| (0xD800..0xDC00).contains(&number));
        if let (2, true, Some(second)) = (size_of::<U>(), is_high(number), rest.first().map(|unit| unit.number())) {
            if (0xDC00..0xE000).contains(&second) {
                self.units = &rest[1..];
                number = 0x1_0000 + ((number - 0xD800) << 10) + (second - 0xDC00);
            }
        }
        Some(char::from_u32(number).ok_or(NotUnicode))
    }
}

/// The error of a wide string that is not Unicode: an unpaired surrogate, or a number above 0x10FFFF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotUnicode;

impl fmt::Display for NotUnicode {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the wide string is not Unicode")
    }
}

impl core::error::Error for NotUnicode {}

macro_rules! wide {
    ($unit:ty, $counted:ident, $terminated:ident; $(#[$counted_doc:meta])* ; $(#[$terminated_doc:meta])*) => {
        $(#[$counted_doc])*
        #[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        pub struct $counted([$unit]);

        impl $counted {
            /// Returns the string of these units.
            pub fn from_slice(units: &[$unit]) -> &Self {
                // SAFETY: transparent, and any units will do.
                unsafe { &*(core::ptr::from_ref(units) as *const Self) }
            }

            /// Returns the units.
            pub fn as_slice(&self) -> &[$unit] {
                &self.0
            }

            /// Returns the number of units.
            pub fn len(&self) -> usize {
                self.0.len()
            }

            /// Returns true if there are no units.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// Returns an iterator over the characters; `Err` for units that are no character.
            pub fn chars(&self) -> WideChars<'_, $unit> {
                WideChars { units: &self.0 }
            }

            /// Returns the string in UTF-8.
            ///
            /// # Errors
            ///
            /// It is not Unicode.
            #[cfg(feature = "std")]
            pub fn to_string(&self) -> Result<std::string::String, NotUnicode> {
                self.chars().collect()
            }

            /// Returns the string in UTF-8, with U+FFFD for units that are no character.
            #[cfg(feature = "std")]
            pub fn to_string_lossy(&self) -> std::string::String {
                self.chars().map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
        }

        impl PartialEq<str> for $counted {
            fn eq(&self, text: &str) -> bool {
                self.chars().eq(text.chars().map(Ok))
            }
        }

        impl Debug for $counted {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_char('"')?;
                for c in self.chars() {
                    write!(f, "{}", c.unwrap_or(char::REPLACEMENT_CHARACTER).escape_debug())?;
                }
                f.write_char('"')
            }
        }

        // SAFETY: a pointer to the first unit.
        unsafe impl CType for &$counted {
            type C = *const $unit;
        }

        // SAFETY: checked as a slice; any units will do; the borrow is `'call`.
        unsafe impl<'call> FromCLen<'call> for &'call $counted {
            unsafe fn from_c_len(c: *const $unit, len: usize) -> Result<Self, Reason> {
                // SAFETY: both `from_c_len` have one contract (`PASSED`).
                unsafe { <&'call [$unit]>::from_c_len(c, len) }.map($counted::from_slice)
            }

            #[inline]
            unsafe fn __place(c: &*const $unit, len: usize) -> Place {
                Place::frozen(*c, len)
            }
        }

        // SAFETY: the units of the string.
        unsafe impl ToCLen for &$counted {
            fn c_len(self) -> (*const $unit, usize) {
                (self.0.as_ptr(), self.0.len())
            }
        }

        $(#[$terminated_doc])*
        #[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        pub struct $terminated([$unit]);

        impl $terminated {
            /// Returns the string up to its terminator.
            ///
            /// # Safety
            ///
            /// The pointer is aligned and points at units up to one of 0, valid and unchanged for `'a`.
            pub unsafe fn from_ptr<'a>(first: *const $unit) -> &'a Self {
                let mut len = 0;
                loop {
                    // SAFETY: `from_ptr` requires a terminator, and none before was it.
                    let unit = unsafe { first.add(len) };
                    len += 1;
                    // SAFETY: in the string, up to its terminator.
                    if unsafe { unit.read() } == 0 {
                        break;
                    }
                }
                // SAFETY: `from_ptr` requires that the units up to the terminator are there for `'a`.
                let units = unsafe { core::slice::from_raw_parts(first, len) };
                // SAFETY: transparent, and terminated.
                unsafe { &*(core::ptr::from_ref(units) as *const Self) }
            }

            /// Returns the string of these units; `None` unless the last, and no other, is 0.
            pub fn from_slice_with_nul(units: &[$unit]) -> Option<&Self> {
                let (last, units_before) = units.split_last()?;
                if *last != 0 || units_before.contains(&0) {
                    return None;
                }
                // SAFETY: transparent, and terminated.
                Some(unsafe { &*(core::ptr::from_ref(units) as *const Self) })
            }

            /// Returns a pointer to the first unit; the string is terminated.
            pub fn as_ptr(&self) -> *const $unit {
                self.0.as_ptr()
            }
        }

        impl Deref for $terminated {
            type Target = $counted;

            /// Returns the string without its terminator.
            fn deref(&self) -> &$counted {
                $counted::from_slice(&self.0[..self.0.len() - 1])
            }
        }

        impl Debug for $terminated {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }

        // SAFETY: a pointer to the first unit.
        unsafe impl CType for &$terminated {
            type C = *const $unit;
        }

        // SAFETY: null and misaligned pointers are refused; the borrow is `'call`.
        unsafe impl<'call> FromC<'call> for &'call $terminated {
            const __REFERS: bool = true;

            unsafe fn from_c(c: *const $unit) -> Result<Self, Reason> {
                let first = valid(c)?;
                // SAFETY: not null and aligned (`CHECKED`), terminated and valid for `'call` (`PASSED`).
                Ok(unsafe { $terminated::from_ptr(first.as_ptr()) })
            }

            #[inline]
            unsafe fn __place(c: &*const $unit) -> Place {
                // SAFETY: C passed it for the same (`PASSED`).
                let found = unsafe { <&'call $terminated>::from_c(*c) };
                found.map_or(Place::NONE, |text| Place::frozen(*c, text.len() + 1))
            }
        }

        // SAFETY: a `'static` string outlives the call.
        unsafe impl IntoC for &'static $terminated {
            fn into_c(self) -> Result<*const $unit, Reason> {
                Ok(self.as_ptr())
            }
        }

        // SAFETY: terminated, and it lives as long as the reference.
        unsafe impl ToC for &$terminated {
            type Kept = *const $unit;

            fn keep(self) -> Result<*const $unit, Reason> {
                Ok(self.as_ptr())
            }

            fn c(kept: &mut *const $unit) -> *const $unit {
                *kept
            }
        }

        // SAFETY: C is given the pointer of the string itself.
        unsafe impl InPlace for &$terminated {}
    };
}

wide! {
    u16, U16Str, U16CStr;
    /// A counted string of 16-bit units, usually UTF-16: `const UChar *text, int32_t length`.
    ///
    /// It is a parameter with `#[len(EXPR)]`, in units. Windows and ICU allow unpaired surrogates, so that it may
    /// be invalid Unicode: [`to_string`](U16Str::to_string) checks it.
    ;
    /// A string of 16-bit units that ends with one of 0: `LPCWSTR`, `const UChar *`.
    ///
    /// ```
    /// use callback_runtime::arg::U16CStr;
    /// use callback_runtime::{Callback, callback};
    /// # use core::ffi::{c_int, c_void};
    ///
    /// /// `BOOL CALLBACK proc(LPCWSTR name, LPARAM data)`
    /// #[callback(fail = 0)]
    /// fn on_name(name: &U16CStr, #[context] names: &mut Vec<String>) -> c_int {
    ///     names.push(name.to_string_lossy());
    ///     1
    /// }
    /// # let mut names = vec![];
    /// # let name: Vec<u16> = "grün 🦀\0".encode_utf16().collect();
    /// # on_name::scope(&mut names, |cb| {
    /// #     let shim: unsafe extern "C" fn(*const u16, *mut c_void) -> c_int = cb.shim();
    /// #     unsafe { assert_eq!(shim(name.as_ptr(), cb.context()), 1) };
    /// # }).unwrap();
    /// # assert_eq!(names, ["grün 🦀"]);
    /// ```
    ///
    /// NULL and misaligned pointers are refused; `Option<&U16CStr>` is `None` at NULL.
}

#[cfg(any(unix, windows))]
use libc::wchar_t;

#[cfg(any(unix, windows))]
wide! {
    wchar_t, WideStr, WideCStr;
    /// A counted string of `wchar_t`: a parameter with `#[len(EXPR)]`, in units.
    ///
    /// A unit is one character on Unix, with 32 bits, and UTF-16 on Windows.
    ;
    /// A string of `wchar_t` that ends with one of 0: `const wchar_t *`.
    ///
    /// A unit is one character on Unix, with 32 bits (a signed integer on x86, an unsigned one on Arm), and UTF-16 on
    /// Windows. Units that are no character are kept, and [`to_string`](WideStr::to_string) checks them.
    ///
    /// NULL and misaligned pointers are refused; `Option<&WideCStr>` is `None` at NULL.
}
