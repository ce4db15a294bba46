//! The bounds of the owners on a callback, and of the arguments on their types: one trait for each bound, so that each has a
//! message of its own.

use crate::call::access::{Alone, Copied, Exclusive, Moving, Once, SharedAccess};
use crate::call::leave::Diverging;
#[cfg(feature = "std")]
use crate::call::terms::{AnyThread, OneThread};
use crate::call::terms::{Threads, route};
use crate::outcome::flow::Plain;
use crate::value::convert::FromC;

/// A type that C can pass in every call. Generated code requires it once for an argument, which gives one error under the
/// type where each use of [`FromC`] would give one.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that C can pass",
    label = "C cannot pass this",
    note = "a `repr(C)` struct by value is `ByValue<{Self}>`, behind a pointer `&{Self}`; an enum needs `#[callback]` of its own",
    note = "for another type of your own implement `CType` and `FromC`"
)]
pub trait CArgument: for<'call> FromC<'call> {}

impl<T: for<'call> FromC<'call>> CArgument for T {}

/// A route on which a context can be lent for a call.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback has no context to lend",
    label = "`scope` needs a `#[context]` parameter that C passes, or `#[context(thread_local)]`",
    note = "without a context use `NAME::shim()`; with `static` or `pool` use `NAME::acquire(state)`",
    note = "a table with a method that takes `self` by value ends its context, which can be owned and not lent: `Table::own(state)`"
)]
pub trait Lends {
    /// True if the frame is put on the stack of the thread.
    const STACKED: bool;
}

impl Lends for route::Passed {
    const STACKED: bool = false;
}

impl Lends for route::Stacked {
    const STACKED: bool = true;
}

/// A route on which C passes a pointer back.
#[cfg(feature = "std")]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C passes no user data to this callback",
    label = "a registered context needs a `#[context]` parameter that C passes",
    note = "for C APIs without user data use `#[context(static)]` or `#[context(pool = N)]` and `NAME::acquire(state)`",
    note = "where C passes an object that the context is embedded with, use `NAME::embed(base, state)`"
)]
pub trait Registers {}

#[cfg(feature = "std")]
impl Registers for route::Passed {}
#[cfg(feature = "std")]
impl Registers for route::Closing {}

/// A route on which C passes an object that the context is embedded with.
#[cfg(feature = "std")]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C passes this callback no object that its context is embedded with",
    label = "`embed` needs `#[context(embedded = TYPE)]`",
    note = "where C passes a `void *` use `own`, `share` or `once`"
)]
pub trait Embeds {}

#[cfg(feature = "std")]
impl Embeds for route::InObject {}

/// A route on which several callbacks use one context.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C passes no user data to this callback, so it cannot share that of another",
    label = "`also` needs a `#[context]` parameter that C passes, in both callbacks",
    note = "lend each callback a context of its own: scopes nest, and contexts of `&T` may be lent twice"
)]
pub trait Accompanies {}

impl Accompanies for route::Passed {}
impl Accompanies for route::Closing {}

/// A route through slots.
#[cfg(feature = "std")]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback has no slots",
    label = "`acquire` needs `#[context(static)]` or `#[context(pool = N)]`",
    note = "where C passes user data use `own`, `share` or `once`"
)]
pub trait HasSlots {}

#[cfg(feature = "std")]
impl HasSlots for route::Slots {}

/// A route on which one shim serves every context.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback has a shim for each of its slots or scopes",
    label = "take the shim of one: `NAME::acquire(state)?.shim()`, or `NAME::scope(state, |cb| cb.shim())` if it is `thread_local`"
)]
pub trait HasShim {}

impl HasShim for route::Passed {}
impl HasShim for route::InObject {}
impl HasShim for route::Nowhere {}

/// Access that several calls can have one after the other.
#[cfg(feature = "std")]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback consumes its context",
    label = "a `#[context]` by value is for one call",
    note = "use `NAME::once(state)`, or take the context as `&T` or `&mut T`"
)]
pub trait Repeats {}

#[cfg(feature = "std")]
impl Repeats for Exclusive {}
#[cfg(feature = "std")]
impl Repeats for SharedAccess {}
#[cfg(feature = "std")]
impl Repeats for Moving {}
#[cfg(feature = "std")]
impl Repeats for Copied {}
#[cfg(feature = "std")]
impl Repeats for Alone {}

