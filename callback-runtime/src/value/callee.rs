//! C functions that C passes to a callback for it to call, with their data: `fill_dir(buf, name, …)`.

use core::ffi::c_void;
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;

use crate::abi::arities::each_abi;
use crate::abi::context_pointer::ContextPointer;
use crate::abi::pointers::{CFnPointer, FnPointer};
use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC};
use crate::value::ffi::ByValue;
use crate::value::nullable::Nullable;
use crate::value::to_c::ToC;

/// A C function that the callback may call during its call, with the data that C passed next to it:
/// `git_odb_foreach_cb cb, void *payload`, `fuse_fill_dir_t filler, void *buf`.
///
/// `F` is the C function pointer, written out or as an alias of a `-sys` crate. `#[data(NAME)]` names the parameter
/// with its data; in a call [`Data`] stands for it, so that it is passed to no other function. The other arguments
/// have the types that a declared C function takes ([`ToC`]). NULL is refused; use `Option<Callee<'_, F>>` if C may
/// pass NULL.
///
/// ```
/// use callback_runtime::arg::{Callee, Data};
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_char, c_int, c_void, CStr};
///
/// /// `int (*visit)(const char *name, size_t index, void *payload)`
/// type Visit = unsafe extern "C" fn(*const c_char, usize, *mut c_void) -> c_int;
///
/// /// `int (*foreach)(void *names, visit cb, void *payload)`
/// #[callback(fail = -1)]
/// fn foreach(#[context] names: &[&CStr], #[data(payload)] cb: Callee<'_, Visit>, payload: *mut c_void) -> c_int {
///     // SAFETY: it reads the name, and takes any index.
///     let mut visits = names.iter().enumerate().map(|(index, name)| unsafe { cb.call((*name, index, Data)) });
///     visits.find(|stop| *stop != 0).unwrap_or(0)
/// }
/// # unsafe extern "C" fn count(name: *const c_char, index: usize, payload: *mut c_void) -> c_int {
/// #     let length = unsafe { CStr::from_ptr(name) }.count_bytes();
/// #     unsafe { *payload.cast::<usize>() += length };
/// #     c_int::from(index == 1)
/// # }
/// # let (names, mut total) = (&[c"one", c"three", c"five"][..], 0_usize);
/// # let stopped = foreach::scope(names, |cb| {
/// #     let shim: unsafe extern "C" fn(*mut c_void, Option<Visit>, *mut c_void) -> c_int = cb.shim();
/// #     unsafe { shim(cb.context(), Some(count), (&raw mut total).cast()) }
/// # });
/// # assert_eq!((stopped, total), (Ok(1), 8));
/// ```
///
/// A function that takes no data is a `Callee<'_, F, ()>`, without the attribute. One that is to be called after the
/// callback has returned needs the unsafe [`keep`](Callee::keep).
///
/// It cannot be kept for longer than the call:
///
/// ```compile_fail
/// # use callback_runtime::arg::Callee;
/// # use callback_runtime::callback;
/// #[callback]
/// fn keep<'a>(f: Callee<'a, unsafe extern "C" fn(), ()>, #[context] kept: &mut Vec<Callee<'a, unsafe extern "C" fn(), ()>>) {
///     kept.push(f);
/// }
/// ```
pub struct Callee<'call, F: CFnPointer, D: 'static = Data> {
    function: F::Pointer,
    data: *mut c_void,
    call: PhantomData<&'call D>,
}

/// Placeholder for the data of a [`Callee`] among the arguments of its call.
#[derive(Clone, Copy, Debug)]
pub struct Data;

impl<F: CFnPointer, D> Clone for Callee<'_, F, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: CFnPointer, D> Copy for Callee<'_, F, D> {}

