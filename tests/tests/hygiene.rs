//! Names of the user's that the expansion must not take for its own (hazard 40).

/// Everything that the expansion could name is something else here.
#[allow(dead_code, non_camel_case_types, non_upper_case_globals, unreachable_pub, unused_macros)]
mod shadowed {
    #![no_implicit_prelude]

    pub struct Option;
    pub struct Result;
    pub struct Ok;
    pub struct Err;
    pub struct Some;
    pub struct None;
    pub struct Ordering;
    pub struct ControlFlow;
    pub struct Infallible;
    pub struct PhantomData;
    pub struct Callback;
    pub struct CType;
    pub struct c_void;
    pub struct c_int;
    pub struct bool;
    pub struct str;
    pub struct u8;
    pub struct i32;
    pub struct usize;
    pub trait Sized {}
    pub trait Send {}
    pub trait Copy {}
    pub trait Fn {}
    pub trait FnOnce {}
    pub trait Iterator {}
    pub mod core {}
    pub mod std {}
    pub mod libc {}
    pub mod callback_runtime {}
    pub mod __private {}
    pub fn call() {}
    pub fn shim() {}
    pub fn argument() {}
    pub fn plain() {}
    pub fn len() {}
    pub const c: () = ();
    pub const fail: () = ();
    pub static value: () = ();

    macro_rules! concat {
        ($($tokens:tt)*) => {
            compile_error!("the user's `concat`")
        };
    }
    macro_rules! module_path {
        ($($tokens:tt)*) => {
            compile_error!("the user's `module_path`")
        };
    }
    macro_rules! panic {
        ($($tokens:tt)*) => {
            compile_error!("the user's `panic`")
        };
    }

    use ::callback_runtime::callback;

    #[callback]
    pub fn by_value(
        a: &::core::primitive::i32,
        b: &::core::primitive::i32,
        #[context] calls: &mut ::core::primitive::usize,
    ) -> ::core::cmp::Ordering {
        *calls += 1;
        ::core::cmp::Ord::cmp(a, b)
    }

    #[callback(fail = 0)]
    pub fn plain_value(
        a: &::core::primitive::i32,
        b: &::core::primitive::i32,
        #[context] down: &::core::primitive::bool,
    ) -> ::core::ffi::c_int {
        let order = ::core::cmp::Ord::cmp(a, b);
        (if *down { order.reverse() } else { order }) as ::core::ffi::c_int
    }

    #[callback(ok = 0, err = code, fail = CODE)]
    pub fn result<T: ::core::cmp::Ord + 'static>(
        a: &T,
        _: &T,
        #[context] limit: &T,
    ) -> ::core::result::Result<(), ::core::primitive::i32> {
        if a > limit { ::core::result::Result::Err(7) } else { ::core::result::Result::Ok(()) }
    }

    const CODE: ::core::ffi::c_int = -1;

    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn code(error: &::core::primitive::i32) -> ::core::ffi::c_int {
        -*error
    }

    #[callback(break = -1)]
    pub fn flow(
        #[len(n - 1 + 1)] a: &[::core::ffi::c_int],
        n: ::core::primitive::usize,
        #[context] text: &mut ::std::string::String,
    ) -> ::core::ops::ControlFlow<(), ::core::ffi::c_int> {
        for _ in a {
            text.push('x');
        }
        ::core::ops::ControlFlow::Continue(1)
    }

    #[callback(err = errno(-1))]
    pub fn errno(
        handle: *mut *mut ::core::ffi::c_void,
        #[context(from = unsafe { *handle })] calls: &::core::cell::Cell<::core::ffi::c_int>,
    ) -> ::core::result::Result<::core::ffi::c_int, ::core::ffi::c_int> {
        calls.set(calls.get() + 1);
        ::core::result::Result::Err(calls.get())
    }

    pub fn nested() -> ::core::primitive::bool {
        #[callback(fail = false)]
        fn inner(x: ::core::primitive::bool) -> ::core::primitive::bool {
            !x
        }
        inner(false)
    }
}

/// Parameters that are called like something of ours, or like the function itself.
mod parameters {
    use callback_runtime::callback;
    use std::cmp::Ordering;

    #[callback]
    pub(crate) fn call(shim: &i32, call: &i32, #[context] context: &mut usize) -> Ordering {
        *context += 1;
        shim.cmp(call)
    }

    #[callback(err = 0)]
    pub(crate) fn r#fn(
        r#type: &i32,
        error: &i32,
        #[context] r#fn: &mut usize,
    ) -> Result<i32, std::convert::Infallible> {
        *r#fn += 1;
        Ok(r#type.cmp(error) as i32)
    }
}

use callback_runtime::Callback;
use core::ffi::c_void;

fn numbers() -> [i32; 5] {
    [3, 1, 5, 2, 4]
}

/// Sorts in C.
macro_rules! qsort_r {
    ($numbers:expr, $cb:expr) => {
        // SAFETY: the callback compares `i32`s.
        unsafe {
            callback_tests::sys::qsort_r(
                $numbers.as_mut_ptr().cast::<c_void>(),
                $numbers.len(),
                4,
                $cb.shim(),
                $cb.context(),
            )
        }
    };
}

#[test]
fn s40_shadowed_names_are_not_taken() {
    let (mut up, mut calls) = (numbers(), 0);
    shadowed::by_value::scope(&mut calls, |cb| qsort_r!(up, cb)).unwrap();
    assert_eq!(up, [1, 2, 3, 4, 5]);
    assert!(calls >= 4);

    let mut down = numbers();
    shadowed::plain_value::scope(&true, |cb| qsort_r!(down, cb)).unwrap();
    assert_eq!(down, [5, 4, 3, 2, 1]);

    let mut any = numbers();
    let stopped = shadowed::result::<i32>::scope(&0, |cb| qsort_r!(any, cb));
    assert_eq!(stopped, Err(callback_runtime::Failed::Err(7)));
    assert!(shadowed::nested());
}

#[test]
fn s40_parameters_may_have_any_name() {
    let (mut up, mut calls) = (numbers(), 0);
    parameters::call::scope(&mut calls, |cb| qsort_r!(up, cb)).unwrap();
    assert_eq!(up, [1, 2, 3, 4, 5]);

    let mut up = numbers();
    parameters::r#fn::scope(&mut calls, |cb| qsort_r!(up, cb)).unwrap();
    assert_eq!(up, [1, 2, 3, 4, 5]);
    assert!(parameters::r#fn::NAME.ends_with("parameters::fn"));
}
