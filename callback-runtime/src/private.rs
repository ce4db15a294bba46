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

pub use crate::access::{
    Access, Alone, Copied, Exclusive, Moving, Once, Shared, Taken, Waiting, beside_exclusive, beside_shared, copied,
    exclusive, once, shared,
};
#[cfg(feature = "std")]
pub use crate::answer::answer_on_stack;
pub use crate::answer::{PassedTo, Promise, answer};
pub use crate::apart::{Apart, ApartRows, Claim, MayChange, Parts, argument_apart, counted_apart, counted_twice_apart};
pub use crate::argument::{CALL, argument, callable, counted, counted_twice, formatted, number};
pub use crate::arities::abi;
pub use crate::bounds::CArgument;
pub use crate::broken::{Broken, broken};
pub use crate::by_name::{AsNamed, Bare, Crossing, Unconverted, assert_itself};
pub use crate::callback::{Callback, Declared};
pub use crate::consumed::Consumed;
pub use crate::context_pointer::ContextPointer;
pub use crate::convert::{CType, FromC, IntoC};
pub use crate::declaration::{CName, Named, Unnamed, Valued, c_name, convention};
pub use crate::declared::{CFn, Lent, Thin, element_size, length, null_result, returned};
#[cfg(feature = "std")]
pub use crate::embed::Embed;
pub use crate::enums::{
    CEnum, EnumInteger, Enumerated, Flags, FlagsOfC, assert_as_wide, assert_same_width, bits_of, fmt_flags, of_bits,
};
pub use crate::flow::{Flow, Plain};
pub use crate::for_call::{ForCall, PerCall, recast};
pub use crate::formatted::{FormatString, FromCFormat};
pub use crate::from_context::from_context;
pub use crate::give::{GivesValue, give_value};
pub use crate::handed::{Inside, Join, hand, lend_option, sure};
pub use crate::lazy::Symbol;
pub use crate::leave::{Diverging, LeftWith, answers, end, good, leave, leaves, leaves_with, never, no_value};
pub use crate::lend::{LendsSlice, LentPointer, lend_both, lend_len, lend_pointer};
pub use crate::nullable::Nullable;
pub use crate::of_rust::OfRust;
pub use crate::on_fail::{OnFail, on_fail, tell};
pub use crate::outcome::{Reason, Refused};
#[cfg(not(feature = "std"))]
pub use crate::owner::{Any as ByAddress, Any as Owned, Any as SharedOwner};
pub use crate::owner::{Any, AnyThread, Borrowed, OneThread, Owner, route};
#[cfg(feature = "std")]
pub use crate::owner::{ByAddress, Owned, Shared as SharedOwner, Slotted, Stacked};
pub use crate::panics::Panics;
pub use crate::pointee::{AnyPointee, InBody, Pointee};
pub use crate::prototype::{Declaration, Opacity, Opaque, Referred};
pub use crate::returns::{
    Always, By, Constant, Ended, EndedBy, ErrorCode, Halt, Stops, ValueC, distinct_err, distinct_fail, filled,
    negative_errno, plain, plain_as, set_errno, status, value, value_as,
};
pub use crate::scope::{BorrowedBy, HandedBy, Scope, lend, scope};
pub use crate::shims::{Shim, ShimOf, Shims};
pub use crate::shown::{hidden, hidden_abort, hides, ignores};
pub use crate::slice::{Len, Length};
#[cfg(feature = "std")]
pub use crate::slot::Slot;
pub use crate::source::{Finding, InSlot, Nothing, OnStack, Parameter};
pub use crate::stopping::{Sent, Stop};
#[cfg(feature = "std")]
pub use crate::table::boxed;
pub use crate::table::{
    SetsNothing, StaticTable, Table, TableHasNoShim, TableSetters, TableStruct, Unset, assert_member, member, put,
    put_context, refuse_cut, set, unset,
};
pub use crate::terms::{Agreed, Renamed, Terms, WithLifetimes};
pub use crate::to_c::ToC;
pub use crate::trampoline::{call, call_without_context, find};
#[cfg(feature = "std")]
pub use crate::trampoline::{call_stacked, stacked};
pub use crate::va_list::{Arguments, Scalar, VaList};
pub use crate::validity::{
    Behind, Elements, Fault, GivenToC, Layout, Own, Parted, Passed, Stored, Together, Unmade, Vouched, Written, refuse,
    refuse_behind, refuse_inside,
};
pub use crate::variadic::{Returned, promoted, variadic};

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
    A: crate::bounds::Across<T>,
    S: Send,
{
}

#[cfg(feature = "verify")]
pub use core::{mem::offset_of, stringify};

#[cfg(feature = "verify")]
pub use crate::__first_of as first_of;
// The names in the wrappers of declared functions.
pub use crate::c_box::CBox;
pub use crate::call_error::CallError;
#[cfg(feature = "std")]
pub use crate::carried::{Carrier, Setting, carry};
pub use crate::condition::{is_equal, is_negative, is_nonzero, is_null, is_zero};
#[cfg(feature = "std")]
pub use crate::condition::{os_error, os_error_of};
pub use crate::declared::{Converted, Counted, OutSlot, counted_argument, freed, kept_argument, kept_in_place, owned};
#[cfg(feature = "std")]
pub use crate::declared_kept::{Destroyed, Given, ResultOf, acquired};
pub use crate::handed::{StopBy, hand_called, sure_called};
#[cfg(feature = "std")]
pub use crate::handover::{KeptByC, Notify, hand_over, hand_over_alone, len_of_handover};
#[cfg(feature = "std")]
pub use crate::registration::Registration;
#[cfg(feature = "std")]
pub use crate::releasing::Answers;
#[cfg(feature = "std")]
pub use crate::subscription::Subscription;
