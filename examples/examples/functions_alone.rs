//! Functions that share user data without a struct for them: `#[callback(table)]` and `shim_of`; and a table that C writes to.

use callback_runtime::{Callback, callback};
use std::ffi::{c_int, c_void};

/// Rust functions stand for a C library: there is no header to compare them with.
mod sys {
    use super::{c_int, c_void};

    #[repr(C)]
    pub(super) struct level {
        pub(super) next: *mut level,
        pub(super) value: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
        pub(super) user: *mut c_void,
    }

    /// `void walk(int depth, void (*down)(void *), int (*up)(void *), void *user)`
    pub(super) unsafe fn walk(
        depth: c_int,
        down: Option<unsafe extern "C" fn(*mut c_void)>,
        up: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> c_int {
        // SAFETY: `walk` requires functions for this user data.
        down.into_iter().for_each(|down| unsafe { down(user) });
        // SAFETY: as above.
        let below = if depth > 1 { unsafe { walk(depth - 1, down, up, user) } } else { 0 };
        // SAFETY: as above.
        below + up.map_or(0, |up| unsafe { up(user) })
    }

    /// `int add(struct level **list, struct level *one)` links the struct into a list.
    pub(super) unsafe fn add(list: &mut *mut level, one: *mut level) -> c_int {
        // SAFETY: `add` requires memory that is valid while it is linked, with a function for its user data.
        let level = unsafe { &mut *one };
        level.next = std::mem::replace(list, one);
        // SAFETY: as above.
        level.value.map_or(0, |value| unsafe { value(level.user) })
    }
}

struct Depth(c_int);

#[callback(table, fail = -1)]
impl Depth {
    fn down(&mut self) {
        self.0 += 1;
    }

    fn up(&mut self) -> c_int {
        self.0 -= 1;
        self.0
    }
}

struct Level(c_int);

#[callback(table = sys::level, context_field = user, fail = -1)]
impl Level {
    fn value(&mut self) -> c_int {
        self.0
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sum = depth::Table::scope(&mut Depth(0), |cb| {
        let (down, up) = (cb.shim_of::<depth::down, _>(), cb.shim_of::<depth::up, _>());
        // SAFETY: both functions are of this context.
        unsafe { sys::walk(3, down, up, cb.context()) }
    })?;
    assert_eq!(sum, 3); // 2 + 1 + 0

    let (mut list, levels) = (std::ptr::null_mut(), [level::Table::own(Level(4)), level::Table::own(Level(5))]);
    // Memory for each, which stays until the list has ended.
    let structs = levels.each_ref().map(callback_runtime::Registration::table_mut);
    // SAFETY: as above.
    let values = structs.each_ref().map(|one| unsafe { sys::add(&mut list, one.as_ptr()) });
    assert_eq!(values, [4, 5]);
    Ok(())
}