/// Access that one call consumes.
#[cfg(feature = "std")]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback does not consume its context",
    label = "`once` needs a `#[context]` by value",
    note = "use `NAME::own(state)` or `NAME::share(state)`"
)]
pub trait Consumes {}

#[cfg(feature = "std")]
impl Consumes for Once {}

/// Calls on any thread, so that the registration may move to another one.
#[cfg(feature = "std")]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a registration of `{C}` cannot leave its thread",
    label = "C calls this callback on the thread that registered it",
    note = "where C calls on other threads, say so: `#[callback(threads)]`; or register with `NAME::share(state)`"
)]
pub trait Everywhere<C> {}

#[cfg(feature = "std")]
impl<C> Everywhere<C> for AnyThread {}

/// Access from several threads to a `T` that is `Send`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be shared between the threads that C calls on",
    label = "a `#[context]` of `&T` is used by several threads at once, so `T` must be `Sync`",
    note = "where C never calls on two threads at once, say so: `threads = moves`; else take it as `&mut T`, or put what changes into a `Mutex`"
)]
pub trait Across<T: ?Sized> {}

impl<T: ?Sized> Across<T> for Exclusive {}
impl<T: ?Sized + Sync> Across<T> for SharedAccess {}
impl<T: ?Sized> Across<T> for Moving {}
impl<T> Across<T> for Copied {}
impl<T> Across<T> for Alone {}
impl<T> Across<T> for Once {}

/// Access that a callback can have to a context made for `Owner`: the equal one, or the one that ends the context.
#[cfg(feature = "std")]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback uses the context in another way than the one it is registered with",
    label = "takes the context in another way",
    note = "callbacks on one context all take it as `&T`, or all as `&mut T`; the one that closes it takes `T`"
)]
pub trait SharesAccess<Owner> {}

#[cfg(feature = "std")]
impl SharesAccess<Exclusive> for Exclusive {}
#[cfg(feature = "std")]
impl SharesAccess<SharedAccess> for SharedAccess {}
#[cfg(feature = "std")]
impl SharesAccess<Copied> for Copied {}
#[cfg(feature = "std")]
impl SharesAccess<Moving> for Moving {}
#[cfg(feature = "std")]
impl SharesAccess<Exclusive> for Once {}
#[cfg(feature = "std")]
impl SharesAccess<Moving> for Once {}
#[cfg(feature = "std")]
impl SharesAccess<SharedAccess> for Once {}

/// Access that a callback can have to a context lent for `Owner`: the same.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this callback uses the context in another way than the one it is lent with",
    label = "takes the context in another way",
    note = "callbacks on one context all take it as `&T`, or all as `&mut T`; one that takes `T` ends a context that is owned: `NAME::own(state)`"
)]
pub trait HasAccess<Owner> {}

impl<A> HasAccess<A> for A {}

/// A callback whose stop value fits a context made for `Owner`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the scope's callback cannot hand back what this one stops with",
    note = "open the scope on the callback that returns the `Result` or `ControlFlow`, or that does not return",
    note = "the methods of a table all stop with one type of error, or of `Break`"
)]
pub trait SharesFlow<Owner> {}

impl<F> SharesFlow<F> for Plain {}
impl<T, U, E> SharesFlow<Result<U, E>> for Result<T, E> {}
impl<T, U, E> SharesFlow<Diverging<Result<U, E>>> for Result<T, E> {}
impl<F: SharesFlow<G>, G> SharesFlow<Diverging<G>> for Diverging<F> {}
impl<B, T, U> SharesFlow<core::ops::ControlFlow<B, U>> for core::ops::ControlFlow<B, T> {}

/// A callback that C calls on the thread of its context alone.
#[cfg(feature = "std")]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the address of a context that C uses on any thread is not given out",
    label = "`trusted` is for callbacks without `threads`",
    note = "use `shim()` and `context()`: a number, which each call looks up"
)]
pub trait StaysHere {}

#[cfg(feature = "std")]
impl StaysHere for OneThread {}

/// A callback that C calls on the same threads as the one that a context was made for.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "one of two callbacks on this context is called from several threads and the other is not",
    note = "say `threads` on both, or on neither"
)]
pub trait SharesThreads<Owner> {}

impl<T: Threads> SharesThreads<T> for T {}
