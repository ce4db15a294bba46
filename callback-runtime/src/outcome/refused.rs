//! Failures of a callback that come back to Rust.

use core::error::Error;
use core::fmt::{self, Display, Formatter};

/// The reason why the runtime refused a call or its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// A null pointer, if the parameter's type allows none.
    Null,
    /// A pointer that is not aligned for the type it points at.
    Misaligned,
    /// A string that is not UTF-8.
    NotUtf8,
    /// A length below zero.
    NegativeLength,
    /// A length that overflowed, or whose size in bytes exceeds `isize::MAX`.
    LengthOverflow,
    /// A value that the type does not have, with a description of the valid ones.
    Invalid(&'static str),
    /// A result that does not fit the C type declared by `returns`.
    OutOfRange,
    /// A call while another call has the `&mut` context.
    Reentered,
    /// A call while another call is inside, on this thread or another one, for a callback with `threads = moves`.
    Concurrent,
    /// A call after the one call that consumes the context.
    Consumed,
    /// A null context, or a number for the function of a scope, or a call without a context: on another thread
    /// than that of a `thread_local` context, or while its slot is not taken.
    NoContext,
    /// User data that C was never given as a registered context: an invented number, or an address.
    Stale,
    /// A context that was made for another callback, which is named here, or for another type of context.
    ContextOf(&'static str),
    /// A call after the context was closed: by its registration, a destroy notify or a closing callback. C gets the fail
    /// value however late the call is.
    Closed,
    /// No free slot of the callback, so that the C function was not called.
    Full,
    /// Memory that another argument of the call refers to, if either is exclusive: `&mut T` and `&T`, for example.
    Overlapping,
    /// A call on another thread than the one that the context is for.
    Thread,
    /// An out-parameter that was not written, though the function returned `Ok`, after which C reads it.
    Unset,
    /// The owner takes the state while C has a part of it: the result of a callback that borrows from its context.
    Lent,
    /// The owner of a [`Subscription`](crate::Subscription) wants a state of another type, or a `&mut` to one that calls share.
    OtherState,
}

macro_rules! kinds {
    ($($kind:ident)*) => {
        /// A [`Reason`] without its description.
        #[derive(Clone, Copy)]
        pub(crate) enum Kind {
            Invalid,
            ContextOf,
            $($kind,)*
        }

        impl Reason {
            /// Splits a reason in two, so that it is passed in registers.
            #[inline]
            pub(crate) fn split(self) -> (Kind, &'static str) {
                match self {
                    Reason::Invalid(text) => (Kind::Invalid, text),
                    Reason::ContextOf(callback) => (Kind::ContextOf, callback),
                    $(Reason::$kind => (Kind::$kind, ""),)*
                }
            }

            pub(crate) fn join(kind: Kind, text: &'static str) -> Self {
                match kind {
                    Kind::Invalid => Reason::Invalid(text),
                    Kind::ContextOf => Reason::ContextOf(text),
                    $(Kind::$kind => Reason::$kind,)*
                }
            }
        }
    };
}

kinds! {
    Null Misaligned NotUtf8 NegativeLength LengthOverflow OutOfRange Reentered Concurrent Consumed NoContext Stale Closed Full Overlapping Thread Unset Lent OtherState
}

impl Display for Reason {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Null => "is NULL",
            Reason::Misaligned => "is misaligned",
            Reason::NotUtf8 => "is not UTF-8",
            Reason::NegativeLength => "has a negative length",
            Reason::LengthOverflow => "has a length that overflows",
            Reason::Invalid(what) => return write!(f, "is invalid: {what}"),
            Reason::OutOfRange => "does not fit the C type",
            Reason::Reentered => "was called again while it had its context mutably",
            Reason::Concurrent => "was called while another call was inside, and C was to make one call at a time",
            Reason::Consumed => "was called again after its one call",
            Reason::NoContext => "was called without a context",
            Reason::Stale => "was called with user data that C was never given",
            Reason::ContextOf(callback) => return write!(f, "was called with a context of `{callback}`"),
            Reason::Closed => "was called after its context was closed",
            Reason::Full => "has no slot or number left",
            Reason::Unset => "was not written, and the call was to succeed",
            Reason::Overlapping => "overlaps another parameter",
            Reason::Thread => "was called on another thread than its own",
            Reason::Lent => "has lent C a part of its context",
            Reason::OtherState => "has no such state for its owner",
        })
    }
}

