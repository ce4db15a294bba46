//! All that generated code may name. Not public API.

pub use core::{
    concat, convert::Infallible, ffi::c_int, marker::PhantomData, module_path, result::Result,
};

pub use crate::broken::Broken;
pub use crate::callback::Callback;
pub use crate::convert::{CType, FromC, IntoC, Nullable};
pub use crate::frame::{Copied, Exclusive, Once, Shared};
pub use crate::outcome::{Flow, Plain};
pub use crate::fn_pointer::abi;
pub use crate::owner::{Any, Borrowed, Owner};
pub use crate::returns::{
    Constant, ErrorCode, Halt, Stops, ValueC, fail_errno, negative_errno, plain, plain_as, set_errno, status, value, value_as,
};
pub use crate::slice::{Len, Length};
pub use crate::trampoline::{Call, argument, call, call_without_context, counted, find};

/// The length that `#[len(EXPR)]` gives, or a part of it.
#[inline(always)]
pub fn len<L: Length>(operand: L) -> Len {
    Len(operand.length())
}

/// The C types that generated code spells.
pub use core::{ffi::c_void, primitive::{bool, str}, ptr::null_mut};
