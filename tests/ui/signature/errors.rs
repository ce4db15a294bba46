use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[callback]
type NotAFunction = c_int;

#[callback]
type Optional = Option<fn(#[context] _: _)>;

#[callback]
type Unsafe = unsafe fn(#[context] _: _);

#[callback]
type NoFail = fn(#[context] _: _) -> c_int;

#[callback]
type Unwritten = fn(#[context] _: _, value: _);

#[callback(once, shared)]
type OnceShared = fn(#[context] _: _);

#[callback(retained, unregister = ())]
type Retained = fn(#[context] _: _);

#[callback(unknown)]
type Unknown = fn(#[context] _: _);

#[callback]
type Lifetime<'a> = fn(#[context] _: _, value: &'a c_int);

#[callback]
type Default<T = c_int, const N: usize = 1> = fn(#[context] _: _, value: &[T; N]);

#[callback]
type TwoContexts = fn(#[context] _: _, #[context] _: _);

#[callback]
type TypedContext = fn(#[context] user: &mut c_int, value: c_int);

#[callback]
type Conditional = fn(#[context] _: _, #[cfg(unix)] value: c_int);

#[callback]
type Variadic = unsafe extern "C" fn(#[context] _: _, ...);

#[callback]
type Element<T> = fn(element: &T, #[context] _: _);

#[callback]
unsafe extern "C" {
    safe fn no_arguments(#[callback] f: Element, #[context(f)] _: *mut c_void);
    safe fn no_signature(#[callback] f: c_int);
    safe fn fail_twice(#[callback(fail = 1)] f: Failing, #[context(f)] _: *mut c_void);
}

#[callback(fail = 0)]
type Failing = fn(#[context] _: _) -> c_int;

#[callback]
unsafe extern "C" {
    safe fn missing(#[callback] f: Missing, #[context(f)] _: *mut c_void);
}

fn main() {}
