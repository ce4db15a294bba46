//! Static properties of a callback, bundled in one associated type.

use core::ffi::c_void;
use core::marker::PhantomData;

use crate::callback::Callback;
use crate::context_pointer::ContextPointer;
use crate::flow::{Flow, Plain};
use crate::owner::{OneThread, Threads, route};
use crate::source::Finding;

/// The static properties of a callback.
///
/// They are one associated type of [`Callback`] and not six, since each further item of an impl is compiled for
/// every callback.
#[doc(hidden)]
pub trait Terms {
    /// The [`Access`](crate::access::Access) to the context.
    type Access;
    /// The [`Source`](crate::source::Source) of the context.
    type Source;
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
