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
#[track_caller]
/**
```c
void attach(int (*f)(int value, void *), void *, void (*)(const char *, void *));
```*/
fn attach(f: impl ::core::ops::FnMut(c_int) -> c_int + 'static) -> () {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "attach"]
        fn __callback_c_function(
            __callback_c0: __callback_runtime::CFn,
            __callback_c1: *mut c_void,
            __callback_c2: __callback_runtime::CFn,
        );
    }
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller<__CallbackClosure0>(
        value: c_int,
        __callback_closure: &mut __CallbackClosure0,
    ) -> c_int
    where
        __CallbackClosure0: ::core::ops::FnMut(c_int) -> c_int,
    {
        __callback_closure(value)
    }
    /**The callback made of [`f_of_caller`](fn@f_of_caller).

```c
int f_of_caller(int value, void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum f_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::FnMut(c_int) -> c_int,
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
            __CallbackClosure0: ::core::ops::FnMut(c_int) -> c_int,
        {
            type Fn = unsafe extern "C" fn(
                c_int,
                *mut __callback_runtime::c_void,
            ) -> <c_int as __callback_runtime::CType>::C;
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<1usize>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                <c_int as __callback_runtime::CType>::C,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::attach::f"
                ),
                "value,__callback_closure",
                "int f_of_caller(int value, void *);",
                -1,
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0, __callback_c1): (c_int, *mut __callback_runtime::c_void),
                __callback_held: __callback_runtime::Waiting<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
                let value = __callback_runtime::number::<c_int>(__callback_c0);
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(
                    f_of_caller::<__CallbackClosure0>(value, __callback_closure),
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for f_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(c_int) -> c_int,
        {}
    };
    #[allow(unused_mut)]
    let mut __callback_context0 = f;
    let __callback_scope0 = <f_of_caller<
        _,
    > as __callback_runtime::Callback>::own(__callback_context0);
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Lent::shim(&__callback_scope0),
                    __callback_runtime::Lent::context(&__callback_scope0),
                    __callback_runtime::Destroyed::destroy_at::<
                        1usize,
                        Option<(unsafe extern "C" fn(*const c_char, *mut c_void))>,
                    >(&__callback_scope0),
                )
            };
            __callback_runtime::Destroyed::given(__callback_scope0);
            __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
        })(),
    )
}
///The C function behind [`attach`](fn@attach).
/**
```c
void attach(int (*f)(int value, void *), void *, void (*)(const char *, void *));
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum attach {}
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
    impl __callback_runtime::Declaration for attach {
        const C_NAME: &'static __callback_runtime::str = "attach";
        type __Type = unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    c_int,
                    *mut __callback_runtime::c_void,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            *mut c_void,
            Option<(unsafe extern "C" fn(*const c_char, *mut c_void))>,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void attach(int (*f)(int value, void *), void *, void (*)(const char *, void *));",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "attach"]
        fn __callback_c_function(
            _: __callback_runtime::Option<
                unsafe extern "C" fn(
                    c_int,
                    *mut __callback_runtime::c_void,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            _: *mut c_void,
            _: Option<(unsafe extern "C" fn(*const c_char, *mut c_void))>,
        );
    }
    impl attach {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    c_int,
                    *mut __callback_runtime::c_void,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            *mut c_void,
            Option<(unsafe extern "C" fn(*const c_char, *mut c_void))>,
        ) = __callback_c_function;
    }
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
#[track_caller]
/**
```c
int subscribe(const Db *db, const char *name, void (*f)(void *), void *user);
```*/
fn subscribe<'kept>(
    db: &'kept Db,
    name: &CStr,
    f: ::core::option::Option<
        ::callback_runtime::__private::Box<
            dyn ::core::ops::FnMut() + ::core::marker::Send,
        >,
    >,
) -> (c_int, ::core::option::Option<::callback_runtime::Subscription<'kept>>) {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "subscribe"]
        fn __callback_c_function(
            __callback_c0: <&'static Db as __callback_runtime::CType>::C,
            __callback_c1: <&'static CStr as __callback_runtime::CType>::C,
            __callback_c2: __callback_runtime::CFn,
            __callback_c3: *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    const _: () = {
        #[allow(unused_imports)]
        use __callback_runtime::{Fault as _, Own as _};
        __callback_runtime::refuse(__callback_runtime::Stored::<Db>::__FAULT);
        __callback_runtime::refuse(__callback_runtime::GivenToC::<&'static Db>::__FAULT);
    };
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller<__CallbackClosure0>(__callback_closure: &mut __CallbackClosure0)
    where
        __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
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
        __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
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
            __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
        {
            type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Passed,
                __callback_runtime::AnyThread,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::subscribe::f"
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
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(
                    f_of_caller::<__CallbackClosure0>(__callback_closure),
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for f_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
        {}
        #[allow(dead_code)]
        fn __callback_threads<__CallbackClosure0>()
        where
            __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
        {
            __callback_runtime::assert_threads::<
                __CallbackClosure0,
                __callback_runtime::Exclusive,
                <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
            >();
        }
    };
    let mut __callback_kept0 = __callback_runtime::sure(
        __callback_runtime::kept_in_place::<
            &Db,
        >(
            db,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "subscribe"
            ),
            "db",
        ),
    );
    let mut __callback_kept1 = __callback_runtime::sure(
        __callback_runtime::kept_in_place::<
            &CStr,
        >(
            name,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "subscribe"
            ),
            "name",
        ),
    );
    #[allow(unused_mut)]
    let mut __callback_context2 = f;
    let __callback_scope2 = __callback_runtime::Option::map(
        __callback_context2,
        |__callback_one| <f_of_caller<
            _,
        > as __callback_runtime::Callback>::own(__callback_one),
    );
    __callback_runtime::sure(
        (|| {
            __callback_runtime::Given::give(&__callback_scope2);
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Converted::c(&mut __callback_kept0),
                    __callback_runtime::Converted::c(&mut __callback_kept1),
                    __callback_runtime::Lent::shim(&__callback_scope2),
                    __callback_runtime::Lent::context(&__callback_scope2),
                )
            };
            let __callback_value = unsafe {
                __callback_runtime::returned::<
                    c_int,
                >(
                    __callback_returned,
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "subscribe"
                    ),
                    __callback_runtime::Option::None,
                )
            };
            let __callback_subscription2 = {
                let f = __callback_runtime::Lent::shim(&__callback_scope2);
                let user: *mut c_void = __callback_runtime::Lent::context(
                    &__callback_scope2,
                );
                __callback_runtime::Given::take_back(&__callback_scope2);
                __callback_runtime::Option::map(
                    __callback_scope2,
                    |__callback_one| __callback_runtime::Subscription::of_one_thread(
                        __callback_runtime::Registration::unregister(
                            __callback_one,
                            move || unsubscribe(db, f, user),
                        ),
                    ),
                )
            };
            let __callback_value = __callback_value?;
            __callback_runtime::Result::<
                _,
                __callback_runtime::Refused,
            >::Ok((__callback_value, __callback_subscription2))
        })(),
    )
}
///The C function behind [`subscribe`](fn@subscribe).
/**
```c
int subscribe(const Db *db, const char *name, void (*f)(void *), void *user);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum subscribe {}
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
    impl __callback_runtime::Declaration for subscribe {
        const C_NAME: &'static __callback_runtime::str = "subscribe";
        type __Type = unsafe extern "C" fn(
            <&'static Db as __callback_runtime::CType>::C,
            <&'static CStr as __callback_runtime::CType>::C,
            __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int subscribe(",
            __callback_runtime::Opacity::<Db>::CONSTANT,
            __callback_runtime::c_name(__callback_runtime::Named::<Db>::NAME, "", "Db"),
            " *db, const char *name, void (*f)(void *), void *user);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "subscribe"]
        fn __callback_c_function(
            _: <&'static Db as __callback_runtime::CType>::C,
            _: <&'static CStr as __callback_runtime::CType>::C,
            _: __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            _: *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    impl subscribe {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static Db as __callback_runtime::CType>::C,
            <&'static CStr as __callback_runtime::CType>::C,
            __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
    }
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
#[track_caller]
/**
```c
void number(void (*f)(const void *), const void *);
```*/
fn number(
    f: impl ::core::ops::Fn() + ::core::marker::Send + ::core::marker::Sync + 'static,
) -> ::callback_runtime::Subscription<
    'static,
    ::core::convert::Infallible,
    ::callback_runtime::__private::AnyThread,
> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "number"]
        fn __callback_c_function(
            __callback_c0: __callback_runtime::CFn,
            __callback_c1: *const c_void,
        );
    }
    #[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller<__CallbackClosure0>(__callback_closure: &__CallbackClosure0)
    where
        __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send
            + ::core::marker::Sync,
    {
        __callback_closure()
    }
    /**The callback made of [`f_of_caller`](fn@f_of_caller).

```c
void f_of_caller(const void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum f_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send
            + ::core::marker::Sync,
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
            __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send
                + ::core::marker::Sync,
        {
            type Fn = unsafe extern "C" fn(*const c_void) -> ();
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::SharedAccess,
                __callback_runtime::Parameter<0usize>,
                __callback_runtime::Plain,
                *const c_void,
                __callback_runtime::route::Passed,
                __callback_runtime::AnyThread,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::number::f"
                ),
                "__callback_closure",
                "void f_of_caller(const void *);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (*const c_void,),
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
            __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send
                + ::core::marker::Sync,
        {}
        #[allow(dead_code)]
        fn __callback_threads<__CallbackClosure0>()
        where
            __CallbackClosure0: ::core::ops::Fn() + ::core::marker::Send
                + ::core::marker::Sync,
        {
            __callback_runtime::assert_threads::<
                __CallbackClosure0,
                __callback_runtime::SharedAccess,
                <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
            >();
        }
    };
    #[allow(unused_mut)]
    let mut __callback_context0 = f;
    let __callback_scope0 = <f_of_caller<
        _,
    > as __callback_runtime::Callback>::own(__callback_context0);
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Lent::shim(&__callback_scope0),
                    __callback_runtime::Lent::context(&__callback_scope0),
                )
            };
            let __callback_subscription0 = {
                {
                    let __callback_one = __callback_scope0;
                    __callback_runtime::Subscription::of_any_thread(__callback_one)
                }
            };
            __callback_runtime::Result::<
                _,
                __callback_runtime::Refused,
            >::Ok(__callback_subscription0)
        })(),
    )
}
///The C function behind [`number`](fn@number).
/**
```c
void number(void (*f)(const void *), const void *);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum number {}
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
    impl __callback_runtime::Declaration for number {
        const C_NAME: &'static __callback_runtime::str = "number";
        type __Type = unsafe extern "C" fn(
            __callback_runtime::Option<unsafe extern "C" fn(*const c_void) -> ()>,
            *const c_void,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void number(void (*f)(const void *), const void *);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "number"]
        fn __callback_c_function(
            _: __callback_runtime::Option<unsafe extern "C" fn(*const c_void) -> ()>,
            _: *const c_void,
        );
    }
    impl number {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<unsafe extern "C" fn(*const c_void) -> ()>,
            *const c_void,
        ) = __callback_c_function;
    }
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
void on_signal(void (*f)(int signal), void (*g)(int signal));
```*/
fn on_signal(
    f: impl ::core::ops::FnMut(c_int) + ::core::marker::Send + 'static,
    g: ::core::option::Option<
        ::callback_runtime::__private::Box<dyn ::core::ops::FnMut(c_int)>,
    >,
) -> ::core::result::Result<
    (
        ::callback_runtime::Subscription<
            'static,
            ::core::convert::Infallible,
            ::callback_runtime::__private::AnyThread,
        >,
        ::core::option::Option<::callback_runtime::Subscription<'static>>,
    ),
    ::callback_runtime::Refused,
> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "on_signal"]
        fn __callback_c_function(
            __callback_c0: __callback_runtime::CFn,
            __callback_c1: __callback_runtime::CFn,
        );
    }
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller(
        __callback_closure: &mut ::callback_runtime::__private::Box<
            dyn ::core::ops::FnMut(c_int) + ::core::marker::Send,
        >,
        signal: c_int,
    ) {
        __callback_closure(signal)
    }
    /**The callback made of [`f_of_caller`](fn@f_of_caller).

```c
void f_of_caller(int signal);
```*/
    #[allow(non_camel_case_types)]
    enum f_of_caller {}
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(deprecated)]
    #[allow(unused_qualifications)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    const _: () = {
        use ::callback_runtime::__private as __callback_runtime;
        unsafe impl __callback_runtime::Definition for f_of_caller {
            type Fn = unsafe extern "C" fn(c_int) -> ();
            type Context = ::callback_runtime::__private::Box<
                dyn ::core::ops::FnMut(c_int) + ::core::marker::Send,
            >;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::InSlot,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Slots,
                __callback_runtime::AnyThread,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::on_signal::f"
                ),
                "__callback_closure,signal",
                "void f_of_caller(int signal);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c1,): (c_int,),
                __callback_held: __callback_runtime::Waiting<
                    '_,
                    ::callback_runtime::__private::Box<
                        dyn ::core::ops::FnMut(c_int) + ::core::marker::Send,
                    >,
                >,
            ) -> __callback_runtime::Ended<()> {
                let signal = __callback_runtime::number::<c_int>(__callback_c1);
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(f_of_caller(__callback_closure, signal))
            }
            fn __slots() -> &'static [__callback_runtime::Slot] {
                static SLOTS: [__callback_runtime::Slot; 1usize] = [const {
                    __callback_runtime::Slot::new()
                }; 1usize];
                &SLOTS
            }
            fn __slot_shim(
                __callback_slot: __callback_runtime::usize,
            ) -> __callback_runtime::Option<Self::Fn> {
                match __callback_slot {
                    0usize => {
                        __callback_runtime::Option::Some(
                            <__callback_runtime::ShimOf<
                                Self,
                                __callback_runtime::Slotted<0usize>,
                            > as __callback_runtime::Shim<_>>::SHIM,
                        )
                    }
                    _ => __callback_runtime::Option::None,
                }
            }
        }
        impl __callback_runtime::Callback for f_of_caller {}
        #[allow(dead_code)]
        fn __callback_threads() {
            __callback_runtime::assert_threads::<
                ::callback_runtime::__private::Box<
                    dyn ::core::ops::FnMut(c_int) + ::core::marker::Send,
                >,
                __callback_runtime::Exclusive,
                <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
            >();
        }
    };
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn g_of_caller(
        signal: c_int,
        __callback_closure: &mut ::callback_runtime::__private::Box<
            dyn ::core::ops::FnMut(c_int),
        >,
    ) {
        __callback_closure(signal)
    }
    /**The callback made of [`g_of_caller`](fn@g_of_caller).

```c
void g_of_caller(int signal);
```*/
    #[allow(non_camel_case_types)]
    enum g_of_caller {}
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(deprecated)]
    #[allow(unused_qualifications)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    const _: () = {
        use ::callback_runtime::__private as __callback_runtime;
        unsafe impl __callback_runtime::Definition for g_of_caller {
            type Fn = unsafe extern "C" fn(c_int) -> ();
            type Context = ::callback_runtime::__private::Box<
                dyn ::core::ops::FnMut(c_int),
            >;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::InSlot,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Slots,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::on_signal::g"
                ),
                "signal,__callback_closure",
                "void g_of_caller(int signal);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (c_int,),
                __callback_held: __callback_runtime::Waiting<
                    '_,
                    ::callback_runtime::__private::Box<dyn ::core::ops::FnMut(c_int)>,
                >,
            ) -> __callback_runtime::Ended<()> {
                let signal = __callback_runtime::number::<c_int>(__callback_c0);
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(g_of_caller(signal, __callback_closure))
            }
            fn __slots() -> &'static [__callback_runtime::Slot] {
                static SLOTS: [__callback_runtime::Slot; 1usize] = [const {
                    __callback_runtime::Slot::new()
                }; 1usize];
                &SLOTS
            }
            fn __slot_shim(
                __callback_slot: __callback_runtime::usize,
            ) -> __callback_runtime::Option<Self::Fn> {
                match __callback_slot {
                    0usize => {
                        __callback_runtime::Option::Some(
                            <__callback_runtime::ShimOf<
                                Self,
                                __callback_runtime::Slotted<0usize>,
                            > as __callback_runtime::Shim<_>>::SHIM,
                        )
                    }
                    _ => __callback_runtime::Option::None,
                }
            }
        }
        impl __callback_runtime::Callback for g_of_caller {}
    };
    #[allow(unused_mut)]
    let mut __callback_context0 = f;
    let __callback_scope0 = __callback_runtime::acquired(
        <f_of_caller as __callback_runtime::Callback>::acquire({
            let __callback_boxed: ::callback_runtime::__private::Box<
                dyn ::core::ops::FnMut(c_int) + ::core::marker::Send,
            > = __callback_runtime::Box::new(__callback_context0);
            __callback_boxed
        }),
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "on_signal"
        ),
    )?;
    #[allow(unused_mut)]
    let mut __callback_context1 = g;
    let __callback_scope1 = __callback_runtime::Option::transpose(
        __callback_runtime::Option::map(
            __callback_context1,
            |__callback_one| __callback_runtime::acquired(
                <g_of_caller as __callback_runtime::Callback>::acquire(__callback_one),
                __callback_runtime::concat!(
                    "fn ", __callback_runtime::module_path!(), "::", "on_signal"
                ),
            ),
        ),
    )?;
    (|| {
        let __callback_returned = unsafe {
            __callback_c_function(
                __callback_runtime::Lent::shim(&__callback_scope0),
                __callback_runtime::Lent::shim(&__callback_scope1),
            )
        };
        let __callback_subscription0 = {
            {
                let __callback_one = __callback_scope0;
                __callback_runtime::Subscription::of_any_thread(__callback_one)
            }
        };
        let __callback_subscription1 = {
            __callback_runtime::Option::map(
                __callback_scope1,
                |__callback_one| __callback_runtime::Subscription::of_one_thread(
                    __callback_one,
                ),
            )
        };
        __callback_runtime::Result::<
            _,
            __callback_runtime::Refused,
        >::Ok((__callback_subscription0, __callback_subscription1))
    })()
}
///The C function behind [`on_signal`](fn@on_signal).
/**
```c
void on_signal(void (*f)(int signal), void (*g)(int signal));
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum on_signal {}
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
    impl __callback_runtime::Declaration for on_signal {
        const C_NAME: &'static __callback_runtime::str = "on_signal";
        type __Type = unsafe extern "C" fn(
            __callback_runtime::Option<unsafe extern "C" fn(c_int) -> ()>,
            __callback_runtime::Option<unsafe extern "C" fn(c_int) -> ()>,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void on_signal(void (*f)(int signal), void (*g)(int signal));",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "on_signal"]
        fn __callback_c_function(
            _: __callback_runtime::Option<unsafe extern "C" fn(c_int) -> ()>,
            _: __callback_runtime::Option<unsafe extern "C" fn(c_int) -> ()>,
        );
    }
    impl on_signal {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<unsafe extern "C" fn(c_int) -> ()>,
            __callback_runtime::Option<unsafe extern "C" fn(c_int) -> ()>,
        ) = __callback_c_function;
    }
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
void submit(void (*f)(void *), void *, void (*g)(Db *db));
```*/
fn submit(
    f: impl ::core::ops::FnOnce() + 'static,
    g: ::core::option::Option<
        ::callback_runtime::__private::Box<dyn ::core::ops::FnOnce(*mut Db) + '_>,
    >,
) -> ::core::result::Result<
    ::callback_runtime::Subscription<'static>,
    ::callback_runtime::Refused,
> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "submit"]
        fn __callback_c_function(
            __callback_c0: __callback_runtime::CFn,
            __callback_c1: *mut c_void,
            __callback_c2: __callback_runtime::CFn,
        );
    }
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_value))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller<__CallbackClosure0>(__callback_closure: __CallbackClosure0)
    where
        __CallbackClosure0: ::core::ops::FnOnce(),
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
        __CallbackClosure0: ::core::ops::FnOnce(),
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
            __CallbackClosure0: ::core::ops::FnOnce(),
        {
            type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Once,
                __callback_runtime::Parameter<0usize>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::submit::f"
                ),
                "__callback_closure",
                "void f_of_caller(void *);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (*mut __callback_runtime::c_void,),
                __callback_held: __callback_runtime::Taken<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<()> {
                let __callback_closure = __callback_runtime::once(__callback_held);
                __callback_runtime::plain(
                    f_of_caller::<__CallbackClosure0>(__callback_closure),
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for f_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnOnce(),
        {}
    };
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_value))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn g_of_caller<__CallbackClosure0>(
        __callback_closure: __CallbackClosure0,
        #[allow(unused_variables)]
        db: *mut Db,
    )
    where
        __CallbackClosure0: ::core::ops::FnOnce(*mut Db),
    {
        __callback_closure(db)
    }
    /**The callback made of [`g_of_caller`](fn@g_of_caller).

```c
void g_of_caller(Db *db);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum g_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::FnOnce(*mut Db),
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
        #[allow(unused_imports)]
        use __callback_runtime::Unnamed as _;
        unsafe impl<__CallbackClosure0> __callback_runtime::Definition
        for g_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnOnce(*mut Db),
        {
            type Fn = unsafe extern "C" fn(
                <*mut Db as __callback_runtime::CType>::C,
            ) -> ();
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<__callback_runtime::Once>;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::submit::g"
                ),
                "__callback_closure,db",
                "",
            );
            const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
                "void g_of_caller(",
                __callback_runtime::c_name(
                    __callback_runtime::Named::<Db>::NAME,
                    "",
                    "Db",
                ),
                " *db);",
            ];
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c1,): (<*mut Db as __callback_runtime::CType>::C,),
                __callback_held: __callback_runtime::Taken<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<()> {
                let __callback_call = __callback_runtime::CALL;
                let db = match unsafe {
                    __callback_runtime::argument::<
                        *mut Db,
                    >(&__callback_call, 1usize, __callback_c1)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                let __callback_closure = __callback_runtime::once(__callback_held);
                __callback_runtime::plain(
                    g_of_caller::<__CallbackClosure0>(__callback_closure, db),
                )
            }
            fn __find(
                _: __callback_runtime::Promise,
                &(__callback_c1,): &__callback_runtime::PassedTo<Self>,
            ) -> *mut __callback_runtime::c_void {
                if false || __callback_runtime::Nullable::is_null(__callback_c1) {
                    __callback_runtime::null_mut()
                } else {
                    __callback_runtime::find::<
                        g_of_caller<__CallbackClosure0>,
                        _,
                    >(|| {
                        let db = __callback_c1;
                        (user(db))
                    })
                }
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for g_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnOnce(*mut Db),
        {}
    };
    #[allow(unused_mut)]
    let mut __callback_context0 = f;
    let __callback_scope0 = __callback_runtime::acquired(
        <f_of_caller<_> as __callback_runtime::Callback>::try_once(__callback_context0),
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "submit"
        ),
    )?;
    #[allow(unused_mut)]
    let mut __callback_context2 = g;
    __callback_runtime::hand::<
        ::callback_runtime::__private::Plain,
        _,
    >(
        __callback_runtime::lend_option::<
            g_of_caller<_>,
            _,
        >(
            __callback_context2,
            |__callback_scope2| (|| {
                let __callback_returned = unsafe {
                    __callback_c_function(
                        __callback_runtime::Lent::shim(&__callback_scope0),
                        __callback_runtime::Lent::context(&__callback_scope0),
                        __callback_runtime::Lent::shim(&__callback_scope2),
                    )
                };
                let __callback_subscription0 = {
                    {
                        let __callback_one = __callback_scope0;
                        __callback_runtime::Subscription::of_one_thread(__callback_one)
                    }
                };
                __callback_runtime::Result::<
                    _,
                    __callback_runtime::Refused,
                >::Ok(__callback_subscription0)
            })(),
        ),
    )
}
///The C function behind [`submit`](fn@submit).
/**
```c
void submit(void (*f)(void *), void *, void (*g)(Db *db));
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum submit {}
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
    impl __callback_runtime::Declaration for submit {
        const C_NAME: &'static __callback_runtime::str = "submit";
        type __Type = unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            *mut c_void,
            __callback_runtime::Option<
                unsafe extern "C" fn(<*mut Db as __callback_runtime::CType>::C) -> (),
            >,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void submit(void (*f)(void *), void *, void (*g)(",
            __callback_runtime::c_name(__callback_runtime::Named::<Db>::NAME, "", "Db"),
            " *db));",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "submit"]
        fn __callback_c_function(
            _: __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            _: *mut c_void,
            _: __callback_runtime::Option<
                unsafe extern "C" fn(<*mut Db as __callback_runtime::CType>::C) -> (),
            >,
        );
    }
    impl submit {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            *mut c_void,
            __callback_runtime::Option<
                unsafe extern "C" fn(<*mut Db as __callback_runtime::CType>::C) -> (),
            >,
        ) = __callback_c_function;
    }
};
