//! Function pointers whose type the C API has erased.

use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;

use core::ffi::CStr;

use crate::abi::fn_pointer::reinterpret;
use crate::abi::pointers::{CFnPointer, FnPointer};

/// A key by which C calls a handler, and the signature of the handler, paired in one place.
///
/// Some C APIs take every handler as one type, `void (*)(void)`, another function pointer, or `void *`, and a name or
/// number stands for its real type: `GCallback` of `GObject`, the events of libvirt, `dlsym`. The pair is written once,
/// in `unsafe`; [`erase`](Signal::erase) compares the shim with it and returns the pointer that the API takes.
///
/// ```
/// use callback_runtime::foreign::Signal;
/// use callback_runtime::{Callback, callback};
/// use core::ffi::{CStr, c_char, c_int, c_void};
/// # type GCallback = Option<unsafe extern "C" fn()>;
/// # unsafe fn connect(name: *const c_char, handler: GCallback, data: *mut c_void) {
/// #     assert_eq!(unsafe { CStr::from_ptr(name) }, c"resized");
/// #     let f: unsafe extern "C" fn(c_int, c_int, *mut c_void) = unsafe { core::mem::transmute(handler) };
/// #     unsafe { f(3, 4, data) }
/// # }
///
/// /// `void handler(int width, int height, void *data)`
/// // SAFETY: the manual says so under "resized".
/// static RESIZED: Signal<unsafe extern "C" fn(c_int, c_int, *mut c_void)> = unsafe { Signal::new(c"resized") };
///
/// #[callback]
/// fn on_resized(width: c_int, height: c_int, #[context] area: &mut c_int) {
///     *area = width * height;
/// }
///
/// let mut area = 0;
/// on_resized::scope(&mut area, |cb| unsafe {
///     connect(RESIZED.key().as_ptr(), RESIZED.erase(cb.shim()), cb.context());
/// })?;
/// assert_eq!(area, 12);
/// # Ok::<(), callback_runtime::Refused>(())
/// ```
///
/// A handler of another signature is a compile error:
///
/// ```compile_fail,E0277
/// # use callback_runtime::foreign::Signal;
/// # use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
/// # static RESIZED: Signal<unsafe extern "C" fn(c_int, c_int, *mut c_void)> = unsafe { Signal::new(c"resized") };
/// #[callback]
/// fn on_resized(width: c_int, #[context] area: &mut c_int) {
///     *area = width;
/// }
///
/// on_resized::scope(&mut 0, |cb| {
///     let handler: Option<unsafe extern "C" fn()> = RESIZED.erase(cb.shim());
/// });
/// ```
///
/// A C union of function pointers needs none of this: the member has a type, and `cb.shim()` becomes it.
pub struct Signal<F, K = &'static CStr> {
    key: K,
    function: PhantomData<F>,
}

impl<F: CFnPointer<Pointer = F> + FnPointer, K> Signal<F, K> {
    /// Pairs a key, the name or number of the handler in C, with its signature.
    ///
    /// # Safety
    ///
    /// C calls the functions that are registered under the key as an `F`.
    pub const unsafe fn new(key: K) -> Self {
        Signal { key, function: PhantomData }
    }

    /// Returns the key.
    pub const fn key(&self) -> &K {
        &self.key
    }

    /// Converts the shim to the type of the C API: any function pointer, an `Option` of one, or a data pointer (for
    /// POSIX `dlsym`).
    pub fn erase<P: ErasedPointer>(&self, shim: F) -> P {
        // SAFETY: both are pointers of one size, and a function is not null. `P` cannot be called by safe code; that C
        // calls it as an `F` is required by `new`.
        unsafe { reinterpret::<F, P>(shim) }
    }
}

impl<F, K: Debug> Debug for Signal<F, K> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signal").field("key", &self.key).finish_non_exhaustive()
    }
}

/// A pointer that stands for functions of any type.
///
/// # Safety
///
/// It is as wide as a function pointer, and safe code cannot call it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand for a function of any type",
    label = "not an `unsafe` function pointer, an `Option` of one, or a data pointer",
    note = "a safe `extern fn` could be called by safe code with arguments that the shim does not have"
)]
pub unsafe trait ErasedPointer: Copy {}

// SAFETY: an unsafe function pointer.
unsafe impl<P: CFnPointer> ErasedPointer for P {}

// SAFETY: a thin pointer; `reinterpret` checks that it is as wide.
unsafe impl<T> ErasedPointer for *mut T {}

// SAFETY: a thin pointer; `reinterpret` checks that it is as wide (`POINTER-SIZED`).
unsafe impl<T> ErasedPointer for *const T {}
