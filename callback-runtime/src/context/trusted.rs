//! The address of a registered context, for a C library that is trusted with it.

use core::ffi::c_void;
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;

use crate::abi::context_pointer::ContextPointer;
use crate::abi::fn_pointer::convert;
use crate::abi::pointers::CFnPointer;
use crate::abi::same_abi::Matches;
use crate::call::definition::Definition;
use crate::call::definition::PointerOf;
use crate::call::owner::{ByAddress, Owned};
use crate::call::passes_context::PassesContext;
use crate::call::shims::{Shim, ShimOf};
use crate::call::terms::Terms;
use crate::context::bounds::{Registers, Repeats, StaysHere};
use crate::context::on_close::OnClose;
use crate::context::registration::Registration;

/// The function and user data of a [`Registration`] for a C library that is trusted: the user data is the address of
/// the context and no number. It is made by [`trusted`](Registration::trusted).
pub struct Trusted<'r, C: Definition> {
    context: *mut c_void,
    registration: PhantomData<&'r ()>,
    callback: PhantomData<fn(C)>,
}

impl<C: Definition<Context: Sized>, F: OnClose> Registration<C, Owned, F> {
    /// Returns the function and the address of the context for C, in place of [`shim`](Registration::shim) and
    /// [`context`](Registration::context). A call is faster by the lookup of the number.
    ///
    /// Failures, re-entry and outcomes are as for any call of the registration. The context is still compared with the callback.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use core::ffi::c_void;
    ///
    /// #[callback]
    /// fn on_sample(sample: i32, #[context] sum: &mut i64) {
    ///     *sum += i64::from(sample);
    /// }
    ///
    /// let registration = on_sample::own(0);
    /// // SAFETY: this library calls on this thread alone, and not after the registration is dropped.
    /// let trusted = unsafe { registration.trusted() };
    /// let (shim, context): (unsafe extern "C" fn(i32, *mut c_void), _) = (trusted.shim(), trusted.context());
    /// unsafe { shim(42, context) };
    /// assert!(registration.outcome().is_none());
    /// ```
    ///
    /// # Safety
    ///
    /// C calls the function with this user data on the thread of the registration alone. It makes no call after
    /// the registration is closed or dropped, or its context ended, and passes the user data to no destroy notify.
    pub unsafe fn trusted(&self) -> Trusted<'_, C>
    where
        C: Definition<__Terms: Terms<Route: Registers, Access: Repeats, Threads: StaysHere>>,
    {
        Trusted { context: self.address(), registration: PhantomData, callback: PhantomData }
    }
}

impl<C: Definition> Trusted<'_, C> {
    /// Returns the C function pointer, in the pointer type of the call site.
    pub fn shim<P: CFnPointer>(&self) -> P
    where
        C::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<C>,
    {
        convert(<ShimOf<C, ByAddress> as Shim<_>>::SHIM)
    }

    /// Returns the user data to pass with the shim.
    pub fn context(&self) -> PointerOf<C> {
        PointerOf::<C>::from_context(self.context)
    }
}

impl<C: Definition> Debug for Trusted<'_, C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trusted").field("callback", &C::__DECLARED.name).field("context", &self.context).finish()
    }
}