impl<F: CFnPointer, D> Callee<'_, F, D> {
    /// Calls the function.
    ///
    /// The arguments are a tuple in the order of the C parameters; `(x,)` is a tuple of one. The result has its C type.
    /// The function may call back, except into a callback that has its context by `&mut`.
    ///
    /// # Panics
    ///
    /// Panics if an argument cannot be passed to C, such as a `&str` with a NUL inside.
    ///
    /// # Safety
    ///
    /// The arguments must be what the documentation of the C function requires: pointers are valid for its accesses,
    /// and lengths are correct.
    #[track_caller]
    pub unsafe fn call<A>(self, arguments: A) -> <F::Pointer as FnPointer>::Return
    where
        F::Pointer: CallWith<A, D>,
    {
        // SAFETY: C passed both for the callback to call during its call, which `self` does not outlive, or `keep`
        // required that C allows later calls. `call` requires arguments that C accepts.
        match unsafe { self.function.call_with(arguments, self.data) } {
            Ok(result) => result,
            Err(reason) => panic!("an argument of a C function {reason}"),
        }
    }

    /// Returns the function and its data for calls after the callback has returned, such as from an event loop.
    ///
    /// # Safety
    ///
    /// C allows calls of the function with the data on this thread for as long as the result is used.
    pub unsafe fn keep(self) -> Callee<'static, F, D> {
        Callee { function: self.function, data: self.data, call: PhantomData }
    }
}

impl<F: CFnPointer, D> Debug for Callee<'_, F, D> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callee").field("data", &self.data).finish_non_exhaustive()
    }
}

// SAFETY: the function pointer, which may be null.
unsafe impl<F: CFnPointer, D> CType for Callee<'_, F, D>
where
    Option<F::Pointer>: Nullable,
{
    type C = Option<F::Pointer>;
}

// SAFETY: null is refused; the borrow is `'call`.
unsafe impl<'call, F: CFnPointer> FromC<'call> for Callee<'call, F, ()>
where
    Option<F::Pointer>: Nullable,
{
    #[inline]
    unsafe fn from_c(c: Option<F::Pointer>) -> Result<Self, Reason> {
        let function = c.ok_or(Reason::Null)?;
        Ok(Callee { function, data: core::ptr::null_mut(), call: PhantomData })
    }
}

/// A parameter whose data is in another one: `#[data(NAME)]`.
///
/// # Safety
///
/// The contract of [`FromC`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no data",
    label = "`#[data(NAME)]` goes with `Callee<'_, F>` or an `Option` of it",
    note = "remove the attribute; a function without data is `Callee<'_, F, ()>`"
)]
pub unsafe trait FromCData<'call>: CType + Sized {
    /// # Safety
    ///
    /// The contract of [`FromC::from_c`]; the data is that which C passed for this function.
    unsafe fn from_c_data(c: Self::C, data: *mut c_void) -> Result<Self, Reason>;
}

// SAFETY: null is refused; the borrow is `'call`.
unsafe impl<'call, F: CFnPointer> FromCData<'call> for Callee<'call, F>
where
    Option<F::Pointer>: Nullable,
{
    #[inline]
    unsafe fn from_c_data(c: Option<F::Pointer>, data: *mut c_void) -> Result<Self, Reason> {
        let function = c.ok_or(Reason::Null)?;
        Ok(Callee { function, data, call: PhantomData })
    }
}

// SAFETY: null is `None`; everything else is left to `T`.
unsafe impl<'call, T: FromCData<'call, C: Nullable>> FromCData<'call> for Option<T> {
    #[inline]
    unsafe fn from_c_data(c: T::C, data: *mut c_void) -> Result<Self, Reason> {
        if c.is_null() {
            return Ok(None);
        }
        // SAFETY: both `from_c_data` have one contract (`PASSED`).
        unsafe { T::from_c_data(c, data) }.map(Some)
    }
}

/// An argument of a [`Callee`] for a parameter of the C type `P`.
///
/// # Safety
///
/// The contract of [`ToC`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the C function has a parameter `{P}`, and `{Self}` is no argument for it",
    label = "an argument does not fit its C type",
    note = "the arguments are a tuple, `call((a, b, Data))`; `Data` is for a pointer, where `#[data(NAME)]` says which"
)]
pub unsafe trait PassedAs<P, D> {
    /// The part of the argument that lives until the function returns.
    type Kept;

    /// Prepares the argument.
    ///
    /// # Errors
    ///
    /// Returns the reason if this value cannot be passed to C.
    fn prepare(self) -> Result<Self::Kept, Reason>;

