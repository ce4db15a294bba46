//! Steps of the wrapper of a declared C function, before and after the call.

use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;

use crate::abi::context_pointer::ContextPointer;
use crate::context::callback::Callback;
use crate::context::scope::Scope;
use crate::outcome::refused::{Reason, Refused};
use crate::value::c_array_box::FromOwnedArray;
use crate::value::c_box::FromOwned;
use crate::value::convert::{CType, FromC};
use crate::value::slice::FromCLen;
use crate::value::to_c::{InPlace, ToC, ToCLen};

/// Any C function pointer, as an argument: all function pointers are passed alike.
pub type CFn = Option<unsafe extern "C" fn()>;

/// An argument, prepared for the call.
#[doc(hidden)]
pub struct Converted<T: ToC>(T::Kept);

/// Prepares an argument.
///
/// # Errors
///
/// Returns the refusal, with the names of the function and the parameter.
#[doc(hidden)]
#[inline]
pub fn kept_argument<T: ToC>(
    value: T,
    function: &'static str,
    parameter: &'static str,
) -> Result<Converted<T>, Refused> {
    match value.keep() {
        Ok(kept) => Ok(Converted(kept)),
        Err(reason) => Err(Refused::argument(function, Some(parameter), reason)),
    }
}

/// Prepares an argument that a result may borrow from.
///
/// # Errors
///
/// Fails as [`kept_argument`] does.
#[doc(hidden)]
#[inline]
pub fn kept_in_place<T: InPlace>(
    value: T,
    function: &'static str,
    parameter: &'static str,
) -> Result<Converted<T>, Refused> {
    match value.keep() {
        Ok(kept) => Ok(Converted(kept)),
        Err(reason) => Err(Refused::argument(function, Some(parameter), reason)),
    }
}

impl<T: ToC> Converted<T> {
    /// Returns the C value.
    #[inline]
    pub fn c(&mut self) -> T::C {
        T::c(&mut self.0)
    }

    /// Describes the argument, as [`ToC::describe`] does.
    #[cfg(feature = "std")]
    pub(crate) fn describe(&self, part: &mut dyn FnMut(&[u8])) -> bool {
        // SAFETY: `Converted<T>` is made of an argument by `keep`, and does not outlive the lifetimes in `T`.
        unsafe { T::describe(&self.0, part) }
    }
}

/// An argument whose length is in another parameter.
#[doc(hidden)]
pub struct Counted<T: ToCLen> {
    c: T::C,
    len: usize,
}

/// Prepares an argument whose length is in another parameter.
#[doc(hidden)]
#[inline]
pub fn counted_argument<T: ToCLen>(value: T) -> Counted<T> {
    let (c, len) = value.c_len();
    Counted { c, len }
}

impl<T: ToCLen<C: Copy>> Counted<T> {
    /// Returns the C value.
    #[inline]
    pub fn c(&self) -> T::C {
        self.c
    }

    /// Returns the number of elements.
    #[inline]
    pub fn count(&self) -> usize {
        self.len
    }
}

/// Returns a length in its C type, checked to fit and to be equal for all slices.
///
/// # Errors
///
/// Fails if it does not fit, or if the slices differ in length.
#[doc(hidden)]
#[inline]
pub fn length<C>(lens: &[usize], function: &'static str, parameter: &'static str) -> Result<C::C, Refused>
where
    C: CType<C: TryFrom<usize>>,
{
    let refused = |reason| Refused::argument(function, Some(parameter), reason);
    let len = lens.first().copied().unwrap_or(0);
    if lens.iter().any(|other| *other != len) {
        return Err(refused(Reason::Invalid("C takes one length for several slices, and these differ")));
    }
    C::C::try_from(len).map_err(|_| refused(Reason::LengthOverflow))
}

/// Returns the size of an element for `#[size_of(T)]`, in its C type. C has no objects of size zero.
///
/// # Panics
///
/// Panics if the size does not fit the C type.
#[doc(hidden)]
#[inline]
pub fn element_size<T, C>() -> C::C
where
    C: CType<C: TryFrom<usize>>,
{
    const {
        assert!(core::mem::size_of::<T>() != 0, "C has no objects of size zero: the element of the slice needs a size");
    }
    C::C::try_from(core::mem::size_of::<T>()).unwrap_or_else(|_| panic!("the size does not fit the C type"))
}

