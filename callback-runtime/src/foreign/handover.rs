//! Arguments that C keeps, and releases by a function that it is given with them.

use core::cell::Cell;
use core::ffi::{CStr, c_char, c_void};
use std::boxed::Box;
use std::ffi::CString;
use std::sync::Arc;

use crate::abi::context_pointer::ContextPointer;
use crate::abi::fn_pointer::erase_pointer;
use crate::abi::pointers::CFnPointer;
use crate::foreign::kept::ResultOf;
use crate::foreign::wrapper::CFn;
use crate::frame::core::drop_contained;
use crate::registry::in_flight;
use crate::release::destructor::{Destructor, Element, len_of_elements};
use crate::release::memory::Release;
use crate::release::releasing::{self, Answers, At, Last, Released, Releasing, Undeclared, Unread};
use crate::value::nullable::Nullable;

/// An argument that C releases: the value of a parameter with `#[destroy(NAME)]`.
///
/// # Safety
///
/// `C` is a thin pointer to the value, which is valid until the release function is called.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C cannot keep and release a `{Self}`",
    label = "no function for C releases this",
    note = "take `Release<T>` for bytes, or `Box<T>`, `Box<[T]>`, `Arc<T>` or `CString`, of which C has the pointer",
    note = "a callback by the name of its signature is marked: `#[callback]`"
)]
pub unsafe trait Handover: Sized {
    /// The C type.
    type C;
    /// The argument during the call.
    type Kept: KeptByC<C = Self::C>;

    /// Prepares the argument.
    fn hand(self) -> Self::Kept;
}

/// An argument whose pointer is what the release function is called with.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C cannot keep and release a `{Self}` by its pointer",
    label = "no function for C releases this by its pointer",
    note = "take `Box<T>`, `Box<[T]>`, `Arc<T>` or `CString`; a `Release<T>` needs a parameter for its context: `#[context(NAME)] _: *mut c_void`",
    note = "a callback by the name of its signature is marked: `#[callback]`"
)]
pub trait IsItsContext: Sized {
    /// The argument during the call.
    type Held: KeptByC;

    /// Prepares the argument.
    fn hand_alone(self) -> Self::Held;
}

/// An argument with a length.
///
/// # Safety
///
/// C may read that many elements behind the pointer.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no length",
    label = "one value behind a pointer",
    note = "`#[len(NAME)]` is for `Release<T>`, `Box<[T]>` and `CString`, without its NUL"
)]
pub unsafe trait HandoverLen: Handover {
    /// Returns the number of elements.
    fn len(kept: &Self::Kept) -> usize;
}

/// A value that C is given.
#[doc(hidden)]
pub trait Gift {
    /// Its effect on the context.
    type Released: Released;
    type C: Copy;

    fn c(&self) -> Self::C;
    fn __context(&self) -> *mut c_void;
    /// Records that the C call begins, in which C may release it.
    fn begin(&self);
    /// Leaves it to C.
    fn give(self);
    /// Drops it, unless C has released it.
    fn refuse(self);
}

/// A value during the call that C is given it in. If that call unwinds, the value is left to C.
#[doc(hidden)]
pub struct Offered<G: Gift> {
    gift: Option<G>,
    begun: Cell<bool>,
}

impl<G: Gift> Offered<G> {
    fn new(gift: G) -> Self {
        Offered { gift: Some(gift), begun: Cell::new(false) }
    }

    fn gift(&self) -> &G {
        self.gift.as_ref().expect("a value is there until it is given")
    }
}

impl<G: Gift> Drop for Offered<G> {
    fn drop(&mut self) {
        match self.gift.take() {
            Some(gift) if self.begun.get() => gift.give(),
            Some(gift) => gift.refuse(),
            None => {}
        }
    }
}

/// A release function, or null.
#[doc(hidden)]
pub struct Notify<P>(Option<P>);

impl<P: CFnPointer> Notify<P> {
    /// Returns the function as an argument.
    pub fn erased(self) -> CFn {
        self.0.and_then(erase_pointer)
    }

    /// Returns the function in its type.
    ///
    /// # Panics
    ///
    /// Panics if there is no value to release, and the type has no null.
    pub fn typed(self) -> P {
        self.0.or(P::NULL).expect("a value that may be absent has a release function that may be NULL: `Option<fn>`")
    }
}

