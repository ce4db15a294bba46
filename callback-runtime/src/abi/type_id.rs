//! Identities of types, independent of their lifetimes.

use core::any::TypeId;
use core::marker::PhantomData;

trait Erased {
    fn id(&self) -> TypeId
    where
        Self: 'static;
}

impl<T: ?Sized> Erased for PhantomData<T> {
    #[inline]
    fn id(&self) -> TypeId
    where
        Self: 'static,
    {
        TypeId::of::<T>()
    }
}

/// Returns the identity of `T` with its lifetimes erased, as in code generation.
#[inline]
pub(crate) fn of<T: ?Sized>() -> TypeId {
    let marker = PhantomData::<T>;
    let erased: &(dyn Erased + '_) = &marker;
    // SAFETY: the types differ in lifetimes alone, and `id` looks at nothing that lifetimes protect: the
    // value is a `PhantomData`, and the identity that it returns borrows nothing.
    let erased = unsafe { core::mem::transmute::<&(dyn Erased + '_), &(dyn Erased + 'static)>(erased) };
    erased.id()
}
