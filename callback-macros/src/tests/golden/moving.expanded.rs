#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
fn on_commit(n: c_int, commits: &Cell<u32>) {
    commits.set(n)
}
/**The callback made of [`on_commit`](fn@on_commit).

```c
void on_commit(int n, void *commits);
```*/
#[allow(non_camel_case_types)]
enum on_commit {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for on_commit {
        type Fn = unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> ();
        type Context = Cell<u32>;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Moving,
            __callback_runtime::Parameter<1usize>,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Passed,
            __callback_runtime::AnyThread,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::on_commit"
            ),
            "n,commits",
            "void on_commit(int n, void *commits);",
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0, __callback_c1): (c_int, *mut __callback_runtime::c_void),
            __callback_held: __callback_runtime::Waiting<'_, Cell<u32>>,
        ) -> __callback_runtime::Ended<()> {
            let n = __callback_runtime::number::<c_int>(__callback_c0);
            let commits = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::plain(on_commit(n, commits))
        }
    }
    impl __callback_runtime::Callback for on_commit {}
    #[allow(dead_code)]
    fn __callback_threads() {
        __callback_runtime::assert_threads::<
            Cell<u32>,
            __callback_runtime::Moving,
            <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
        >();
    }
};
unsafe extern "C" {}
#[allow(
    non_snake_case,
    unused_variables,
    unused_qualifications,
    unused_unsafe,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
/**
```c
void each(void (*f)(void *), void *);
```*/
fn each(
    f: impl ::core::ops::Fn() + ::core::marker::Send,
) -> ::core::result::Result<(), ::callback_runtime::Refused> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "each"]
        fn __callback_c_function(
            __callback_c0: __callback_runtime::CFn,
            __callback_c1: *mut c_void,
        );
    }
    #[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller<__CallbackClosure0>(__callback_closure: &__CallbackClosure0)
    where
        __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send,
    {
        __callback_closure()
    }
    /**The callback made of [`f_of_caller`](fn@f_of_caller).

```c
void f_of_caller(void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum f_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (*const __CallbackClosure0,)>,
        ),
    }
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(deprecated)]
    #[allow(unused_qualifications)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    const _: () = {
        use ::callback_runtime::__private as __callback_runtime;
        unsafe impl<__CallbackClosure0> __callback_runtime::Definition
        for f_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send,
        {
            type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Moving,
                __callback_runtime::Parameter<0usize>,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Passed,
                __callback_runtime::AnyThread,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::each::f"
                ),
                "__callback_closure",
                "void f_of_caller(void *);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (*mut __callback_runtime::c_void,),
                __callback_held: __callback_runtime::Waiting<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<()> {
                let __callback_closure = unsafe {
                    __callback_runtime::shared(__callback_held)
                };
                __callback_runtime::plain(
                    f_of_caller::<__CallbackClosure0>(__callback_closure),
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for f_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send,
        {}
        #[allow(dead_code)]
        fn __callback_threads<__CallbackClosure0>()
        where
            __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send,
        {
            __callback_runtime::assert_threads::<
                __CallbackClosure0,
                __callback_runtime::Moving,
                <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
            >();
        }
    };
    #[allow(unused_mut)]
    let mut __callback_context0 = f;
    __callback_runtime::hand::<
        ::callback_runtime::__private::Plain,
        _,
    >(
        __callback_runtime::lend::<
            f_of_caller<_>,
            _,
        >(
            &mut __callback_context0,
            |__callback_scope0| (|| {
                let __callback_returned = unsafe {
                    __callback_c_function(
                        __callback_runtime::Lent::shim(&__callback_scope0),
                        __callback_runtime::Lent::context(&__callback_scope0),
                    )
                };
                __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
            })(),
        ),
    )
}
///The C function behind [`each`](fn@each).
/**
```c
void each(void (*f)(void *), void *);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum each {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for each {
        const C_NAME: &'static __callback_runtime::str = "each";
        type __Type = unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            *mut c_void,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void each(void (*f)(void *), void *);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "each"]
        fn __callback_c_function(
            _: __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            _: *mut c_void,
        );
    }
    impl each {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            *mut c_void,
        ) = __callback_c_function;
    }
};
