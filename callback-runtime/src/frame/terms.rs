//! Static properties of a callback, bundled in one associated type.

use core::ffi::c_void;
use core::marker::PhantomData;

use crate::abi::context_pointer::ContextPointer;
use crate::call::definition::Definition;
use crate::call::source::{Comes, Finding};
use crate::frame::access::Enters;
use crate::frame::owner::{OneThread, Threads, route};
use crate::outcome::flow::{Flow, Plain};

/// The static properties of a callback.
///
/// They are one associated type of [`Definition`] and not six, since each further item of an impl is compiled for
/// every callback.
#[doc(hidden)]
pub trait Terms {
    /// The [`Access`](crate::frame::access::Access) to the context.
    type Access: Enters;
    /// The [`Source`](crate::call::source::Source) of the context.
    type Source: Comes;
    /// The ways in which a call ends.
    type Flow: Flow;
    /// The C type of the context.
    type Pointer: ContextPointer;
    /// The route by which the context comes to the callback.
    type Route;
    /// The threads that call it.
    type Threads: Threads;
}

/// The properties that the attribute finds; the defaults are the commonest.
#[doc(hidden)]
#[derive(Debug)]
pub struct Agreed<
    Access,
    Source = Finding,
    Flow = Plain,
    Pointer = *mut c_void,
    Route = route::Passed,
    Threads = OneThread,
>(PhantomData<(Access, Source, Flow, Pointer, Route, Threads)>);

impl<A: Enters, S: Comes, F: Flow, P: ContextPointer, R, T: Threads> Terms for Agreed<A, S, F, P, R, T> {
    type Access = A;
    type Source = S;
    type Flow = F;
    type Pointer = P;
    type Route = R;
    type Threads = T;
}

/// The properties of a callback whose context has lifetimes, in place of which its name has a type.
#[doc(hidden)]
#[derive(Debug)]
pub struct WithLifetimes<T>(PhantomData<T>);

impl<T: Terms> Terms for WithLifetimes<T> {
    type Access = T::Access;
    type Source = T::Source;
    type Flow = T::Flow;
    type Pointer = T::Pointer;
    type Route = T::Route;
    type Threads = T::Threads;
}

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

pub(crate) type AccessOf<C> = <<C as Definition>::__Terms as Terms>::Access;
pub(crate) type SourceOf<C> = <<C as Definition>::__Terms as Terms>::Source;
pub(crate) type FlowOf<C> = <<C as Definition>::__Terms as Terms>::Flow;
pub(crate) type StopOf<C> = <FlowOf<C> as Flow>::Stop;
pub(crate) type PointerOf<C> = <<C as Definition>::__Terms as Terms>::Pointer;
pub(crate) type RouteOf<C> = <<C as Definition>::__Terms as Terms>::Route;
pub(crate) type ThreadsOf<C> = <<C as Definition>::__Terms as Terms>::Threads;
