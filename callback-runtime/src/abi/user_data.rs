//! The place of the context in a declaration, compared at compile time.
//!
//! Any two thin pointers are passed alike, so that signatures also match if the context is taken for another pointer
//! argument. In C the context is a `void *` or a pointer to bytes, or the type given by `as`.

use core::ffi::c_void;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

/// A place of the context that fits the parameters of a declaration.
#[doc(hidden)]
pub trait Among<Theirs, Pointer> {}

/// A pointer type of the context, compatible with that of the declaration.
#[doc(hidden)]
pub trait SameContext<Theirs> {}

/// A pointee of the context in C, compatible with that of the declaration.
#[doc(hidden)]
pub trait SamePointee<Theirs> {}

impl<T> SamePointee<T> for T {}

macro_rules! untyped {
    ($($ours:ty => $($theirs:ty)*;)*) => {$($(
        impl SamePointee<$theirs> for $ours {}
    )*)*};
}

untyped! {
    c_void => () i8 u8 MaybeUninit<u8>;
    i8 => u8 c_void;
    u8 => i8 c_void;
}

macro_rules! same_pointer {
    ($($theirs:ty)*) => {$(
        impl<T: SamePointee<U>, U> SameContext<$theirs> for *const T {}
        impl<T: SamePointee<U>, U> SameContext<$theirs> for *mut T {}
    )*};
}

same_pointer!(*const U *mut U NonNull<U> Option<NonNull<U>> &U Option<&U> &mut U Option<&mut U>);

/// Types that are not passed like a pointer: [`Matches`](crate::abi::Matches) refuses them.
macro_rules! other {
    ($($theirs:ty)*) => {$(
        impl<T> SameContext<$theirs> for *const T {}
        impl<T> SameContext<$theirs> for *mut T {}
    )*};
}

other!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize f32 f64 bool);
