//! Items that generated code may name. Not public API.

pub use core::{
    clone::Clone,
    column, concat,
    convert::Infallible,
    ffi::c_int,
    line,
    marker::PhantomData,
    mem::MaybeUninit,
    module_path,
    ops::FnOnce,
    option::Option,
    result::Result::{self, Err, Ok},
};

pub use crate::__variadic_entry as variadic_entry;
#[cfg(feature = "std")]
pub use std::boxed::Box;

pub use crate::abi::arities::abi;
pub use crate::abi::context_pointer::ContextPointer;
pub use crate::call::access::{
    Access, Alone, Copied, Exclusive, Moving, Once, SharedAccess, Taken, Waiting, beside_exclusive, beside_shared,
    copied, exclusive, once, shared,
};
pub use crate::call::answer::answer;
#[cfg(feature = "std")]
pub use crate::call::answer::answer_on_stack;
pub use crate::call::beside::Renamed;
pub use crate::call::broken::{Broken, broken};
pub use crate::call::calls::{call, call_without_context, find};
#[cfg(feature = "std")]
pub use crate::call::calls::{call_stacked, stacked};
pub use crate::call::definition::Definition;
pub use crate::call::definition::PassedTo;
pub use crate::call::leave::{Diverging, LeftWith, answers, end, good, leave, leaves, leaves_with, never, no_value};
pub use crate::call::on_fail::{OnFail, on_fail, tell};
#[cfg(not(feature = "std"))]
pub use crate::call::owner::{Any as ByAddress, Any as Owned, Any as Shared};
pub use crate::call::owner::{Any, Borrowed, Owner};
#[cfg(feature = "std")]
pub use crate::call::owner::{ByAddress, Owned, Shared, Slotted, Stacked};
pub use crate::call::promise::Promise;
pub use crate::call::shims::{Shim, ShimOf, Shims};
pub use crate::call::source::{Finding, InSlot, Nothing, OnStack, Parameter};
pub use crate::call::terms::{Agreed, Terms, WithLifetimes};
pub use crate::call::terms::{AnyThread, OneThread, route};
pub use crate::context::bounds::CArgument;
pub use crate::context::callback::Callback;
#[cfg(feature = "std")]
pub use crate::context::embed::Embed;
pub use crate::context::pointee::{AnyPointee, InBody, Pointee};
pub use crate::context::scope::lend_option;
pub use crate::context::scope::{BorrowedBy, HandedBy, Scope, lend, scope};
pub use crate::context::stopping::{Sent, Stop};
#[cfg(feature = "std")]
pub use crate::context::table::boxed;
pub use crate::context::table::{
    FilledTable, NoStruct, SetsNothing, SetterFailed, StaticTable, Table, TableHasNoShim, TableSetters, TableStruct,
    assert_member, looks, member, put, put_context, refuse_cut, set, unset,
};
pub use crate::foreign::handed::{InnerResult, Join, hand, sure};
pub use crate::foreign::lazy::Symbol;
pub use crate::foreign::wrapper::{CFn, Lent, Thin, element_size, length, null_result, returned};
pub use crate::frame::declared::Declared;
#[cfg(feature = "std")]
pub use crate::frame::slot::Slot;
pub use crate::outcome::flow::{Flow, Plain};
pub use crate::outcome::panics::Panics;
pub use crate::outcome::refused::{Reason, Refused};
pub use crate::value::argument::{CALL, argument, callable, counted, counted_twice, formatted, number};
pub use crate::value::by_name::{AsNamed, Bare, Crossing, Unconverted, assert_itself};
pub use crate::value::c_name::{CName, Named, Unnamed, Valued, c_name, convention};
pub use crate::value::consumed::Consumed;
pub use crate::value::convert::{CType, FromC, IntoC};
pub use crate::value::enums::{
    AsEnum, CEnum, EnumInteger, Enumerated, Flags, FlagsOfC, MayBeEnum, assert_as_wide, assert_is_enum,
    assert_same_width, bits_of, fmt_flags, of_bits,
};
pub use crate::value::for_call::{ForCall, PerCall, recast};
pub use crate::value::formatted::{FormatString, FromCFormat};
pub use crate::value::from_context::from_context;
pub use crate::value::give::{GivesValue, give_value};
pub use crate::value::lent_slice::{LendsSlice, LentPointer, lend_both, lend_len, lend_pointer};
pub use crate::value::nullable::Nullable;
pub use crate::value::of_rust::{Moves, Never, OfRust};
pub use crate::value::overlap::{
    Apart, ApartRows, Claim, MayChange, Parts, argument_apart, counted_apart, counted_twice_apart,
};
pub use crate::value::prototype::{Compared, Declaration, Opacity, Opaque, Referred};
pub use crate::value::returns::{
    Always, By, Constant, Ended, EndedBy, ErrorCode, Halt, Stops, ValueC, distinct_err, distinct_fail, filled,
    negative_errno, plain, plain_as, set_errno, status, value, value_as,
};
pub use crate::value::shown::{hidden, hidden_abort, hides, ignores};
pub use crate::value::slice::{Len, Length};
pub use crate::value::to_c::ToC;
pub use crate::value::va_list::{Arguments, Scalar, VaList};
pub use crate::value::validity::{
    Behind, Called, Elements, Fault, FreedArray, GivenToC, Layout, Own, Parted, Passed, Stored, Together, Unmade,
    Vouched, Written, refuse, refuse_behind, refuse_inside,
};
pub use crate::value::variadic::{Returned, promoted, variadic};

