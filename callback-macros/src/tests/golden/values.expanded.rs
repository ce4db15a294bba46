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
int visit(int n, void (*enter)(int depth, void *), int (*leave)(int depth, void *), void *visitor);
```*/
fn visit(
    n: c_int,
    visitor: &mut (impl Visit),
) -> ::callback_runtime::foreign::CallResult<Result<(), String>, c_int> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "visit"]
        fn __callback_c_function(
            __callback_c0: <c_int as __callback_runtime::CType>::C,
            __callback_c1: __callback_runtime::CFn,
            __callback_c2: __callback_runtime::CFn,
            __callback_c3: *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn enter_of_caller<ValueOfCaller>(
        depth: c_int,
        __callback_closure: &mut ValueOfCaller,
    )
    where
        ValueOfCaller: Visit,
    {
        <ValueOfCaller as Visit>::enter(
            ::callback_runtime::__private::receiver(__callback_closure),
            depth,
        )
    }
    /**The callback made of [`enter_of_caller`](fn@enter_of_caller).

```c
void enter_of_caller(int depth, void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum enter_of_caller<ValueOfCaller>
    where
        ValueOfCaller: Visit,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (*const ValueOfCaller,)>,
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
        unsafe impl<ValueOfCaller> __callback_runtime::Definition
        for enter_of_caller<ValueOfCaller>
        where
            ValueOfCaller: Visit,
        {
            type Fn = unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> ();
            type Context = ValueOfCaller;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<1usize>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::visit::enter"
                ),
                "depth,__callback_closure",
                "void enter_of_caller(int depth, void *);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0, __callback_c1): (c_int, *mut __callback_runtime::c_void),
                __callback_held: __callback_runtime::Waiting<'_, ValueOfCaller>,
            ) -> __callback_runtime::Ended<()> {
                let depth = __callback_runtime::number::<c_int>(__callback_c0);
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(
                    enter_of_caller::<ValueOfCaller>(depth, __callback_closure),
                )
            }
        }
        impl<ValueOfCaller> __callback_runtime::Callback
        for enter_of_caller<ValueOfCaller>
        where
            ValueOfCaller: Visit,
        {}
    };
    #[cfg_attr(
        clippy,
        allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps)
    )]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn leave_of_caller<ValueOfCaller>(
        depth: c_int,
        __callback_closure: &mut ValueOfCaller,
    ) -> Result<(), String>
    where
        ValueOfCaller: Visit,
    {
        <ValueOfCaller as Visit>::leave(
            ::callback_runtime::__private::receiver(__callback_closure),
            depth,
        )
    }
    /**The callback made of [`leave_of_caller`](fn@leave_of_caller).

```c
int leave_of_caller(int depth, void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum leave_of_caller<ValueOfCaller>
    where
        ValueOfCaller: Visit,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (*const ValueOfCaller,)>,
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
        unsafe impl<ValueOfCaller> __callback_runtime::Definition
        for leave_of_caller<ValueOfCaller>
        where
            ValueOfCaller: Visit,
        {
            type Fn = unsafe extern "C" fn(
                c_int,
                *mut __callback_runtime::c_void,
            ) -> __callback_runtime::c_int;
            type Context = ValueOfCaller;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<1usize>,
                Result<(), String>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                __callback_runtime::c_int,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::visit::leave"
                ),
                "depth,__callback_closure",
                "int leave_of_caller(int depth, void *);",
                -1,
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0, __callback_c1): (c_int, *mut __callback_runtime::c_void),
                __callback_held: __callback_runtime::Waiting<'_, ValueOfCaller>,
            ) -> __callback_runtime::EndedBy<
                __callback_runtime::c_int,
                Result<(), String>,
            > {
                let __callback_answer0 = 0;
                let __callback_answer1 = __callback_runtime::Always(-1);
                let depth = __callback_runtime::number::<c_int>(__callback_c0);
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::status(
                    leave_of_caller::<ValueOfCaller>(depth, __callback_closure),
                    __callback_answer0,
                    __callback_answer1,
                )
            }
        }
        impl<ValueOfCaller> __callback_runtime::Callback
        for leave_of_caller<ValueOfCaller>
        where
            ValueOfCaller: Visit,
        {}
    };
    let mut __callback_kept0 = __callback_runtime::kept_in_place::<
        c_int,
    >(
        n,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "visit"
        ),
        "n",
    )?;
    #[allow(unused_mut)]
    let mut __callback_context1 = visitor;
    __callback_runtime::hand::<
        Result<(), String>,
        _,
    >(
        __callback_runtime::lend::<
            leave_of_caller<_>,
            _,
        >(
            &mut *__callback_context1,
            |__callback_scope1| (|| {
                let __callback_returned = unsafe {
                    __callback_c_function(
                        __callback_runtime::Converted::c(&mut __callback_kept0),
                        __callback_runtime::Lent::shim(
                            &__callback_runtime::Scope::also::<
                                enter_of_caller<_>,
                            >(&__callback_scope1),
                        ),
                        __callback_runtime::Lent::shim(&__callback_scope1),
                        __callback_runtime::Lent::context(&__callback_scope1),
                    )
                };
                let __callback_value = unsafe {
                    __callback_runtime::returned::<
                        c_int,
                    >(
                        __callback_returned,
                        __callback_runtime::concat!(
                            "fn ", __callback_runtime::module_path!(), "::", "visit"
                        ),
                        __callback_runtime::Option::None,
                    )
                };
                let __callback_value = __callback_value?;
                __callback_runtime::Result::<
                    _,
                    __callback_runtime::Refused,
                >::Ok(__callback_value)
            })(),
        ),
    )
}
///The C function behind [`visit`](fn@visit).
/**
```c
int visit(int n, void (*enter)(int depth, void *), int (*leave)(int depth, void *), void *visitor);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum visit {}
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
    impl __callback_runtime::Declaration for visit {
        const C_NAME: &'static __callback_runtime::str = "visit";
        type __Type = unsafe extern "C" fn(
            <c_int as __callback_runtime::CType>::C,
            __callback_runtime::Option<
                unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> (),
            >,
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    c_int,
                    *mut __callback_runtime::c_void,
                ) -> __callback_runtime::c_int,
            >,
            *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int visit(int n, void (*enter)(int depth, void *), int (*leave)(int depth, void *), void *visitor);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "visit"]
        fn __callback_c_function(
            _: <c_int as __callback_runtime::CType>::C,
            _: __callback_runtime::Option<
                unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> (),
            >,
            _: __callback_runtime::Option<
                unsafe extern "C" fn(
                    c_int,
                    *mut __callback_runtime::c_void,
                ) -> __callback_runtime::c_int,
            >,
            _: *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    impl visit {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <c_int as __callback_runtime::CType>::C,
            __callback_runtime::Option<
                unsafe extern "C" fn(c_int, *mut __callback_runtime::c_void) -> (),
            >,
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    c_int,
                    *mut __callback_runtime::c_void,
                ) -> __callback_runtime::c_int,
            >,
            *mut __callback_runtime::c_void,
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
void listen(void (*event)(Event *user, int value), void (*end)(void *), Event *listener);
```*/
fn listen(listener: impl Listen + ::core::marker::Send + 'static) -> () {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "listen"]
        fn __callback_c_function(
            __callback_c0: __callback_runtime::CFn,
            __callback_c1: __callback_runtime::CFn,
            __callback_c2: *mut Event,
        );
    }
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn event_of_caller<ValueOfCaller>(user: &mut ValueOfCaller, value: c_int)
    where
        ValueOfCaller: Listen + ::core::marker::Send,
    {
        <ValueOfCaller as Listen>::event(
            ::callback_runtime::__private::receiver(user),
            value,
        )
    }
    /**The callback made of [`event_of_caller`](fn@event_of_caller).

```c
void event_of_caller(Event *user, int value);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum event_of_caller<ValueOfCaller>
    where
        ValueOfCaller: Listen + ::core::marker::Send,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (*const ValueOfCaller,)>,
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
        unsafe impl<ValueOfCaller> __callback_runtime::Definition
        for event_of_caller<ValueOfCaller>
        where
            ValueOfCaller: Listen + ::core::marker::Send,
        {
            type Fn = unsafe extern "C" fn(*mut Event, c_int) -> ();
            type Context = ValueOfCaller;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
                __callback_runtime::Plain,
                *mut Event,
                __callback_runtime::route::Passed,
                __callback_runtime::AnyThread,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::listen::event"
                ),
                "user,value",
                "",
            );
            const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
                "void event_of_caller(",
                __callback_runtime::c_name(
                    __callback_runtime::Named::<Event>::NAME,
                    "",
                    "Event",
                ),
                " *user, int value);",
            ];
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0, __callback_c1): (*mut Event, c_int),
                __callback_held: __callback_runtime::Waiting<'_, ValueOfCaller>,
            ) -> __callback_runtime::Ended<()> {
                let value = __callback_runtime::number::<c_int>(__callback_c1);
                let user = unsafe { __callback_runtime::exclusive(__callback_held) };
                __callback_runtime::plain(event_of_caller::<ValueOfCaller>(user, value))
            }
        }
        impl<ValueOfCaller> __callback_runtime::Callback
        for event_of_caller<ValueOfCaller>
        where
            ValueOfCaller: Listen + ::core::marker::Send,
        {}
        #[allow(dead_code)]
        fn __callback_threads<ValueOfCaller>()
        where
            ValueOfCaller: Listen + ::core::marker::Send,
        {
            __callback_runtime::assert_threads::<
                ValueOfCaller,
                __callback_runtime::Exclusive,
                <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
            >();
        }
    };
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_value))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn end_of_caller<ValueOfCaller>(__callback_closure: ValueOfCaller)
    where
        ValueOfCaller: Listen + ::core::marker::Send,
    {
        <ValueOfCaller as Listen>::end(
            ::callback_runtime::__private::receiver(__callback_closure),
        )
    }
    /**The callback made of [`end_of_caller`](fn@end_of_caller).

```c
void end_of_caller(void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum end_of_caller<ValueOfCaller>
    where
        ValueOfCaller: Listen + ::core::marker::Send,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (*const ValueOfCaller,)>,
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
        unsafe impl<ValueOfCaller> __callback_runtime::Definition
        for end_of_caller<ValueOfCaller>
        where
            ValueOfCaller: Listen + ::core::marker::Send,
        {
            type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            type Context = ValueOfCaller;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Once,
                __callback_runtime::Parameter<0usize>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::listen::end"
                ),
                "__callback_closure",
                "void end_of_caller(void *);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (*mut __callback_runtime::c_void,),
                __callback_held: __callback_runtime::Taken<'_, ValueOfCaller>,
            ) -> __callback_runtime::Ended<()> {
                let __callback_closure = __callback_runtime::once(__callback_held);
                __callback_runtime::plain(
                    end_of_caller::<ValueOfCaller>(__callback_closure),
                )
            }
        }
        impl<ValueOfCaller> __callback_runtime::Callback for end_of_caller<ValueOfCaller>
        where
            ValueOfCaller: Listen + ::core::marker::Send,
        {}
    };
    #[allow(unused_mut)]
    let mut __callback_context0 = listener;
    let __callback_scope0 = <event_of_caller<
        _,
    > as __callback_runtime::Callback>::own(__callback_context0);
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Lent::shim(&__callback_scope0),
                    __callback_runtime::Lent::shim(
                        &__callback_runtime::Registration::also::<
                            end_of_caller<_>,
                        >(&__callback_scope0),
                    ),
                    __callback_runtime::Lent::context(&__callback_scope0),
                )
            };
            __callback_runtime::Destroyed::given(__callback_scope0);
            __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
        })(),
    )
}
///The C function behind [`listen`](fn@listen).
/**
```c
void listen(void (*event)(Event *user, int value), void (*end)(void *), Event *listener);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum listen {}
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
    impl __callback_runtime::Declaration for listen {
        const C_NAME: &'static __callback_runtime::str = "listen";
        type __Type = unsafe extern "C" fn(
            __callback_runtime::Option<unsafe extern "C" fn(*mut Event, c_int) -> ()>,
            __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            *mut Event,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void listen(void (*event)(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Event>::NAME,
                "",
                "Event",
            ),
            " *user, int value), void (*end)(void *), ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Event>::NAME,
                "",
                "Event",
            ),
            " *listener);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "listen"]
        fn __callback_c_function(
            _: __callback_runtime::Option<unsafe extern "C" fn(*mut Event, c_int) -> ()>,
            _: __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            _: *mut Event,
        );
    }
    impl listen {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<unsafe extern "C" fn(*mut Event, c_int) -> ()>,
            __callback_runtime::Option<
                unsafe extern "C" fn(*mut __callback_runtime::c_void) -> (),
            >,
            *mut Event,
        ) = __callback_c_function;
    }
};