/// Converts the C result, or the value that C wrote into an out-parameter.
///
/// # Safety
///
/// The contract of [`FromC::from_c`], for the lifetime in `T`.
///
/// # Errors
///
/// Returns the refusal if it cannot be a `T`.
#[doc(hidden)]
#[inline]
pub unsafe fn returned<'r, T: FromC<'r>>(
    c: T::C,
    function: &'static str,
    parameter: Option<&'static str>,
) -> Result<T, Refused> {
    // SAFETY: `returned` has the contract of `FromC::from_c` (`DECLARED-C`).
    match unsafe { T::from_c(c) } {
        Ok(value) => Ok(value),
        Err(reason) => Err(Refused::argument(function, parameter, reason)),
    }
}

/// Converts an array that C returned or wrote.
///
/// # Safety
///
/// The contract of [`FromCLen::from_c_len`], for the lifetime in `T`.
///
/// # Errors
///
/// Returns the refusal if it cannot be a `T`, or if the length is none.
#[doc(hidden)]
#[inline]
pub unsafe fn returned_array<'r, T: FromCLen<'r>>(
    c: T::C,
    len: Result<usize, Reason>,
    function: &'static str,
    parameter: Option<&'static str>,
) -> Result<T, Refused> {
    // SAFETY: `returned_array` has the contract of `FromCLen::from_c_len` (`DECLARED-C`).
    let array = len.and_then(|len| unsafe { T::from_c_len(c, len) });
    array.map_err(|reason| Refused::argument(function, parameter, reason))
}

/// Returns the error of a function that returned NULL.
#[doc(hidden)]
#[cold]
pub fn null_result(function: &'static str) -> Refused {
    Refused::argument(function, None, Reason::Null)
}

/// A thin pointer to a type parameter, which an `extern` block cannot name.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a type parameter is in a parameter or result that C passes as `{Self}`",
    label = "not a pointer",
    note = "C functions are not generic: pass a type parameter behind a pointer, such as `&mut [T]` or `&T`"
)]
pub trait Thin {
    /// Converts the pointer for the `extern` block.
    fn erase(self) -> *mut c_void;

    /// Converts the pointer for the wrapper.
    fn restore(erased: *mut c_void) -> Self;
}

impl<T> Thin for *mut T {
    #[inline]
    fn erase(self) -> *mut c_void {
        self.cast()
    }

    #[inline]
    fn restore(erased: *mut c_void) -> Self {
        erased.cast()
    }
}

impl<T> Thin for *const T {
    #[inline]
    fn erase(self) -> *mut c_void {
        self.cast_mut().cast()
    }

    #[inline]
    fn restore(erased: *mut c_void) -> Self {
        erased.cast_const().cast()
    }
}

/// The value of a caller, as a callback has it, from which the receiver of its method is made.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the method takes its value as `{Receiver}`, and this callback has it as `{Self}`",
    label = "not the receiver of a method that C calls like this",
    note = "C calls again and again: `&mut self`, or with `shared` `&self`; C calls once, or last, with `closes`: `self`"
)]
pub trait LendsValue<Receiver> {
    /// Converts the value.
    fn lend(self) -> Receiver;
}

#[diagnostic::do_not_recommend]
impl<T> LendsValue<T> for T {
    #[inline]
    fn lend(self) -> T {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'held, T> LendsValue<&'held T> for &'held mut T {
    #[inline]
    fn lend(self) -> &'held T {
        self
    }
}

/// Is the second receiver of every value, so that rustc does not infer the first one and reports a missing impl.
#[doc(hidden)]
#[derive(Debug)]
pub enum Unlent {}

#[diagnostic::do_not_recommend]
impl<T> LendsValue<(T, Unlent)> for T {
    fn lend(self) -> (T, Unlent) {
        unreachable!("no method has this receiver")
    }
}

/// Converts the value of a caller for its method.
#[doc(hidden)]
#[inline]
pub fn receiver<Held: LendsValue<Receiver>, Receiver>(held: Held) -> Receiver {
    held.lend()
}

/// The shim and the context pointer of an argument: those of a scope, or null.
#[doc(hidden)]
pub trait Lent {
    /// Returns the function pointer.
    fn shim(&self) -> CFn;

    /// Returns the context pointer.
    fn context<P: ContextPointer>(&self) -> P;
}

impl<C: Callback> Lent for Scope<'_, C> {
    #[inline]
    fn shim(&self) -> CFn {
        Some(self.erased())
    }

    #[inline]
    fn context<P: ContextPointer>(&self) -> P {
        P::from_context(Scope::context(self).into_context())
    }
}

