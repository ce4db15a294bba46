//! The state of a registration, for its owner: in turn with the calls of C.

use core::any::TypeId;
use core::ffi::c_void;
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::ptr::NonNull;

use crate::call::access::{Access, Copied, Exclusive, Moving, Once, SharedAccess};
use crate::call::definition::Definition;
use crate::call::definition::{AccessOf, StopOf};
use crate::call::owner::Owner;
use crate::context::embedded::Embedded;
use crate::context::on_close::OnClose;
use crate::context::registration::Registration;
use crate::frame::core::{Core, Frame};
use crate::frame::found::Found;
use crate::frame::state::{Entry, LENT, Out};
use crate::outcome::refused::{Reason, Refused};
use crate::registry::numbers::{self, Pin};

/// Access that an owner can have to the state as `&T`.
#[doc(hidden)]
pub trait Looks<T>: Access<T> {
    /// The calls of C that may be inside meanwhile.
    const MEANWHILE: Entry;

    /// True if the owner, who has a `&T`, could change what a call has lent to C of its `&mut T`.
    const CHANGES_LENT: bool = false;

    /// [`MEANWHILE`](Looks::MEANWHILE) where the owner has a reference to the state, and no copy.
    const MEANWHILE_REFERRED: Entry = Self::MEANWHILE;

    /// True if [`Alters`] is implemented.
    const ALTERS: bool = false;

    /// Runs `f` with the state.
    ///
    /// # Safety
    ///
    /// The value is live, and no call has it mutably until `f` has returned.
    unsafe fn look<R>(value: NonNull<T>, f: impl FnOnce(&T) -> R) -> R {
        // SAFETY: `look` requires a live value that no call has mutably.
        f(unsafe { value.as_ref() })
    }
}

impl<T> Looks<T> for Exclusive {
    const MEANWHILE: Entry = Entry::Exclusive;
    const CHANGES_LENT: bool = true;
    const ALTERS: bool = true;
}

impl<T> Looks<T> for Moving {
    const MEANWHILE: Entry = Entry::Exclusive;
    const ALTERS: bool = true;
}

impl<T> Looks<T> for Once {
    const MEANWHILE: Entry = Entry::Exclusive;
    const ALTERS: bool = true;
}

impl<T> Looks<T> for SharedAccess {
    const MEANWHILE: Entry = Entry::Shared;
}

impl<T: Copy> Looks<T> for Copied {
    const MEANWHILE: Entry = Entry::Shared;
    // The state is `Send`, and need not be `Sync`.
    const MEANWHILE_REFERRED: Entry = Entry::Exclusive;

    unsafe fn look<R>(value: NonNull<T>, f: impl FnOnce(&T) -> R) -> R {
        // A copy: several threads may have the state, which is `Send` and need not be `Sync`.
        // SAFETY: `look` requires a live value.
        f(&unsafe { value.read() })
    }
}

/// Access that an owner can have to the state as `&mut T`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the calls of this callback share its state",
    label = "takes the context as `&T`, so that its owner has no `&mut T`",
    note = "look at it with `with`; what changes is in a `Cell`, a `Mutex` or an atomic; or take the context as `&mut T`"
)]
pub trait Alters<T>: Looks<T> {}

impl<T> Alters<T> for Exclusive {}
// One call at a time has it, and none meanwhile.
impl<T> Alters<T> for Moving {}
impl<T> Alters<T> for Once {}

/// The owner inside a context, as a call is, until this is dropped.
struct Visit<'r> {
    found: Found<Pin>,
    registration: PhantomData<&'r ()>,
}

