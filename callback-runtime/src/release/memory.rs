//! Rust memory that C borrows until it calls a release function.

use core::any::{TypeId, type_name};
use core::ffi::c_void;
use core::fmt::{self, Debug, Formatter};
use core::mem::ManuallyDrop;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicU8, Ordering};
use std::boxed::Box;
use std::vec::Vec;

use crate::abi::pointers::CFnPointer;
use crate::frame::core::drop_contained;
use crate::outcome::refused::{Reason, Refused};
use crate::outcome::report::{LostFailure, Report};
use crate::registry::live;
use crate::registry::thread;
use crate::release::releasing::{self, At, Last, Released, Releasing, Unread};

/// Bytes that C may read until it calls a release function: `Vec<u8>`, `String`, `Arc<[u8]>`, or anything else with
/// bytes (`AsRef<[u8]>`).
///
/// It is for the functions that take memory without a copy, and a function that is called when they no longer need
/// it: `evbuffer_add_reference` of libevent, `zmq_msg_init_data`, `g_bytes_new_with_free_func`.
///
/// ```
/// use callback_runtime::release::Release;
/// # use core::ffi::{c_int, c_void};
/// # type Cleanup = Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>;
/// # unsafe fn evbuffer_add_reference(_: *mut c_void, data: *const c_void, len: usize, cleanup: Cleanup, extra: *mut c_void) -> c_int {
/// #     assert_eq!(unsafe { core::slice::from_raw_parts(data.cast::<u8>(), len) }, b"no copy");
/// #     unsafe { cleanup.unwrap()(data, len, extra) }
/// #     0
/// # }
/// # let buffer = core::ptr::null_mut();
///
/// let text = Release::new("no copy".to_owned());
/// // int evbuffer_add_reference(struct evbuffer *, const void *, size_t, evbuffer_ref_cleanup_cb, void *)
/// let rc = unsafe { evbuffer_add_reference(buffer, text.data(), text.len(), text.shim(), text.context()) };
/// if rc == 0 {
///     // C has it now, or is done with it already.
///     text.into_context();
/// }
/// ```
///
/// A declared function takes it by value, and supplies the length, the function and the context:
///
/// ```
/// use callback_runtime::callback;
/// use callback_runtime::release::Release;
/// use core::ffi::{c_int, c_void};
/// # mod c {
/// #     use core::ffi::{c_int, c_void};
/// #     type Cleanup = Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>;
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_release_add(data: *const c_void, len: usize, cleanup: Cleanup, extra: *mut c_void) -> c_int {
/// #         unsafe { cleanup.unwrap()(data, len, extra) }
/// #         0
/// #     }
/// # }
///
/// #[callback]
/// unsafe extern "C" {
///     # #[link_name = "doc_release_add"]
///     #[callback(fails = nonzero)]
///     safe fn queue_add_reference(
///         data: Release<String>,
///         #[len(data)] n: usize,
///         #[destroy(data)] _: Option<unsafe extern "C" fn(*const c_void, usize, #[context] *mut c_void)>,
///         #[context(data)] _: *mut c_void,
///     ) -> c_int;
/// }
///
/// queue_add_reference(Release::new("no copy".to_owned()))?;
/// # Ok::<(), c_int>(())
/// ```
///
/// The value is dropped once: when C releases it, or here if C did not take it. The function of a `Release` of another type
/// is refused. A second release is refused while this is there, and after `into_context` it is undefined, as a second `free`
/// is. A panic of its destructor is contained and reported ([`set_report_hook`](crate::set_report_hook)). A value never released is in [`live`](crate::live()), by the name of
/// this type.
///
/// C may release on any thread, so that values that are not `Send` are refused:
///
/// ```compile_fail,E0277
/// # use callback_runtime::release::Release;
/// # use std::rc::Rc;
/// let bytes = Release::new(Rc::<[u8]>::from(*b"text"));
/// ```
///
/// [`local`](Release::local) takes them, if C releases on this thread. The value may not borrow:
///
/// ```compile_fail,E0597
/// # use callback_runtime::release::Release;
/// let bytes = vec![1, 2, 3];
/// let release = Release::new(&bytes[..]);
/// ```
#[must_use = "the bytes are dropped with it"]
pub struct Release<T: 'static> {
    held: NonNull<Held<T>>,
    data: *const u8,
    len: usize,
}

/// The beginning of each [`Held`], for values of all types.
struct Head {
    of: TypeId,
    name: &'static str,
    state: AtomicU8,
    /// The thread that it must be released on, if there is one.
    thread: Option<usize>,
}

/// The memory that a context points at.
#[repr(C)]
struct Held<T> {
    head: Head,
    value: ManuallyDrop<T>,
}

/// Both sides hold it.
const BOTH: u8 = 0;
/// C alone holds it.
const GIVEN: u8 = 1;
/// C has released it, and the `Release` still holds it.
const RELEASED: u8 = 2;

// SAFETY: a `Release` that can be made of a `T` that is not `Send` is released on its thread: `release` looks. The bytes of
// one that is `Send` are read through a `&T` without an owner; only raw pointers to them are given.
unsafe impl<T: Send> Send for Release<T> {}

impl<T: AsRef<[u8]> + 'static> Release<T> {
    /// Takes bytes that C may release on any thread.
    pub fn new(value: T) -> Self
    where
        T: Send,
    {
        Self::on(value, None)
    }

    /// Takes bytes that C releases on this thread.
    ///
    /// If C releases on another thread, the bytes are leaked, and that is reported.
    pub fn local(value: T) -> Self {
        Self::on(value, Some(thread::owner()))
    }

    fn on(value: T, thread: Option<usize>) -> Self {
        let name = type_name::<Self>();
        let held = Held {
            head: Head { of: TypeId::of::<T>(), name, state: AtomicU8::new(BOTH), thread },
            value: ManuallyDrop::new(value),
        };
        let held = NonNull::from(Box::leak(Box::new(held)));
        // SAFETY: just made. From here on the value is neither moved nor borrowed mutably, so that its borrows are good
        // until it is dropped.
        let bytes: &[u8] = unsafe { &held.as_ref().value }.as_ref();
        let (data, len) = (bytes.as_ptr(), bytes.len());
        live::begin(name);
        Release { held, data, len }
    }
}

