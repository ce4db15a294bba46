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
int each(int (*enter)(const char *text, void *), int (*leave)(void *, int n), void *user);
```*/
fn each<E>(
    enter: ::core::option::Option<
        &(dyn for<'__callback_call> ::core::ops::Fn(&'__callback_call CStr) -> c_int),
    >,
    leave: impl ::core::ops::Fn(c_int) -> Result<(), E>,
) -> ::callback_runtime::foreign::FallibleCallResult<Result<(), E>, (), c_int> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "each"]
        fn __callback_c_function(
            __callback_c0: __callback_runtime::CFn,
            __callback_c1: __callback_runtime::CFn,
            __callback_c2: *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    #[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn enter_of_caller<'a, E, __CallbackClosure0, __CallbackClosure1>(
        text: &'a CStr,
        __callback_closure: &(
            ::core::option::Option<__CallbackClosure0>,
            __CallbackClosure1,
        ),
    ) -> c_int
    where
        __CallbackClosure0: for<'__callback_call> ::core::ops::Fn(
            &'__callback_call CStr,
        ) -> c_int,
        __CallbackClosure1: ::core::ops::Fn(c_int) -> Result<(), E>,
    {
        match &__callback_closure.0 {
            ::core::option::Option::Some(__callback_present) => __callback_present(text),
            ::core::option::Option::None => {
                ::core::panic!("C was given no such callback")
            }
        }
    }
    /**The callback made of [`enter_of_caller`](fn@enter_of_caller).

```c
int enter_of_caller(const char *text, void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum enter_of_caller<E, __CallbackClosure0, __CallbackClosure1>
    where
        __CallbackClosure0: for<'__callback_call> ::core::ops::Fn(
            &'__callback_call CStr,
        ) -> c_int,
        __CallbackClosure1: ::core::ops::Fn(c_int) -> Result<(), E>,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<
                fn() -> (*const E, *const __CallbackClosure0, *const __CallbackClosure1),
            >,
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
        unsafe impl<
            E,
            __CallbackClosure0,
            __CallbackClosure1,
        > __callback_runtime::Definition
        for enter_of_caller<E, __CallbackClosure0, __CallbackClosure1>
        where
            __CallbackClosure0: for<'__callback_call> ::core::ops::Fn(
                &'__callback_call CStr,
            ) -> c_int,
            __CallbackClosure1: ::core::ops::Fn(c_int) -> Result<(), E>,
        {
            type Fn = unsafe extern "C" fn(
                <&'_ CStr as __callback_runtime::CType>::C,
                *mut __callback_runtime::c_void,
            ) -> <c_int as __callback_runtime::CType>::C;
            type Context = (
                ::core::option::Option<__CallbackClosure0>,
                __CallbackClosure1,
            );
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::SharedAccess,
                __callback_runtime::Parameter<1usize>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                <c_int as __callback_runtime::CType>::C,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::each::enter"
                ),
                "text,__callback_closure",
                "int enter_of_caller(const char *text, void *);",
                0,
            );
            fn __body(
                _: __callback_runtime::Promise,
                (
                    __callback_c0,
                    __callback_c1,
                ): (
                    <&'_ CStr as __callback_runtime::CType>::C,
                    *mut __callback_runtime::c_void,
                ),
                __callback_held: __callback_runtime::Waiting<
                    '_,
                    (::core::option::Option<__CallbackClosure0>, __CallbackClosure1),
                >,
            ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
                let _: (__callback_runtime::Claim<&'_ CStr, 3>,);
                let text = __callback_runtime::CALL;
                let text = match unsafe {
                    __callback_runtime::argument::<
                        &'_ CStr,
                    >(&text, 0usize, __callback_c0)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                let __callback_closure = unsafe {
                    __callback_runtime::shared(__callback_held)
                };
                __callback_runtime::plain(
                    enter_of_caller::<
                        E,
                        __CallbackClosure0,
                        __CallbackClosure1,
                    >(text, __callback_closure),
                )
            }
        }
        impl<E, __CallbackClosure0, __CallbackClosure1> __callback_runtime::Callback
        for enter_of_caller<E, __CallbackClosure0, __CallbackClosure1>
        where
            __CallbackClosure0: for<'__callback_call> ::core::ops::Fn(
                &'__callback_call CStr,
            ) -> c_int,
            __CallbackClosure1: ::core::ops::Fn(c_int) -> Result<(), E>,
        {}
    };
    #[cfg_attr(
        clippy,
        allow(clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps)
    )]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn leave_of_caller<E, __CallbackClosure0, __CallbackClosure1>(
        __callback_closure: &(
            ::core::option::Option<__CallbackClosure0>,
            __CallbackClosure1,
        ),
        n: c_int,
    ) -> Result<(), E>
    where
        __CallbackClosure0: for<'__callback_call> ::core::ops::Fn(
            &'__callback_call CStr,
        ) -> c_int,
        __CallbackClosure1: ::core::ops::Fn(c_int) -> Result<(), E>,
    {
        (__callback_closure.1)(n)
    }
    /**The callback made of [`leave_of_caller`](fn@leave_of_caller).

```c
int leave_of_caller(void *, int n);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum leave_of_caller<E, __CallbackClosure0, __CallbackClosure1>
    where
        __CallbackClosure0: for<'__callback_call> ::core::ops::Fn(
            &'__callback_call CStr,
        ) -> c_int,
        __CallbackClosure1: ::core::ops::Fn(c_int) -> Result<(), E>,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<
                fn() -> (*const E, *const __CallbackClosure0, *const __CallbackClosure1),
            >,
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
        unsafe impl<
            E,
            __CallbackClosure0,
            __CallbackClosure1,
        > __callback_runtime::Definition
        for leave_of_caller<E, __CallbackClosure0, __CallbackClosure1>
        where
            __CallbackClosure0: for<'__callback_call> ::core::ops::Fn(
                &'__callback_call CStr,
            ) -> c_int,
            __CallbackClosure1: ::core::ops::Fn(c_int) -> Result<(), E>,
        {
            type Fn = unsafe extern "C" fn(
                *mut __callback_runtime::c_void,
                c_int,
            ) -> __callback_runtime::c_int;
            type Context = (
                ::core::option::Option<__CallbackClosure0>,
                __CallbackClosure1,
            );
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::SharedAccess,
                __callback_runtime::Parameter<0usize>,
                Result<(), E>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                __callback_runtime::c_int,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::each::leave"
                ),
                "__callback_closure,n",
                "int leave_of_caller(void *, int n);",
                1,
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0, __callback_c1): (*mut __callback_runtime::c_void, c_int),
                __callback_held: __callback_runtime::Waiting<
                    '_,
                    (::core::option::Option<__CallbackClosure0>, __CallbackClosure1),
                >,
            ) -> __callback_runtime::EndedBy<__callback_runtime::c_int, Result<(), E>> {
                let __callback_answer0 = 0;
                let __callback_answer1 = __callback_runtime::Always(1);
                let n = __callback_runtime::number::<c_int>(__callback_c1);
                let __callback_closure = unsafe {
                    __callback_runtime::shared(__callback_held)
                };
                __callback_runtime::status(
                    leave_of_caller::<
                        E,
                        __CallbackClosure0,
                        __CallbackClosure1,
                    >(__callback_closure, n),
                    __callback_answer0,
                    __callback_answer1,
                )
            }
        }
        impl<E, __CallbackClosure0, __CallbackClosure1> __callback_runtime::Callback
        for leave_of_caller<E, __CallbackClosure0, __CallbackClosure1>
        where
            __CallbackClosure0: for<'__callback_call> ::core::ops::Fn(
                &'__callback_call CStr,
            ) -> c_int,
            __CallbackClosure1: ::core::ops::Fn(c_int) -> Result<(), E>,
        {}
    };
    let __callback_present0 = __callback_runtime::Option::is_some(&enter);
    #[allow(unused_mut)]
    let mut __callback_context0 = (enter, leave);
    __callback_runtime::hand_called::<
        Result<(), E>,
        _,
        _,
    >(
        __callback_runtime::lend::<
            leave_of_caller<E, _, _>,
            _,
        >(
            &__callback_context0,
            |__callback_scope0| (|| {
                let __callback_returned = unsafe {
                    __callback_c_function(
                        if __callback_present0 {
                            __callback_runtime::Lent::shim(
                                &__callback_runtime::Scope::also::<
                                    enter_of_caller<E, _, _>,
                                >(&__callback_scope0),
                            )
                        } else {
                            __callback_runtime::Option::None
                        },
                        __callback_runtime::Lent::shim(&__callback_scope0),
                        __callback_runtime::Lent::context(&__callback_scope0),
                    )
                };
                if __callback_runtime::is_nonzero(__callback_returned) {
                    let __callback_error = __callback_runtime::From::from(
                        __callback_returned,
                    );
                    return __callback_runtime::Result::Err(
                        __callback_runtime::CallError::C(__callback_error),
                    );
                }
                __callback_runtime::Result::<
                    _,
                    __callback_runtime::CallError<c_int>,
                >::Ok(())
            })(),
        ),
    )
}
///The C function behind [`each`](fn@each).
/**
```c
int each(int (*enter)(const char *text, void *), int (*leave)(void *, int n), void *user);
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
    #[allow(dead_code)]
    type E = ();
    impl __callback_runtime::Declaration for each {
        const C_NAME: &'static __callback_runtime::str = "each";
        type __Type = unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    <&'_ CStr as __callback_runtime::CType>::C,
                    *mut __callback_runtime::c_void,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    c_int,
                ) -> __callback_runtime::c_int,
            >,
            *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int each(int (*enter)(const char *text, void *), int (*leave)(void *, int n), void *user);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "each"]
        fn __callback_c_function(
            _: __callback_runtime::Option<
                unsafe extern "C" fn(
                    <&'_ CStr as __callback_runtime::CType>::C,
                    *mut __callback_runtime::c_void,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            _: __callback_runtime::Option<
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    c_int,
                ) -> __callback_runtime::c_int,
            >,
            _: *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    impl each {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    <&'_ CStr as __callback_runtime::CType>::C,
                    *mut __callback_runtime::c_void,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    c_int,
                ) -> __callback_runtime::c_int,
            >,
            *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
    }
};
#[allow(non_snake_case, unused_unsafe)]
#[cfg_attr(clippy, allow(clippy::too_many_arguments))]
/// Several calls.
fn run(
    first: ::core::option::Option<&mut (dyn ::core::ops::FnMut())>,
    second: impl ::core::ops::FnMut() -> ControlFlow<c_int>,
    kept: ::core::option::Option<
        ::callback_runtime::__private::Box<dyn ::core::ops::FnMut()>,
    >,
) -> ::callback_runtime::foreign::CallResult<ControlFlow<c_int>, (c_int, c_int)> {
    use ::callback_runtime::__private as __callback_runtime;
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn first_of_caller<__CallbackClosure0, __CallbackClosure1>(
        __callback_closure: &mut (
            ::core::option::Option<__CallbackClosure0>,
            __CallbackClosure1,
        ),
    )
    where
        __CallbackClosure0: ::core::ops::FnMut(),
        __CallbackClosure1: ::core::ops::FnMut() -> ControlFlow<c_int>,
    {
        match &mut __callback_closure.0 {
            ::core::option::Option::Some(__callback_present) => __callback_present(),
            ::core::option::Option::None => {
                ::core::panic!("C was given no such callback")
            }
        }
    }
    /**The callback made of [`first_of_caller`](fn@first_of_caller).

```c
void first_of_caller(void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum first_of_caller<__CallbackClosure0, __CallbackClosure1>
    where
        __CallbackClosure0: ::core::ops::FnMut(),
        __CallbackClosure1: ::core::ops::FnMut() -> ControlFlow<c_int>,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<
                fn() -> (*const __CallbackClosure0, *const __CallbackClosure1),
            >,
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
        unsafe impl<
            __CallbackClosure0,
            __CallbackClosure1,
        > __callback_runtime::Definition
        for first_of_caller<__CallbackClosure0, __CallbackClosure1>
        where
            __CallbackClosure0: ::core::ops::FnMut(),
            __CallbackClosure1: ::core::ops::FnMut() -> ControlFlow<c_int>,
        {
            type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            type Context = (
                ::core::option::Option<__CallbackClosure0>,
                __CallbackClosure1,
            );
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::run::first"
                ),
                "__callback_closure",
                "void first_of_caller(void *);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (*mut __callback_runtime::c_void,),
                __callback_held: __callback_runtime::Waiting<
                    '_,
                    (::core::option::Option<__CallbackClosure0>, __CallbackClosure1),
                >,
            ) -> __callback_runtime::Ended<()> {
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(
                    first_of_caller::<
                        __CallbackClosure0,
                        __CallbackClosure1,
                    >(__callback_closure),
                )
            }
        }
        impl<__CallbackClosure0, __CallbackClosure1> __callback_runtime::Callback
        for first_of_caller<__CallbackClosure0, __CallbackClosure1>
        where
            __CallbackClosure0: ::core::ops::FnMut(),
            __CallbackClosure1: ::core::ops::FnMut() -> ControlFlow<c_int>,
        {}
    };
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn second_of_caller<__CallbackClosure0, __CallbackClosure1>(
        __callback_closure: &mut (
            ::core::option::Option<__CallbackClosure0>,
            __CallbackClosure1,
        ),
    ) -> ControlFlow<c_int>
    where
        __CallbackClosure0: ::core::ops::FnMut(),
        __CallbackClosure1: ::core::ops::FnMut() -> ControlFlow<c_int>,
    {
        (__callback_closure.1)()
    }
    /**The callback made of [`second_of_caller`](fn@second_of_caller).

```c
int second_of_caller(void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum second_of_caller<__CallbackClosure0, __CallbackClosure1>
    where
        __CallbackClosure0: ::core::ops::FnMut(),
        __CallbackClosure1: ::core::ops::FnMut() -> ControlFlow<c_int>,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<
                fn() -> (*const __CallbackClosure0, *const __CallbackClosure1),
            >,
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
        unsafe impl<
            __CallbackClosure0,
            __CallbackClosure1,
        > __callback_runtime::Definition
        for second_of_caller<__CallbackClosure0, __CallbackClosure1>
        where
            __CallbackClosure0: ::core::ops::FnMut(),
            __CallbackClosure1: ::core::ops::FnMut() -> ControlFlow<c_int>,
        {
            type Fn = unsafe extern "C" fn(
                *mut __callback_runtime::c_void,
            ) -> __callback_runtime::c_int;
            type Context = (
                ::core::option::Option<__CallbackClosure0>,
                __CallbackClosure1,
            );
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
                ControlFlow<c_int>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                __callback_runtime::c_int,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::run::second"
                ),
                "__callback_closure",
                "int second_of_caller(void *);",
                1,
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (*mut __callback_runtime::c_void,),
                __callback_held: __callback_runtime::Waiting<
                    '_,
                    (::core::option::Option<__CallbackClosure0>, __CallbackClosure1),
                >,
            ) -> __callback_runtime::EndedBy<
                __callback_runtime::c_int,
                ControlFlow<c_int>,
            > {
                let __callback_answer0 = 0;
                let __callback_answer1 = __callback_runtime::Always(1);
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::status(
                    second_of_caller::<
                        __CallbackClosure0,
                        __CallbackClosure1,
                    >(__callback_closure),
                    __callback_answer0,
                    __callback_answer1,
                )
            }
        }
        impl<__CallbackClosure0, __CallbackClosure1> __callback_runtime::Callback
        for second_of_caller<__CallbackClosure0, __CallbackClosure1>
        where
            __CallbackClosure0: ::core::ops::FnMut(),
            __CallbackClosure1: ::core::ops::FnMut() -> ControlFlow<c_int>,
        {}
    };
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn kept_of_caller<__CallbackClosure0>(__callback_closure: &mut __CallbackClosure0)
    where
        __CallbackClosure0: ::core::ops::FnMut(),
    {
        __callback_closure()
    }
    /**The callback made of [`kept_of_caller`](fn@kept_of_caller).

```c
void kept_of_caller(void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum kept_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::FnMut(),
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
        for kept_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(),
        {
            type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::run::kept"
                ),
                "__callback_closure",
                "void kept_of_caller(void *);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (*mut __callback_runtime::c_void,),
                __callback_held: __callback_runtime::Waiting<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<()> {
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(
                    kept_of_caller::<__CallbackClosure0>(__callback_closure),
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for kept_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(),
        {}
    };
    let mut __callback_kept6 = __callback_runtime::OutSlot::<
        <c_int as __callback_runtime::CType>::C,
    >::new();
    let __callback_present0 = __callback_runtime::Option::is_some(&first);
    #[allow(unused_mut)]
    let mut __callback_context0 = (first, second);
    #[allow(unused_mut)]
    let mut __callback_context3 = kept;
    let __callback_scope3 = __callback_runtime::Option::transpose(
        __callback_runtime::Option::map(
            __callback_context3,
            |__callback_one| __callback_runtime::acquired(
                <kept_of_caller<
                    _,
                > as __callback_runtime::Callback>::try_own(__callback_one),
                __callback_runtime::concat!(
                    "fn ", __callback_runtime::module_path!(), "::", "run"
                ),
            ),
        ),
    )?;
    __callback_runtime::hand::<
        ControlFlow<c_int>,
        _,
    >(
        __callback_runtime::lend::<
            second_of_caller<_, _>,
            _,
        >(
            &mut __callback_context0,
            |__callback_scope0| (|| {
                let __callback_returned = (|| -> <c_int as __callback_runtime::CType>::C {
                    let first = if __callback_present0 {
                        __callback_runtime::Option::Some(
                            __callback_runtime::Scope::also::<
                                first_of_caller<_, _>,
                            >(&__callback_scope0),
                        )
                    } else {
                        __callback_runtime::Option::None
                    };
                    let second = &__callback_scope0;
                    let user: *mut c_void = __callback_runtime::Lent::context(
                        &__callback_scope0,
                    );
                    let kept = __callback_runtime::Option::as_ref(&__callback_scope3);
                    let data: *mut c_void = __callback_runtime::Lent::context(
                        &__callback_scope3,
                    );
                    let notify: Option<unsafe extern "C" fn(*mut c_void)> = __callback_runtime::Option::and_then(
                        __callback_runtime::Option::as_ref(&__callback_scope3),
                        __callback_runtime::Registration::destroy::<
                            Option<unsafe extern "C" fn(*mut c_void)>,
                        >,
                    );
                    let result = __callback_runtime::OutSlot::pointer(
                        &mut __callback_kept6,
                    );
                    unsafe {
                        start(first.shim(), second.shim(), user);
                        keep(kept.shim(), data, notify, result)
                    }
                })();
                __callback_runtime::Destroyed::given(__callback_scope3);
                let __callback_value = unsafe {
                    __callback_runtime::returned::<
                        c_int,
                    >(
                        __callback_returned,
                        __callback_runtime::concat!(
                            "fn ", __callback_runtime::module_path!(), "::", "run"
                        ),
                        __callback_runtime::Option::None,
                    )
                };
                let __callback_value6 = unsafe {
                    __callback_runtime::returned::<
                        c_int,
                    >(
                        __callback_runtime::OutSlot::take(&__callback_kept6),
                        __callback_runtime::concat!(
                            "fn ", __callback_runtime::module_path!(), "::", "run"
                        ),
                        __callback_runtime::Option::Some("result"),
                    )
                };
                let __callback_value = __callback_value?;
                let __callback_value6 = __callback_value6?;
                __callback_runtime::Result::<
                    _,
                    __callback_runtime::Refused,
                >::Ok((__callback_value, __callback_value6))
            })(),
        ),
    )
}
///The callbacks of [`run`](fn@run), for `verify`.
#[allow(non_camel_case_types)]
#[allow(
    dead_code,
    non_snake_case,
    unreachable_pub,
    clippy::module_inception,
    clippy::redundant_pub_crate
)]
mod run {
    ///The callback `first`.
    /**
```c
void first(void *);
```*/
    pub(super) enum first {}
    ///The callback `second`.
    /**
```c
int second(void *);
```*/
    pub(super) enum second {}
    ///The callback `kept`.
    /**
```c
void kept(void *);
```*/
    pub(super) enum kept {}
}
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
    const _: () = {
        impl __callback_runtime::Compared for run::first {
            type __Type = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            const __NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "run::first"
            );
            const __C: &'static [&'static __callback_runtime::str] = &[
                "void first(void *);",
            ];
        }
    };
    const _: () = {
        impl __callback_runtime::Compared for run::second {
            type __Type = unsafe extern "C" fn(
                *mut __callback_runtime::c_void,
            ) -> __callback_runtime::c_int;
            const __NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "run::second"
            );
            const __C: &'static [&'static __callback_runtime::str] = &[
                "int second(void *);",
            ];
        }
    };
    const _: () = {
        impl __callback_runtime::Compared for run::kept {
            type __Type = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            const __NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "run::kept"
            );
            const __C: &'static [&'static __callback_runtime::str] = &[
                "void kept(void *);",
            ];
        }
    };
};
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
void never(void (*failed)(int code, void *), void *);
```*/
fn never(
    failed: impl ::core::ops::FnMut(c_int) -> ::core::convert::Infallible,
) -> ::core::result::Result<(), ::callback_runtime::Refused> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "never"]
        fn __callback_c_function(
            __callback_c0: __callback_runtime::CFn,
            __callback_c1: *mut c_void,
        );
    }
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn failed_of_caller<__CallbackClosure0>(
        code: c_int,
        __callback_closure: &mut __CallbackClosure0,
    ) -> !
    where
        __CallbackClosure0: ::core::ops::FnMut(c_int) -> ::core::convert::Infallible,
    {
        match __callback_closure(code) {}
    }
    /**The callback made of [`failed_of_caller`](fn@failed_of_caller).

```c
void failed_of_caller(int code, void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum failed_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::FnMut(c_int) -> ::core::convert::Infallible,
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
    #[forbid(unsafe_op_in_unsafe_fn)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    const _: () = {
        use ::callback_runtime::__private as __callback_runtime;
        unsafe impl<__CallbackClosure0> __callback_runtime::Definition
        for failed_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(c_int) -> ::core::convert::Infallible,
        {
            type Fn = unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> !;
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<1usize>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::aborting(
                __callback_runtime::Declared::new(
                    __callback_runtime::concat!(
                        __callback_runtime::module_path!(), "::never::failed"
                    ),
                    "code,__callback_closure",
                    "void failed_of_caller(int code, void *);",
                ),
                true,
            );
            const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(__callback_runtime::Shims {
                any: __callback_shim::<__CallbackClosure0, __callback_runtime::Any>,
                borrowed: __callback_shim::<
                    __CallbackClosure0,
                    __callback_runtime::Borrowed,
                >,
                owned: __callback_shim::<__CallbackClosure0, __callback_runtime::Owned>,
                shared: __callback_shim::<
                    __CallbackClosure0,
                    __callback_runtime::Shared,
                >,
                by_address: __callback_shim::<
                    __CallbackClosure0,
                    __callback_runtime::ByAddress,
                >,
                stacked: [__callback_shim::<
                    __CallbackClosure0,
                    __callback_runtime::Borrowed,
                >; 16usize],
                end: (),
            });
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for failed_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(c_int) -> ::core::convert::Infallible,
        {}
        #[allow(unreachable_code)]
        unsafe extern "C" fn __callback_shim<
            __CallbackClosure0,
            __CallbackOwner: __callback_runtime::Owner,
        >(__callback_c0: c_int, __callback_c1: *mut __callback_runtime::c_void) -> !
        where
            __CallbackClosure0: ::core::ops::FnMut(c_int) -> ::core::convert::Infallible,
        {
            let __callback_fail = __callback_runtime::Option::<()>::None;
            let __callback_answer0 = __callback_runtime::never;
            let __callback_call = __callback_runtime::CALL;
            let __callback_context = __callback_c1;
            {
                let __callback_body = |__callback_held| {
                    let code = __callback_runtime::number::<c_int>(__callback_c0);
                    let __callback_closure = unsafe {
                        __callback_runtime::exclusive(__callback_held)
                    };
                    __callback_runtime::answers(
                        failed_of_caller::<__CallbackClosure0>(code, __callback_closure),
                        __callback_answer0,
                    )
                };
                let __callback_found = __callback_context;
                unsafe {
                    __callback_runtime::call::<
                        failed_of_caller<__CallbackClosure0>,
                        __CallbackOwner,
                        _,
                        _,
                    >(
                        &__callback_call,
                        __callback_found,
                        __callback_fail,
                        __callback_body,
                    )
                }
            };
            __callback_runtime::end::<failed_of_caller<__CallbackClosure0>>()
        }
    };
    #[allow(unused_mut)]
    let mut __callback_context0 = failed;
    __callback_runtime::hand::<
        ::callback_runtime::__private::Plain,
        _,
    >(
        __callback_runtime::lend::<
            failed_of_caller<_>,
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
///The C function behind [`never`](fn@never).
/**
```c
void never(void (*failed)(int code, void *), void *);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum never {}
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
    impl __callback_runtime::Declaration for never {
        const C_NAME: &'static __callback_runtime::str = "never";
        type __Type = unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> !,
            >,
            *mut c_void,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void never(void (*failed)(int code, void *), void *);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "never"]
        fn __callback_c_function(
            _: __callback_runtime::Option<
                unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> !,
            >,
            _: *mut c_void,
        );
    }
    impl never {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> !,
            >,
            *mut c_void,
        ) = __callback_c_function;
    }
};
