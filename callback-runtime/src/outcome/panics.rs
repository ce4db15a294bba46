//! Panics that go to a function of the binding: `panic = PATH`, and `pending = PATH`.

/// A panic that is to be resumed in the Rust caller.
#[cfg(feature = "std")]
pub(crate) type Payload = std::boxed::Box<dyn core::any::Any + Send>;

/// A panic without `std`: it does not return, so there is no payload.
#[cfg(not(feature = "std"))]
pub(crate) type Payload = core::convert::Infallible;

/// The places of a binding for panics.
#[derive(Debug)]
pub struct Panics {
    #[cfg_attr(not(feature = "std"), expect(dead_code, reason = "without `std` a panic does not return"))]
    pub(crate) take: fn(Payload),
    /// Returns true while a panic is pending there: then no call runs.
    pub(crate) pending: Option<fn() -> bool>,
}

impl Panics {
    /// Makes the declaration of `panic = PATH`.
    pub const fn new(take: fn(Payload)) -> Self {
        Panics { take, pending: None }
    }

    /// Makes the declaration of `panic = PATH, pending = PATH`.
    pub const fn pending(take: fn(Payload), pending: fn() -> bool) -> Self {
        Panics { take, pending: Some(pending) }
    }
}
