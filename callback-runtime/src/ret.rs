//! Types of results: values that C gets from a callback, beyond numbers and pointers.
//!
//! | C has | write |
//! | --- | --- |
//! | an `int` by which the callback goes on or stops | [`ControlFlow`](core::ops::ControlFlow) with `continue = 0, break = 1` |
//! | 0 or an error value | `Result<(), E>` with `ok = 0, err = -1` |
//! | a string or an array that it does not free | `&CStr`, `&[T]` that borrows from the context |
//! | an `int` that is a truth value | [`CBool`] |
//! | `gboolean`, `BOOL`, `uint32_t` as a truth value | [`CBool`], [`CBool32`] |
//! | `uint8_t` or `unsigned char` as a truth value; `VARIANT_BOOL` | [`CBool8`]; [`VariantBool`] |
//! | -1 and `errno`, or the negative error number | `Result<T, Errno>` with `err = errno(-1)`, `err = -errno` ([`Errno`]) |
//! | an `int` below, equal to or above zero | [`Ordering`](core::cmp::Ordering) |
//! | memory that it frees by `free`, `g_free`, `sqlite3_free` | [`Allocated`], with an [`Allocator`] |
//! | memory that it gives back to a function of yours | [`Release`](../release/struct.Release.html) |
//! | a struct by value, a complex number, an enum | [`ByValue`](crate::arg::ByValue), [`Complex`](crate::arg::Complex), a [`CEnum`](crate::arg::CEnum) |
//!
//! The truth values are parameters too. A type of your own implements [`CType`](crate::arg::CType) with [`IntoC`].
//! Failures are a page of the [guide](../guide/failures/index.html).

pub use crate::outcome::errno::Errno;
pub use crate::value::{
    allocated::{Allocated, Allocator, CMalloc, OutOfMemory},
    convert::IntoC,
    ffi::CBool,
    truth::{CBool8, CBool32, VariantBool},
};
