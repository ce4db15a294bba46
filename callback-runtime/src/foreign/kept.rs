//! Closures that C keeps, for the wrappers of declared functions.

use crate::abi::context_pointer::ContextPointer;
use crate::abi::fn_pointer::erase_pointer;
use crate::abi::pointers::{CFnPointer, FnPointer};
use crate::call::owner::Owner;
use crate::context::also::Also;
use crate::context::callback::Callback;
use crate::context::on_close::OnClose;
use crate::context::registration::Registration;
use crate::foreign::wrapper::{CFn, Lent};
use crate::outcome::no_slot::NoFreeSlot;
use crate::outcome::refused::{Reason, Refused};
use crate::release::destroy_notify::DestroyNotify;
use crate::release::releasing::{Answers, At, Releasing, Unread};

impl<C: Callback<Context: Sized>, O: Owner, F: OnClose> Lent for Registration<C, O, F> {
    fn shim(&self) -> CFn {
        Some(self.erased())
    }

    fn context<P: ContextPointer>(&self) -> P {
        P::from_context(Registration::context(self).into_context())
    }
}

impl<D: Callback, O: Owner> Lent for Also<'_, D, O> {
    fn shim(&self) -> CFn {
        Some(Self::erased())
    }

    fn context<P: ContextPointer>(&self) -> P {
        P::from_context(Also::context(self).into_context())
    }
}

/// The result type of a function pointer.
#[doc(hidden)]
pub type ResultOf<P> = <<P as CFnPointer>::Pointer as FnPointer>::Return;

/// The destroy notify of a context, or none.
#[doc(hidden)]
pub trait Destroyed {
    /// Returns the destroy notify, in the type of the declaration.
    fn destroy<P: CFnPointer<Pointer: DestroyNotify<Return: Unread>>>(&self) -> CFn;

    /// Returns the destroy notify, with the context as the parameter of this index.
    fn destroy_at<const INDEX: usize, P: CFnPointer<Pointer: Releasing<At<INDEX>, Return: Unread>>>(&self) -> CFn;

    /// Returns the destroy notify as [`destroy`](Destroyed::destroy) does, with a declared result.
    fn destroy_answering<A, P>(&self) -> CFn
    where
        P: CFnPointer<Pointer: DestroyNotify + Releasing<At<0>>>,
        A: Answers<ResultOf<P>>;

    /// Returns the destroy notify as [`destroy_at`](Destroyed::destroy_at) does, with a declared result.
    fn destroy_at_answering<const INDEX: usize, A, P>(&self) -> CFn
    where
        P: CFnPointer<Pointer: Releasing<At<INDEX>>>,
        A: Answers<ResultOf<P>>;

    /// Records that C took the context.
    fn given(self);

    /// Records that the C call failed: the context is dropped once, even if the destroy notify was called.
    fn refused(self);
}

impl<C: Callback<Context: Sized>, O: Owner> Destroyed for Registration<C, O> {
    fn destroy<P: CFnPointer<Pointer: DestroyNotify<Return: Unread>>>(&self) -> CFn {
        erase_pointer(Registration::destroy::<P>(self))
    }

    fn destroy_at<const INDEX: usize, P: CFnPointer<Pointer: Releasing<At<INDEX>, Return: Unread>>>(&self) -> CFn {
        erase_pointer(Registration::destroy_at::<INDEX, P>(self))
    }

    fn destroy_answering<A, P>(&self) -> CFn
    where
        P: CFnPointer<Pointer: DestroyNotify + Releasing<At<0>>>,
        A: Answers<ResultOf<P>>,
    {
        erase_pointer(Registration::destroy_answering::<A, P>(self))
    }

    fn destroy_at_answering<const INDEX: usize, A, P>(&self) -> CFn
    where
        P: CFnPointer<Pointer: Releasing<At<INDEX>>>,
        A: Answers<ResultOf<P>>,
    {
        erase_pointer(Registration::destroy_at_answering::<INDEX, A, P>(self))
    }

    fn given(self) {
        self.into_context();
    }

    fn refused(self) {
        self.reclaim();
    }
}

impl<D: Destroyed> Destroyed for Option<D> {
    fn destroy<P: CFnPointer<Pointer: DestroyNotify<Return: Unread>>>(&self) -> CFn {
        self.as_ref().and_then(D::destroy::<P>)
    }

    fn destroy_at<const INDEX: usize, P: CFnPointer<Pointer: Releasing<At<INDEX>, Return: Unread>>>(&self) -> CFn {
        self.as_ref().and_then(D::destroy_at::<INDEX, P>)
    }

    fn destroy_answering<A, P>(&self) -> CFn
    where
        P: CFnPointer<Pointer: DestroyNotify + Releasing<At<0>>>,
        A: Answers<ResultOf<P>>,
    {
        self.as_ref().and_then(D::destroy_answering::<A, P>)
    }

    fn destroy_at_answering<const INDEX: usize, A, P>(&self) -> CFn
    where
        P: CFnPointer<Pointer: Releasing<At<INDEX>>>,
        A: Answers<ResultOf<P>>,
    {
        self.as_ref().and_then(D::destroy_at_answering::<INDEX, A, P>)
    }

    fn given(self) {
        if let Some(this) = self {
            this.given();
        }
    }

    fn refused(self) {
        if let Some(this) = self {
            this.refused();
        }
    }
}

/// A context that a later call unregisters, or none.
#[doc(hidden)]
pub trait Given {
    /// Records that C receives the callback. It is leaked on each path without a [`take_back`](Given::take_back).
    fn give(&self);

    /// Records that C no longer has the callback, or that a [`Subscription`](crate::Subscription) unregisters it.
    fn take_back(&self);
}

impl<C: Callback<Context: Sized>, O: Owner> Given for Registration<C, O> {
    fn give(&self) {
        Registration::give(self);
    }

    fn take_back(&self) {
        Registration::take_back(self);
    }
}

impl<G: Given> Given for Option<G> {
    fn give(&self) {
        if let Some(this) = self {
            this.give();
        }
    }

    fn take_back(&self) {
        if let Some(this) = self {
            this.take_back();
        }
    }
}

/// Converts the result of taking a slot or a number.
///
/// # Errors
///
/// Fails if every slot is taken, or every number. The closure is dropped.
#[doc(hidden)]
pub fn acquired<T, U>(result: Result<T, NoFreeSlot<U>>, callback: &'static str) -> Result<T, Refused> {
    result.map_err(|_| Refused::call(callback, Reason::Full))
}
