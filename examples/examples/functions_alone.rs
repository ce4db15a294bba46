//! Functions that share user data without a struct for them: `#[callback(table)]` and `shim_of`; and a table that C writes to.

use std::ffi::{c_int, c_void};

use callback_runtime::{Callback, callback};

/// Stands for a C library.
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
        unsafe {
            down.map(|down| down(user));
            let below = if depth > 1 { walk(depth - 1, down, up, user) } else { 0 };
            below + up.map_or(0, |up| up(user))
        }
    }

    /// `int add(struct level **list, struct level *one)` links the struct into a list.
    pub(super) unsafe fn add(list: &mut *mut level, one: *mut level) -> c_int {
        unsafe {
            (*one).next = *list;
            *list = one;
            (*one).value.map_or(0, |value| value((*one).user))
        }
    }
}

#[derive(Default)]
struct Depth {
    now: c_int,
}

#[callback(table, fail = -1)]
impl Depth {
    fn down(&mut self) {
        self.now += 1;
    }

    fn up(&mut self) -> c_int {
        self.now -= 1;
        self.now
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
    let sum = depth::Table::scope(&mut Depth::default(), |cb| unsafe {
        sys::walk(3, cb.shim_of::<depth::down, _>(), cb.shim_of::<depth::up, _>(), cb.context())
    })?;
    assert_eq!(sum, 3); // 2 + 1 + 0

    let (mut list, levels) = (std::ptr::null_mut(), [level::Table::own(Level(4)), level::Table::own(Level(5))]);
    // Memory for each, which stays until the list has ended.
    let structs = levels.each_ref().map(callback_runtime::Registration::table_mut);
    let values = structs.each_ref().map(|one| unsafe { sys::add(&mut list, one.as_ptr()) });
    assert_eq!(values, [4, 5]);
    Ok(())
}
