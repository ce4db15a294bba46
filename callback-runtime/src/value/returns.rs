//! The result of a function, and its conversion to the answer that C receives.

use core::any::TypeId;
use core::cmp::Ordering;
use core::convert::Infallible;
use core::ffi::{c_char, c_int, c_void};
use core::mem::MaybeUninit;
use core::ops::ControlFlow;

use crate::abi::type_id;
use crate::outcome::errno::{self, Errno};
use crate::outcome::refused::Reason;
use crate::value::argument::Call;
use crate::value::convert::IntoC;
use crate::value::ffi::{ByValue, CBool};

/// The kind of end of a call without a plain answer.
#[doc(hidden)]
#[derive(Debug)]
pub enum Halt<S, A> {
    /// A stop of the function; C receives this answer.
    Stopped(S, A),
    /// A stop of the function without an answer that stands for it; C receives `fail`.
    Unanswered(S),
    /// A refused argument or result; C receives `fail`.
    Refused(Refusal),
}

/// A refusal, before the callback is known.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Refusal {
    /// The index in the names of the parameters; past its end for the result.
    pub parameter: usize,
    /// The reason for the refusal.
    pub reason: Reason,
}

impl Refusal {
    /// Makes a refusal of the result.
    #[inline]
    fn result(reason: Reason) -> Self {
        Refusal { parameter: usize::MAX, reason }
    }
}

/// The end of a call whose function cannot stop.
#[doc(hidden)]
pub type Ended<A> = Result<A, Halt<Infallible, A>>;

/// The end of a call whose function returns an `F`.
#[doc(hidden)]
pub type EndedBy<A, F> = Result<A, Halt<<F as Stops>::Stop, A>>;

/// A result with `Ok` and `Err`, or a control flow with `Continue` and `Break`, taken apart.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not stop a callback",
    label = "neither a `Result` nor a `ControlFlow`",
    note = "`ok` and `err` are for `Result<T, E>`, `continue` and `break` for `ControlFlow<B, T>`"
)]
pub trait Stops {
    /// The value that goes on.
    type Value;
    /// The stop value.
    type Stop;

    /// Splits the result: `Ok` goes on, `Err` stops.
    fn split(self) -> Result<Self::Value, Self::Stop>;
}

impl<T, E> Stops for Result<T, E> {
    type Value = T;
    type Stop = E;

    #[inline]
    fn split(self) -> Result<T, E> {
        self
    }
}

impl<B, T> Stops for ControlFlow<B, T> {
    type Value = T;
    type Stop = B;

    #[inline]
    fn split(self) -> Result<T, B> {
        match self {
            ControlFlow::Continue(value) => Ok(value),
            ControlFlow::Break(stop) => Err(stop),
        }
    }
}

/// The answer for a stop value: a constant, or a function of it.
#[doc(hidden)]
pub trait Stopped<S, A> {
    /// True if the answer depends on the stop value.
    const COMPUTED: bool;

    /// Returns the answer.
    fn answer(self, stop: &S) -> A;
}

/// A constant answer. It is no closure, so that callbacks of one type share the code.
#[doc(hidden)]
#[derive(Debug)]
pub struct Always<A>(pub A);

impl<S, A> Stopped<S, A> for Always<A> {
    const COMPUTED: bool = false;

    #[inline]
    fn answer(self, _: &S) -> A {
        self.0
    }
}

/// A function of the stop value.
#[doc(hidden)]
#[derive(Debug)]
pub struct By<F>(pub F);

impl<S, A, F: FnOnce(&S) -> A> Stopped<S, A> for By<F> {
    const COMPUTED: bool = true;

    #[inline]
    fn answer(self, stop: &S) -> A {
        (self.0)(stop)
    }
}

