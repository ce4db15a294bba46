//! Out-parameters that the callback fills in: `int *result`, `void **object`.

use core::cell::Cell;
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::argument::Call;
use crate::value::convert::{CType, FromC, IntoC, valid};
use crate::value::nullable::Nullable;
use crate::value::overlap::Place;
use crate::value::to_c::{InPlace, ToC};

/// An out-parameter, which the callback fills in and never reads: `int *`, `void **`, `struct point *`.
///
/// `T` is the type of the value, one that a callback can return: `Out<'_, c_int>` is an `int *`,
/// `Out<'_, *mut c_void>` a `void **`, `Out<'_, bool>` a `_Bool *`, `Out<'_, ByValue<Point>>` a `struct point *`,
/// and a checked enum is written as an integer of its C type. `Option<Out<'_, T>>` is an out-parameter that may be
/// NULL.
///
/// ```
/// use callback_runtime::arg::Out;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
///
/// /// `int (*measure)(const char *text, int *width, int *height, void *data)`
/// #[callback(fail = -1)]
/// fn measure(text: &str, width: Out<'_, c_int>, height: Option<Out<'_, c_int>>, #[context] scale: &c_int) -> c_int {
///     let Some(longest) = text.lines().map(str::len).max() else { return 1 };
///     width.set(c_int::try_from(longest).unwrap() * scale);
///     if let Some(height) = height {
///         height.set(c_int::try_from(text.lines().count()).unwrap() * scale);
///     }
///     0
/// }
/// # let mut size = [-1, -1];
/// # let answer = measure::scope(&2, |cb| {
/// #     let shim: unsafe extern "C" fn(*const core::ffi::c_char, *mut c_int, *mut c_int, *mut c_void) -> c_int = cb.shim();
/// #     let [width, height] = &mut size;
/// #     unsafe { shim(c"one\nthree".as_ptr(), width, height, cb.context()) }
/// # });
/// # assert_eq!((answer, size), (Ok(0), [10, 4]));
/// ```
///
/// The memory may be uninitialized. It is left as it was until [`set`](Out::set), so that a callback
/// that was refused, or fails before, has changed nothing; set out-parameters last if C reads them
/// after a failure. Two out-parameters may have the same address.
///
/// # Success and its value
///
/// A callback that returns a `Result` answers `Ok` for a success, after which C reads the value. A place neither
/// [`set`](Out::set) nor [left](Out::leave) turns the `Ok` into a refused call: C receives `fail`, and Rust
/// [`Reason::Unset`]. A result that cannot be forgotten is written by `#[result(value)]`, and never together with
/// `err`:
///
/// ```
/// use callback_runtime::arg::Out;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
///
/// /// `int (*acquire)(int *ticket, void *data)`: 0, or -1 without a ticket
/// #[callback(ok = 0, err = -1)]
/// fn acquire(#[result(value)] _: Out<'_, c_int>, #[context] tickets: &mut Vec<c_int>) -> Result<c_int, &'static str> {
///     tickets.pop().ok_or("sold out")
/// }
/// # let mut ticket = 0;
/// # let mut answers = [0; 2];
/// # let sold_out = acquire::scope(&mut vec![7], |cb| {
/// #     let shim: unsafe extern "C" fn(*mut c_int, *mut c_void) -> c_int = cb.shim();
/// #     answers = [(); 2].map(|()| unsafe { shim(&mut ticket, cb.context()) });
/// # });
/// # assert_eq!((answers, ticket), ([0, -1], 7));
/// # assert_eq!(sold_out, Err(callback_runtime::Failed::Err("sold out")));
/// ```
///
/// If the function returns a C number itself, the meaning of success is up to the function and its C caller.
///
/// It cannot be kept for longer than the call:
///
/// ```compile_fail
/// # use callback_runtime::arg::Out;
/// # use callback_runtime::callback;
/// #[callback]
/// fn f<'a>(place: Out<'a, i32>, #[context] kept: &mut Vec<Out<'a, i32>>) {
///     kept.push(place);
/// }
/// ```
///
/// NULL and misaligned places are refused.
pub struct Out<'call, T: CType> {
    place: NonNull<T::C>,
    /// The call that checks if the out-parameter was written; present in a callback only.
    call: Option<&'call Call>,
    borrowed: PhantomData<&'call Cell<T::C>>,
}

impl<T: IntoC> Out<'_, T> {
    /// Writes the value. The previous value is neither read nor dropped, so that a second value replaces the first as
    /// it does in C: a string that C should have freed is leaked.
    ///
    /// # Panics
    ///
    /// A custom conversion ([`IntoC`]) refuses the value. The conversions of this crate refuse none.
    #[track_caller]
    pub fn set(&self, value: T) {
        if let Err(reason) = self.write(value) {
            panic!("the value for a place of C's {reason}");
        }
    }

    /// Writes the value, if it can be converted.
    #[inline]
    pub(crate) fn write(&self, value: T) -> Result<(), Reason> {
        let value = value.into_c()?;
        // SAFETY: not null, aligned and C's to be written for the call, which `self` does not outlive.
        unsafe { self.place.write(value) };
        self.settle();
        Ok(())
    }
}

