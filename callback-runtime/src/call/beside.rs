//! The callback that a name stands for on the context of another one.

use crate::call::definition::Definition;
use crate::call::terms::{Agreed, WithLifetimes};

/// The callback that the name of `D` stands for, on a context of type `X`.
#[doc(hidden)]
pub trait Beside<D, X: ?Sized> {
    /// The callback, whose context is `X` unless `D` is for another.
    type Callback: Definition;
}

impl<D: Definition, X: ?Sized, A, S, F, P, R, T> Beside<D, X> for Agreed<A, S, F, P, R, T> {
    type Callback = D;
}

impl<D: Renamed<X>, X: ?Sized, T> Beside<D, X> for WithLifetimes<T> {
    type Callback = D::Callback;
}

/// A callback with the lifetimes of a context in place of its own.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has another context than `{X}`",
    label = "callbacks on one context take the same type"
)]
pub trait Renamed<X: ?Sized> {
    /// The callback.
    type Callback: Definition<Context = X>;
}

/// The callback that the name of `D` stands for beside `C`.
pub(crate) type BesideOf<C, D> = <<D as Definition>::__Terms as Beside<D, <C as Definition>::Context>>::Callback;
