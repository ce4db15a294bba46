//! The caller of a declared function chooses its lifetimes and types, and not what C passes to the callback.
use std::ffi::{c_int, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[repr(C)]
struct Item<'a> {
    value: &'a u64,
}

#[callback]
unsafe extern "C" {
    safe fn lifetime<'a>(each: fn(&Item<'a>, #[context] _), #[context(each)] _: *mut c_void);

    safe fn forever(each: fn(&Item<'static>, #[context] _), #[context(each)] _: *mut c_void);

    safe fn anything<T>(each: fn(&T, #[context] _), #[context(each)] _: *mut c_void);

    safe fn as_many<const N: usize>(each: fn(&[u8; N], #[context] _), #[context(each)] _: *mut c_void);

    safe fn result<T>(index: usize) -> &'static T;

    #[callback(fails = nonzero)]
    safe fn written<T: Copy>(index: usize, #[out(free = libc::free)] value: CBox<T>) -> c_int;

    #[callback(len = N)]
    safe fn numbers<const N: usize>() -> &'static [[u8; N]];

    safe fn hashed<T: Eq + std::hash::Hash>(index: usize) -> &'static T;

    safe fn compared<T>(index: usize) -> &'static [T; 2]
    where
        T: PartialOrd + From<u8>;

    safe fn pointer<T>(index: usize) -> *const T;
}

fn main() {}