impl<'call, T: CType> Out<'call, T> {
    /// Wraps uninitialized memory, for a declared function that fills it in, or to call a callback from Rust. For
    /// initialized memory, there is `From<&mut T::C>`.
    ///
    /// ```
    /// use callback_runtime::arg::Out;
    /// use callback_runtime::callback;
    /// # use core::ffi::c_int;
    /// use core::mem::MaybeUninit;
    ///
    /// #[callback]
    /// unsafe extern "C" {
    ///     /// `double frexp(double x, int *exponent)`, of `math.h`
    ///     safe fn frexp(x: f64, exponent: Out<'_, c_int>) -> f64;
    /// }
    ///
    /// let mut exponent = MaybeUninit::uninit();
    /// assert_eq!(frexp(12.0, Out::new(&mut exponent)), 0.75);
    /// // SAFETY: `frexp` has written it.
    /// assert_eq!(unsafe { exponent.assume_init() }, 4);
    ///
    /// let mut exponent = 0;
    /// assert_eq!(frexp(3.0, Out::from(&mut exponent)), 0.75);
    /// assert_eq!(exponent, 2);
    /// ```
    pub fn new(place: &'call mut MaybeUninit<T::C>) -> Self {
        Out { place: NonNull::from(place).cast(), call: None, borrowed: PhantomData }
    }
}

impl<'call, T: CType> From<&'call mut T::C> for Out<'call, T> {
    fn from(place: &'call mut T::C) -> Self {
        Out { place: NonNull::from(place), call: None, borrowed: PhantomData }
    }
}

// SAFETY: a place for a `T`, for as long as it lives.
unsafe impl<T: CType> ToC for Out<'_, T> {
    type Kept = *mut T::C;

    #[inline]
    fn keep(self) -> Result<*mut T::C, Reason> {
        Ok(self.as_ptr())
    }

    #[inline]
    fn c(kept: &mut *mut T::C) -> *mut T::C {
        *kept
    }
}

// SAFETY: C is given the place itself.
unsafe impl<T: CType> InPlace for Out<'_, T> {}

impl<T: CType> Out<'_, T> {
    /// Returns the address, for a C function that fills it in.
    pub fn as_ptr(&self) -> *mut T::C {
        self.settle();
        self.place.as_ptr()
    }

    /// Leaves the out-parameter as it is: C does not read it after this success.
    pub fn leave(self) {
        self.settle();
    }

    fn settle(&self) {
        if let Some(call) = self.call {
            call.settle();
        }
    }
}

impl<T: CType> Debug for Out<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Out").field(&self.place).finish()
    }
}

// SAFETY: a pointer to what `T` is in C.
unsafe impl<T: CType> CType for Out<'_, T> {
    type C = *mut T::C;
}

// SAFETY: null and misaligned places are refused; the borrow is `'call`.
unsafe impl<'call, T: CType> FromC<'call> for Out<'call, T> {
    #[inline]
    unsafe fn from_c(c: *mut T::C) -> Result<Self, Reason> {
        Ok(Out { place: valid(c)?, call: None, borrowed: PhantomData })
    }

    #[inline]
    fn __in_call(self, call: &'call Call) -> Self {
        call.expect_value();
        Out { call: Some(call), ..self }
    }

    #[inline]
    unsafe fn __place(c: &*mut T::C) -> Place {
        Place::written(*c)
    }
}

/// An in-out parameter, which the callback reads and may change: `int *count`, `enum level *level`, `BOOL *cancel`.
///
/// It replaces `&mut T` for types with invalid values: the value is checked at the call, as a
/// parameter of type `T` would be. For numbers and structs `&mut T` is enough: behind it null, `bool` and `char` are checked. An enum and a
/// struct with an enum, a `bool` or a `char` inside, do not compile. Give a struct of C integers and `Option`s.
///
/// ```
/// use callback_runtime::arg::InOut;
/// use callback_runtime::ret::CBool;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
///
/// /// `void (*progress)(int percent, BOOL *go_on, void *data)`
/// #[callback]
/// fn progress(percent: c_int, go_on: InOut<'_, CBool>, #[context] most: &c_int) {
///     if percent > *most {
///         go_on.set(CBool(false));
///     }
/// }
/// # let mut go_on = 7;
/// # progress::scope(&50, |cb| {
/// #     let shim: unsafe extern "C" fn(c_int, *mut c_int, *mut c_void) = cb.shim();
/// #     unsafe { shim(50, &mut go_on, cb.context()) };
/// #     assert_eq!(go_on, 7);
/// #     let shim: unsafe extern "C" fn(c_int, *mut c_int, *mut c_void) = cb.shim();
/// #     unsafe { shim(51, &mut go_on, cb.context()) };
/// # }).unwrap();
/// # assert_eq!(go_on, 0);
/// ```
///
/// NULL and misaligned pointers are refused, and values that `T` refuses.
pub struct InOut<'call, T: CType> {
    place: Out<'call, T>,
    value: Cell<T>,
}

