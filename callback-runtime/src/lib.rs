#![doc = include_str!("lib.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "std")]
extern crate std;

mod about;
mod access;
mod after;
#[cfg(feature = "std")]
mod also;
#[cfg(feature = "std")]
mod announce;
mod answer;
mod apart;
mod argument;
mod arities;
mod array;
#[cfg(feature = "std")]
mod barrier;
#[cfg(feature = "std")]
mod borrowing;
mod bounds;
mod broken;
mod buffer;
mod by_name;
mod c_box;
#[cfg(feature = "std")]
mod c_str_array;
mod call_error;
mod callback;
mod callee;
#[cfg(feature = "std")]
mod carried;
mod complex;
mod condition;
mod consumed;
mod context_pointer;
mod convert;
mod declaration;
mod declared;
#[cfg(feature = "std")]
mod declared_kept;
#[cfg(feature = "std")]
mod destroy_notify;
#[cfg(feature = "std")]
mod destructor;
#[cfg(feature = "std")]
mod embed;
#[cfg(feature = "std")]
mod embedded;
#[cfg(feature = "std")]
mod ends;
mod enums;
mod errno;
mod ffi;
#[cfg(feature = "std")]
mod filled;
mod flatten;
mod flow;
mod fn_pointer;
mod for_call;
mod fork;
mod formatted;
mod frame;
mod from_context;
#[cfg(feature = "std")]
mod full;
mod give;
mod guard;
#[cfg(feature = "std")]
pub mod guide;
mod handed;
#[cfg(feature = "std")]
mod handover;
#[cfg(feature = "verify")]
pub mod header;
#[cfg(feature = "std")]
mod heap;
#[cfg(feature = "std")]
mod holds;
mod identity;
#[cfg(feature = "std")]
mod in_flight;
mod lazy;
mod leave;
mod lend;
#[cfg(feature = "std")]
mod live;
#[cfg(all(
    unix,
    any(target_arch = "x86_64", target_arch = "riscv64", all(target_arch = "aarch64", not(target_vendor = "apple")))
))]
mod long_double;
mod matrix;
mod nullable;
#[cfg(feature = "std")]
mod numbers;
#[cfg(feature = "std")]
mod objects;
mod of_rust;
#[cfg(feature = "std")]
mod on_close;
mod on_fail;
#[cfg(feature = "std")]
mod others;
mod out;
mod outcome;
mod owned;
mod owner;
mod panics;
#[cfg(all(unix, feature = "std"))]
mod paths;
mod pending;
mod pointee;
mod prototype;
#[cfg(feature = "std")]
mod record;
#[cfg(feature = "std")]
mod registered;
#[cfg(feature = "std")]
mod registration;
#[cfg(feature = "std")]
mod release;
#[cfg(feature = "std")]
mod releasing;
mod report;
#[cfg(feature = "std")]
mod retired;
mod returns;
#[doc(hidden)]
pub mod rules;
mod same_abi;
mod scope;
mod scope_or_null;
mod seldom;
mod shims;
mod shown;
mod signal;
mod slice;
#[cfg(feature = "std")]
mod slot;
mod source;
#[cfg(feature = "std")]
mod spare;
#[cfg(feature = "std")]
mod stacked;
mod state;
#[cfg(feature = "std")]
mod state_access;
mod stopping;
#[cfg(feature = "std")]
mod subscription;
mod sync;
mod table;
mod terms;
mod text_buffer;
#[cfg(feature = "std")]
mod thread;
#[cfg(feature = "std")]
mod thread_end;
mod to_c;
mod trampoline;
#[cfg(feature = "std")]
mod trusted;
mod truth;
mod type_id;
mod user_data;
mod va_list;
mod validity;
mod variadic;
mod vectors;
#[cfg(feature = "verify")]
pub mod verify;
#[cfg(feature = "std")]
mod wait;
mod way_out;
mod wide;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use callback_macros::callback;

