//! The rows: each callback beside the shim that one would write by hand for the same function.
//!
//! The shims by hand do the same conversions and checks, and nothing else: no capture of panics, no
//! poisoning, no guard against re-entry. All functions can panic, or there would be nothing to capture.

#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "all lengths are below 8")]

use core::ffi::{CStr, c_char, c_int, c_long, c_void};

use callback_runtime::{Callback, callback};
use callback_tests as _;

pub(crate) type Number = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;
type Slice = unsafe extern "C" fn(*const c_int, usize, *mut c_void) -> c_int;
type Text = unsafe extern "C" fn(*const c_char, *mut c_void) -> c_int;

unsafe extern "C" {
    pub(crate) fn drive_number(callback: Number, context: *mut c_void, calls: c_long) -> c_long;
    fn drive_slice(callback: Slice, context: *mut c_void, calls: c_long) -> c_long;
    fn drive_text(callback: Text, context: *mut c_void, calls: c_long) -> c_long;
    fn drive_add(x: c_int, context: *mut c_void) -> c_int;
}

/// Makes this number of calls, and returns the sum of the results in C.
pub(crate) type Run = fn(c_long) -> c_long;

/// A callback and its twin.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) ours: Run,
    pub(crate) by_hand: Run,
    /// The highest number of instructions above the shim by hand; a row without a budget is for information.
    pub(crate) budget: Option<i64>,
}

/// C calls C: the lowest cost of a call.
pub(crate) fn c(calls: c_long) -> c_long {
    by_hand(drive_number, drive_add, calls)
}

/// The plainest shim by hand.
pub(crate) fn extern_fn(calls: c_long) -> c_long {
    by_hand(drive_number, inlined::shared_by_hand, calls)
}

/// Calls a shim that was not made by the attribute.
fn by_hand<F>(drive: unsafe extern "C" fn(F, *mut c_void, c_long) -> c_long, shim: F, calls: c_long) -> c_long {
    let mut add: c_int = 1;
    // SAFETY: the context of all shims is an `int`, and it outlives the calls.
    unsafe { drive(shim, (&raw mut add).cast(), calls) }
}

/// The error of a function.
#[derive(Debug)]
struct Large;

