//! Types of contexts by value that a function is probably meant to have in each call.

use core::marker::PhantomData;
use core::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroIsize, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
    NonZeroUsize,
};
use core::pin::Pin;
use core::ptr::NonNull;

use crate::value::validity::Fault;

/// The type of a context that one call consumes.
#[doc(hidden)]
#[derive(Debug)]
pub struct Consumed<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Fault for Consumed<T> {
    const __FAULT: Option<&'static str> = None;
}

const VALUE: &str = "a context by value is consumed by one call; write a reference to it, or a struct if C calls once";
const REFERENCE: &str =
    "a context by value is consumed by one call, and this name hides a reference; write `&T` or `&mut T` itself";
const POINTER: &str =
    "a context by value is consumed by one call, and this name hides a pointer; write `*mut T` itself";
#[cfg(feature = "std")]
const WEAK: &str = "a context by value is consumed by one call; write `&Weak<T>`, which the function upgrades, or a struct if C calls once";

macro_rules! consumed {
    ($fault:expr; $([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Consumed<$t> {
            pub const __FAULT: Option<&'static str> = Some($fault);
        }
    )*};
}

macro_rules! values {
    ($($t:ty)*) => { consumed!(VALUE; $([] $t; [] Option<$t>;)*); };
}

values!(i8 u8 i16 u16 i32 u32 i64 u64 i128 u128 isize usize f32 f64 bool char);
values!(NonZeroI8 NonZeroU8 NonZeroI16 NonZeroU16 NonZeroI32 NonZeroU32 NonZeroI64 NonZeroU64 NonZeroIsize NonZeroUsize);

consumed! {
    VALUE;
    [T: Copy, const N: usize] [T; N];
    [A: Copy] (A,);
    [A: Copy, B: Copy] (A, B);
    [A: Copy, B: Copy, C: Copy] (A, B, C);
    [A: Copy, B: Copy, C: Copy, D: Copy] (A, B, C, D);
}

consumed! {
    REFERENCE;
    [T: ?Sized] &T;
    [T: ?Sized] &mut T;
    [T: ?Sized] Option<&T>;
    [T: ?Sized] Option<&mut T>;
    [T: ?Sized] Pin<&T>;
    [T: ?Sized] Pin<&mut T>;
    [T: ?Sized] Option<Pin<&T>>;
    [T: ?Sized] Option<Pin<&mut T>>;
}

consumed! {
    POINTER;
    [T: ?Sized] *const T;
    [T: ?Sized] *mut T;
    [T: ?Sized] NonNull<T>;
    [T: ?Sized] Option<NonNull<T>>;
}

#[cfg(feature = "std")]
consumed! {
    WEAK;
    [T: ?Sized] std::rc::Weak<T>;
    [T: ?Sized] std::sync::Weak<T>;
    [T: ?Sized] Option<std::rc::Weak<T>>;
    [T: ?Sized] Option<std::sync::Weak<T>>;
}