/// Ends a call whose arguments may be out-parameters: a success requires that each was written.
///
/// # Errors
///
/// Those of the call, and an out-parameter that was not written.
#[doc(hidden)]
#[inline]
pub fn filled<T, S, A>(ended: Result<T, Halt<S, A>>, places: &[(usize, &Call)]) -> Result<T, Halt<S, A>> {
    let unset = places.iter().find(|(_, call)| call.is_unset());
    match (ended, unset) {
        (Ok(_), Some(&(parameter, _))) => Err(Halt::Refused(Refusal { parameter, reason: Reason::Unset })),
        (ended, _) => ended,
    }
}

/// Converts a result without `ok`, `err`, `continue` or `break`.
#[doc(hidden)]
#[inline]
pub fn plain<T: IntoC, S>(returned: T) -> Result<T::C, Halt<S, T::C>> {
    returned.into_c().map_err(|reason| Halt::Refused(Refusal::result(reason)))
}

/// Converts a result like [`plain`], in the C type declared by `returns`.
#[doc(hidden)]
#[inline]
pub fn plain_as<A, T, S>(returned: T) -> Result<A, Halt<S, A>>
where
    T: IntoC,
    A: TryFrom<T::C>,
{
    let value = returned.into_c().map_err(Refusal::result).map_err(Halt::Refused)?;
    A::try_from(value).map_err(|_| Halt::Refused(Refusal::result(Reason::OutOfRange)))
}

/// Converts the result of a function that goes on without a value: a constant stands for it.
#[doc(hidden)]
#[inline]
pub fn status<A, T, F>(returned: T, ok: A, stopped: F) -> Result<A, Halt<T::Stop, A>>
where
    T: Stops<Value = ()>,
    F: Stopped<T::Stop, A>,
{
    match returned.split() {
        Ok(()) => Ok(ok),
        Err(stop) => {
            let answer = stopped.answer(&stop);
            // C would take the failure for a success.
            if F::COMPUTED && is_same_number(&answer, &ok) {
                return Err(Halt::Unanswered(stop));
            }
            Err(Halt::Stopped(stop, answer))
        }
    }
}

/// Returns true if both are the same number, truth value or address.
///
/// Values of other types, such as structs by value, are never the same.
#[allow(clippy::float_cmp, reason = "C gets the very number")]
fn is_same_number<A>(a: &A, b: &A) -> bool {
    macro_rules! is_same {
        ($($t:ty)*) => {$(
            if type_id::of::<A>() == TypeId::of::<$t>() {
                let (a, b) = (core::ptr::from_ref(a).cast::<$t>(), core::ptr::from_ref(b).cast::<$t>());
                // SAFETY: `A` is this type, which has no lifetimes, and both are references to it.
                return unsafe { *a == *b };
            }
        )*};
    }

    is_same!(i32 u32 i64 u64 isize usize i8 u8 i16 u16 bool f32 f64);
    is_same!(*mut c_void *const c_void *mut c_char *const c_char);
    false
}

/// Converts the result of a function that goes on with a value, which is the answer.
#[doc(hidden)]
#[inline]
pub fn value<T, F>(returned: T, stopped: F) -> Result<ValueC<T>, Halt<T::Stop, ValueC<T>>>
where
    T: Stops<Value: IntoC>,
    F: Stopped<T::Stop, ValueC<T>>,
{
    match returned.split() {
        Ok(value) => plain(value),
        Err(stop) => {
            let answer = stopped.answer(&stop);
            Err(Halt::Stopped(stop, answer))
        }
    }
}

/// Converts a result like [`value`], in the C type declared by `returns`.
#[doc(hidden)]
#[inline]
pub fn value_as<A, T, F>(returned: T, stopped: F) -> Result<A, Halt<T::Stop, A>>
where
    T: Stops<Value: IntoC>,
    A: TryFrom<ValueC<T>>,
    F: Stopped<T::Stop, A>,
{
    match returned.split() {
        Ok(value) => plain_as(value),
        Err(stop) => {
            let answer = stopped.answer(&stop);
            Err(Halt::Stopped(stop, answer))
        }
    }
}