impl<'r> Visit<'r> {
    fn new<C, O, F>(registration: &'r Registration<C, O, F>, entry: Entry, changes: bool) -> Result<Self, Refused>
    where
        C: Definition<Context: Sized>,
        O: Owner,
        F: OnClose,
    {
        // SAFETY: the registration, which is borrowed for `'r`, holds the frame of its number (`HOLDS`).
        unsafe { Visit::of(registration.number(), C::__DECLARED.name, entry, changes) }
    }

    /// # Safety
    ///
    /// The frame of the number is held for `'r`.
    unsafe fn of(number: *mut c_void, name: &'static str, entry: Entry, changes: bool) -> Result<Self, Refused> {
        let refused = |reason| Refused::call(name, reason);
        let found = numbers::find_for_owner(number).map_err(refused)?;
        // SAFETY: `of` requires that the frame is held; it begins with its core (`CORE-FIRST`).
        let core = unsafe { found.frame.cast::<Core>().as_ref() };
        match core.state().visit(entry) {
            Ok(()) => {
                let visit = Visit { found, registration: PhantomData };
                if changes && core.state().is_noted(LENT) { Err(refused(Reason::Lent)) } else { Ok(visit) }
            }
            Err(seen) => Err(refused(match seen.out() {
                Out::Consumed => Reason::Consumed,
                Out::Closed => Reason::Closed,
                Out::Entered | Out::Failed => Reason::Reentered,
            })),
        }
    }

    /// Returns the address of the state.
    ///
    /// # Safety
    ///
    /// The frame is one of a `T`.
    unsafe fn value<T, S>(&self) -> NonNull<T> {
        // SAFETY: the frame lives while this is inside (`FRAME-LIVE`), and is one of a `T`, as `value` requires.
        let place = unsafe { Frame::<T, S>::place(self.found.frame.cast()) };
        // SAFETY: as above.
        unsafe { place.read() }
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        // SAFETY: live while this is inside (`FRAME-LIVE`, `CORE-FIRST`).
        let core = unsafe { self.found.frame.cast::<Core>().as_ref() };
        if core.state().end_visit() && !self.found.pin.is_announced() {
            // SAFETY: `State::end_visit` is true for the last one to leave a closed context (`RELEASED-ONCE`).
            unsafe { Core::release(self.found.frame.cast()) };
        }
        // The last announced call of a closed context releases it: the field is dropped behind this.
    }
}

/// The state of a registration, until this is dropped: see [`Registration::get_mut`].
pub struct StateMut<'r, T> {
    value: NonNull<T>,
    // Dropped behind the last use of the value.
    visit: Visit<'r>,
    exclusive: PhantomData<&'r mut T>,
}

impl<T> Deref for StateMut<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: live and exclusive while the visit lasts (`VALUE-STAYS`, `LET-IN`).
        unsafe { self.value.as_ref() }
    }
}

impl<T> DerefMut for StateMut<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as for `deref`; this is borrowed mutably.
        unsafe { self.value.as_mut() }
    }
}

impl<T: Debug> Debug for StateMut<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let _ = &self.visit;
        Debug::fmt(&**self, f)
    }
}

/// The state of a registration whose type is erased, for its owner.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct ErasedState {
    number: *mut c_void,
    name: &'static str,
    ty: TypeId,
    meanwhile: Entry,
    changes_lent: bool,
    alters: bool,
}

impl ErasedState {
    pub(crate) fn of<C, O, F>(registration: &Registration<C, O, F>) -> Self
    where
        C: Definition<Context: Sized + 'static>,
        AccessOf<C>: Looks<C::Context>,
        O: Owner,
        F: OnClose,
    {
        ErasedState {
            number: registration.number(),
            name: C::__DECLARED.name,
            ty: TypeId::of::<C::Context>(),
            meanwhile: <AccessOf<C> as Looks<_>>::MEANWHILE_REFERRED,
            changes_lent: <AccessOf<C> as Looks<_>>::CHANGES_LENT,
            alters: <AccessOf<C> as Looks<_>>::ALTERS,
        }
    }

