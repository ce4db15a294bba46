//! A table in memory of its own, which C may write to.

use core::fmt::{self, Debug, Formatter};
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use std::boxed::Box;

use crate::call::owner::Owner;
use crate::context::on_close::OnClose;
use crate::context::registration::Registration;
use crate::context::scope::Scope;
use crate::context::table::{Table, TableStruct};

/// A table for one context in memory of its own, for C functions that take `struct ops *` and may write to it.
///
/// It is returned by [`Scope::table_mut`] and [`Registration::table_mut`]. If the table carries its context, it is in it.
/// Safe code does not read the struct: members that the block leaves out are zero, and function pointers are not for it to call.
///
/// The memory is freed when this is dropped. Keep it until C has let go of the pointer, or [`leak`](TableMut::leak) it.
///
/// ```
/// use callback_runtime::{Callback, callback};
/// # mod sys {
/// #     #[repr(C)]
/// #     pub struct device_ops { pub next: *mut device_ops, pub level: Option<unsafe extern "C" fn(*mut core::ffi::c_void) -> i32> }
/// #     pub unsafe fn device_add(ops: *mut device_ops, user: *mut core::ffi::c_void) -> i32 {
/// #         unsafe { (*ops).next = ops; (*(*ops).next).level.unwrap()(user) }
/// #     }
/// # }
///
/// struct Device(i32);
///
/// #[callback(table = sys::device_ops, fail = -1)]
/// impl Device {
///     fn level(&mut self) -> i32 {
///         self.0
///     }
/// }
///
/// let device = device::Table::own(Device(7));
/// let ops = device.table_mut();
/// // `int device_add(struct device_ops *ops, void *user)` sets `next`.
/// assert_eq!(unsafe { sys::device_add(ops.as_ptr(), device.context()) }, 7);
/// ```
#[must_use = "C has no table when this is dropped"]
pub struct TableMut<S>(NonNull<MaybeUninit<S>>);

// SAFETY: what is reached from it are a raw pointer and the end of the memory, which has no thread.
unsafe impl<S> Send for TableMut<S> {}
// SAFETY: as above.
unsafe impl<S> Sync for TableMut<S> {}

impl<S> TableMut<S> {
    fn new(table: MaybeUninit<S>) -> Self {
        TableMut(NonNull::from(Box::leak(Box::new(table))))
    }

    /// Returns the pointer for C, which stays the same wherever this is moved.
    pub fn as_ptr(&self) -> *mut S {
        self.0.as_ptr().cast()
    }

    /// Returns the pointer for C, and leaves the memory to it for good: nothing frees it.
    pub fn leak(self) -> *mut S {
        let table = self.as_ptr();
        core::mem::forget(self);
        table
    }
}

impl<S> Drop for TableMut<S> {
    fn drop(&mut self) {
        // SAFETY: `new` made it of a box, and neither `leak` nor another `drop` has run. What it points at has no destructor.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

impl<S> Debug for TableMut<S> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TableMut").field(&self.0).finish()
    }
}

impl<C: Table> Scope<'_, C> {
    /// Returns the table in memory of its own, with the context in the member that carries it: for C functions that write to it.
    pub fn table_mut(&self) -> TableMut<C::Struct>
    where
        C: TableStruct,
    {
        let mut table = Self::filled();
        // SAFETY: a local.
        unsafe { C::__carry(table.as_mut_ptr(), self.context()) };
        TableMut::new(table)
    }
}

impl<C: Table<Context: Sized>, O: Owner, F: OnClose> Registration<C, O, F> {
    /// Returns the table in memory of its own, with the context in the member that carries it: for C functions that write to it.
    ///
    /// If C ends the context by calling a method that consumes it, see [`table`](Registration::table).
    pub fn table_mut(&self) -> TableMut<C::Struct>
    where
        C: TableStruct,
    {
        let mut table = self.filled();
        // SAFETY: a local.
        unsafe { C::__carry(table.as_mut_ptr(), self.context()) };
        TableMut::new(table)
    }
}
