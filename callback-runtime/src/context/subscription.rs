//! A closure that C keeps.

use core::convert::Infallible;
use core::fmt::{self, Debug, Formatter};
use std::boxed::Box;
use std::sync::Arc;
use std::time::Duration;

use crate::call::definition::Definition;
use crate::call::definition::{AccessOf, StopOf};
use crate::call::owner::Owner;
use crate::call::terms::{AnyThread, OneThread};
use crate::context::on_close::OnClose;
use crate::context::registration::{CalledFromInside, Registration};
use crate::context::state_access::{ErasedState, Looks};
use crate::outcome::refused::{Outcome, Refused};

/// A closure that C keeps, returned by a declared function whose callback is `retained`.
///
/// It is a [`Registration`] whose callback has no name, so that it can be a field of a struct. Dropping it unregisters
/// the closure, if the declaration has `unregister = …`, and drops it, at once or when the last call has left.
/// Later calls are refused.
///
/// `S` is the stop value of the closure: `E` of `Result<T, E>`, `B` of `ControlFlow<B>`. `'a` is a borrow of the
/// unregistering expression, such as a connection handle. `T` is [`AnyThread`] if the declaration has `threads`:
///
/// ```
/// use callback_runtime::context::AnyThread;
/// use callback_runtime::{Subscription, callback};
/// use std::convert::Infallible;
/// use std::ffi::c_void;
///
/// #[callback]
/// unsafe extern "C" {
///     safe fn listen(#[callback(retained, threads)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void) {
///         // Stands for a C function.
///     }
/// }
///
/// struct Listener {
///     subscription: Subscription<'static, Infallible, AnyThread>,
/// }
///
/// let listener = Listener { subscription: listen(|| ()) };
/// assert!(listener.subscription.outcome().is_none());
/// ```
#[must_use = "the closure is unregistered when this is dropped"]
pub struct Subscription<'a, S: 'a = Infallible, T: Keeps = OneThread>(Box<T::Object<'a, S>>);

/// The threads that may own a [`Subscription`].
#[doc(hidden)]
pub trait Keeps {
    /// A registration with its type erased.
    type Object<'a, S: 'a>: ?Sized + Subscribed<S> + 'a;
}

impl Keeps for OneThread {
    type Object<'a, S: 'a> = dyn Subscribed<S> + 'a;
}

impl Keeps for AnyThread {
    type Object<'a, S: 'a> = dyn Subscribed<S> + Send + Sync + 'a;
}

/// The methods of a registration with its type erased.
///
/// # Safety
///
/// The state is that of a registration, which lives as long as this, and whose stop type is `S`.
#[doc(hidden)]
pub unsafe trait Subscribed<S> {
    /// See [`Registration::outcome`].
    fn outcome(&self) -> Option<Outcome<S>>;

    /// See [`Registration::wait_outcome`].
    fn wait_outcome(&self, timeout: Duration) -> Option<Outcome<S>>;

    /// See [`Registration::notify`].
    fn notify(&self, hook: Arc<dyn Fn() + Send + Sync>);

    /// See [`Registration::close_and_wait`].
    fn close_and_wait(self: Box<Self>) -> Result<(), CalledFromInside>;

    /// See [`Subscription::detach`].
    fn detach(self: Box<Self>);

    /// Returns the state, for the owner.
    fn state(&self) -> ErasedState;
}

// SAFETY: this is the registration, and its stop type is that of its callback.
unsafe impl<C, O, F> Subscribed<StopOf<C>> for Registration<C, O, F>
where
    C: Definition<Context: Sized + 'static>,
    AccessOf<C>: Looks<C::Context>,
    O: Owner,
    F: OnClose,
{
    fn outcome(&self) -> Option<Outcome<StopOf<C>>> {
        Registration::outcome(self)
    }

    fn wait_outcome(&self, timeout: Duration) -> Option<Outcome<StopOf<C>>> {
        Registration::wait_outcome(self, timeout)
    }

    fn notify(&self, hook: Arc<dyn Fn() + Send + Sync>) {
        Registration::notify(self, move || hook());
    }

    fn close_and_wait(self: Box<Self>) -> Result<(), CalledFromInside> {
        Registration::close_and_wait(*self)
    }

    fn detach(self: Box<Self>) {
        Registration::detach(*self);
    }

    fn state(&self) -> ErasedState {
        ErasedState::of(self)
    }
}

impl<'a, S: 'a> Subscription<'a, S> {
    /// Makes a subscription of one thread.
    #[doc(hidden)]
    pub fn of_one_thread(kept: impl Subscribed<S> + 'a) -> Self {
        let object: Box<dyn Subscribed<S> + 'a> = Box::new(kept);
        Subscription(object)
    }
}

impl<'a, S: 'a> Subscription<'a, S, AnyThread> {
    /// Makes a subscription of any thread.
    #[doc(hidden)]
    pub fn of_any_thread(kept: impl Subscribed<S> + Send + Sync + 'a) -> Self {
        let object: Box<dyn Subscribed<S> + Send + Sync + 'a> = Box::new(kept);
        Subscription(object)
    }
}

