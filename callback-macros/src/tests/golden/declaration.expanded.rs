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
/// Runs statements.
/**
```c
int sqlite3_exec(const Db *db, const char *sql, int (*on_row)(void *, int n, const char *const *values), void *);
```*/
pub fn sqlite3_exec(
    db: &Db,
    sql: &CStr,
    on_row: impl ::core::ops::FnMut(c_int, &[CStrPtr]) -> ControlFlow<()>,
) -> ::callback_runtime::foreign::FallibleCallResult<ControlFlow<()>, (), SqliteError> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "sqlite3")]
    unsafe extern "C" {
        #[link_name = "sqlite3_exec"]
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
    #[cfg_attr(
        clippy,
        allow(clippy::needless_pass_by_ref_mut, clippy::trivially_copy_pass_by_ref)
    )]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn on_row_of_caller<__CallbackClosure0>(
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
    /**The callback made of [`on_row_of_caller`](fn@on_row_of_caller).

```c
int on_row_of_caller(void *, int n, const char *const *values);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum on_row_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::FnMut(c_int, &[CStrPtr]) -> ControlFlow<()>,
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
        for on_row_of_caller<__CallbackClosure0>
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
                    __callback_runtime::module_path!(), "::sqlite3_exec::on_row"
                ),
                "__callback_closure,n,values",
                "int on_row_of_caller(void *, int n, const char *const *values);",
                1,
            );
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
                    on_row_of_caller::<
                        __CallbackClosure0,
                    >(__callback_closure, n, values),
                    __callback_answer0,
                    __callback_answer1,
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for on_row_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut(c_int, &[CStrPtr]) -> ControlFlow<()>,
        {}
    };
    let mut __callback_kept0 = __callback_runtime::kept_in_place::<
        &Db,
    >(
        db,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "sqlite3_exec"
        ),
        "db",
    )?;
    let mut __callback_kept1 = __callback_runtime::kept_in_place::<
        &CStr,
    >(
        sql,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "sqlite3_exec"
        ),
        "sql",
    )?;
    #[allow(unused_mut)]
    let mut __callback_context2 = on_row;
    __callback_runtime::hand_called::<
        ControlFlow<()>,
        _,
        _,
    >(
        __callback_runtime::lend::<
            on_row_of_caller<_>,
            _,
        >(
            &mut __callback_context2,
            |__callback_scope2| (|| {
                let __callback_returned = unsafe {
                    __callback_c_function(
                        __callback_runtime::Converted::c(&mut __callback_kept0),
                        __callback_runtime::Converted::c(&mut __callback_kept1),
                        __callback_runtime::Lent::shim(&__callback_scope2),
                        __callback_runtime::Lent::context(&__callback_scope2),
                    )
                };
                if __callback_runtime::is_nonzero(__callback_returned) {
                    let __callback_error = <SqliteError as __callback_runtime::From<
                        _,
                    >>::from(__callback_returned);
                    return __callback_runtime::Result::Err(
                        __callback_runtime::CallError::C(__callback_error),
                    );
                }
                __callback_runtime::Result::<
                    _,
                    __callback_runtime::CallError<SqliteError>,
                >::Ok(())
            })(),
        ),
    )
}
///The C function behind [`sqlite3_exec`](fn@sqlite3_exec).
/**
```c
int sqlite3_exec(const Db *db, const char *sql, int (*on_row)(void *, int n, const char *const *values), void *);
```*/
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
)]
#[allow(dead_code)]
pub enum sqlite3_exec {}
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
    impl __callback_runtime::Declaration for sqlite3_exec {
        const C_NAME: &'static __callback_runtime::str = "sqlite3_exec";
        type __Type = unsafe extern "C" fn(
            <&'static Db as __callback_runtime::CType>::C,
            <&'static CStr as __callback_runtime::CType>::C,
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    c_int,
                    <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
                ) -> __callback_runtime::c_int,
            >,
            *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int sqlite3_exec(",
            __callback_runtime::Opacity::<Db>::CONSTANT,
            __callback_runtime::c_name(__callback_runtime::Named::<Db>::NAME, "", "Db"),
            " *db, const char *sql, int (*on_row)(void *, int n, const char *const *values), void *);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "sqlite3")]
    unsafe extern "C" {
        #[link_name = "sqlite3_exec"]
        fn __callback_c_function(
            _: <&'static Db as __callback_runtime::CType>::C,
            _: <&'static CStr as __callback_runtime::CType>::C,
            _: __callback_runtime::Option<
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    c_int,
                    <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
                ) -> __callback_runtime::c_int,
            >,
            _: *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    impl sqlite3_exec {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        pub const C: unsafe extern "C" fn(
            <&'static Db as __callback_runtime::CType>::C,
            <&'static CStr as __callback_runtime::CType>::C,
            __callback_runtime::Option<
                unsafe extern "C" fn(
                    *mut __callback_runtime::c_void,
                    c_int,
                    <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
                ) -> __callback_runtime::c_int,
            >,
            *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
    }
};
