#![doc = include_str!("lib.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "std")]
extern crate std;

mod abi;
mod call;
mod context;
mod foreign;
mod frame;
mod outcome;
mod registry;
mod release;
mod value;

#[cfg(feature = "std")]
pub mod guide;
#[cfg(feature = "verify")]
pub mod header;
#[doc(hidden)]
pub mod rules;
mod sync;
#[cfg(feature = "verify")]
pub mod verify;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use callback_macros::callback;

pub use self::abi::context_pointer::ContextPointer;
pub use self::abi::pointers::{CFnPointer, SafeFnPointer, TableMember};
pub use self::abi::same_abi::{Matches, SameAbi};
pub use self::call::definition::Definition;
#[cfg(feature = "std")]
pub use self::call::owner::{Bound, Owned, Shared, Slotted};
pub use self::call::passes_context::PassesContext;
pub use self::call::terms::{AnyThread, OneThread};
#[cfg(feature = "std")]
pub use self::context::also::Also;
#[cfg(feature = "std")]
pub use self::context::borrowing::Borrowing;
pub use self::context::callback::Callback;
#[cfg(feature = "std")]
pub use self::context::embed::Embed;
#[cfg(feature = "std")]
pub use self::context::embedded::Embedded;
#[cfg(feature = "std")]
pub use self::context::filled::{Filled, Points};
pub use self::context::flatten::Flattens;
#[cfg(feature = "std")]
pub use self::context::on_close::LetGo;
#[cfg(feature = "std")]
pub use self::context::registration::{Inside, Registration};
pub use self::context::scope::Scope;
pub use self::context::scope_or_null::ScopeOrNull;
#[cfg(feature = "std")]
pub use self::context::state_access::StateMut;
#[cfg(feature = "std")]
pub use self::context::subscription::Subscription;
pub use self::context::table::{StaticTable, Table, TableSetters, TableStruct, Unset};
#[cfg(feature = "std")]
pub use self::context::table_mut::TableMut;
#[cfg(feature = "std")]
pub use self::context::trusted::Trusted;
pub use self::foreign::handed::{Called, Handed};
pub use self::foreign::lazy::Missing;
pub use self::foreign::wrapper::CFn;
pub use self::outcome::call_error::CallError;
pub use self::outcome::errno::Errno;
pub use self::outcome::left_c::Left;
#[cfg(feature = "std")]
pub use self::outcome::no_slot::Full;
pub use self::outcome::refused::{Failed, Outcome, Reason, Refused};
#[cfg(all(feature = "std", any(unix, windows)))]
pub use self::outcome::report::set_report_limit;
pub use self::outcome::report::{Loss, Report, set_answer_hook, set_report_hook};
#[cfg(feature = "std")]
pub use self::registry::live::{Live, live};
#[cfg(feature = "std")]
pub use self::release::destroy_notify::DestroyNotify;
#[cfg(feature = "std")]
pub use self::release::destructor::{Destructor, Element};
#[cfg(feature = "std")]
pub use self::release::memory::Release;
pub use self::value::allocated::{Allocated, Allocator, CMalloc, OutOfMemory};
pub use self::value::array::{CArray, CArrayMut, CPtr};
pub use self::value::buffer::{NoRoom, WriteBuf};
pub use self::value::c_array_box::{CStrSlice, CStrSliceIter};
pub use self::value::c_box::CBox;
pub use self::value::c_name::CName;
#[cfg(feature = "std")]
pub use self::value::c_str_array::CStrArray;
pub use self::value::callee::{Callee, Data};
pub use self::value::complex::Complex;
pub use self::value::convert::{CType, FromC, IntoC};
pub use self::value::enums::CEnum;
pub use self::value::ffi::{ByValue, CBool, CStrPtr};
pub use self::value::formatted::{FormatError, Formatted};
#[cfg(feature = "std")]
pub use self::value::heap::Heap;
#[cfg(all(
    unix,
    any(target_arch = "x86_64", target_arch = "riscv64", all(target_arch = "aarch64", not(target_vendor = "apple")))
))]
pub use self::value::long_double::LongDouble;
pub use self::value::matrix::{FromCLens, Matrix, MatrixMut};
pub use self::value::out::{ErrorOut, InOut, Out};
pub use self::value::prototype::{Compared, Declaration};
pub use self::value::signal::{ErasedPointer, Signal};
pub use self::value::slice::{FromCLen, Length};
pub use self::value::text_buffer::{CStrBuf, ContainsNul};
pub use self::value::to_c::{InPlace, ToC, ToCLen};
pub use self::value::truth::{CBool8, CBool32, VariantBool};
pub use self::value::va_list::{VaArg, VaList};
pub use self::value::vectors::{Array, ArrayIter, CStrVec, NullTerminated};
pub use self::value::wide::{NotUnicode, U16CStr, U16Str, WideChars};
#[cfg(any(unix, windows))]
pub use self::value::wide::{WideCStr, WideStr};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
