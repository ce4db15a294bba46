//! Contexts in objects that begin with a C struct: sqlite's virtual tables and cursors, wayland's listeners.

use core::ffi::c_void;
use core::fmt::{self, Debug, Formatter};
use core::mem::ManuallyDrop;
use core::ptr::NonNull;
use std::boxed::Box;

use crate::call::about::OfCallback;
use crate::call::definition::Definition;
use crate::call::definition::{PointerOf, StopOf};
use crate::call::owner::{Owned, Owner};
use crate::call::shims::{Shim, ShimOf};
use crate::call::terms::Terms;
use crate::context::bounds::{Embeds, Repeats};
use crate::context::embed::{Embed, Object};
use crate::context::on_close::{LetGo, NoClose, OnClose};
use crate::context::registration::{CalledFromInside, Registration};
use crate::frame::seldom::Companion;
use crate::outcome::flow::Flow;
use crate::outcome::no_slot::NoFreeSlot;
use crate::outcome::refused::{Outcome, Reason};
use crate::registry::registered::Held;
use crate::value::convert::{CType, IntoC};

/// An object that begins with a C struct and has a context, made by [`Callback::embed`](crate::Callback::embed).
///
/// C has its address, as a `B *`. Dropping it closes the context and frees the object as soon as no call is inside: C
/// must not use it then; unregister it in [`on_close`](Embedded::on_close). If C ends it, by a method that takes `self`
/// by value, hand it over with [`into_raw`](Embedded::into_raw). A callback may return one, which then belongs to C.
///
/// The `B` belongs to C: it is not read, and not dropped. The third parameter is [`Bound<Owned>`](crate::context::Bound) for a context
/// that borrows: [`Borrowing::embed`](crate::context::Borrowing::embed).
#[must_use = "the object is freed when this is dropped"]
pub struct Embedded<B, C: Definition<Context: Sized>, O: Owner = Owned, F: OnClose = NoClose> {
    registration: Registration<C, O, F>,
    object: NonNull<Object<B>>,
}

// SAFETY: the object is C's, and nothing here but its address.
unsafe impl<B, C: Definition<Context: Sized>, O: Owner, F: OnClose> Send for Embedded<B, C, O, F> where
    Registration<C, O, F>: Send
{
}
// SAFETY: the object is C's, and nothing here but its address.
unsafe impl<B, C: Definition<Context: Sized>, O: Owner, F: OnClose> Sync for Embedded<B, C, O, F> where
    Registration<C, O, F>: Sync
{
}