impl<T: CType + Copy> InOut<'_, T> {
    /// Returns the value that C passed or that was set last.
    pub fn get(&self) -> T {
        self.value.get()
    }
}

impl<T: IntoC + Copy> InOut<'_, T> {
    /// Changes the value, in C as well.
    ///
    /// # Panics
    ///
    /// See [`Out::set`].
    #[track_caller]
    pub fn set(&self, value: T) {
        self.place.set(value);
        self.value.set(value);
    }
}

impl<T: CType + Copy + Debug> Debug for InOut<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("InOut").field(&self.value.get()).finish()
    }
}

// SAFETY: a pointer to what `T` is in C.
unsafe impl<T: CType> CType for InOut<'_, T> {
    type C = *mut T::C;
}

// SAFETY: null and misaligned pointers are refused, and what `T` refuses; the borrow is `'call`.
unsafe impl<'call, T: FromC<'call> + Copy> FromC<'call> for InOut<'call, T> {
    #[inline]
    unsafe fn from_c(c: *mut T::C) -> Result<Self, Reason> {
        // SAFETY: `Out` requires less of the place: that it can be written (`PASSED`).
        let place = unsafe { Out::<'call, T>::from_c(c) }?;
        // SAFETY: not null and aligned; C passes a value by its declaration. `T` is `Copy`, so that none is
        // taken out of C memory.
        let value = unsafe { place.place.read() };
        // SAFETY: C passed the value for `'call` (`PASSED`).
        let value = unsafe { T::from_c(value) }?;
        Ok(InOut { place, value: Cell::new(value) })
    }

    #[inline]
    unsafe fn __place(c: &*mut T::C) -> Place {
        Place::written(*c)
    }
}

/// An out-parameter for an optional error object: `GError **error`, `char **message`.
///
/// NULL means that no error object is wanted; then none is made. An error that is there already is kept, as the
/// first is the cause: see [Error Reporting](https://docs.gtk.org/glib/error-reporting.html).
///
/// ```
/// use callback_runtime::arg::ErrorOut;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_char, c_int, c_void};
///
/// /// `int (*check)(const char *name, const char **error, void *data)`
/// #[callback(fail = 0)]
/// fn check(name: &str, error: ErrorOut<'_, *const c_char>, #[context] known: &[&str]) -> c_int {
///     if known.contains(&name) {
///         return 1;
///     }
///     error.set_with(|| c"no such name".as_ptr());
///     0
/// }
/// # let known: &[&str] = &["a"];
/// # let mut error = core::ptr::null();
/// # check::scope(known, |cb| {
/// #     let shim: unsafe extern "C" fn(*const c_char, *mut *const c_char, *mut c_void) -> c_int = cb.shim();
/// #     unsafe { assert_eq!(shim(c"b".as_ptr(), core::ptr::null_mut(), cb.context()), 0) };
/// #     unsafe { assert_eq!(shim(c"b".as_ptr(), &mut error, cb.context()), 0) };
/// # }).unwrap();
/// # assert!(!error.is_null());
/// ```
///
/// C must have put a pointer or NULL there. A misaligned place is refused.
pub struct ErrorOut<'call, T: CType> {
    place: Option<Out<'call, T>>,
}

impl<T: IntoC<C: Nullable>> ErrorOut<'_, T> {
    /// Returns true if C passed a place for an error object, and it is empty.
    pub fn is_wanted(&self) -> bool {
        match &self.place {
            // SAFETY: not null and aligned, valid for the call; C put a pointer there, which is `Copy`.
            Some(out) => unsafe { out.place.read() }.is_null(),
            None => false,
        }
    }

    /// Makes the error object, if C passed a place for one and it is empty.
    ///
    /// # Panics
    ///
    /// See [`Out::set`].
    #[track_caller]
    pub fn set_with(&self, make: impl FnOnce() -> T) {
        if let (Some(out), true) = (&self.place, self.is_wanted()) {
            out.set(make());
        }
    }
}

impl<T: CType> Debug for ErrorOut<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ErrorOut").field(&self.place).finish()
    }
}

// SAFETY: a pointer to what `T` is in C.
unsafe impl<T: CType<C: Nullable>> CType for ErrorOut<'_, T> {
    type C = *mut T::C;
}

// SAFETY: misaligned places are refused; the borrow is `'call`.
unsafe impl<'call, T: CType<C: Nullable>> FromC<'call> for ErrorOut<'call, T> {
    #[inline]
    unsafe fn from_c(c: *mut T::C) -> Result<Self, Reason> {
        // SAFETY: both `from_c` have one contract (`PASSED`).
        let place = unsafe { Option::<Out<'call, T>>::from_c(c) }?;
        Ok(ErrorOut { place })
    }

    #[inline]
    unsafe fn __place(c: &*mut T::C) -> Place {
        if c.is_null() { Place::NONE } else { Place::written(*c) }
    }
}
