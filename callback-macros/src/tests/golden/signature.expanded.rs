/// What C calls for each row.
/**
```c
int OnRow(void *, int n, const char *const *values);
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
pub enum OnRow<__CallbackClosure0 = fn(c_int, &[CStrPtr]) -> ControlFlow<()>> {
    #[doc(hidden)]
    #[allow(dead_code)]
    __Never(
        ::core::convert::Infallible,
        ::core::marker::PhantomData<fn() -> (*const __CallbackClosure0,)>,
    ),
}
#[doc(hidden)]
#[allow(unused_macros)]
macro_rules! __callback_OnRow {
    ([$($callback:tt)*] [$($args:tt)*] [$($path:tt)*] [$($item:tt)*]) => {
        #[$($callback)* ($($args)* __named[$($path)*] [continue = 0, break = 1,] [] [fn
        (#[context] _ : _, n : c_int, #[len(n)] values : & [CStrPtr]) -> ControlFlow < ()
        >])] $($item)*
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __callback_OnRow as OnRow;
const _: () = {
    #[cfg_attr(
        clippy,
        allow(clippy::needless_pass_by_ref_mut, clippy::trivially_copy_pass_by_ref)
    )]
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(non_snake_case)]
    /// What C calls for each row.
    fn OnRow<__CallbackClosure0>(
        __callback_closure: &mut __CallbackClosure0,
        #[allow(unused_variables)]
        n: c_int,
        values: &[CStrPtr],
    ) -> ControlFlow<()>
    where
        __CallbackClosure0: ::core::ops::FnMut(c_int, &[CStrPtr]) -> ControlFlow<()>,
    {
        __callback_closure(n, values)
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
        unsafe impl<__CallbackClosure0> __callback_runtime::Definition
        for OnRow<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(c_int, &[CStrPtr]) -> ControlFlow<()>,
        {
            type Fn = unsafe extern "C" fn(
                *mut __callback_runtime::c_void,
                c_int,
                <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
            ) -> __callback_runtime::c_int;
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
                ControlFlow<()>,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                __callback_runtime::c_int,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::OnRow"
                ),
                "__callback_closure,n,values",
                "int OnRow(void *, int n, const char *const *values);",
                1,
            );
            const __DOCS: &'static [&'static __callback_runtime::str] = &[
                " What C calls for each row.",
            ];
            fn __body(
                _: __callback_runtime::Promise,
                (
                    __callback_c0,
                    __callback_c1,
                    __callback_c2,
                ): (
                    *mut __callback_runtime::c_void,
                    c_int,
                    <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
                ),
                __callback_held: __callback_runtime::Waiting<'_, __CallbackClosure0>,
            ) -> __callback_runtime::EndedBy<
                __callback_runtime::c_int,
                ControlFlow<()>,
            > {
                let _: (__callback_runtime::Claim<&[CStrPtr], 3>,);
                let __callback_answer0 = 0;
                let __callback_answer1 = __callback_runtime::Always(1);
                let n = __callback_runtime::number::<c_int>(__callback_c1);
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                let values = __callback_runtime::CALL;
                let __callback_len = __callback_runtime::len(n).0;
                let values = match unsafe {
                    __callback_runtime::counted::<
                        &[CStrPtr],
                    >(&values, 2usize, __callback_c2, __callback_len)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                __callback_runtime::status(
                    OnRow::<__CallbackClosure0>(__callback_closure, n, values),
                    __callback_answer0,
                    __callback_answer1,
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for OnRow<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(c_int, &[CStrPtr]) -> ControlFlow<()>,
        {}
    };
};