    /// Returns the C value.
    fn pass(kept: &mut Self::Kept, data: *mut c_void) -> P;
}

// SAFETY: `ToC` requires it of `T`.
unsafe impl<T: ToC, D> PassedAs<T::C, D> for T {
    type Kept = T::Kept;

    #[inline]
    fn prepare(self) -> Result<T::Kept, Reason> {
        self.keep()
    }

    #[inline]
    fn pass(kept: &mut T::Kept, _: *mut c_void) -> T::C {
        T::c(kept)
    }
}

// SAFETY: what C passed for it.
unsafe impl<P: ContextPointer> PassedAs<P, Data> for Data {
    type Kept = ();

    #[inline]
    fn prepare(self) -> Result<(), Reason> {
        Ok(())
    }

    #[inline]
    fn pass((): &mut (), data: *mut c_void) -> P {
        P::from_context(data)
    }
}

// SAFETY: C's `_Bool`, as a `-sys` crate has it.
unsafe impl<D> PassedAs<bool, D> for bool {
    type Kept = bool;

    #[inline]
    fn prepare(self) -> Result<bool, Reason> {
        Ok(self)
    }

    #[inline]
    fn pass(kept: &mut bool, _: *mut c_void) -> bool {
        *kept
    }
}

// SAFETY: the struct itself, as a `-sys` crate has it.
unsafe impl<T: Copy, D> PassedAs<T, D> for ByValue<T> {
    type Kept = T;

    #[inline]
    fn prepare(self) -> Result<T, Reason> {
        Ok(self.0)
    }

    #[inline]
    fn pass(kept: &mut T, _: *mut c_void) -> T {
        *kept
    }
}

/// A function pointer that can be called with arguments of these types.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a C function of type `{Self}` is not called with `{A}`",
    label = "these are not its arguments",
    note = "the arguments are a tuple, one for each parameter, `(a,)` for one; the result is a number, a pointer or nothing"
)]
pub trait CallWith<A, D>: FnPointer {
    /// Calls the function.
    ///
    /// # Errors
    ///
    /// Fails if an argument cannot be passed to C.
    ///
    /// # Safety
    ///
    /// The function may be called with these arguments and this data.
    unsafe fn call_with(self, arguments: A, data: *mut c_void) -> Result<Self::Return, Reason>;
}

macro_rules! call_with {
    ($abi:literal; $($p:ident $a:ident)*) => {
        // The result is a type without invalid values: no `bool` and no enum, for which C has more values.
        #[allow(non_snake_case, unused_mut, clippy::allow_attributes)]
        impl<$($p, $a: PassedAs<$p, D>,)* R: CType<C = R>, D> CallWith<($($a,)*), D> for unsafe extern $abi fn($($p),*) -> R {
            #[inline]
            unsafe fn call_with(self, ($($a,)*): ($($a,)*), data: *mut c_void) -> Result<R, Reason> {
                let _ = data;
                $(let mut $a = $a.prepare()?;)*
                // SAFETY: `call_with` requires that C accepts these arguments; what is kept lives until the function
                // returns.
                Ok(unsafe { self($($a::pass(&mut $a, data)),*) })
            }
        }
    };
}

macro_rules! arities {
    ($($(#[$cfg:meta])* $name:ident $abi:literal;)*) => {$(
        $(#[$cfg])*
        const _: () = {
            call_with!($abi;);
            call_with!($abi; P1 A);
            call_with!($abi; P1 A P2 B);
            call_with!($abi; P1 A P2 B P3 C);
            call_with!($abi; P1 A P2 B P3 C P4 E);
            call_with!($abi; P1 A P2 B P3 C P4 E P5 F);
            call_with!($abi; P1 A P2 B P3 C P4 E P5 F P6 G);
            call_with!($abi; P1 A P2 B P3 C P4 E P5 F P6 G P7 H);
            call_with!($abi; P1 A P2 B P3 C P4 E P5 F P6 G P7 H P8 I);
        };
    )*};
}

each_abi!(arities);
