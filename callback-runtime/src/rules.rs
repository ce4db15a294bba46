//! The traits, types and functions that messages of the compiler may name, under one short path. Generated code names them
//! through [`__private`](crate::__private).

pub use crate::__private::{assert_threads, len};
pub use crate::abi::pointers::FnPointer;
pub use crate::call::access::{Alone, Copied, Exclusive, Moving, Once, SharedAccess};
pub use crate::call::calls::{call, call_without_context, find};
pub use crate::call::leave::Diverging;
pub use crate::call::terms::route::*;
pub use crate::call::terms::{Agreed, Terms};
pub use crate::context::bounds::*;
#[cfg(feature = "std")]
pub use crate::context::on_close::{NoFunction, OnClose};
pub use crate::context::pointee::{Any, FitAll, Fits, Number as Pointee};
#[cfg(feature = "std")]
pub use crate::context::state_access::{Alters, Looks};
pub use crate::context::stopping::RunsOn;
#[cfg(feature = "std")]
pub use crate::context::subscription::Subscribed;
pub use crate::context::table::{
    BelongsTo, FilledTable, NoStruct, TableHasNoShim, assert_member, member, put, put_context, set,
};
pub use crate::foreign::condition::{
    Compared, Number as Comparable, Signed, is_equal, is_negative, is_nonzero, is_null, is_zero,
};
#[cfg(feature = "std")]
pub use crate::foreign::handover::{HandoverLen, IsItsContext};
pub use crate::foreign::wrapper::*;
pub use crate::outcome::flow::{Flow, Plain};
#[cfg(feature = "std")]
pub use crate::release::releasing::{At, Releasing, Unread};
pub use crate::value::argument::{argument, callable, counted, counted_twice, formatted, number};
pub use crate::value::c_array_box::{FromOwnedArray, HasEnd, end_of};
pub use crate::value::callee::*;
pub use crate::value::convert::Number;
pub use crate::value::ffi::CopiedByC;
pub use crate::value::formatted::{FormatString, FromCFormat};
pub use crate::value::give::{GivesValue, give_value};
pub use crate::value::lent_slice::{LendsSlice, LentPointer, PlaceOfLength, lend_both, lend_len, lend_pointer};
pub use crate::value::nullable::Nullable;
pub use crate::value::of_rust::Moves;
pub use crate::value::overlap::{argument_apart, counted_apart, counted_twice_apart};
pub use crate::value::returns::{
    Constant, ErrorCode, Stopped, Stops, negative_errno, plain, plain_as, set_errno, status, value, value_as,
};
pub use crate::value::slice::Length;
pub use crate::value::validity::{CrossesThreads, Unmade};
