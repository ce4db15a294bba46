//! The ways in which a callback uses its context.

use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::frame::state::Entry;
use crate::value::argument::Call;
use crate::value::overlap::Place;

/// An [`Access`], whatever the type of the context.
#[doc(hidden)]
pub trait Enters {
    /// The calls that may be inside at the same time.
    const ENTRY: Entry;
}

/// The way in which a callback uses its context: by `&mut T`, by `&T`, as a raw pointer, or by value.
#[doc(hidden)]
pub trait Access<T: ?Sized>: Enters {
    /// The context as `scope` takes it.
    type Borrowed<'b>
    where
        T: 'b;

    /// The context during argument conversion: the value if the call consumes it, else its address, so that the
    /// registers are free for the conversions.
    type Held<'call>
    where
        T: 'call;

    /// The pointer in the frame: to the value itself, or to the place in which the owner keeps it.
    fn pointer<'b>(borrowed: &mut Self::Borrowed<'b>) -> NonNull<T>
    where
        T: 'b;

    /// Hands the context to a call.
    ///
    /// # Safety
    ///
    /// `place` is in a frame that lives for `'call`, and holds a pointer from [`pointer`](Access::pointer) that is
    /// borrowed for `'call`; the state let this call in.
    unsafe fn hold<'call>(place: NonNull<NonNull<T>>) -> Self::Held<'call>
    where
        T: 'call;
}

/// The address of the context of a call, for as long as the call lasts. It is not a reference: the compiler
/// would read one ahead of the conversions.
#[doc(hidden)]
#[derive(Debug)]
pub struct Waiting<'call, T: ?Sized> {
    place: NonNull<NonNull<T>>,
    // Invariant: with a lifetime of the context made shorter, arguments could be put into it.
    call: PhantomData<&'call mut *mut T>,
}

/// The call that an argument belongs to, next to a context that the function has as `&mut T`.
#[doc(hidden)]
#[inline]
pub fn beside_exclusive<T: ?Sized>(held: &Waiting<'_, T>) -> Call {
    // SAFETY: the frame is live for as long as `held` is (`FRAME-LIVE`).
    let value = unsafe { held.place.read() };
    // SAFETY: the value stays where it is (`VALUE-STAYS`), and nobody has it mutably until `held` is given.
    Call::beside(Place::of_exclusive(unsafe { value.as_ref() }))
}

/// The call that an argument belongs to, next to a context that the function has as `&T`.
#[doc(hidden)]
#[inline]
pub fn beside_shared<T: ?Sized>(held: &Waiting<'_, T>) -> Call {
    // SAFETY: the frame is live for as long as `held` is (`FRAME-LIVE`).
    let value = unsafe { held.place.read() };
    // SAFETY: the value stays where it is (`VALUE-STAYS`), and nobody has it mutably.
    Call::beside(Place::of_shared(unsafe { value.as_ref() }))
}

/// The context, for a function with `&mut T`.
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

/// The context, for a function with `&T`.
///
/// # Safety
///
/// `held` is what [`SharedAccess`] gave to this call, and the call lasts.
#[doc(hidden)]
#[inline]
#[allow(clippy::needless_pass_by_value, reason = "it is used up")]
pub unsafe fn shared<T: ?Sized>(held: Waiting<'_, T>) -> &T {
    // SAFETY: the frame is live.
    let value = unsafe { held.place.read() };
    // SAFETY: borrowed for longer than the call, and nobody has it mutably.
    unsafe { value.as_ref() }
}

/// The context, for a function with a raw pointer.
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

/// The context, for a function that consumes it.
#[doc(hidden)]
#[inline]
pub fn once<T>(held: Taken<'_, T>) -> T {
    held.value
}

/// Implements accesses whose calls have a reference: how the owner lends the value, and how its address is taken.
macro_rules! referring {
    ($($(#[$attribute:meta])* $access:ident, $entry:ident, $borrowed:ty, $address:expr;)*) => {$(
        $(#[$attribute])*
        #[doc(hidden)]
        #[derive(Debug)]
        pub enum $access {}

        impl Enters for $access {
            const ENTRY: Entry = Entry::$entry;
        }

        impl<T: ?Sized> Access<T> for $access {
            type Borrowed<'b>
                = $borrowed
            where
                T: 'b;
            type Held<'call>
                = Waiting<'call, T>
            where
                T: 'call;

            #[allow(clippy::mut_mut, reason = "what is borrowed may be a `&mut T`")]
            fn pointer<'b>(borrowed: &mut $borrowed) -> NonNull<T>
            where
                T: 'b,
            {
                $address(borrowed)
            }

            #[inline]
            unsafe fn hold<'call>(place: NonNull<NonNull<T>>) -> Waiting<'call, T>
            where
                T: 'call,
            {
                Waiting { place, call: PhantomData }
            }
        }
    )*};
}

referring! {
    /// Access of `#[context] x: &mut T`.
    Exclusive, Exclusive, &'b mut T, |borrowed: &mut &'b mut T| NonNull::from(&mut **borrowed);
    /// Access of `#[context] x: &T`.
    SharedAccess, Shared, &'b T, |borrowed: &mut &'b T| NonNull::from(*borrowed);
    /// Access of `#[context] x: &T` with `threads = moves`: one call at a time, so that `T` need not be `Sync`, and the thread that
    /// lends it does not use it meanwhile.
    Moving, Moving, &'b mut T, |borrowed: &mut &'b mut T| NonNull::from(&mut **borrowed);
}

/// Access of `#[context] x: *mut T`: the pointer itself is the value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Copied {}

impl Enters for Copied {
    const ENTRY: Entry = Entry::Shared;
}

impl<T: Copy> Access<T> for Copied {
    type Borrowed<'b>
        = T
    where
        T: 'b;
    type Held<'call>
        = Waiting<'call, T>
    where
        T: 'call;
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

/// Access of `#[context] x: T`: consumed by one call.
#[doc(hidden)]
#[derive(Debug)]
pub enum Once {}

impl Enters for Once {
    const ENTRY: Entry = Entry::Once;
}

impl<T> Access<T> for Once {
    type Borrowed<'b>
        = T
    where
        T: 'b;
    type Held<'call>
        = Taken<'call, T>
    where
        T: 'call;
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

/// A callback without a context. Owners that need a context refuse it by their bounds.
#[doc(hidden)]
#[derive(Debug)]
pub enum Alone {}

impl Enters for Alone {
    const ENTRY: Entry = Entry::Shared;
}

impl<T> Access<T> for Alone {
    type Borrowed<'b>
        = &'b T
    where
        T: 'b;
    type Held<'call>
        = ()
    where
        T: 'call;
    fn pointer<'b>(borrowed: &mut &'b T) -> NonNull<T>
    where
        T: 'b,
    {
        NonNull::from(*borrowed)
    }

    unsafe fn hold<'call>(_place: NonNull<NonNull<T>>)
    where
        T: 'call,
    {
    }
}
