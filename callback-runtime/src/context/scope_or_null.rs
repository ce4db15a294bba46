//! A callback that C may get as NULL, during one call.

use core::fmt::{self, Debug, Formatter};
use core::ptr::null_mut;

use crate::abi::context_pointer::ContextPointer;
use crate::abi::pointers::{CFnPointer, SafeFnPointer};
use crate::abi::same_abi::Matches;
use crate::call::definition::Definition;
use crate::call::definition::PointerOf;
use crate::call::passes_context::PassesContext;
use crate::context::scope::Scope;

/// A callback with its context during a [`scope_or_null`](crate::Callback::scope_or_null), or NULL for both.
pub struct ScopeOrNull<'a, 's, C: Definition>(Option<&'a Scope<'s, C>>);

impl<'a, 's, C: Definition> ScopeOrNull<'a, 's, C> {
    pub(crate) fn new(scope: Option<&'a Scope<'s, C>>) -> Self {
        ScopeOrNull(scope)
    }

    /// Returns the C function pointer as [`Scope::shim`] does, or `None`.
    pub fn shim<P: CFnPointer>(&self) -> Option<P>
    where
        C::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<C>,
    {
        self.0.map(Scope::shim)
    }

    /// Returns the [`shim`](ScopeOrNull::shim) for declarations with a safe `extern fn`, or `None`.
    ///
    /// # Safety
    ///
    /// The pointer must not be called by safe code, although its type allows it: see [`Callback::SHIM`](crate::Callback::SHIM).
    pub unsafe fn shim_safe<P: SafeFnPointer>(&self) -> Option<P>
    where
        C::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<C>,
    {
        // SAFETY: `shim_safe` requires of its caller what `Scope::shim_safe` does.
        self.0.map(|scope| unsafe { scope.shim_safe() })
    }

    /// Returns the user data to pass with the shim, or null.
    pub fn context(&self) -> PointerOf<C> {
        self.0.map_or_else(|| PointerOf::<C>::from_context(null_mut()), Scope::context)
    }

    /// Returns the scope, if there is a callback.
    pub fn get(&self) -> Option<&'a Scope<'s, C>> {
        self.0
    }
}

impl<C: Definition> Debug for ScopeOrNull<'_, '_, C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ScopeOrNull").field(&self.0).finish()
    }
}
