//! Declared C functions: their arguments and results, in `#[callback] unsafe extern "C" { … }`.
//!
//! | C has | write |
//! | --- | --- |
//! | a callback for the call alone; one that may be NULL | `f: fn(…) -> …`; `f: Option<fn(…) -> …>` |
//! | several callbacks with one user data | `#[context(f, g)] state: &mut impl Trait` |
//! | a callback that it keeps, and a function that removes it | `#[callback(retained, unregister = EXPR)]`: a [`Subscription`](crate::Subscription) |
//! | a callback that it keeps until it frees a handle | `#[callback(retained, until = HANDLE)]`, in the [`CBox`] of the handle |
//! | -1 and `errno`, or a status, if it fails | `#[callback(errno = -1)]`, `#[callback(fails = nonzero)]`: a [`CallError`](crate::CallError) |
//! | an object that it allocates and the caller frees | [`CBox<T>`](CBox) |
//! | an array that the caller frees; one of strings | `CBox<[T]>`; [`CBox<CStrSlice>`](CStrSlice) |
//! | `char **` to read, with a length or up to NULL | [`CStrArray`], passed as [`Array`](crate::arg::Array) or [`CStrVec`](crate::arg::CStrVec) |
//! | an argument of a type of yours | an impl of [`ToC`], or [`ToCLen`] with a length; [`InPlace`] if C keeps the memory |
//! | a function that takes a heap: an allocator, its `free` and user data | [`Heap`] |
//! | `GCallback` with the name of a signal | [`Signal`]; `void (*)(void)` alone is a [`CFn`] |
//! | a function that not each version has | `#[callback(lazy = …)]`, whose error is [`MissingSymbol`] |
//! | a callback that leaves by `longjmp`, or never returns | `leave = …`, `-> !`: [`LeftC::catch`] |
//!
//! The result of a function that lends callbacks is a [`CallResult`], with an error convention a [`FallibleCallResult`]. Each declaration implements
//! [`Declaration`], whose text `Verify::declared` compares with the header; [`Compared`] is implemented by callbacks of bodies.
//! Memory of Rust that C keeps is in [`release`](crate::release).

#[cfg(feature = "std")]
pub(crate) mod carried;
pub(crate) mod condition;
pub(crate) mod handed;
#[cfg(feature = "std")]
pub(crate) mod handover;
#[cfg(feature = "std")]
pub(crate) mod kept;
pub(crate) mod lazy;
pub(crate) mod wrapper;

pub use self::handed::{CallResult, FallibleCallResult};
pub use self::lazy::MissingSymbol;
pub use self::wrapper::CFn;
pub use crate::outcome::left_c::LeftC;
#[cfg(feature = "std")]
pub use crate::value::c_str_array::CStrArray;
#[cfg(feature = "std")]
pub use crate::value::heap::Heap;
pub use crate::value::{
    c_array_box::{CStrSlice, CStrSliceIter},
    c_box::CBox,
    prototype::{Compared, Declaration},
    signal::{ErasedPointer, Signal},
    to_c::{InPlace, ToC, ToCLen},
};
