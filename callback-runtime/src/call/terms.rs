//! Static properties of a callback, bundled in one associated type.

use core::ffi::c_void;
use core::marker::PhantomData;

use crate::abi::context_pointer::ContextPointer;
use crate::call::access::Enters;
use crate::call::source::{Comes, Finding};
use crate::outcome::flow::{Flow, Plain};

/// The static properties of a callback.
///
/// They are one associated type of `Definition` and not six, since each further item of an impl is compiled for
/// every callback.
#[doc(hidden)]
pub trait Terms {
    /// The [`Access`](crate::call::access::Access) to the context.
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

/// Routes by which the context comes to the callback.
#[doc(hidden)]
pub mod route {
    /// The argument that C passes, or a lookup by that argument.
    #[derive(Debug)]
    pub enum Passed {}

    /// [`Passed`], for a table with a member that consumes the context.
    #[derive(Debug)]
    pub enum Closing {}

    /// An object that C passes, which begins with a C struct.
    #[derive(Debug)]
    pub enum InObject {}

    /// A stack of the calling thread.
    #[derive(Debug)]
    pub enum Stacked {}

    /// A slot that the shim is bound to.
    #[derive(Debug)]
    pub enum Slots {}

    /// No context.
    #[derive(Debug)]
    pub enum Nowhere {}
}

/// The threads that C calls from.
#[doc(hidden)]
pub trait Threads {
    /// True if calls may come on other threads than the owner's.
    const ANY: bool;
}

/// Marks a [`Subscription`](crate::Subscription) that C calls only on the thread that made the context.
#[derive(Debug)]
pub enum OneThread {}

impl Threads for OneThread {
    const ANY: bool = false;
}

/// Marks a [`Subscription`](crate::Subscription) that C calls on any thread, as declared by `threads`.
#[derive(Debug)]
pub enum AnyThread {}

impl Threads for AnyThread {
    const ANY: bool = true;
}
