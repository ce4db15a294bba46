//! The terms on which C calls a callback: all that its owners ask, in one type.

use core::ffi::c_void;
use core::marker::PhantomData;

use crate::callback::Callback;
use crate::context_pointer::ContextPointer;
use crate::flow::{Flow, Plain};
use crate::owner::{OneThread, Threads, route};
use crate::source::Finding;

/// The terms on which C calls a callback.
///
/// They are one associated type of [`Callback`] and not six, since each item of an impl costs its time to
/// compile in every callback.
#[doc(hidden)]
pub trait Terms {
    /// How it uses its context: [`Access`](crate::access::Access) to it.
    type Access;
    /// Where it is: a [`Source`](crate::source::Source).
    type Source;
    /// How it ends.
    type Flow: Flow;
    /// What the context is in C.
    type Pointer: ContextPointer;
    /// How the context comes to it.
    type Route;
    /// Who calls it.
    type Threads: Threads;
}

/// The terms that its parameters say; the defaults are the commonest.
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

impl<A, S, F: Flow, P: ContextPointer, R, T: Threads> Terms for Agreed<A, S, F, P, R, T> {
    type Access = A;
    type Source = S;
    type Flow = F;
    type Pointer = P;
    type Route = R;
    type Threads = T;
}

pub(crate) type AccessOf<C> = <<C as Callback>::__Terms as Terms>::Access;
pub(crate) type SourceOf<C> = <<C as Callback>::__Terms as Terms>::Source;
pub(crate) type FlowOf<C> = <<C as Callback>::__Terms as Terms>::Flow;
pub(crate) type StopOf<C> = <FlowOf<C> as Flow>::Stop;
pub(crate) type PointerOf<C> = <<C as Callback>::__Terms as Terms>::Pointer;
pub(crate) type RouteOf<C> = <<C as Callback>::__Terms as Terms>::Route;
pub(crate) type ThreadsOf<C> = <<C as Callback>::__Terms as Terms>::Threads;