/// Converts the length in `#[len(EXPR)]`, or a part of it.
#[inline]
pub fn len<L: Length>(operand: L) -> Len {
    Len(operand.length())
}

/// Functions with the names of the parameters of generated functions: a parameter may have the name of a function in
/// scope, and not that of a constant.
#[allow(missing_docs)]
pub mod parameters {
    pub fn bits() {}
    pub fn other() {}
}

/// The paths in the conversions of enums and flags.
pub use core::{
    convert::{From, TryFrom},
    fmt::{self, Debug, Formatter},
    iter::Iterator,
    ops::{BitAnd, BitOr, BitOrAssign},
    primitive,
};

/// The C types in generated code.
pub use core::{
    ffi::c_void,
    mem::size_of,
    primitive::{bool, str, usize},
    ptr::null_mut,
};

/// Converts the lengths in `#[len(ROWS, COLUMNS)]`.
#[inline]
pub fn lens(rows: Len, columns: Len) -> (Result<[usize; 2], Reason>,) {
    (rows.0.and_then(|rows| Ok([rows, columns.0?])),)
}

/// Checks the bounds that `threads` puts on the context and on the stop value.
pub fn assert_threads<T, A, S>()
where
    T: Send + ?Sized,
    A: crate::context::bounds::Across<T>,
    S: Send,
{
}

#[cfg(feature = "verify")]
pub use core::{mem::offset_of, stringify};

#[cfg(feature = "verify")]
pub use crate::__first_of as first_of;
// The names in the wrappers of declared functions.
#[cfg(feature = "std")]
pub use crate::context::registration::Registration;
#[cfg(feature = "std")]
pub use crate::context::subscription::Subscription;
pub use crate::foreign::condition::{is_equal, is_negative, is_nonzero, is_null, is_zero};
#[cfg(feature = "std")]
pub use crate::foreign::condition::{os_error, os_error_of};
pub use crate::foreign::handed::{StopBy, hand_called, sure_called};
#[cfg(feature = "std")]
pub use crate::foreign::handover::{KeptByC, Notify, hand_over, hand_over_alone, len_of_handover};
#[cfg(feature = "std")]
pub use crate::foreign::kept::{Destroyed, Given, ResultOf, acquired};
pub use crate::foreign::wrapper::{
    Converted, Counted, OutSlot, counted_argument, freed, freed_array, kept_argument, kept_in_place, owned,
    owned_array, receiver, returned_array,
};
pub use crate::outcome::call_error::CallError;
#[cfg(feature = "std")]
pub use crate::release::releasing::Answers;
pub use crate::value::c_array_box::{end_of, len_to_end};
pub use crate::value::c_box::CBox;
#[cfg(feature = "std")]
pub use crate::value::carrier::{Carrier, Setting, carry};
