//! Owners of contexts: a scope, a registration, or C alone, and what they lend.
//!
//! | C has | write |
//! | --- | --- |
//! | a call that ends before it returns | [`scope`](crate::Callback::scope), which lends a [`Scope`](crate::Scope) |
//! | the same, with NULL for no callback | [`scope_or_null`](crate::Callback::scope_or_null), which lends a [`ScopeOrNull`] |
//! | a callback that it keeps, called on one thread | [`own`](crate::Callback::own): a [`Registration<C, Owned>`](crate::Registration) ([`Owned`]) |
//! | a callback that it keeps, called on any thread | [`share`](crate::Callback::share): a [`Registration<C, Shared>`](crate::Registration) ([`Shared`]) |
//! | a callback without user data that it keeps | [`acquire`](crate::Callback::acquire): a [`Registration<C, Slotted>`](crate::Registration) ([`Slotted`]), or [`NoFreeSlot`] |
//! | a callback for as long as a struct of yours lives | [`borrowing`](crate::Callback::borrowing): a [`Borrowing`], then a registration for [`Bound`] |
//! | another callback with the same user data | [`also`](crate::Registration::also): an [`Also`]; `shim_of` for its shim alone |
//! | a struct of its own that begins the object it passes | [`embed`](crate::Callback::embed): an [`Embedded`]; with a state that borrows [`Borrowing::embed`] |
//! | functions that are given a context and never compare it | [`trusted`](crate::Registration::trusted): a [`Trusted`] |
//! | a function that removes the callback, and can fail | [`on_close`](crate::Registration::on_close), whose closure returns a [`LetGo`] |
//!
//! A [`Subscription`](crate::Subscription) of a closure is for [`OneThread`] or [`AnyThread`]; a [`StateMut`] is the state of a registration
//! between calls, and [`CalledFromInside`] the error of a thread that waits for its own call. [`Definition`] has the types of each callback.
//!
//! The front page has [who owns the context](crate#who-owns-the-context), and the
//! [guide](../guide/kept/index.html) a page about C that keeps the callback.

#[cfg(feature = "std")]
pub(crate) mod acquire;
#[cfg(feature = "std")]
pub(crate) mod also;
#[cfg(feature = "std")]
pub(crate) mod borrowing;
pub(crate) mod bounds;
pub(crate) mod callback;
#[cfg(feature = "std")]
pub(crate) mod embed;
#[cfg(feature = "std")]
pub(crate) mod embedded;
#[cfg(feature = "std")]
pub(crate) mod filled;
pub(crate) mod flatten;
#[cfg(feature = "std")]
pub(crate) mod on_close;
pub(crate) mod pointee;
#[cfg(feature = "std")]
pub(crate) mod registration;
pub(crate) mod scope;
pub(crate) mod scope_or_null;
#[cfg(feature = "std")]
pub(crate) mod state_access;
pub(crate) mod stopping;
#[cfg(feature = "std")]
pub(crate) mod subscription;
pub(crate) mod table;
#[cfg(feature = "std")]
pub(crate) mod table_mut;
#[cfg(feature = "std")]
pub(crate) mod trusted;

#[cfg(feature = "std")]
pub use self::{
    also::Also, borrowing::Borrowing, embed::Embed, embedded::Embedded, on_close::LetGo,
    registration::CalledFromInside, state_access::StateMut, trusted::Trusted,
};
pub use self::{flatten::Flattens, scope_or_null::ScopeOrNull};
pub use crate::call::definition::Definition;
#[cfg(feature = "std")]
pub use crate::call::owner::{Bound, Owned, Shared, Slotted};
pub use crate::call::passes_context::PassesContext;
pub use crate::call::terms::{AnyThread, OneThread};
#[cfg(feature = "std")]
pub use crate::outcome::no_slot::NoFreeSlot;
