//! Types of parameters: values that C passes to a callback, beyond references, slices, strings and numbers.
//!
//! | C has | write |
//! | --- | --- |
//! | a struct or union by value | [`ByValue<T>`] |
//! | `float _Complex`, `long double` | [`Complex<f32>`](Complex), [`LongDouble`] |
//! | `const uint16_t *`, `const wchar_t *` text | [`&U16CStr`](U16CStr), [`&WideCStr`](WideCStr); with a length [`&U16Str`](U16Str), [`&WideStr`](WideStr) |
//! | `char *` in an array or a struct | [`CStrPtr`] |
//! | an array whose length is in another object, or which a value ends | [`CArray`], [`CArrayMut`] |
//! | `char **argv` up to NULL, `struct object **` up to NULL | [`CStrVec`], [`NullTerminated`] |
//! | `char **names, int n`, `struct point **points, int n` | [`Array`], with `#[len]`; as plain pointers `&[CPtr<T>]` ([`CPtr`]) |
//! | `float **rows`, by rows and columns | [`Matrix`], [`MatrixMut`] |
//! | `T *result` to write, to read and write | [`Out`], [`InOut`] |
//! | `GError **error` | [`ErrorOut`] |
//! | `void *buffer, size_t size` to fill; `char *text, size_t size` to fill with a string | [`WriteBuf`], [`CStrBuf`] |
//! | `const char *format, ...` or a `va_list` | [`Formatted`], [`VaList`] |
//! | a C function with its data, to be called | [`Callee`] |
//! | an enum or flags | `#[callback] enum`, which implements [`CEnum`] |
//!
//! A type of your own implements [`CType`] with [`FromC`], or [`FromCLen`] with a length, and [`CName`] for its name in C declarations.
//! The [guide](../guide/types/index.html) has the whole list of types, and the results are in [`ret`](crate::ret).

#[cfg(all(
    unix,
    any(target_arch = "x86_64", target_arch = "riscv64", all(target_arch = "aarch64", not(target_vendor = "apple")))
))]
pub use crate::value::long_double::LongDouble;
#[cfg(any(unix, windows))]
pub use crate::value::wide::{WideCStr, WideStr};
pub use crate::value::{
    array::{CArray, CArrayMut, CPtr},
    buffer::{NoRoom, WriteBuf},
    c_name::CName,
    callee::{Callee, Data},
    complex::Complex,
    convert::{CType, FromC},
    enums::CEnum,
    ffi::{ByValue, CStrPtr},
    formatted::{FormatError, Formatted},
    matrix::{FromCLens, Matrix, MatrixMut},
    out::{ErrorOut, InOut, Out},
    slice::{FromCLen, Length},
    text_buffer::{CStrBuf, ContainsNul},
    va_list::{VaArg, VaList},
    vectors::{Array, ArrayIter, CStrVec, NullTerminated},
    wide::{NotUnicode, U16CStr, U16Str, WideChars},
};
