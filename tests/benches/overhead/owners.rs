//! One callback under each owner, beside its shim for a scope; and the cost of registering.

use core::ffi::{c_int, c_long};
use core::hint::black_box;

use callback_runtime::{Callback, callback};

use super::rows::{Run, drive_number};

/// An owner, and the highest ratio of its calls to those of the plain shim.
pub(crate) struct Owner {
    pub(crate) name: &'static str,
    pub(crate) run: Run,
    /// As a ratio to the plain shim, the loop of the caller and the function itself included.
    pub(crate) budget: Option<f64>,
}

#[callback(fail = -1)]
#[inline(never)]
fn add(x: c_int, #[context] add: &c_int) -> c_int {
    assert!(x < 8);
    x + add
}

/// A context that one call consumes.
struct Number(c_int);

#[callback(fail = -1)]
#[inline(never)]
fn add_once(x: c_int, #[context] add: Number) -> c_int {
    x + add.0
}

#[callback(fail = -1)]
#[inline(never)]
fn add_local(x: c_int, #[context(thread_local)] add: &c_int) -> c_int {
    assert!(x < 8);
    x + add
}

#[callback(fail = -1)]
#[inline(never)]
fn add_static(x: c_int, #[context(static)] add: &c_int) -> c_int {
    assert!(x < 8);
    x + add
}

#[callback(fail = -1)]
#[inline(never)]
fn add_pool(x: c_int, #[context(pool = 8)] add: &c_int) -> c_int {
    assert!(x < 8);
    x + add
}

type Bare = unsafe extern "C" fn(c_int) -> c_int;

unsafe extern "C" {
    fn drive_bare(callback: Bare, calls: c_long) -> c_long;
}

pub(crate) const OWNERS: [Owner; 6] = [
    Owner {
        name: "scope: the plain shim",
        run: |calls| {
            // SAFETY: the scope's shim and context, for calls during the scope.
            add::scope(&1, |cb| unsafe { drive_number(cb.shim(), cb.context(), calls) }).unwrap()
        },
        budget: None,
    },
    Owner {
        name: "own",
        run: |calls| {
            let owned = add::own(1);
            // SAFETY: the registration outlives the calls.
            unsafe { drive_number(owned.shim(), owned.context(), calls) }
        },
        budget: Some(3.0),
    },
    Owner {
        name: "share",
        run: |calls| {
            let shared = add::share(1);
            // SAFETY: the registration outlives the calls.
            unsafe { drive_number(shared.shim(), shared.context(), calls) }
        },
        budget: Some(3.75),
    },
    Owner {
        name: "thread_local",
        run: |calls| {
            // SAFETY: the scope's shim, for calls during the scope.
            add_local::scope(&1, |cb| unsafe { drive_bare(cb.shim(), calls) }).unwrap()
        },
        budget: Some(1.5),
    },
    Owner {
        name: "static",
        run: |calls| {
            let slot = add_static::acquire(1).unwrap();
            // SAFETY: the registration outlives the calls.
            unsafe { drive_bare(slot.shim(), calls) }
        },
        budget: None,
    },
    Owner {
        name: "pool",
        run: |calls| {
            let slots = [1, 1, 1].map(|add| add_pool::acquire(add).unwrap());
            // SAFETY: the registration outlives the calls.
            unsafe { drive_bare(slots[2].shim(), calls) }
        },
        budget: None,
    },
];

/// Registering and dropping, beside a box that goes to C and comes back.
pub(crate) const REGISTERING: [(&str, Run); 4] = [
    ("`Box::into_raw`, `Box::from_raw`", |times| {
        (0..times)
            .map(|_| {
                let raw = black_box(Box::into_raw(Box::new(1)));
                // SAFETY: from the box.
                *unsafe { Box::from_raw(raw) }
            })
            .sum()
    }),
    ("`own`, dropped", |times| (0..times).map(|_| drop_one(&add::own(1))).sum()),
    ("`share`, dropped", |times| (0..times).map(|_| drop_one(&add::share(1))).sum()),
    ("`once`, dropped", |times| (0..times).map(|_| drop_one(&add_once::once(Number(1)))).sum()),
];

fn drop_one<T>(registration: &T) -> c_long {
    black_box(registration);
    1
}
