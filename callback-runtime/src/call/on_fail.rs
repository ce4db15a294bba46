//! `on_fail = EXPR`: failures that are reported to C through the arguments of the callback.

use core::cell::Cell;
use core::marker::PhantomData;

use crate::call::calls::contained;
use crate::call::definition::Definition;
use crate::call::definition::StopOf;
use crate::outcome::errno;
use crate::value::returns::Halt;

/// Reports a failure to C through the callback's arguments. A local of the shim.
#[doc(hidden)]
pub struct OnFail<C, F> {
    tell: F,
    /// True if the function returned an answer or its failure was reported to C.
    answered: Cell<bool>,
    callback: PhantomData<C>,
}

/// Wraps the expression as a function of the error, which is `Some` for `Err` only.
#[doc(hidden)]
#[inline]
pub fn on_fail<C: Definition, F: Fn(Option<&StopOf<C>>)>(tell: F) -> OnFail<C, F> {
    OnFail { tell, answered: Cell::new(false), callback: PhantomData }
}

/// Evaluates `on_fail = |error| EXPR`.
#[doc(hidden)]
#[inline]
pub fn tell<S, R>(error: Option<&S>, on_fail: impl FnOnce(Option<&S>) -> R) -> R {
    on_fail(error)
}

impl<C: Definition, F: Fn(Option<&StopOf<C>>)> OnFail<C, F> {
    /// Takes the result of the body, and reports an error to C.
    ///
    /// # Errors
    ///
    /// The error of the body.
    #[inline]
    pub fn err<A>(&self, result: Result<A, Halt<StopOf<C>, A>>) -> Result<A, Halt<StopOf<C>, A>> {
        if let Err(Halt::Stopped(error, _) | Halt::Unanswered(error)) = &result {
            self.tell(Some(error));
        }
        self.heard(result)
    }

    /// Takes the result of the body, for a function whose stop value is an answer as well.
    ///
    /// # Errors
    ///
    /// The error of the body.
    #[inline]
    pub fn heard<A>(&self, result: Result<A, Halt<StopOf<C>, A>>) -> Result<A, Halt<StopOf<C>, A>> {
        self.answered.set(!matches!(result, Err(Halt::Refused(_))));
        result
    }

    /// Ends the call: reports a failure to C if the function has not answered.
    #[inline]
    pub fn end(&self) {
        if !self.answered.get() {
            self.tell(None);
        }
    }

    /// Reports a failure. A panic of the expression is reported, as there may be no context; `errno` is preserved.
    #[cold]
    fn tell(&self, error: Option<&StopOf<C>>) {
        let _kept = errno::Kept::new();
        let _reported: Option<()> = contained::<C, _>(|| (self.tell)(error));
    }
}