impl<L: Lent> Lent for Option<L> {
    #[inline]
    fn shim(&self) -> CFn {
        self.as_ref().and_then(L::shim)
    }

    #[inline]
    fn context<P: ContextPointer>(&self) -> P {
        match self {
            Some(lent) => lent.context(),
            None => P::from_context(core::ptr::null_mut()),
        }
    }
}

impl<L: Lent> Lent for &L {
    #[inline]
    fn shim(&self) -> CFn {
        L::shim(self)
    }

    #[inline]
    fn context<P: ContextPointer>(&self) -> P {
        L::context(self)
    }
}

/// An out-parameter of a C type: C writes it, and it becomes a result.
#[doc(hidden)]
pub struct OutSlot<C>(MaybeUninit<C>);

impl<C> OutSlot<C> {
    /// Makes one of zeros, which is null for a pointer.
    #[expect(clippy::new_without_default, reason = "generated code alone makes one")]
    pub fn new() -> Self {
        OutSlot(MaybeUninit::zeroed())
    }

    /// Returns the pointer to pass to C.
    pub fn pointer(&mut self) -> *mut C {
        self.0.as_mut_ptr()
    }

    /// Returns the value that C wrote.
    ///
    /// # Safety
    ///
    /// C wrote it, or all zero is a value of the C type.
    pub unsafe fn take(&self) -> C {
        // SAFETY: `take` requires that C wrote it, or that zero is a value.
        unsafe { self.0.as_ptr().read() }
    }
}

/// A type whose pointer a deallocator of a `Freed` takes: `Freed` itself, or `void`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this frees a `{Self}`, and C gives a `{Freed}`",
    label = "not the deallocator of `{Freed}`",
    note = "`free = PATH` takes a pointer to what it frees, or a `void *` as C's `free` does"
)]
pub trait Frees<Freed, By> {}

/// Marker of a deallocator of one type.
#[doc(hidden)]
#[derive(Debug)]
pub enum ByType {}

/// Marker of a deallocator of all types.
#[doc(hidden)]
#[derive(Debug)]
pub enum ByAddress {}

/// Marker of a deallocator of an array of strings.
#[doc(hidden)]
#[derive(Debug)]
pub enum ByTexts {}

impl<T> Frees<T, ByType> for T {}
impl<T> Frees<T, ByAddress> for c_void {}
impl Frees<*const c_char, ByTexts> for *mut c_char {}

/// Converts the argument of a deallocator.
#[doc(hidden)]
#[inline]
pub fn freed<T: FromOwned, P: Frees<T::Freed, By>, By>(pointer: *mut c_void) -> *mut P {
    pointer.cast()
}

/// Converts a C result that has a deallocator.
///
/// # Safety
///
/// The contract of [`FromOwned::from_owned`].
///
/// # Errors
///
/// Returns the refusal if it cannot be a `T`.
#[doc(hidden)]
pub unsafe fn owned<T: FromOwned>(
    c: T::C,
    free: unsafe fn(*mut c_void),
    function: &'static str,
    parameter: Option<&'static str>,
) -> Result<T, Refused> {
    // SAFETY: `owned` has the contract of `FromOwned::from_owned` (`OWNED-BY-C`).
    unsafe { T::from_owned(c, free) }.map_err(|reason| Refused::argument(function, parameter, reason))
}

/// Converts the argument of a deallocator of an array.
#[doc(hidden)]
#[inline]
pub fn freed_array<T: FromOwnedArray, P: Frees<T::Freed, By>, By>(pointer: *mut c_void) -> *mut P {
    pointer.cast()
}

/// Converts an array of C that has a deallocator.
///
/// # Safety
///
/// The contract of [`FromOwnedArray::from_owned_array`].
///
/// # Errors
///
/// Returns the refusal if it cannot be a `T`, or if the length is none.
#[doc(hidden)]
pub unsafe fn owned_array<T: FromOwnedArray>(
    c: T::C,
    len: Result<usize, Reason>,
    free: unsafe fn(*mut c_void),
    function: &'static str,
    parameter: Option<&'static str>,
) -> Result<T, Refused> {
    // SAFETY: `owned_array` has the contract of `FromOwnedArray::from_owned_array` (`OWNED-BY-C`).
    unsafe { T::from_owned_array(c, len, free) }.map_err(|reason| Refused::argument(function, parameter, reason))
}
