//! A typed declaration beside the raw call with a shim by hand.

use core::ffi::{c_int, c_long, c_void};

use callback_runtime::callback;

use crate::rows::{Row, drive_number as raw_drive_number};

#[callback]
unsafe extern "C" {
    safe fn drive_number(
        #[callback(fail = -1)] callback: fn(x: c_int, #[context] _: _) -> c_int,
        #[context(callback)] _: *mut c_void,
        calls: c_long,
    ) -> c_long;
}

#[inline]
fn step(x: c_int, add: &mut c_int) -> c_int {
    assert!(x < 8);
    *add ^= 2;
    x + (*add & 1)
}

unsafe extern "C" fn by_hand(x: c_int, add: *mut c_void) -> c_int {
    // SAFETY: C passes the context of the callback.
    step(x, unsafe { &mut *add.cast() })
}

pub(crate) const ROW: Row = Row {
    name: "safe call with closure",
    ours: |calls| {
        let mut add = 1;
        drive_number(|x| step(x, &mut add), calls).unwrap()
    },
    by_hand: |calls| {
        let mut add: c_int = 1;
        // SAFETY: the context is an `int`, and it outlives the calls.
        unsafe { raw_drive_number(by_hand, (&raw mut add).cast(), calls) }
    },
    budget: Some(12),
};