impl<B: 'static, C> Embedded<B, C>
where
    C: Definition<
            Context: Sized + 'static,
            __Terms: Terms<
                Access: Repeats,
                Flow: Flow<Stop: 'static>,
                Pointer = Embed<B, <C as Definition>::Context>,
                Route: Embeds,
            >,
        >,
{
    /// The size that [`emplace`](Embedded::emplace) needs, in bytes: the `szOsFile` of an `sqlite3_vfs`, for example.
    pub const SIZE: usize = size_of::<Object<B>>();

    /// Makes an object, or panics if every number is in use.
    pub(crate) fn new(base: B, context: C::Context) -> Self {
        Self::try_new(base, context).unwrap_or_else(|full| panic!("{full}"))
    }

    /// Makes an object, or returns its parts if every number is in use.
    pub(crate) fn try_new(base: B, context: C::Context) -> Result<Self, NoFreeSlot<(B, C::Context)>> {
        match try_register::<C>(context) {
            Ok(registration) => Ok(Self::around(base, registration)),
            Err(context) => Err(NoFreeSlot::numbers((base, context))),
        }
    }

    /// Creates an object in memory of a C library that allocates its objects itself. C ends it, by a method that
    /// takes `self` by value. Panics and refused calls are reported at once.
    ///
    /// # Safety
    ///
    /// `memory` is valid for writes of [`SIZE`](Embedded::SIZE) bytes and aligned for a pointer and for `B`, and C
    /// keeps it until the context has ended.
    ///
    /// # Panics
    ///
    /// Panics if `memory` is null or not aligned, or if every number for contexts is in use; see
    /// [`try_emplace`](Embedded::try_emplace).
    pub unsafe fn emplace(memory: *mut B, base: B, context: C::Context) {
        // SAFETY: `emplace` requires what `emplace_held` does.
        let object = unsafe { Self::emplace_held(memory, base, context) };
        object.registration.into_context();
    }

    /// Creates an object as [`emplace`](Embedded::emplace) does, or returns its parts.
    ///
    /// # Errors
    ///
    /// Returns the struct and the context in [`NoFreeSlot`] if `memory` is null, as an allocator of C returns it, or if every number is in
    /// use. Nothing was written to the memory then.
    ///
    /// # Safety
    ///
    /// The contract of [`emplace`](Embedded::emplace), unless `memory` is null.
    ///
    /// # Panics
    ///
    /// Panics if `memory` is not aligned.
    pub unsafe fn try_emplace(memory: *mut B, base: B, context: C::Context) -> Result<(), NoFreeSlot<(B, C::Context)>> {
        // SAFETY: `try_emplace` requires what `try_emplace_held` does.
        let object = unsafe { Self::try_emplace_held(memory, base, context) }?;
        object.registration.into_context();
        Ok(())
    }

    /// Creates an object as [`emplace`](Embedded::emplace) does, and returns it for its
    /// [`outcome`](Embedded::outcome), also after C has ended it, and for [`notify`](Embedded::notify).
    ///
    /// It may be dropped at any time. If C has not ended the context by then, the drop ends it, and later calls are
    /// refused. Once the context has ended nothing is written to the memory, even if a call is still inside.
    ///
    /// # Safety
    ///
    /// The contract of [`emplace`](Embedded::emplace), except that dropping the result may also end the context.
    ///
    /// # Panics
    ///
    /// Panics as [`emplace`](Embedded::emplace) does.
    pub unsafe fn emplace_held(memory: *mut B, base: B, context: C::Context) -> Self {
        // SAFETY: `emplace_held` requires what `try_emplace_held` does.
        unsafe { Self::try_emplace_held(memory, base, context) }.unwrap_or_else(|full| panic!("{full}"))
    }

    /// Creates an object as [`emplace_held`](Embedded::emplace_held) does, or returns its parts.
    ///
    /// # Errors
    ///
    /// Returns the struct and the context as [`try_emplace`](Embedded::try_emplace) does.
    ///
    /// # Safety
    ///
    /// The contract of [`emplace_held`](Embedded::emplace_held), unless `memory` is null.
    ///
    /// # Panics
    ///
    /// Panics if `memory` is not aligned.
    pub unsafe fn try_emplace_held(
        memory: *mut B,
        base: B,
        context: C::Context,
    ) -> Result<Self, NoFreeSlot<(B, C::Context)>> {
        let memory = memory.cast::<Object<B>>();
        assert!(memory.is_aligned(), "the memory for an embedded context is not aligned");
        let Some(object) = NonNull::new(memory) else { return Err(NoFreeSlot::memory((base, context))) };
        let registration = match try_register::<C>(context) {
            Ok(registration) => registration,
            Err(context) => return Err(NoFreeSlot::numbers((base, context))),
        };
        // SAFETY: `try_emplace_held` requires memory that is valid for writes, and aligned.
        unsafe { memory.write(Object::new(base)) };
        registration.accompany(Companion::of_c(object.cast(), registration.number()));
        // C needs no hold on the frame: the object does not lead to it after the context has ended.
        Ok(Embedded { registration, object })
    }
}

impl<B, C: Definition<Context: Sized>, O: Owner> Embedded<B, C, O> {
    /// Makes the object of a registered context.
    pub(crate) fn around(base: B, registration: Registration<C, O>) -> Self {
        let memory = Box::into_raw(Box::<Object<B>>::new_uninit()).cast::<Object<B>>();
        // SAFETY: from a box of this type.
        unsafe { memory.write(Object::new(base)) };
        // SAFETY: from a box.
        let object = unsafe { NonNull::new_unchecked(memory) };
        // SAFETY: from a box of this type; it has nothing to drop.
        registration.accompany(unsafe { Companion::new(object.cast(), registration.number(), free::<B>) });
        Embedded { registration, object }
    }