/// The steps of a call with a value that C is given.
#[doc(hidden)]
pub trait KeptByC: Sized {
    type C;

    /// Returns the C value.
    fn c(&self) -> Self::C;

    /// Returns the context that C passes to the release function.
    fn __context<P: ContextPointer>(&self) -> P;

    /// Returns the release function.
    fn notify<Place, A, P>(&self) -> Notify<P>
    where
        P: CFnPointer<Pointer: Releasing<Place>>,
        A: Answers<ResultOf<P>>;

    /// Records that the C call begins.
    fn begin(&self);

    /// Records that C has taken the value.
    fn given(self);

    /// Records that the C call failed: the value is dropped once, even if C has released it.
    fn refused(self);

    fn destroy<P: CFnPointer<Pointer: Releasing<Last, Return: Unread>>>(&self) -> Notify<P> {
        self.notify::<Last, Undeclared, P>()
    }

    fn destroy_at<const INDEX: usize, P: CFnPointer<Pointer: Releasing<At<INDEX>, Return: Unread>>>(
        &self,
    ) -> Notify<P> {
        self.notify::<At<INDEX>, Undeclared, P>()
    }

    fn destroy_answering<A, P>(&self) -> Notify<P>
    where
        P: CFnPointer<Pointer: Releasing<Last>>,
        A: Answers<ResultOf<P>>,
    {
        self.notify::<Last, A, P>()
    }

    fn destroy_at_answering<const INDEX: usize, A, P>(&self) -> Notify<P>
    where
        P: CFnPointer<Pointer: Releasing<At<INDEX>>>,
        A: Answers<ResultOf<P>>,
    {
        self.notify::<At<INDEX>, A, P>()
    }
}

impl<G: Gift> KeptByC for Offered<G> {
    type C = G::C;

    fn c(&self) -> G::C {
        self.gift().c()
    }

    fn __context<P: ContextPointer>(&self) -> P {
        P::from_context(self.gift().__context())
    }

    fn notify<Place, A, P>(&self) -> Notify<P>
    where
        P: CFnPointer<Pointer: Releasing<Place>>,
        A: Answers<ResultOf<P>>,
    {
        Notify(Some(releasing::answering::<G::Released, Place, A, P>()))
    }

    fn begin(&self) {
        self.begun.set(true);
        self.gift().begin();
    }

    fn given(mut self) {
        if let Some(gift) = self.gift.take() {
            gift.give();
        }
    }

    fn refused(mut self) {
        if let Some(gift) = self.gift.take() {
            gift.refuse();
        }
    }
}

impl<K: KeptByC<C: Nullable>> KeptByC for Option<K> {
    type C = K::C;

    fn c(&self) -> K::C {
        self.as_ref().map_or(<K::C as Nullable>::NULL, K::c)
    }

    fn __context<P: ContextPointer>(&self) -> P {
        self.as_ref().map_or_else(|| P::from_context(core::ptr::null_mut()), K::__context)
    }

    fn notify<Place, A, P>(&self) -> Notify<P>
    where
        P: CFnPointer<Pointer: Releasing<Place>>,
        A: Answers<ResultOf<P>>,
    {
        self.as_ref().map_or(Notify(None), K::notify::<Place, A, P>)
    }

    fn begin(&self) {
        if let Some(kept) = self {
            kept.begin();
        }
    }

    fn given(self) {
        if let Some(kept) = self {
            kept.given();
        }
    }

    fn refused(self) {
        if let Some(kept) = self {
            kept.refused();
        }
    }
}

// SAFETY: the bytes live until C releases the context.
unsafe impl<T: 'static> Handover for Release<T> {
    type C = *const c_void;
    type Kept = Offered<Release<T>>;

    fn hand(self) -> Self::Kept {
        Offered::new(self)
    }
}

// SAFETY: the bytes of the value.
unsafe impl<T: 'static> HandoverLen for Release<T> {
    fn len(kept: &Self::Kept) -> usize {
        kept.gift().len()
    }
}

impl<T: 'static> Gift for Release<T> {
    type Released = crate::release::memory::OfRelease<T>;
    type C = *const c_void;

    fn c(&self) -> *const c_void {
        self.data()
    }

    fn __context(&self) -> *mut c_void {
        Release::context(self)
    }

    // Its state shows if C has released it.
    fn begin(&self) {}

    fn give(self) {
        self.into_context();
    }

    fn refuse(self) {}
}