impl Error for Reason {}

/// A refused call: C violated the declaration of the callback.
///
/// C received the declared `fail` value: the function did not run, or its result could not be converted.
///
/// ```
/// use callback_runtime::{Callback, Reason, callback};
/// # use core::ffi::{c_char, c_void};
///
/// /// `void (*on_name)(const char *name, void *data)`
/// #[callback]
/// fn on_name(name: &str, #[context] names: &mut Vec<String>) {
///     names.push(name.to_owned());
/// }
///
/// let refused = on_name::scope(&mut vec![], |cb| {
///     // … C passes NULL for `name`.
/// #   let shim: unsafe extern "C" fn(*const c_char, *mut c_void) = cb.shim();
/// #   unsafe { shim(core::ptr::null(), cb.context()) };
/// });
/// let refused = refused.unwrap_err();
/// assert_eq!((refused.parameter(), refused.reason()), (Some("name"), Reason::Null));
/// assert!(refused.to_string().ends_with("on_name`: parameter `name` is NULL"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// A declared function has `fn ` before its name.
    callback: &'static str,
    parameter: Option<&'static str>,
    reason: Reason,
}

impl Refused {
    pub(crate) fn call(callback: &'static str, reason: Reason) -> Self {
        Refused { callback, parameter: None, reason }
    }

    pub(crate) fn argument(callback: &'static str, parameter: Option<&'static str>, reason: Reason) -> Self {
        Refused { callback, parameter, reason }
    }

    /// Returns the path of the callback or of the declared function.
    pub fn callback(&self) -> &'static str {
        self.name().1
    }

    /// Returns the kind of the item, and its name.
    fn name(&self) -> (&'static str, &'static str) {
        match self.callback.strip_prefix("fn ") {
            Some(function) => ("function", function),
            None => ("callback", self.callback),
        }
    }

    /// Returns the parameter that was refused; `None` if it is the call or its result.
    pub fn parameter(&self) -> Option<&'static str> {
        self.parameter
    }

    /// Returns the reason for the refusal.
    pub fn reason(&self) -> Reason {
        self.reason
    }
}

impl Display for Refused {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Refused { parameter, reason, .. } = self;
        let (kind, callback) = self.name();
        match (parameter, reason) {
            (None, Reason::ContextOf(other)) if *other == callback => {
                write!(f, "callback `{callback}` was called with a context of another `{other}`")
            }
            (Some(parameter), _) => write!(f, "{kind} `{callback}`: parameter `{parameter}` {reason}"),
            (
                None,
                Reason::Reentered
                | Reason::Concurrent
                | Reason::Consumed
                | Reason::NoContext
                | Reason::Stale
                | Reason::ContextOf(_)
                | Reason::Closed
                | Reason::Full
                | Reason::Thread
                | Reason::Lent
                | Reason::OtherState,
            ) => {
                write!(f, "{kind} `{callback}` {reason}")
            }
            (None, _) => write!(f, "{kind} `{callback}`: its result {reason}"),
        }
    }
}

impl Error for Refused {}

/// The failure of a callback that returns a `Result`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed<E> {
    /// The error that the function returned.
    Err(E),
    /// A refused call: C violated the declaration of the callback.
    Refused(Refused),
}

impl<E: From<Refused>> Failed<E> {
    /// Returns the error alone, if it can be made from a refused call, like `Box<dyn Error>`.
    ///
    /// ```
    /// use callback_runtime::{Callback, Failed, callback};
    /// use std::error::Error;
    ///
    /// #[callback(ok = 0, err = -1)]
    /// fn parse(text: &str, #[context] sum: &mut i32) -> Result<(), Box<dyn Error>> {
    ///     *sum += text.parse::<i32>()?;
    ///     Ok(())
    /// }
    ///
    /// fn total() -> Result<i32, Box<dyn Error>> {
    ///     let mut sum = 0;
    ///     parse::scope(&mut sum, |cb| {
    ///         // … call C
    /// #       let _ = cb;
    ///     })
    ///     .map_err(Failed::flatten)?;
    ///     Ok(sum)
    /// }
    /// # assert_eq!(total().unwrap(), 0);
    /// ```
    pub fn flatten(self) -> E {
        match self {
            Failed::Err(error) => error,
            Failed::Refused(refused) => refused.into(),
        }
    }
}

