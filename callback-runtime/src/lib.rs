#![doc = include_str!("lib.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "std")]
extern crate std;

mod broken;
mod callback;
mod convert;
mod errno;
mod ffi;
mod fn_pointer;
mod frame;
mod owner;
mod outcome;
mod report;
mod returns;
mod scope;
mod slice;
mod trampoline;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use callback_macros::callback;

pub use self::callback::Callback;
pub use self::convert::{CType, FromC, IntoC};
pub use self::errno::Errno;
pub use self::ffi::{ByValue, CBool, CStrPtr};
pub use self::fn_pointer::{CFnPointer, ContextPointer, Matches, SafeFnPointer, SameAbi};
pub use self::outcome::{Failed, Reason, Refused};
pub use self::report::{Loss, Report, set_report_hook};
pub use self::scope::Scope;
pub use self::slice::{FromCLen, Length};

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
