signatures::OnRow! {
    [crate ::rt::callback] [crate = crate ::rt,] [signatures::OnRow] [unsafe extern "C" {
    safe fn asks(#[callback] f : signatures::OnRow, #[context(f)] _ : * mut c_void); }]
}
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
void each(int (*f)(void *, const int element[2]), void *);
```*/
fn each(
    f: ::core::option::Option<
        &mut (dyn ::core::ops::FnMut(&[c_int; 2]) -> c_int + ::core::marker::Send),
    >,
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
    #[cfg_attr(
        clippy,
        allow(clippy::needless_pass_by_ref_mut, clippy::trivially_copy_pass_by_ref)
    )]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller<__CallbackClosure0>(
        __callback_closure: &mut __CallbackClosure0,
        element: &[c_int; 2],
    ) -> c_int
    where
        __CallbackClosure0: ::core::ops::FnMut(&[c_int; 2]) -> c_int
            + ::core::marker::Send,
    {
        __callback_closure(element)
    }
    /**The callback made of [`f_of_caller`](fn@f_of_caller).

```c
int f_of_caller(void *, const int element[2]);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum f_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::FnMut(&[c_int; 2]) -> c_int
            + ::core::marker::Send,
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
            __CallbackClosure0: ::core::ops::FnMut(&[c_int; 2]) -> c_int
                + ::core::marker::Send,
        {
            type Fn = unsafe extern "C" fn(
                *mut __callback_runtime::c_void,
                <&[c_int; 2] as __callback_runtime::CType>::C,
            ) -> <c_int as __callback_runtime::CType>::C;
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Passed,
                __callback_runtime::AnyThread,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                <c_int as __callback_runtime::CType>::C,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::each::f"
                ),
                "__callback_closure,element",
                "int f_of_caller(void *, const int element[2]);",
                0,
            );
            fn __body(
                _: __callback_runtime::Promise,
                (
                    __callback_c0,
                    __callback_c1,
                ): (
                    *mut __callback_runtime::c_void,
                    <&[c_int; 2] as __callback_runtime::CType>::C,
                ),
                __callback_held: __callback_runtime::Waiting<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
                let _: (__callback_runtime::Claim<&[c_int; 2], 3>,);
                let element = __callback_runtime::beside_exclusive(&__callback_held);
                let element = match unsafe {
                    __callback_runtime::argument::<
                        &[c_int; 2],
                    >(&element, 1usize, __callback_c1)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(
                    f_of_caller::<__CallbackClosure0>(__callback_closure, element),
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for f_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(&[c_int; 2]) -> c_int
                + ::core::marker::Send,
        {}
        #[allow(dead_code)]
        fn __callback_threads<__CallbackClosure0>()
        where
            __CallbackClosure0: ::core::ops::FnMut(&[c_int; 2]) -> c_int
                + ::core::marker::Send,
        {
            __callback_runtime::assert_threads::<
                __CallbackClosure0,
                __callback_runtime::Exclusive,
                <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
            >();
        }
        #[allow(unused_imports)]
        use __callback_runtime::{Fault as _, Own as _};
        __callback_runtime::refuse_inside(
            __callback_runtime::Behind::<[c_int; 2]>::__OWN,
            __callback_runtime::Layout::<&'static [c_int; 2]>::__FAULT,
            __callback_runtime::Parted::<[c_int; 2]>::__FAULT,
        );
    };
    #[allow(unused_mut)]
    let mut __callback_context0 = f;
    __callback_runtime::hand::<
        ::callback_runtime::__private::Plain,
        _,
    >(
        __callback_runtime::lend_option::<
            f_of_caller<_>,
            _,
        >(
            __callback_runtime::Option::as_mut(&mut __callback_context0),
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
void each(int (*f)(void *, const int element[2]), void *);
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
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    <&[c_int; 2] as __callback_runtime::CType>::C,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            *mut c_void,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void each(int (*f)(void *, const int element[2]), void *);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "each"]
        fn __callback_c_function(
            _: __callback_runtime::Option<
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    <&[c_int; 2] as __callback_runtime::CType>::C,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            _: *mut c_void,
        );
    }
    impl each {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    <&[c_int; 2] as __callback_runtime::CType>::C,
                ) -> <c_int as __callback_runtime::CType>::C,
            >,
            *mut c_void,
        ) = __callback_c_function;
    }
};
#[cfg(unix)]
/**
```c
int OnElement(void *, const T element[N]);
```*/
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
    single_use_lifetimes,
    unused_qualifications,
)]
#[allow(clippy::type_complexity)]
pub(crate) enum OnElement<
    T: 'static + Copy,
    const N: usize,
    __CallbackClosure0 = fn(&[T; N]) -> c_int,