    /// Runs `f` with the state: see [`Subscription::with`](crate::Subscription::with).
    ///
    /// # Safety
    ///
    /// The registration lives until this has returned, and `S` is its stop type.
    pub(crate) unsafe fn with<T: 'static, S, R>(self, f: impl FnOnce(&T) -> R) -> Result<R, Refused> {
        // SAFETY: `with` requires the same; the type is compared, and the entry is that of the access.
        let (value, _visit) = unsafe { self.visit::<T, S>(self.meanwhile, self.changes_lent) }?;
        // SAFETY: live and not mutable elsewhere while the visit lasts (`VALUE-STAYS`, `LET-IN`).
        Ok(f(unsafe { value.as_ref() }))
    }

    /// Runs `f` with the state as `&mut T`: see [`Subscription::with_mut`](crate::Subscription::with_mut).
    ///
    /// # Safety
    ///
    /// As for [`with`](Self::with).
    pub(crate) unsafe fn with_mut<T: 'static, S, R>(self, f: impl FnOnce(&mut T) -> R) -> Result<R, Refused> {
        if !self.alters {
            return Err(Refused::call(self.name, Reason::OtherState));
        }
        // SAFETY: `with_mut` requires the same.
        let (mut value, _visit) = unsafe { self.visit::<T, S>(Entry::Exclusive, true) }?;
        // SAFETY: live and exclusive while the visit lasts (`VALUE-STAYS`, `LET-IN`).
        Ok(f(unsafe { value.as_mut() }))
    }

    /// # Safety
    ///
    /// As for [`with`](Self::with).
    unsafe fn visit<'r, T: 'static, S>(self, entry: Entry, changes: bool) -> Result<(NonNull<T>, Visit<'r>), Refused> {
        if self.ty != TypeId::of::<T>() {
            return Err(Refused::call(self.name, Reason::OtherState));
        }
        // SAFETY: `visit` requires that the registration lives, which holds the frame (`HOLDS`).
        let visit = unsafe { Visit::of(self.number, self.name, entry, changes) }?;
        // SAFETY: the registration made the frame for a `T`, which was compared, and for an `S`, as `visit` requires.
        let value = unsafe { visit.value::<T, S>() };
        Ok((value, visit))
    }
}

impl<C: Definition<Context: Sized>, O: Owner, F: OnClose> Registration<C, O, F> {
    /// Runs `f` with the state, in turn with the calls of C: a call of a callback with `&mut T` that comes meanwhile is refused,
    /// as one inside another is. Calls with `&T` go on.
    ///
    /// A panic of a call does not keep its owner out; one of `f` leaves the state as it is.
    ///
    /// ```
    /// use callback_runtime::{Callback, Reason, callback};
    /// # use core::ffi::c_void;
    /// # unsafe fn emit(f: unsafe extern "C" fn(i32, *mut c_void), data: *mut c_void) { unsafe { f(7, data) } }
    ///
    /// #[callback]
    /// fn on_value(value: i32, #[context] seen: &mut Vec<i32>) {
    ///     seen.push(value);
    /// }
    ///
    /// let registration = on_value::own(Vec::new());
    /// unsafe { emit(registration.shim(), registration.context()) };
    /// assert_eq!(registration.with(|seen| seen.clone()), Ok(vec![7]));
    ///
    /// registration.with_mut(|seen| seen.clear())?;
    /// assert_eq!(registration.with(|seen| seen.len()), Ok(0));
    /// # Ok::<(), callback_runtime::Refused>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Reason::Reentered`] if a call is inside that has the state mutably. [`Reason::Closed`] if C has ended the context, and
    /// [`Reason::Consumed`] if the one call has consumed it. [`Reason::Lent`] if a call has returned to C what it borrowed from the
    /// state as `&mut T`: C may use it, until a time that depends on the binding; see [`as_ptr`](Registration::as_ptr).
    pub fn with<R>(&self, f: impl FnOnce(&C::Context) -> R) -> Result<R, Refused>
    where
        AccessOf<C>: Looks<C::Context>,
    {
        let visit = Visit::new(self, <AccessOf<C> as Looks<_>>::MEANWHILE, <AccessOf<C> as Looks<_>>::CHANGES_LENT)?;
        // SAFETY: the registration made the frame for this context.
        let value = unsafe { visit.value::<C::Context, StopOf<C>>() };
        // SAFETY: live and not mutable elsewhere while the visit lasts (`VALUE-STAYS`, `LET-IN`).
        Ok(unsafe { <AccessOf<C> as Looks<_>>::look(value, f) })
    }

