//! Registered contexts that borrow: what C does until the lifetime ends is promised by the author of a binding.

use core::fmt::{self, Debug, Formatter};

use crate::call::about::OfCallback;
use crate::call::definition::AccessOf;
use crate::call::definition::Definition;
use crate::call::owner::{Bound, Owned, Shared, Slotted};
use crate::call::shims::{Shim, ShimOf};
use crate::call::terms::Terms;
use crate::context::acquire::acquire;
use crate::context::bounds::{Across, Consumes, Embeds, Everywhere, HasSlots, Registers, Repeats};
use crate::context::embed::Embed;
use crate::context::embedded::Embedded;
use crate::context::on_close::OnClose;
use crate::context::registration::Registration;
use crate::outcome::flow::Flow;
use crate::outcome::no_slot::NoFreeSlot;
use crate::registry::registered::Held;

/// A context that may borrow, for a registration: the result of [`borrowing`](crate::Callback::borrowing).
///
/// Its methods are those of [`Definition`] without `'static` on the context.
#[must_use = "the context is dropped with this"]
pub struct Borrowing<C: Definition<Context: Sized>> {
    context: C::Context,
}

impl<C: Definition<Context: Sized>> Borrowing<C> {
    /// Takes a context whose borrows are promised to last.
    pub(crate) fn new(context: C::Context) -> Self {
        Borrowing { context }
    }

    /// Registers the context as [`Callback::own`](crate::Callback::own) does.
    ///
    /// # Panics
    ///
    /// Panics if every number for contexts is in use; [`try_own`](Borrowing::try_own) returns the context then.
    pub fn own(self) -> Registration<C, Bound<Owned>>
    where
        C: Definition<__Terms: Terms<Route: Registers, Access: Repeats, Flow: Flow<Stop: 'static>>>,
    {
        let held = Held::new(OfCallback::<C, Bound<Owned>>::ABOUT, self.context);
        Registration::new(held, <ShimOf<C, Bound<Owned>> as Shim<_>>::SHIM)
    }

    /// Registers the context as [`own`](Borrowing::own) does, or returns it if there is no number for it.
    ///
    /// # Errors
    ///
    /// Returns the context in [`NoFreeSlot`] if every number is in use.
    pub fn try_own(self) -> Result<Registration<C, Bound<Owned>>, NoFreeSlot<C::Context>>
    where
        C: Definition<__Terms: Terms<Route: Registers, Access: Repeats, Flow: Flow<Stop: 'static>>>,
    {
        let held =
            Held::try_new(OfCallback::<C, Bound<Owned>>::ABOUT, self.context, None).map_err(NoFreeSlot::numbers)?;
        Ok(Registration::new(held, <ShimOf<C, Bound<Owned>> as Shim<_>>::SHIM))
    }

    /// Registers the context as [`Callback::share`](crate::Callback::share) does. Closing does not wait for calls on other threads, which have the
    /// context until they return: use [`close_and_wait`](Registration::close_and_wait).
    ///
    /// # Panics
    ///
    /// Panics if every number for contexts is in use; [`try_share`](Borrowing::try_share) returns the context then.
    pub fn share(self) -> Registration<C, Bound<Shared>>
    where
        C: Definition<Context: Send, __Terms: Terms<Route: Registers, Flow: Flow<Stop: Send + 'static>>>,
        AccessOf<C>: Repeats + Across<C::Context>,
    {
        let held = Held::new(OfCallback::<C, Bound<Shared>>::ABOUT, self.context);
        Registration::new(held, <ShimOf<C, Bound<Shared>> as Shim<_>>::SHIM)
    }

    /// Registers the context as [`share`](Borrowing::share) does, or returns it if there is no number for it.
    ///
    /// # Errors
    ///
    /// Returns the context in [`NoFreeSlot`] if every number is in use.
    pub fn try_share(self) -> Result<Registration<C, Bound<Shared>>, NoFreeSlot<C::Context>>
    where
        C: Definition<Context: Send, __Terms: Terms<Route: Registers, Flow: Flow<Stop: Send + 'static>>>,
        AccessOf<C>: Repeats + Across<C::Context>,
    {
        let held =
            Held::try_new(OfCallback::<C, Bound<Shared>>::ABOUT, self.context, None).map_err(NoFreeSlot::numbers)?;
        Ok(Registration::new(held, <ShimOf<C, Bound<Shared>> as Shim<_>>::SHIM))
    }

    /// Registers the context as [`Callback::once`](crate::Callback::once) does.
    ///
    /// # Panics
    ///
    /// Panics if every number for contexts is in use; [`try_once`](Borrowing::try_once) returns the context then.
    pub fn once(self) -> Registration<C, Bound<Owned>>
    where
        C: Definition<__Terms: Terms<Route: Registers, Access: Consumes, Flow: Flow<Stop: 'static>>>,
    {
        let held = Held::new(OfCallback::<C, Bound<Owned>>::ABOUT, self.context);
        Registration::new(held, <ShimOf<C, Bound<Owned>> as Shim<_>>::SHIM)
    }

    /// Registers the context as [`once`](Borrowing::once) does, or returns it if there is no number for it.
    ///
    /// # Errors
    ///
    /// Returns the context in [`NoFreeSlot`] if every number is in use.
    pub fn try_once(self) -> Result<Registration<C, Bound<Owned>>, NoFreeSlot<C::Context>>
    where
        C: Definition<__Terms: Terms<Route: Registers, Access: Consumes, Flow: Flow<Stop: 'static>>>,
    {
        let held =
            Held::try_new(OfCallback::<C, Bound<Owned>>::ABOUT, self.context, None).map_err(NoFreeSlot::numbers)?;
        Ok(Registration::new(held, <ShimOf<C, Bound<Owned>> as Shim<_>>::SHIM))
    }