#[cfg(feature = "std")]
pub use self::also::Also;
pub use self::array::{CArray, CArrayMut, CPtr};
#[cfg(feature = "std")]
pub use self::borrowing::Borrowing;
pub use self::buffer::{NoRoom, WriteBuf};
pub use self::c_box::CBox;
#[cfg(feature = "std")]
pub use self::c_str_array::CStrArray;
pub use self::call_error::CallError;
pub use self::callback::Callback;
pub use self::callee::{Callee, Data};
pub use self::complex::Complex;
pub use self::context_pointer::ContextPointer;
pub use self::convert::{CType, FromC, IntoC};
pub use self::declaration::CName;
pub use self::declared::CFn;
#[cfg(feature = "std")]
pub use self::destroy_notify::DestroyNotify;
#[cfg(feature = "std")]
pub use self::destructor::{Destructor, Element};
#[cfg(feature = "std")]
pub use self::embed::Embed;
#[cfg(feature = "std")]
pub use self::embedded::Embedded;
pub use self::enums::CEnum;
pub use self::errno::Errno;
pub use self::ffi::{ByValue, CBool, CStrPtr};
#[cfg(feature = "std")]
pub use self::filled::{Filled, Points};
pub use self::flatten::Flattens;
pub use self::fn_pointer::{CFnPointer, SafeFnPointer, TableMember};
pub use self::formatted::{FormatError, Formatted};
#[cfg(feature = "std")]
pub use self::full::Full;
pub use self::handed::{Called, Handed};
#[cfg(feature = "std")]
pub use self::heap::Heap;
pub use self::lazy::Missing;
pub use self::leave::Left;
#[cfg(feature = "std")]
pub use self::live::{Live, live};
#[cfg(all(
    unix,
    any(target_arch = "x86_64", target_arch = "riscv64", all(target_arch = "aarch64", not(target_vendor = "apple")))
))]
pub use self::long_double::LongDouble;
pub use self::matrix::{FromCLens, Matrix, MatrixMut};
#[cfg(feature = "std")]
pub use self::on_close::LetGo;
pub use self::out::{ErrorOut, InOut, Out};
pub use self::outcome::{Failed, Outcome, Reason, Refused};
pub use self::owned::{Allocated, Allocator, CMalloc, OutOfMemory};
pub use self::owner::{AnyThread, OneThread};
#[cfg(feature = "std")]
pub use self::owner::{Bound, Owned, Shared, Slotted};
pub use self::prototype::Declaration;
#[cfg(feature = "std")]
pub use self::registration::{Inside, Registration};
#[cfg(feature = "std")]
pub use self::release::Release;
#[cfg(all(feature = "std", any(unix, windows)))]
pub use self::report::set_report_limit;
pub use self::report::{Loss, Report, set_answer_hook, set_report_hook};
pub use self::same_abi::{Matches, SameAbi};
pub use self::scope::Scope;
pub use self::scope_or_null::ScopeOrNull;
pub use self::signal::{ErasedPointer, Signal};
pub use self::slice::{FromCLen, Length};
#[cfg(feature = "std")]
pub use self::state_access::StateMut;
#[cfg(feature = "std")]
pub use self::subscription::Subscription;
pub use self::table::{StaticTable, Table, TableSetters, TableStruct, Unset};
pub use self::text_buffer::{CStrBuf, ContainsNul};
pub use self::to_c::{InPlace, ToC, ToCLen};
#[cfg(feature = "std")]
pub use self::trusted::Trusted;
pub use self::truth::{CBool8, CBool32, VariantBool};
pub use self::user_data::PassesContext;
pub use self::va_list::{VaArg, VaList};
pub use self::vectors::{Array, ArrayIter, CStrVec, NullTerminated};
pub use self::wide::{NotUnicode, U16CStr, U16Str, WideChars};
#[cfg(any(unix, windows))]
pub use self::wide::{WideCStr, WideStr};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