/// A value that is its pointer, during the call.
#[doc(hidden)]
pub struct Pointer<E: Element> {
    pointer: *mut E::Pointee,
    call: Cell<Option<in_flight::Call>>,
}

impl<E: Element + 'static> Gift for Pointer<E> {
    type Released = OfHandover<E>;
    type C = *mut E::Pointee;

    fn c(&self) -> *mut E::Pointee {
        self.pointer
    }

    fn __context(&self) -> *mut c_void {
        self.pointer.cast()
    }

    fn begin(&self) {
        self.call.set(Some(in_flight::begin(self.__context())));
    }

    fn give(self) {
        self.call.take().map(in_flight::end);
    }

    fn refuse(self) {
        let released = self.call.take().is_some_and(in_flight::end);
        if !released {
            // SAFETY: of `into_pointer`, and C has not released it: it was not given it, or `in_flight` would show that.
            drop(unsafe { E::from_pointer(self.pointer) });
        }
    }
}

/// The release function of a value that is its pointer.
#[doc(hidden)]
pub struct OfHandover<E>(core::marker::PhantomData<E>);

impl<E: Element + 'static> Released for OfHandover<E> {
    unsafe fn release(context: *mut c_void) {
        if !context.is_null() {
            in_flight::released(context);
            // SAFETY: `release` requires what C was given with the function: a pointer of `into_pointer`, for the last time.
            let value = unsafe { E::from_pointer(context.cast()) };
            drop_contained(core::any::type_name::<Destructor<E>>().into(), value);
        }
    }
}

macro_rules! pointers {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        // SAFETY: the value lives until C releases its pointer, on any thread.
        unsafe impl<$($generics)*> Handover for $t {
            type C = *mut <$t as Element>::Pointee;
            type Kept = Offered<Pointer<$t>>;

            fn hand(self) -> Self::Kept {
                Offered::new(Pointer { pointer: self.into_pointer(), call: Cell::new(None) })
            }
        }

        impl<$($generics)*> IsItsContext for $t {
            type Held = Offered<Pointer<$t>>;

            fn hand_alone(self) -> Self::Held {
                self.hand()
            }
        }
    )*};
}

pointers! {
    [T: Send + 'static] Box<T>;
    [T: Send + 'static] Box<[T]>;
    [T: Send + Sync + 'static] Arc<T>;
    [] CString;
}

// SAFETY: the elements of the slice.
unsafe impl<T: Send + 'static> HandoverLen for Box<[T]> {
    fn len(kept: &Self::Kept) -> usize {
        // SAFETY: a pointer of `into_pointer`, which is released after this.
        unsafe { len_of_elements(kept.c()) }
    }
}

// SAFETY: the bytes before the NUL.
unsafe impl HandoverLen for CString {
    fn len(kept: &Self::Kept) -> usize {
        let text: *mut c_char = kept.c();
        // SAFETY: a pointer of `into_pointer`, which is released after this.
        unsafe { CStr::from_ptr(text) }.count_bytes()
    }
}

// SAFETY: null, or the pointer of the value.
unsafe impl<H: Handover<C: Nullable>> Handover for Option<H> {
    type C = H::C;
    type Kept = Option<H::Kept>;

    fn hand(self) -> Self::Kept {
        self.map(H::hand)
    }
}

impl<H: IsItsContext<Held: KeptByC<C: Nullable>>> IsItsContext for Option<H> {
    type Held = Option<H::Held>;

    fn hand_alone(self) -> Self::Held {
        self.map(H::hand_alone)
    }
}

// SAFETY: null with no elements, or those of the value.
unsafe impl<H: HandoverLen<C: Nullable>> HandoverLen for Option<H> {
    fn len(kept: &Self::Kept) -> usize {
        kept.as_ref().map_or(0, H::len)
    }
}

/// Prepares an argument whose context C is given.
#[doc(hidden)]
pub fn hand_over<H: Handover>(value: H) -> H::Kept {
    value.hand()
}

/// Prepares an argument that is its own context.
#[doc(hidden)]
pub fn hand_over_alone<H: IsItsContext>(value: H) -> H::Held {
    value.hand_alone()
}

/// Returns the number of elements for [`length`](crate::foreign::wrapper::length).
#[doc(hidden)]
pub fn len_of_handover<H: HandoverLen>(kept: &H::Kept) -> usize {
    H::len(kept)
}