    /// Calls a closure when the object is closed or dropped, before the context is dropped, to unregister the object.
    /// A failure is handled as by [`Registration::on_close`].
    pub fn on_close<F, R>(self, unregister: F) -> Embedded<B, C, O, F>
    where
        F: FnOnce() -> R,
        R: LetGo,
    {
        Embedded { registration: self.registration.on_close(unregister), object: self.object }
    }

    /// Hands the object over to C, which ends it by a method that takes `self` by value. Without such a call it is
    /// leaked: [`live`](crate::live) counts it. Panics and refused calls after this are reported at once.
    #[must_use = "C is given it"]
    pub fn into_raw(self) -> *mut B {
        let object = self.as_ptr();
        self.registration.expect_end();
        self.registration.into_context();
        object
    }
}

impl<B, C: Definition<Context: Sized>, O: Owner, F: OnClose> Embedded<B, C, O, F> {
    /// Returns the C pointer to the object, which does not move.
    pub fn as_ptr(&self) -> *mut B {
        self.object.as_ptr().cast()
    }

    /// Returns the registration of the context.
    pub(crate) fn registration(&self) -> &Registration<C, O, F> {
        &self.registration
    }

    /// Takes a pending outcome: see [`Registration::outcome`].
    pub fn outcome(&self) -> Option<Outcome<StopOf<C>>> {
        self.registration.outcome()
    }

    /// Sets a function that is called as soon as an outcome is pending: see [`Registration::notify`].
    pub fn notify(&self, hook: impl Fn() + Send + Sync + 'static) {
        self.registration.notify(hook);
    }

    /// Closes the context and frees the object as soon as no call is inside.
    pub fn close(self) {}

    /// Closes the context, and returns when the last call has left: see [`Registration::close_and_wait`].
    ///
    /// # Errors
    ///
    /// Returns [`CalledFromInside`] if the thread is inside the callback. The context is closed without waiting.
    pub fn close_and_wait(self) -> Result<(), CalledFromInside> {
        self.registration.close_and_wait()
    }
}

impl<B, C: Definition<Context: Sized>, O: Owner, F: OnClose> Debug for Embedded<B, C, O, F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Embedded")
            .field("callback", &C::__DECLARED.name)
            .field("object", &self.object)
            .finish_non_exhaustive()
    }
}

/// Registers a context, or returns it if every number is in use.
fn try_register<C>(context: C::Context) -> Result<Registration<C>, C::Context>
where
    C: Definition<Context: Sized>,
{
    let held = Held::try_new(OfCallback::<C, Owned>::ABOUT, context, None)?;
    Ok(Registration::new(held, <ShimOf<C, Owned> as Shim<_>>::SHIM))
}

/// # Safety
///
/// `memory` is a box of an `Object<B>`, and this is the one time.
unsafe fn free<B>(memory: NonNull<c_void>) {
    let object = memory.cast::<Object<B>>();
    // SAFETY: from a box of a type of this layout; what is in it is C's.
    drop(unsafe { Box::from_raw(object.cast::<ManuallyDrop<Object<B>>>().as_ptr()) });
}

// SAFETY: a pointer to the struct of C's.
unsafe impl<B, C: Definition<Context: Sized>> CType for Embedded<B, C> {
    type C = *mut B;
}

// SAFETY: the object is C's from here on, and outlives the call that returns it.
unsafe impl<B, C: Definition<Context: Sized>> IntoC for Embedded<B, C> {
    fn into_c(self) -> Result<*mut B, Reason> {
        Ok(self.into_raw())
    }
}

// SAFETY: what C passes for the context.
unsafe impl<C: Definition<Context: Sized>, O: Owner> CType for Registration<C, O> {
    type C = PointerOf<C>;
}

// SAFETY: the context is C's from here on, and outlives the call that returns it.
unsafe impl<C: Definition<Context: Sized>, O: Owner> IntoC for Registration<C, O> {
    fn into_c(self) -> Result<PointerOf<C>, Reason> {
        self.expect_end();
        Ok(self.into_context())
    }
}
