#![doc = include_str!("lib.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "std")]
extern crate std;

pub mod abi;
pub mod arg;
pub mod context;
pub mod foreign;
#[cfg(feature = "std")]
pub mod guide;
pub mod release;
pub mod report;
pub mod ret;
pub mod table;
#[cfg(feature = "verify")]
pub mod verify;

mod call;
mod first_names;
mod frame;
mod outcome;
mod registry;
#[doc(hidden)]
pub mod rules;
mod sync;
mod value;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use callback_macros::callback;

pub use self::context::callback::Callback;
#[cfg(feature = "std")]
pub use self::context::registration::Registration;
pub use self::context::scope::Scope;
#[cfg(feature = "std")]
pub use self::context::subscription::Subscription;
#[doc(hidden)]
pub use self::first_names::*;
pub use self::outcome::call_error::CallError;
pub use self::outcome::refused::{Failed, Outcome, Reason, Refused};
pub use self::outcome::report::set_report_hook;
#[cfg(feature = "std")]
pub use self::registry::live::{Live, live};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
