//! Functions that C calls to end a context, or to free memory of Rust.
//!
//! | C has | write |
//! | --- | --- |
//! | `void (*destroy)(void *data)` for the user data of a callback | [`Registration::destroy`](crate::Registration::destroy), of a type that is a [`DestroyNotify`] |
//! | `void (*free)(void *element)` for elements that it keeps | [`Destructor<T>`](Destructor), for an [`Element`] `T` |
//! | `void (*release)(…)` for bytes that it reads until then | [`Release<T>`](Release) |
//!
//! In a declaration these are `#[destroy(f)]` and arguments by value. Memory that C frees by a function of its own is an
//! [`Allocated`](crate::ret::Allocated). See also the page [`kept`](../guide/kept/index.html) of the guide.

#[cfg(feature = "std")]
pub(crate) mod destroy_notify;
#[cfg(feature = "std")]
pub(crate) mod destructor;
#[cfg(feature = "std")]
pub(crate) mod memory;
#[cfg(feature = "std")]
pub(crate) mod releasing;

#[cfg(feature = "std")]
pub use self::{
    destroy_notify::DestroyNotify,
    destructor::{Destructor, Element},
    memory::Release,
};
