//! More callbacks on a registered context.

use core::ffi::c_void;
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;

use crate::abi::context_pointer::ContextPointer;
use crate::abi::fn_pointer::{convert, convert_safe, erase};
use crate::abi::pointers::{CFnPointer, SafeFnPointer, TableMember};
use crate::abi::same_abi::Matches;
use crate::call::definition::Definition;
use crate::call::definition::PointerOf;
use crate::call::owner::Owner;
use crate::call::passes_context::PassesContext;
use crate::call::shims::{Shim, ShimOf};

/// One more callback on a registered context, with the shim and the context pointer for C.
pub struct Also<'r, D: Definition, O> {
    context: *mut c_void,
    callback: PhantomData<fn(D, O)>,
    registration: PhantomData<&'r ()>,
}

impl<D: Definition, O: Owner> Also<'_, D, O> {
    /// Makes one for the context of a registration, which outlives it.
    pub(crate) fn new(context: *mut c_void) -> Self {
        Also { context, callback: PhantomData, registration: PhantomData }
    }

    /// Returns the C function pointer, as the pointer type that the call site has.
    pub fn shim<P: CFnPointer>(&self) -> P
    where
        D::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<D>,
    {
        convert(<ShimOf<D, O> as Shim<_>>::SHIM)
    }

    /// Returns the address of the shim, for C functions that take any function as one type: see [`Callback::shim_address`](crate::Callback::shim_address).
    pub fn shim_address<P: TableMember>(&self) -> *const c_void
    where
        D::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<D>,
    {
        Self::erased() as *const c_void
    }

    /// Returns the shim.
    pub(crate) fn pointer_of() -> D::Fn {
        <ShimOf<D, O> as Shim<_>>::SHIM
    }

    /// Returns the function pointer, as an argument of a declared function.
    pub(crate) fn erased() -> unsafe extern "C" fn() {
        erase(<ShimOf<D, O> as Shim<_>>::SHIM)
    }

    /// Returns the pointer as [`shim`](Also::shim) does, for declarations with a safe `extern fn`.
    ///
    /// # Safety
    ///
    /// The pointer must not be called by safe code, although its type allows it: see [`Callback::SHIM`](crate::Callback::SHIM).
    pub unsafe fn shim_safe<P: SafeFnPointer>(&self) -> P
    where
        D::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<D>,
    {
        // SAFETY: `shim_safe` requires of its caller what `convert_safe` does.
        unsafe { convert_safe(<ShimOf<D, O> as Shim<_>>::SHIM) }
    }

    /// Returns the context pointer, equal to that of the registration.
    pub fn context(&self) -> PointerOf<D> {
        PointerOf::<D>::from_context(self.context)
    }
}

impl<D: Definition, O> Debug for Also<'_, D, O> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Also").field("callback", &D::__DECLARED.name).field("context", &self.context).finish()
    }
}