impl<T: 'static> Release<T> {
    /// Returns the bytes, as a `const void *`. C may read them until it releases them, and not write.
    pub fn data(&self) -> *const c_void {
        self.data.cast()
    }

    /// Returns the number of bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns true if there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the release function, in the type of the declaration: the context is its last parameter, and
    /// all other arguments are ignored.
    ///
    /// ```compile_fail,E0277
    /// # use callback_runtime::release::Release;
    /// # use core::ffi::{c_int, c_void};
    /// // The context cannot be in an `int`.
    /// let release: unsafe extern "C" fn(*mut c_void, c_int) = Release::new(vec![1]).shim();
    /// ```
    pub fn shim<P>(&self) -> P
    where
        P: CFnPointer<Pointer: Releasing<Last, Return: Unread>>,
    {
        releasing::shim::<OfRelease<T>, Last, P>()
    }

    /// Returns the [`shim`](Release::shim) with the context as another parameter: that of this index, from 0.
    pub fn shim_at<const INDEX: usize, P>(&self) -> P
    where
        P: CFnPointer<Pointer: Releasing<At<INDEX>, Return: Unread>>,
    {
        releasing::shim::<OfRelease<T>, At<INDEX>, P>()
    }

    /// Returns the context to pass with the function. It is never null, and no other one has it.
    ///
    /// C may release it at once; the `Release` stays usable for [`into_context`](Release::into_context).
    pub fn context(&self) -> *mut c_void {
        self.held.as_ptr().cast()
    }

    /// Leaves the bytes to C, which has taken the context and releases it, or has already released it.
    pub fn into_context(self) -> *mut c_void {
        let this = ManuallyDrop::new(self);
        // SAFETY: live, because this end holds it.
        let state = &unsafe { this.held.as_ref() }.head.state;
        if state.compare_exchange(BOTH, GIVEN, Ordering::AcqRel, Ordering::Acquire).is_err() {
            // SAFETY: C has released it and will not look again; this end was the last.
            unsafe { free(this.held) };
        }
        this.context()
    }
}

impl Release<Vec<u8>> {
    /// Returns the bytes, as a `void *` that C may write through until it releases them, for changes in place.
    pub fn data_mut(&mut self) -> *mut c_void {
        // SAFETY: live, because this end holds it, and C was not given a reference to it.
        let value = unsafe { &mut (*self.held.as_ptr()).value };
        // The same buffer, for which `data` is valid as well.
        let data = value.as_mut_ptr();
        self.data = data;
        data.cast()
    }
}

impl<T: 'static> Drop for Release<T> {
    fn drop(&mut self) {
        // SAFETY: live, because this end holds it.
        let released = unsafe { self.held.as_ref() }.head.state.load(Ordering::Acquire) == RELEASED;
        let value = if released { None } else { Some(take(self.held)) };
        // SAFETY: C has released it, or was not given it.
        unsafe { free(self.held) };
        if let Some(value) = value {
            live::end(type_name::<Self>());
            drop(ManuallyDrop::into_inner(value));
        }
    }
}

/// Returns the value, for the caller to drop.
fn take<T>(held: NonNull<Held<T>>) -> ManuallyDrop<T> {
    // SAFETY: live, because an end holds it.
    let value = unsafe { &raw const (*held.as_ptr()).value };
    // SAFETY: the value of a live box; a copy that is not dropped is no second owner.
    unsafe { value.read() }
}

/// # Safety
///
/// No other reference to it is left, and the value was taken or is dropped elsewhere.
unsafe fn free<T>(held: NonNull<Held<T>>) {
    // SAFETY: from a box; `free` requires that it is the last time, and the value is not dropped with it.
    drop(unsafe { Box::from_raw(held.as_ptr()) });
}

/// The release function of bytes in a `T`.
#[doc(hidden)]
pub struct OfRelease<T>(core::marker::PhantomData<T>);

impl<T: 'static> Released for OfRelease<T> {
    unsafe fn release(context: *mut c_void) {
        let name = type_name::<Release<T>>();
        let refuse = |reason| Report::new(name.into(), LostFailure::Refused(Refused::call(name, reason))).send();
        let Some(held) = NonNull::new(context.cast::<Held<T>>()) else { return refuse(Reason::NoContext) };
        // SAFETY: C's end holds it, and C releases it once (`release` requires that). It is that of a `Release`, of whatever
        // type, which begins with a head.
        let this = unsafe { held.cast::<Head>().as_ref() };
        if this.of != TypeId::of::<T>() {
            return refuse(Reason::ContextOf(this.name));
        }
        if this.thread.is_some_and(|number| !thread::is_current(number)) {
            return refuse(Reason::Thread);
        }
        let value = take(held);
        match this.state.swap(RELEASED, Ordering::AcqRel) {
            // The `Release` frees the memory.
            BOTH => {}
            // SAFETY: C was the last to hold it.
            GIVEN => unsafe { free(held) },
            _ => return refuse(Reason::Consumed),
        }
        live::end(name);
        drop_contained(name.into(), ManuallyDrop::into_inner(value));
    }
}

impl<T: 'static> Debug for Release<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Release").field("data", &self.data).field("len", &self.len).finish_non_exhaustive()
    }
}
