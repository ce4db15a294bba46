//! `on_fail = EXPR`: what C is told through its own arguments when a callback cannot answer.

use core::marker::PhantomData;

use crate::callback::Callback;
use crate::errno;
use crate::guard::contained;
use crate::outcome::Flow;
use crate::returns::Halt;
use crate::terms::FlowOf;

type Stop<C> = <FlowOf<C> as Flow>::Stop;

/// What a body gives: the answer, and whether nothing is left to tell.
type Told<S, A> = Result<(A, bool), Halt<S, (A, bool)>>;

/// Tells C that a callback cannot answer. A local of the shim.
#[doc(hidden)]
#[allow(missing_debug_implementations, clippy::allow_attributes)]
pub struct OnFail<C, F>(F, PhantomData<C>);

/// The expression as a function of the error, which there is for `Err` alone.
#[doc(hidden)]
#[inline]
pub fn on_fail<C: Callback, F: Fn(Option<&Stop<C>>)>(tell: F) -> OnFail<C, F> {
    OnFail(tell, PhantomData)
}

/// Evaluates `on_fail = |error| EXPR`.
#[doc(hidden)]
#[inline]
pub fn tell<S, R>(error: Option<&S>, on_fail: impl FnOnce(Option<&S>) -> R) -> R {
    on_fail(error)
}

impl<C: Callback, F: Fn(Option<&Stop<C>>)> OnFail<C, F> {
    /// The callback cannot answer.
    #[cold]
    pub fn failed(&self) {
        self.tell(None);
    }

    /// A panic is reported, as there may be no context; `errno` stays what the answer goes with.
    #[cold]
    fn tell(&self, error: Option<&Stop<C>>) {
        let _kept = errno::Kept::new();
        let _reported: Option<()> = contained::<C, _>(|| (self.0)(error));
    }

    /// An answer, or the error that C is told of.
    ///
    /// # Errors
    ///
    /// The body's.
    #[inline]
    pub fn err<A>(&self, result: Result<A, Halt<Stop<C>, A>>) -> Told<Stop<C>, A> {
        if let Err(Halt::Stopped(error, _)) = &result {
            self.tell(Some(error));
        }
        heard(result)
    }
}

/// An answer, where what the function stops with is one too.
///
/// # Errors
///
/// The body's.
#[doc(hidden)]
#[inline]
pub fn heard<S, A>(result: Result<A, Halt<S, A>>) -> Told<S, A> {
    match result {
        Ok(answer) => Ok((answer, true)),
        Err(Halt::Stopped(stop, answer)) => Err(Halt::Stopped(stop, (answer, true))),
        Err(Halt::Refused(refusal)) => Err(Halt::Refused(refusal)),
    }
}