> {
    #[doc(hidden)]
    #[allow(dead_code)]
    __Never(
        ::core::convert::Infallible,
        ::core::marker::PhantomData<fn() -> (*const T, *const __CallbackClosure0)>,
    ),
}
#[cfg(unix)]
#[doc(hidden)]
#[allow(unused_macros)]
macro_rules! __callback_OnElement {
    ([$($callback:tt)*] [$($args:tt)*] [$($path:tt)*] [$($item:tt)*]) => {
        #[$($callback)* ($($args)* __named[$($path)*] [fail = 0, threads,] [T N] [fn
        (#[context] _ : _, element : & [T; N]) -> c_int])] $($item)*
    };
}
#[cfg(unix)]
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __callback_OnElement as OnElement;
#[cfg(unix)]
const _: () = {
    #[cfg_attr(
        clippy,
        allow(clippy::needless_pass_by_ref_mut, clippy::trivially_copy_pass_by_ref)
    )]
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(non_snake_case)]
    #[cfg(unix)]
    fn OnElement<T: 'static + Copy, const N: usize, __CallbackClosure0>(
        __callback_closure: &mut __CallbackClosure0,
        element: &[T; N],
    ) -> c_int
    where
        __CallbackClosure0: ::core::ops::FnMut(&[T; N]) -> c_int + ::core::marker::Send,
    {
        __callback_closure(element)
    }
    #[cfg(unix)]
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(non_snake_case)]
    #[allow(deprecated)]
    #[allow(unused_qualifications)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    const _: () = {
        use crate::rt::__private as __callback_runtime;
        #[allow(unused_imports)]
        use __callback_runtime::Unnamed as _;
        unsafe impl<
            T: 'static + Copy,
            const N: usize,
            __CallbackClosure0,
        > __callback_runtime::Definition for OnElement<T, N, __CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(&[T; N]) -> c_int
                + ::core::marker::Send,
        {
            type Fn = unsafe extern "C" fn(
                *mut __callback_runtime::c_void,
                <&[T; N] as __callback_runtime::CType>::C,
            ) -> <c_int as __callback_runtime::CType>::C;
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Passed,
                __callback_runtime::AnyThread,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                <c_int as __callback_runtime::CType>::C,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::OnElement"
                ),
                "__callback_closure,element",
                "",
                0,
            );
            const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
                "int OnElement(void *, const ",
                __callback_runtime::c_name(
                    __callback_runtime::Named::<T>::NAME,
                    __callback_runtime::Valued::<T>::NAME,
                    "T",
                ),
                " element[N]);",
            ];
            fn __body(
                _: __callback_runtime::Promise,
                (
                    __callback_c0,
                    __callback_c1,
                ): (
                    *mut __callback_runtime::c_void,
                    <&[T; N] as __callback_runtime::CType>::C,
                ),
                __callback_held: __callback_runtime::Waiting<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
                if __callback_runtime::hides::<T>() {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(
                            __callback_runtime::hidden(1usize),
                        ),
                    );
                }
                let element = __callback_runtime::beside_exclusive(&__callback_held);
                let element = match unsafe {
                    __callback_runtime::argument::<
                        __callback_runtime::ForCall<
                            '_,
                            dyn for<'__callback_call> __callback_runtime::PerCall<
                                '__callback_call,
                                Of = &'__callback_call [T; N],
                            >,
                        >,
                    >(&element, 1usize, __callback_c1)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value.0,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(
                    OnElement::<T, N, __CallbackClosure0>(__callback_closure, element),
                )
            }
        }
        impl<
            T: 'static + Copy,
            const N: usize,
            __CallbackClosure0,
        > __callback_runtime::Callback for OnElement<T, N, __CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(&[T; N]) -> c_int
                + ::core::marker::Send,
        {}
        #[allow(dead_code)]
        fn __callback_threads<T: 'static + Copy, const N: usize, __CallbackClosure0>()
        where
            __CallbackClosure0: ::core::ops::FnMut(&[T; N]) -> c_int
                + ::core::marker::Send,
        {
            __callback_runtime::assert_threads::<
                __CallbackClosure0,
                __callback_runtime::Exclusive,
                <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
            >();
        }
    };
};
/**
```c
void OnSlot(void);
```*/
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
#[allow(clippy::type_complexity)]
enum OnSlot {}
#[doc(hidden)]
#[allow(unused_macros)]
macro_rules! __callback_OnSlot {
    ([$($callback:tt)*] [$($args:tt)*] [$($path:tt)*] [$($item:tt)*]) => {
        #[$($callback)* ($($args)* __named[$($path)*] [] [] [fn (#[context(pool = 2)] _ :
        _)])] $($item)*
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
use __callback_OnSlot as OnSlot;
const _: () = {
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(non_snake_case)]
    fn OnSlot(
        __callback_closure: &mut ::callback_runtime::__private::Box<
            dyn ::core::ops::FnMut(),
        >,
    ) {
        __callback_closure()
    }
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(non_snake_case)]
    #[allow(deprecated)]
    #[allow(unused_qualifications)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    const _: () = {
        use ::callback_runtime::__private as __callback_runtime;
        unsafe impl __callback_runtime::Definition for OnSlot {
            type Fn = unsafe extern "C" fn() -> ();
            type Context = ::callback_runtime::__private::Box<dyn ::core::ops::FnMut()>;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::InSlot,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Slots,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::OnSlot"
                ),
                "__callback_closure",
                "void OnSlot(void);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (): (),
                __callback_held: __callback_runtime::Waiting<
                    '_,
                    ::callback_runtime::__private::Box<dyn ::core::ops::FnMut()>,
                >,
            ) -> __callback_runtime::Ended<()> {
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(OnSlot(__callback_closure))
            }
            fn __slots() -> &'static [__callback_runtime::Slot] {
                static SLOTS: [__callback_runtime::Slot; 2usize] = [const {
                    __callback_runtime::Slot::new()
                }; 2usize];
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
                    1usize => {
                        __callback_runtime::Option::Some(
                            <__callback_runtime::ShimOf<
                                Self,
                                __callback_runtime::Slotted<1usize>,
                            > as __callback_runtime::Shim<_>>::SHIM,
                        )
                    }
                    _ => __callback_runtime::Option::None,
                }
            }
        }
        impl __callback_runtime::Callback for OnSlot {}
    };
};