    /// Runs `f` with the state as `&mut T`, as [`with`](Registration::with) does.
    ///
    /// Calls of a callback with `&T` share the state, and its owner has no `&mut T`:
    ///
    /// ```compile_fail,E0277
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_value(#[context] seen: &Vec<i32>) {
    ///     drop(seen.clone());
    /// }
    ///
    /// on_value::own(Vec::new()).with_mut(|seen| seen.clear());
    /// ```
    ///
    /// # Errors
    ///
    /// Fails as [`with`](Registration::with) does, and with [`Reason::Lent`] also if a call has returned what it borrowed as `&T`.
    pub fn with_mut<R>(&self, f: impl FnOnce(&mut C::Context) -> R) -> Result<R, Refused>
    where
        AccessOf<C>: Alters<C::Context>,
    {
        let visit = Visit::new(self, Entry::Exclusive, true)?;
        // SAFETY: the registration made the frame for this context.
        let mut value = unsafe { visit.value::<C::Context, StopOf<C>>() };
        // SAFETY: live and exclusive while the visit lasts (`VALUE-STAYS`, `LET-IN`).
        Ok(f(unsafe { value.as_mut() }))
    }

    /// Returns the state, which calls are kept out of until the result is dropped; `None` where [`with_mut`](Registration::with_mut)
    /// fails. One that is leaked keeps calls out permanently, and the state is never dropped.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    ///
    /// #[callback]
    /// fn on_value(value: i32, #[context] seen: &mut Vec<i32>) {
    ///     seen.push(value);
    /// }
    ///
    /// let mut registration = on_value::own(vec![1]);
    /// registration.get_mut().expect("no call is inside").push(2);
    /// assert_eq!(registration.with(|seen| seen.len()), Ok(2));
    /// ```
    pub fn get_mut(&mut self) -> Option<StateMut<'_, C::Context>>
    where
        AccessOf<C>: Alters<C::Context>,
    {
        let visit = Visit::new(self, Entry::Exclusive, true).ok()?;
        // SAFETY: the registration made the frame for this context.
        let value = unsafe { visit.value::<C::Context, StopOf<C>>() };
        Some(StateMut { value, visit, exclusive: PhantomData })
    }

    /// Returns the address of the state, which is constant: for a binding that returns `&T` to its users and lets C call only
    /// while it has them not. Nothing is checked behind it, and the state may be dropped: by C, if it ends the context, or by
    /// the one call that consumes it.
    pub fn as_ptr(&self) -> *mut C::Context {
        // SAFETY: the address of the frame, from a box.
        let frame = unsafe { NonNull::new_unchecked(self.address()) };
        // SAFETY: the registration holds the frame (`HOLDS`), which it made for this context.
        let place = unsafe { Frame::<C::Context, StopOf<C>>::place(frame.cast()) };
        // SAFETY: as above.
        unsafe { place.read() }.as_ptr()
    }
}

impl<B, C: Definition<Context: Sized>, O: Owner, F: OnClose> Embedded<B, C, O, F> {
    /// Runs `f` with the state: see [`Registration::with`].
    ///
    /// # Errors
    ///
    /// Fails as [`Registration::with`] does.
    pub fn with<R>(&self, f: impl FnOnce(&C::Context) -> R) -> Result<R, Refused>
    where
        AccessOf<C>: Looks<C::Context>,
    {
        self.registration().with(f)
    }

    /// Runs `f` with the state as `&mut T`: see [`Registration::with_mut`].
    ///
    /// # Errors
    ///
    /// Fails as [`Registration::with`] does.
    pub fn with_mut<R>(&self, f: impl FnOnce(&mut C::Context) -> R) -> Result<R, Refused>
    where
        AccessOf<C>: Alters<C::Context>,
    {
        self.registration().with_mut(f)
    }
}
