//! Agreements of C and Rust at compile time: function pointers, parameters by position, and types that C passes alike.
//!
//! | C has | the bound |
//! | --- | --- |
//! | a function pointer, which may be NULL | [`CFnPointer`]: `unsafe extern fn`, or an `Option` of it |
//! | a function pointer that a `-sys` crate declares as safe | [`SafeFnPointer`] |
//! | user data: `void *`, another pointer, an integer of that size | [`ContextPointer`] |
//! | a signature that differs in name alone: `long` and `int64_t`, two pointers | [`Matches`], of types that are [`SameAbi`] |
//!
//! They are the bounds of [`Scope::shim`](crate::Scope::shim) and [`Registration::shim`](crate::Registration::shim); rustc names
//! them where a callback does not fit its declaration. `TableMember` is in [`table`](crate::table), `PassesContext` in [`context`](crate::context).

pub(crate) mod arities;
pub(crate) mod context_pointer;
pub(crate) mod fn_pointer;
pub(crate) mod pointers;
pub(crate) mod same_abi;
pub(crate) mod type_id;
pub(crate) mod user_data;

pub use self::context_pointer::ContextPointer;
pub use self::pointers::{CFnPointer, SafeFnPointer};
pub use self::same_abi::{Matches, SameAbi};