impl<E: Display> Display for Failed<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Failed::Err(error) => error.fmt(f),
            Failed::Refused(refused) => refused.fmt(f),
        }
    }
}

impl<E: Error + 'static> Error for Failed<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Failed::Err(error) => error.source(),
            Failed::Refused(refused) => refused.source(),
        }
    }
}

impl<E> From<Refused> for Failed<E> {
    fn from(refused: Refused) -> Self {
        Failed::Refused(refused)
    }
}

/// A pending outcome: a failure that calls of a callback left: see `Registration::outcome` and [`Scope::outcome`](crate::Scope::outcome).
///
/// C received the declared value. In a registered context `Stopped` and `Refused` are answers: later calls have run. After
/// `Panicked` none has, unless the attribute has `after(panic = continue)`; calls run again when the panic is taken.
///
/// ```
/// # #[cfg(feature = "std")] {
/// use callback_runtime::{Callback, Outcome, callback};
/// # use core::ffi::{c_int, c_void};
///
/// /// `int (*on_data)(int n, void *data)`
/// #[callback(ok = 0, err = -1)]
/// fn on_data(n: c_int, #[context] left: &mut c_int) -> Result<(), String> {
///     *left = left.checked_sub(n).filter(|left| *left >= 0).ok_or("too much data")?;
///     Ok(())
/// }
///
/// let registration = on_data::own(10);
/// // … C is given it, and calls:
/// # let shim: unsafe extern "C" fn(c_int, *mut c_void) -> c_int = registration.shim();
/// # assert_eq!(unsafe { shim(11, registration.context()) }, -1);
/// match registration.outcome() {
///     None => println!("all is well"),
///     Some(Outcome::Stopped(error)) => assert_eq!(error, "too much data"),
///     Some(Outcome::Refused(refused)) => println!("C has a bug: {refused}"),
///     Some(outcome @ Outcome::Panicked(_)) => drop(outcome.resume()),
/// }
/// # }
/// ```
#[derive(Debug)]
pub enum Outcome<S> {
    /// A panic of the function. [`resume`](Outcome::resume) lets the panic go on.
    #[cfg(feature = "std")]
    Panicked(std::boxed::Box<dyn core::any::Any + Send>),
    /// A panic; never made without `std`, which is needed to catch one.
    #[cfg(not(feature = "std"))]
    #[doc(hidden)]
    Panicked(core::convert::Infallible),
    /// The stop value of the function: the `E` of `Err(E)` or the `B` of `Break(B)`.
    Stopped(S),
    /// A refused call.
    Refused(Refused),
}

impl<S> Outcome<S> {
    /// Resumes the panic if this is one; otherwise returns the stop value, or the refusal as an error.
    ///
    /// # Errors
    ///
    /// A call was refused.
    ///
    /// # Panics
    ///
    /// The function panicked: the panic goes on here.
    pub fn resume(self) -> Result<S, Refused> {
        match self {
            #[cfg(feature = "std")]
            Outcome::Panicked(payload) => std::panic::resume_unwind(payload),
            #[cfg(not(feature = "std"))]
            Outcome::Panicked(never) => match never {},
            Outcome::Stopped(stop) => Ok(stop),
            Outcome::Refused(refused) => Err(refused),
        }
    }
}

/// A failure of a callback, if it is returned to the caller instead of an answer.
#[doc(hidden)]
#[derive(Debug)]
pub enum NoAnswer<S> {
    /// The stop value of the function.
    Stopped(S),
    /// A refused call.
    Refused(Refused),
}

impl<S> From<Refused> for NoAnswer<S> {
    fn from(refused: Refused) -> Self {
        NoAnswer::Refused(refused)
    }
}