impl<'a, S: 'a, T: Keeps> Subscription<'a, S, T> {
    /// Takes a failure that the calls left: see [`Registration::outcome`](crate::Registration::outcome).
    pub fn outcome(&self) -> Option<Outcome<S>> {
        self.0.outcome()
    }

    /// Waits for an [`outcome`](Subscription::outcome) and takes it.
    pub fn wait_outcome(&self, timeout: Duration) -> Option<Outcome<S>> {
        self.0.wait_outcome(timeout)
    }

    /// Sets a function that is called as soon as a call leaves an outcome to take: on the thread of the call,
    /// before C goes on. Its own panic is contained and reported.
    pub fn notify(&self, hook: impl Fn() + Send + Sync + 'static) {
        self.0.notify(Arc::new(hook));
    }

    /// Runs `f` with the value that C keeps, in turn with its calls, as [`Registration::with`](crate::Registration::with) does: a call with
    /// `&mut self` that comes meanwhile is refused, and calls of `shared` callbacks go on.
    ///
    /// The value is the `impl Trait` whose methods are the callbacks, and `f` has its type. A closure has no such name; what
    /// it shares with its owner is in an `Rc` or an `Arc`.
    ///
    /// ```
    /// use callback_runtime::callback;
    /// use std::ffi::{c_int, c_void};
    /// # mod c {
    /// #     use std::ffi::{c_int, c_void};
    /// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_observe(f: unsafe extern "C" fn(*mut c_void, c_int), user: *mut c_void) { unsafe { f(user, 7) } }
    /// # }
    ///
    /// trait Observer {
    ///     fn changed(&mut self, value: c_int);
    /// }
    ///
    /// struct Values(Vec<c_int>);
    ///
    /// impl Observer for Values {
    ///     fn changed(&mut self, value: c_int) {
    ///         self.0.push(value);
    ///     }
    /// }
    ///
    /// #[callback]
    /// unsafe extern "C" {
    ///     /// `void observe(void (*changed)(void *, int), void *)`
    ///     # #[link_name = "doc_observe"]
    ///     safe fn observe(
    ///         #[callback(retained)] changed: fn(#[context] _: _, value: c_int),
    ///         #[context(changed)] observer: impl Observer,
    ///     );
    /// }
    ///
    /// let subscription = observe(Values(vec![]));
    /// assert_eq!(subscription.with(|values: &Values| values.0.clone()), Ok(vec![7]));
    /// subscription.with_mut(|values: &mut Values| values.0.clear())?;
    /// # assert!(subscription.with(|_: &c_int| ()).is_err());
    /// # Ok::<(), callback_runtime::Refused>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails as [`Registration::with`](crate::Registration::with) does, and with [`Reason::OtherState`](crate::Reason::OtherState) if the value is of another type.
    pub fn with<V: 'static, R>(&self, f: impl FnOnce(&V) -> R) -> Result<R, Refused> {
        // SAFETY: the registration is in this box (`Subscribed`).
        unsafe { self.0.state().with::<V, S, R>(f) }
    }

    /// Runs `f` with the value as `&mut V`, as [`with`](Subscription::with) does.
    ///
    /// # Errors
    ///
    /// Fails as [`with`](Subscription::with) does, and with [`Reason::OtherState`](crate::Reason::OtherState) if calls share the value: `shared`.
    pub fn with_mut<V: 'static, R>(&self, f: impl FnOnce(&mut V) -> R) -> Result<R, Refused> {
        // SAFETY: the registration is in this box (`Subscribed`).
        unsafe { self.0.state().with_mut::<V, S, R>(f) }
    }

    /// Unregisters and drops the closure, as dropping this does.
    pub fn close(self) {}

    /// Leaves the closure to C, without unregistering it. It is dropped with its one call, if the declaration has
    /// `once`, and never otherwise: it is listed by [`live`](crate::live()). Failures of later calls are reported.
    ///
    /// ```
    /// use callback_runtime::callback;
    /// # use std::ffi::c_void;
    /// # mod c {
    /// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_submit(f: unsafe extern "C" fn(*mut u8), user: *mut u8) { unsafe { f(user) } }
    /// # }
    ///
    /// #[callback]
    /// unsafe extern "C" {
    ///     /// `void submit(void (*done)(void *), void *)`
    ///     # #[link_name = "doc_submit"]
    ///     safe fn submit(#[callback(once, retained)] done: fn(#[context] _: _), #[context(done)] _: *mut c_void);
    /// }
    ///
    /// submit(|| ()).detach();
    /// # assert!(callback_runtime::live().is_empty());
    /// ```
    pub fn detach(self) {
        self.0.detach();
    }

    /// Closes like [`close`](Subscription::close), and returns when the last call has left and the closure is dropped.
    ///
    /// # Errors
    ///
    /// [`CalledFromInside`]: the thread is inside the closure. It is unregistered without waiting.
    pub fn close_and_wait(self) -> Result<(), CalledFromInside> {
        self.0.close_and_wait()
    }
}

impl<'a, S: 'a, T: Keeps> Debug for Subscription<'a, S, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Subscription")
    }
}