    /// Makes an object for C that begins with a C struct, as [`Callback::embed`](crate::Callback::embed) does.
    ///
    /// ```
    /// use callback_runtime::context::{Bound, Embedded, Owned};
    /// use callback_runtime::{Callback, callback};
    ///
    /// #[repr(C)]
    /// struct Listener {
    ///     notify: Option<unsafe extern "C" fn(*mut Listener, i32)>,
    /// }
    ///
    /// type Handler<'a> = Box<dyn FnMut(i32) + 'a>;
    ///
    /// #[callback]
    /// fn on_event(#[context(embedded = Listener)] handler: &mut Handler<'_>, event: i32) {
    ///     handler(event);
    /// }
    ///
    /// /// Emits in `emit` alone, and C has no other pointer to the listener.
    /// struct Emitter<'a>(Embedded<Listener, on_event<&'a ()>, Bound<Owned>>);
    ///
    /// impl<'a> Emitter<'a> {
    ///     fn new(handler: impl FnMut(i32) + 'a) -> Self {
    ///         // SAFETY: C calls in `emit` alone, which borrows the struct.
    ///         let handler = unsafe { on_event::borrowing(Box::new(handler)) };
    ///         Emitter(handler.embed(Listener { notify: on_event::shim() }))
    ///     }
    ///
    ///     fn emit(&mut self, event: i32) {
    ///         let object = self.0.as_ptr();
    ///         // … C calls:
    ///         unsafe { (*object).notify.unwrap()(object, event) };
    ///     }
    /// }
    ///
    /// let mut sum = 0;
    /// Emitter::new(|event| sum += event).emit(42);
    /// assert_eq!(sum, 42);
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if every number for contexts is in use; [`try_embed`](Borrowing::try_embed) returns the parts then.
    pub fn embed<B: 'static>(self, base: B) -> Embedded<B, C, Bound<Owned>>
    where
        C: Definition<
            __Terms: Terms<
                Access: Repeats,
                Flow: Flow<Stop: 'static>,
                Pointer = Embed<B, <C as Definition>::Context>,
                Route: Embeds,
            >,
        >,
    {
        let held = Held::new(OfCallback::<C, Bound<Owned>>::ABOUT, self.context);
        Embedded::around(base, Registration::new(held, <ShimOf<C, Bound<Owned>> as Shim<_>>::SHIM))
    }

    /// Makes an object as [`embed`](Borrowing::embed) does, or returns its parts if there is no number for the context.
    ///
    /// # Errors
    ///
    /// Returns the struct and the context in [`NoFreeSlot`] if every number is in use.
    #[allow(clippy::type_complexity, reason = "the parts that are returned, by their types")]
    pub fn try_embed<B: 'static>(self, base: B) -> Result<Embedded<B, C, Bound<Owned>>, NoFreeSlot<(B, C::Context)>>
    where
        C: Definition<
            __Terms: Terms<
                Access: Repeats,
                Flow: Flow<Stop: 'static>,
                Pointer = Embed<B, <C as Definition>::Context>,
                Route: Embeds,
            >,
        >,
    {
        match Held::try_new(OfCallback::<C, Bound<Owned>>::ABOUT, self.context, None) {
            Ok(held) => Ok(Embedded::around(base, Registration::new(held, <ShimOf<C, Bound<Owned>> as Shim<_>>::SHIM))),
            Err(context) => Err(NoFreeSlot::numbers((base, context))),
        }
    }

    /// Takes a slot for the context as [`Callback::acquire`](crate::Callback::acquire) does.
    ///
    /// # Errors
    ///
    /// Returns the context in [`NoFreeSlot`] if every slot is taken, or every number is in use.
    pub fn acquire(self) -> Result<Registration<C, Slotted>, NoFreeSlot<C::Context>>
    where
        C: Definition<__Terms: Terms<Route: HasSlots, Flow: Flow<Stop: 'static>>>,
    {
        acquire(self.context)
    }
}

impl<C: Definition<Context: Sized>> Debug for Borrowing<C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Borrowing").field("callback", &C::__DECLARED.name).finish_non_exhaustive()
    }
}

// SAFETY: `Borrowing::share` requires what `Callback::share` does, but `'static` (`SEND`).
unsafe impl<C: Definition<Context: Sized>, F: OnClose + Send> Send for Registration<C, Bound<Shared>, F> {}
// SAFETY: as for `Shared` (`SEND`).
unsafe impl<C: Definition<Context: Sized>, F: OnClose> Sync for Registration<C, Bound<Shared>, F> {}

// SAFETY: as for `Owned`: `threads` requires `Send` at the definition of the callback (`SEND`).
unsafe impl<C, F> Send for Registration<C, Bound<Owned>, F>
where
    C: Definition<Context: Sized, __Terms: Terms<Threads: Everywhere<C>>>,
    F: OnClose + Send,
{
}

// SAFETY: as for `Owned`: `threads` requires `Sync` if the callback takes `&T` (`SEND`).
unsafe impl<C, F> Sync for Registration<C, Bound<Owned>, F>
where
    C: Definition<Context: Sized, __Terms: Terms<Threads: Everywhere<C>>>,
    F: OnClose,
{
}
