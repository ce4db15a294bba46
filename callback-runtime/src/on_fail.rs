//! `on_fail = EXPR`: what C is told through its own arguments when a callback cannot answer.

use core::cell::Cell;
use core::marker::PhantomData;

use crate::callback::Callback;
use crate::errno;
use crate::guard::contained;
use crate::returns::Halt;
use crate::terms::StopOf;

/// Tells C that a callback cannot answer. A local of the shim.
#[doc(hidden)]
pub struct OnFail<C, F> {
    tell: F,
    /// The function has answered, or C knows why not.
    answered: Cell<bool>,
    callback: PhantomData<C>,
}

/// The expression as a function of the error, which there is for `Err` alone.
#[doc(hidden)]
#[inline]
pub fn on_fail<C: Callback, F: Fn(Option<&StopOf<C>>)>(tell: F) -> OnFail<C, F> {
    OnFail { tell, answered: Cell::new(false), callback: PhantomData }
}

/// Evaluates `on_fail = |error| EXPR`.
#[doc(hidden)]
#[inline]
pub fn tell<S, R>(error: Option<&S>, on_fail: impl FnOnce(Option<&S>) -> R) -> R {
    on_fail(error)
}

impl<C: Callback, F: Fn(Option<&StopOf<C>>)> OnFail<C, F> {
    /// Takes the answer of the body; C is told of an error.
    ///
    /// # Errors
    ///
    /// The body's.
    #[inline]
    pub fn err<A>(&self, result: Result<A, Halt<StopOf<C>, A>>) -> Result<A, Halt<StopOf<C>, A>> {
        if let Err(Halt::Stopped(error, _) | Halt::Unanswered(error)) = &result {
            self.tell(Some(error));
        }
        self.heard(result)
    }

    /// Takes the answer of the body, where what the function stops with is one too.
    ///
    /// # Errors
    ///
    /// The body's.
    #[inline]
    pub fn heard<A>(&self, result: Result<A, Halt<StopOf<C>, A>>) -> Result<A, Halt<StopOf<C>, A>> {
        self.answered.set(!matches!(result, Err(Halt::Refused(_))));
        result
    }

    /// Ends the call: C is told where the function has not answered.
    #[inline]
    pub fn end(&self) {
        if !self.answered.get() {
            self.tell(None);
        }
    }

    /// A panic is reported, as there may be no context; `errno` stays what the answer goes with.
    #[cold]
    fn tell(&self, error: Option<&StopOf<C>>) {
        let _kept = errno::Kept::new();
        let _reported: Option<()> = contained::<C, _>(|| (self.tell)(error));
    }
}
