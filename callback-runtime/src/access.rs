//! How a callback uses its context: what the owner takes, and what the function gets.

use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::state::Entry;

/// How a callback uses its context: what the owner takes, what the function gets, who may be inside.
#[doc(hidden)]
pub trait Access<T: ?Sized> {
    /// What `scope` takes.
    type Borrowed<'b>
    where
        T: 'b;

    /// What a call has until its arguments are converted: what it consumes, or the place of the rest, so
    /// that the conversions have the registers.
    type Held<'call>
    where
        T: 'call;

    /// Who may be inside at once.
    const ENTRY: Entry;

    /// What the frame points at: the value itself, or the place where the owner keeps it.
    fn pointer<'b>(borrowed: &mut Self::Borrowed<'b>) -> NonNull<T>
    where
        T: 'b;

    /// Lets a call have the context.
    ///
    /// # Safety
    ///
    /// `place` is in a frame that lives for `'call`, and has what is from [`pointer`](Access::pointer) and
    /// borrowed for `'call`; the state let this call in.
    unsafe fn hold<'call>(place: NonNull<NonNull<T>>) -> Self::Held<'call>
    where
        T: 'call;
}

/// Where the context of a call is, for as long as the call lasts. Not a reference, which the compiler
/// would read ahead of the conversions.
#[doc(hidden)]
#[derive(Debug)]
pub struct Waiting<'call, T: ?Sized> {
    place: NonNull<NonNull<T>>,
    // Invariant: with a lifetime of the context made shorter, arguments could be put into it.
    call: PhantomData<&'call mut *mut T>,
}

/// What a function with `&mut T` gets.
///
/// # Safety
///
/// `held` is what [`Exclusive`] gave to this call, and the call lasts.
#[doc(hidden)]
#[inline]
#[allow(clippy::needless_pass_by_value, reason = "it is used up")]
pub unsafe fn exclusive<T: ?Sized>(held: Waiting<'_, T>) -> &mut T {
    // SAFETY: the frame is live.
    let mut value = unsafe { held.place.read() };
    // SAFETY: borrowed mutably for longer than the call, and no other call is inside.
    unsafe { value.as_mut() }
}

/// What a function with `&T` gets.
///
/// # Safety
///
/// `held` is what [`Shared`] gave to this call, and the call lasts.
#[doc(hidden)]
#[inline]
#[allow(clippy::needless_pass_by_value, reason = "it is used up")]
pub unsafe fn shared<T: ?Sized>(held: Waiting<'_, T>) -> &T {
    // SAFETY: the frame is live.
    let value = unsafe { held.place.read() };
    // SAFETY: borrowed for longer than the call, and nobody has it mutably.
    unsafe { value.as_ref() }
}

/// What a function with a raw pointer gets.
///
/// # Safety
///
/// `held` is what [`Copied`] gave to this call, and the call lasts.
#[doc(hidden)]
#[inline]
#[allow(clippy::needless_pass_by_value, reason = "it is used up")]
pub unsafe fn copied<T: Copy>(held: Waiting<'_, T>) -> T {
    // SAFETY: the frame is live.
    let value = unsafe { held.place.read() };
    // SAFETY: the owner keeps the value where `pointer` found it.
    unsafe { value.read() }
}

/// The context of the one call that consumes it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Taken<'call, T> {
    value: T,
    call: PhantomData<&'call mut T>,
}

/// What a function that consumes its context gets.
#[doc(hidden)]
#[inline]
pub fn once<T>(held: Taken<'_, T>) -> T {
    held.value
}

/// `#[context] x: &mut T`
#[doc(hidden)]
#[derive(Debug)]
pub enum Exclusive {}

impl<T: ?Sized> Access<T> for Exclusive {
    type Borrowed<'b>
        = &'b mut T
    where
        T: 'b;
    type Held<'call>
        = Waiting<'call, T>
    where
        T: 'call;
    const ENTRY: Entry = Entry::Exclusive;

    #[allow(clippy::mut_mut, reason = "what is borrowed is a `&mut T`")]
    fn pointer<'b>(borrowed: &mut &'b mut T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(&mut **borrowed)
    }

    #[inline]
    unsafe fn hold<'call>(place: NonNull<NonNull<T>>) -> Waiting<'call, T>
    where
        T: 'call,
    {
        Waiting { place, call: PhantomData }
    }
}

/// `#[context] x: &T`
#[doc(hidden)]
#[derive(Debug)]
pub enum Shared {}

impl<T: ?Sized> Access<T> for Shared {
    type Borrowed<'b>
        = &'b T
    where
        T: 'b;
    type Held<'call>
        = Waiting<'call, T>
    where
        T: 'call;
    const ENTRY: Entry = Entry::Shared;

    fn pointer<'b>(borrowed: &mut &'b T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(*borrowed)
    }

    #[inline]
    unsafe fn hold<'call>(place: NonNull<NonNull<T>>) -> Waiting<'call, T>
    where
        T: 'call,
    {
        Waiting { place, call: PhantomData }
    }
}

/// `#[context] x: *mut T`: the pointer itself is the value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Copied {}

impl<T: Copy> Access<T> for Copied {
    type Borrowed<'b>
        = T
    where
        T: 'b;
    type Held<'call>
        = Waiting<'call, T>
    where
        T: 'call;
    const ENTRY: Entry = Entry::Shared;

    fn pointer<'b>(borrowed: &mut T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(borrowed)
    }

    #[inline]
    unsafe fn hold<'call>(place: NonNull<NonNull<T>>) -> Waiting<'call, T>
    where
        T: 'call,
    {
        Waiting { place, call: PhantomData }
    }
}

/// `#[context] x: T`: consumed by the one call it is for.
#[doc(hidden)]
#[derive(Debug)]
pub enum Once {}

impl<T> Access<T> for Once {
    type Borrowed<'b>
        = T
    where
        T: 'b;
    type Held<'call>
        = Taken<'call, T>
    where
        T: 'call;
    const ENTRY: Entry = Entry::Once;

    fn pointer<'b>(borrowed: &mut T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(borrowed)
    }

    #[inline]
    unsafe fn hold<'call>(place: NonNull<NonNull<T>>) -> Taken<'call, T>
    where
        T: 'call,
    {
        // SAFETY: the frame is live.
        let value = unsafe { place.read() };
        // SAFETY: the owner keeps the value where `pointer` found it, and `State` let one call in: it is
        // read once, and the owner does not drop a consumed value.
        Taken { value: unsafe { value.read() }, call: PhantomData }
    }
}