/// The C type of the value that a function goes on with.
#[doc(hidden)]
pub type ValueC<T> = <<T as Stops>::Value as crate::value::convert::CType>::C;

/// A constant of the declaration (`fail`, `ok`, `err`, `continue`, `break`), convertible to its C value.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the callback returns the C type `{A}`, and this is `{Self}`",
    label = "expected a constant of type `{A}`",
    note = "convert the constant, `NAME as {A}`, or write the C type of the header: `returns = {Self}`",
    note = "the constant of a struct by value is a `ByValue(…)`"
)]
pub trait Constant<A> {
    /// Returns the C value.
    fn constant(self) -> A;
}

impl<A> Constant<A> for A {
    #[inline]
    fn constant(self) -> A {
        self
    }
}

impl Constant<MaybeUninit<bool>> for bool {
    #[inline]
    fn constant(self) -> MaybeUninit<bool> {
        MaybeUninit::new(self)
    }
}

impl<T> Constant<MaybeUninit<T>> for ByValue<T> {
    #[inline]
    fn constant(self) -> MaybeUninit<T> {
        MaybeUninit::new(self.0)
    }
}

impl Constant<c_int> for CBool {
    #[inline]
    fn constant(self) -> c_int {
        c_int::from(self.0)
    }
}

impl Constant<c_int> for Ordering {
    #[inline]
    fn constant(self) -> c_int {
        self as c_int
    }
}

/// A value of `err = PATH`: a constant, or a function of the error.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`err` is neither a constant of the C type `{A}` nor a function from `&{E}` to it",
    label = "expected `{A}` or `fn(&{E}) -> {A}`",
    note = "write a function that takes a reference to the error, `fn code(error: &{E}) -> {A}`, and its path: `err = code`"
)]
pub trait ErrorCode<E, A> {
    /// Returns the answer for the error.
    fn code(self, error: &E) -> A;
}

impl<E, A, F: FnOnce(&E) -> A> ErrorCode<E, A> for F {
    #[inline]
    fn code(self, error: &E) -> A {
        self(error)
    }
}

macro_rules! constant {
    ($($t:ty)*) => {$(
        impl<E> ErrorCode<E, $t> for $t {
            #[inline]
            fn code(self, _: &E) -> $t {
                self
            }
        }
    )*};
}

constant!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize f32 f64);

impl<E> ErrorCode<E, MaybeUninit<bool>> for bool {
    #[inline]
    fn code(self, _: &E) -> MaybeUninit<bool> {
        MaybeUninit::new(self)
    }
}

impl<E, T> ErrorCode<E, *mut T> for *mut T {
    #[inline]
    fn code(self, _: &E) -> *mut T {
        self
    }
}

impl<E, T> ErrorCode<E, *const T> for *const T {
    #[inline]
    fn code(self, _: &E) -> *const T {
        self
    }
}

/// `err = errno(VALUE)`: sets `errno` from the error, and returns the value.
#[doc(hidden)]
pub fn set_errno<E: Errno, A>(error: &E, answer: A) -> A {
    errno::set(errno::of_failure(error.errno()));
    answer
}

/// `err = -errno`: returns the negative error number.
#[doc(hidden)]
pub fn negative_errno<E: Errno, A: From<c_int>>(error: &E) -> A {
    let number = error.errno();
    // The negative of any other number is no failure.
    A::from(-if number > 0 { number } else { errno::FAILED })
}

/// Fails to compile if an `Err` would be answered with the value of `ok`.
#[doc(hidden)]
pub const fn distinct_err(is_same: bool) {
    assert!(!is_same, "`err` is the value of `ok`, so that C takes a failure for a success; give it another value");
}

/// Fails to compile if `fail`, which is the answer for an `err` equal to `ok`, has the value of `ok` too.
#[doc(hidden)]
pub const fn distinct_fail(is_same: bool) {
    assert!(
        !is_same,
        "`fail` is the value of `ok`, and C gets it where `err` answers with that; give it another value"
    );
}
