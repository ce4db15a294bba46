//! The traits, types and functions that messages of the compiler may name, under one short path. Generated code names them
//! through [`__private`](crate::__private).

pub use crate::__private::{assert_threads, len};
pub use crate::access::{Alone, Copied, Exclusive, Moving, Once, Shared};
pub use crate::apart::{argument_apart, counted_apart, counted_twice_apart};
pub use crate::argument::{argument, callable, counted, counted_twice, formatted, number};
pub use crate::bounds::*;
pub use crate::callee::*;
pub use crate::condition::{
    Compared, Number as Comparable, Signed, is_equal, is_negative, is_nonzero, is_null, is_zero,
};
pub use crate::convert::Number;
pub use crate::declared::*;
pub use crate::flow::{Flow, Plain};
pub use crate::formatted::{FormatString, FromCFormat};
pub use crate::give::{GivesValue, give_value};
pub use crate::leave::Diverging;
pub use crate::nullable::Nullable;
pub use crate::of_rust::Moves;
pub use crate::owner::route::*;
pub use crate::returns::{
    Constant, ErrorCode, Stopped, Stops, negative_errno, plain, plain_as, set_errno, status, value, value_as,
};
pub use crate::slice::Length;
#[cfg(feature = "std")]
pub use crate::state_access::{Alters, Looks};
pub use crate::table::{BelongsTo, assert_member, member, put, put_context, set};
pub use crate::terms::{Agreed, Terms};
pub use crate::trampoline::{call, call_without_context, find};