/// The functions, their shims, and the calls of both.
macro_rules! rows {
    ($module:ident $suffix:literal #[$inline:meta]) => {
        pub(crate) mod $module {
            use super::*;

            #[callback(panic = abort, fail = -1)]
            #[$inline]
            fn abort(x: c_int, #[context] add: &c_int) -> c_int {
                assert!(x < 8);
                x + add
            }

            #[callback(fail = -1)]
            #[$inline]
            fn shared(x: c_int, #[context] add: &c_int) -> c_int {
                assert!(x < 8);
                x + add
            }

            pub(super) unsafe extern "C" fn shared_by_hand(x: c_int, add: *mut c_void) -> c_int {
                // SAFETY: C passes the context of the callback.
                shared(x, unsafe { &*add.cast() })
            }

            #[callback(fail = -1)]
            #[$inline]
            fn exclusive(x: c_int, #[context] add: &mut c_int) -> c_int {
                assert!(x < 8);
                *add ^= 2;
                x + (*add & 1)
            }

            unsafe extern "C" fn exclusive_by_hand(x: c_int, add: *mut c_void) -> c_int {
                // SAFETY: C passes the context of the callback.
                exclusive(x, unsafe { &mut *add.cast() })
            }

            #[callback(err = -1)]
            #[$inline]
            fn result(x: c_int, #[context] add: &mut c_int) -> Result<c_int, Large> {
                assert!(x >= 0);
                if x < 8 { Ok(x + *add) } else { Err(Large) }
            }

            unsafe extern "C" fn result_by_hand(x: c_int, add: *mut c_void) -> c_int {
                // SAFETY: C passes the context of the callback.
                result(x, unsafe { &mut *add.cast() }).unwrap_or(-1)
            }

            #[callback(fail = -1)]
            #[$inline]
            fn slice(#[len(len)] numbers: &[c_int], len: usize, #[context] add: &mut c_int) -> c_int {
                numbers[len - 1] + *add
            }

            unsafe extern "C" fn slice_by_hand(numbers: *const c_int, len: usize, add: *mut c_void) -> c_int {
                let slice = if numbers.is_null() {
                    if len != 0 {
                        return -1;
                    }
                    &[]
                } else {
                    if !numbers.is_aligned() || len > isize::MAX as usize / size_of::<c_int>() {
                        return -1;
                    }
                    // SAFETY: not null, aligned and not too large; C passes so many numbers.
                    unsafe { core::slice::from_raw_parts(numbers, len) }
                };
                // SAFETY: C passes the context of the callback.
                self::slice(slice, len, unsafe { &mut *add.cast() })
            }

            #[callback(fail = -1)]
            #[$inline]
            fn text(text: &CStr, #[context] add: &mut c_int) -> c_int {
                assert!(text.count_bytes() < 8);
                text.count_bytes() as c_int + *add
            }

            unsafe extern "C" fn text_by_hand(text: *const c_char, add: *mut c_void) -> c_int {
                if text.is_null() {
                    return -1;
                }
                // SAFETY: not null; C passes a string.
                let text = unsafe { CStr::from_ptr(text) };
                // SAFETY: C passes the context of the callback.
                self::text(text, unsafe { &mut *add.cast() })
            }

            #[callback(fail = -1)]
            #[$inline]
            fn beside(first: &c_int, len: usize, #[context] add: &mut c_int) -> c_int {
                assert!(len < 9);
                *first + len as c_int - 1 + *add
            }

            unsafe extern "C" fn beside_by_hand(first: *const c_int, len: usize, add: *mut c_void) -> c_int {
                if first.is_null() || !first.is_aligned() {
                    return -1;
                }
                // SAFETY: not null and aligned; C passes a number, and the context of the callback.
                self::beside(unsafe { &*first }, len, unsafe { &mut *add.cast() })
            }

            pub(crate) const ROWS: [Row; 8] = [
                Row {
                    name: concat!("`panic = abort`, `&T`", $suffix),
                    ours: |calls| {
                        // SAFETY: the scope's shim and context, for calls during the scope.
                        abort::scope(&1, |cb| unsafe { drive_number(cb.shim(), cb.context(), calls) }).unwrap()
                    },
                    by_hand: |calls| by_hand(drive_number, shared_by_hand, calls),
                    budget: Some(2),
                },
                Row {
                    name: concat!("capture, `&T`", $suffix),
                    ours: |calls| {
                        // SAFETY: as above.
                        shared::scope(&1, |cb| unsafe { drive_number(cb.shim(), cb.context(), calls) }).unwrap()
                    },
                    by_hand: |calls| by_hand(drive_number, shared_by_hand, calls),
                    budget: Some(12),
                },
                Row {
                    name: concat!("capture, `&mut T`", $suffix),
                    ours: |calls| {
                        // SAFETY: as above.
                        exclusive::scope(&mut 1, |cb| unsafe { drive_number(cb.shim(), cb.context(), calls) }).unwrap()
                    },
                    by_hand: |calls| by_hand(drive_number, exclusive_by_hand, calls),
                    budget: Some(12),
                },
                Row {
                    name: concat!("`Result`, `&mut T`", $suffix),
                    ours: |calls| {
                        // SAFETY: as above.
                        result::scope(&mut 1, |cb| unsafe { drive_number(cb.shim(), cb.context(), calls) }).unwrap()
                    },
                    by_hand: |calls| by_hand(drive_number, result_by_hand, calls),
                    budget: Some(12),
                },
                Row {
                    name: concat!("slice, `&mut T`", $suffix),
                    ours: |calls| {
                        // SAFETY: as above.
                        slice::scope(&mut 1, |cb| unsafe { drive_slice(cb.shim(), cb.context(), calls) }).unwrap()
                    },
                    by_hand: |calls| by_hand(drive_slice, slice_by_hand, calls),
                    budget: Some(12),
                },
                Row {
                    // Where the function is not inlined, rustc saves a second register around `strlen`: 16, and 10 inlined.
                    name: concat!("`&CStr`, `&mut T`", $suffix),
                    ours: |calls| {
                        // SAFETY: as above.
                        text::scope(&mut 1, |cb| unsafe { drive_text(cb.shim(), cb.context(), calls) }).unwrap()
                    },
                    by_hand: |calls| by_hand(drive_text, text_by_hand, calls),
                    budget: Some(16),
                },
                Row {
                    // The argument is compared with the context, which a shim by hand does not do.
                    name: concat!("`&T` beside `&mut T`", $suffix),
                    ours: |calls| {
                        // SAFETY: as above.
                        beside::scope(&mut 1, |cb| unsafe { drive_slice(cb.shim(), cb.context(), calls) }).unwrap()
                    },
                    by_hand: |calls| by_hand(drive_slice, beside_by_hand, calls),
                    budget: Some(18),
                },
                Row {
                    name: concat!("`SHIM` of any owner, `&T`", $suffix),
                    ours: |calls| {
                        // SAFETY: the shim for any owner takes the context of a scope too.
                        shared::scope(&1, |cb| unsafe { drive_number(shared::shim(), cb.context(), calls) }).unwrap()
                    },
                    by_hand: |calls| by_hand(drive_number, shared_by_hand, calls),
                    budget: None,
                },
            ];
        }
    };
}

// Small functions are inlined into their shim, others are called by it.
rows!(inlined "" #[inline(always)]);
rows!(called ", not inlined" #[inline(never)]);
