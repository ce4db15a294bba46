#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps))]
fn on_error(errors: &mut u32, code: c_int) -> Result<Infallible, String> {
    Err(format!("code {code}"))
}
/**The callback made of [`on_error`](fn@on_error).

```c
void on_error(void *errors, int code);
```*/
#[allow(non_camel_case_types)]
enum on_error {}
#[allow(deprecated)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for on_error {
        type Fn = unsafe extern "C-unwind" fn(
            *mut __callback_runtime::c_void,
            c_int,
        ) -> !;
        type Context = u32;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            __callback_runtime::Diverging<Result<Infallible, String>>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::on_error"
            ),
            "errors,code",
            "void on_error(void *errors, int code);",
        );
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(__callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::Shared>,
            by_address: __callback_shim::<__callback_runtime::ByAddress>,
            stacked: [__callback_shim::<__callback_runtime::Borrowed>; 16usize],
            end: (),
        });
    }
    impl __callback_runtime::Callback for on_error {
        fn scope<'__callback_borrow, __CallbackResult>(
            __callback_context: __callback_runtime::BorrowedBy<'__callback_borrow, Self>,
            __callback_body: impl __callback_runtime::FnOnce(
                &__callback_runtime::Scope<'__callback_borrow, Self>,
            ) -> __CallbackResult,
        ) -> __callback_runtime::HandedBy<Self, __CallbackResult>
        where
            Self::Context: '__callback_borrow,
        {
            __callback_runtime::scope::<
                Self,
                __CallbackResult,
            >(__callback_context, __callback_body)
        }
    }
    #[allow(unreachable_code)]
    unsafe extern "C-unwind" fn __callback_shim<
        __CallbackOwner: __callback_runtime::Owner,
    >(__callback_c0: *mut __callback_runtime::c_void, __callback_c1: c_int) -> ! {
        let __callback_fail = __callback_runtime::Option::<()>::None;
        let __callback_answer0 = __callback_runtime::no_value;
        let __callback_call = __callback_runtime::CALL;
        let __callback_context = __callback_c0;
        {
            let __callback_body = |__callback_held| {
                let code = __callback_runtime::number::<c_int>(__callback_c1);
                let errors = unsafe { __callback_runtime::exclusive(__callback_held) };
                __callback_runtime::leaves(on_error(errors, code), __callback_answer0)
            };
            let __callback_found = __callback_context;
            unsafe {
                __callback_runtime::call::<
                    on_error,
                    __CallbackOwner,
                    _,
                    _,
                >(&__callback_call, __callback_found, __callback_fail, __callback_body)
            }
        };
        __callback_runtime::leave::<on_error>(__callback_context)
    }
};
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps))]
fn checks(
    #[allow(unused_variables)]
    state: *mut State,
    limit: &c_int,
) -> Result<(), String> {
    Ok(())
}
/**The callback made of [`checks`](fn@checks).

```c
int checks(State *state);
```*/
#[allow(non_camel_case_types)]
enum checks {}
#[allow(deprecated)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for checks {
        type Fn = unsafe extern "C" fn(
            <*mut State as __callback_runtime::CType>::C,
        ) -> __callback_runtime::c_int;
        type Context = c_int;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::SharedAccess,
            __callback_runtime::Finding,
            Result<(), String>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::checks"),
            "state,limit",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "int checks(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<State>::NAME,
                "",
                "State",
            ),
            " *state);",
        ];
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(__callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::Shared>,
            by_address: __callback_shim::<__callback_runtime::ByAddress>,
            stacked: [__callback_shim::<__callback_runtime::Borrowed>; 16usize],
            end: (),
        });
    }
    impl __callback_runtime::Callback for checks {}
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: <*mut State as __callback_runtime::CType>::C,
    ) -> __callback_runtime::c_int {
        let __callback_fail = __callback_runtime::Option::<
            __callback_runtime::c_int,
        >::None;
        let __callback_answer0 = __callback_runtime::good(
            __callback_runtime::Constant::<__callback_runtime::c_int>::constant(0),
        );
        let __callback_call = __callback_runtime::CALL;
        let __callback_context = if false
            || __callback_runtime::Nullable::is_null(__callback_c0)
        {
            __callback_runtime::null_mut()
        } else {
            __callback_runtime::find::<
                checks,
                _,
            >(|| {
                let state = __callback_c0;
                (user(state))
            })
        };
        if let ::core::option::Option::Some(__callback_answer) = {
            let __callback_body = |__callback_held| {
                let state = match unsafe {
                    __callback_runtime::argument::<
                        *mut State,
                    >(&__callback_call, 0usize, __callback_c0)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                let limit = unsafe { __callback_runtime::shared(__callback_held) };
                __callback_runtime::leaves(checks(state, limit), __callback_answer0)
            };
            let __callback_found = __callback_context;
            unsafe {
                __callback_runtime::call::<
                    checks,
                    __CallbackOwner,
                    _,
                    _,
                >(&__callback_call, __callback_found, __callback_fail, __callback_body)
            }
        } {
            return __callback_answer;
        }
        {
            let state = __callback_c0;
            (raise(state, 3))
        }
    }
};
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
fn finds(
    #[allow(unused_variables)]
    state: *mut State,
    limit: &c_int,
) -> ControlFlow<Found, c_int> {
    ControlFlow::Break(Found)
}
/**The callback made of [`finds`](fn@finds).

```c
long finds(State *state, const void *limit);
```*/
#[allow(non_camel_case_types)]
enum finds {}
#[allow(deprecated)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for finds {
        type Fn = unsafe extern "C" fn(
            <*mut State as __callback_runtime::CType>::C,
            *const c_void,
        ) -> c_long;
        type Context = c_int;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::SharedAccess,
            __callback_runtime::Parameter<1usize>,
            ControlFlow<Found, c_int>,
            *const c_void,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::finds"),
            "state,limit",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "long finds(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<State>::NAME,
                "",
                "State",
            ),
            " *state, const void *limit);",
        ];
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(__callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::Shared>,
            by_address: __callback_shim::<__callback_runtime::ByAddress>,
            stacked: [__callback_shim::<__callback_runtime::Borrowed>; 16usize],
            end: (),
        });
    }
    impl __callback_runtime::Callback for finds {}
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: <*mut State as __callback_runtime::CType>::C,
        __callback_c1: *const c_void,
    ) -> c_long {
        let __callback_fail = __callback_runtime::Option::<c_long>::None;
        let __callback_answer0 = __callback_runtime::plain_as::<c_long, _, _>;
        let __callback_answer1 = &__callback_runtime::LeftWith::new();
        let __callback_call = __callback_runtime::CALL;
        let __callback_context = __callback_runtime::ContextPointer::into_context(
            __callback_c1,
        );
        if let ::core::option::Option::Some(__callback_answer) = {
            let __callback_body = |__callback_held| {
                let state = match unsafe {
                    __callback_runtime::argument::<
                        *mut State,
                    >(&__callback_call, 0usize, __callback_c0)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                let limit = unsafe { __callback_runtime::shared(__callback_held) };
                __callback_runtime::leaves_with(
                    finds(state, limit),
                    __callback_answer0,
                    __callback_answer1,
                )
            };
            let __callback_found = __callback_context;
            unsafe {
                __callback_runtime::call::<
                    finds,
                    __CallbackOwner,
                    _,
                    _,
                >(&__callback_call, __callback_found, __callback_fail, __callback_body)
            }
        } {
            return __callback_answer;
        }
        {
            let state = __callback_c0;
            __callback_runtime::LeftWith::leave(
                &__callback_answer1,
                |stop| raise(state, stop),
            )
        }
    }
};
fn answers(#[allow(unused_variables)] n: c_int) -> c_int {
    n
}
/**The callback made of [`answers`](fn@answers).

```c
int answers(int n);
```*/
#[allow(non_camel_case_types)]
enum answers {}
#[allow(deprecated)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for answers {
        type Fn = unsafe extern "C" fn(c_int) -> <c_int as __callback_runtime::CType>::C;
        type Context = ();
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Alone,
            __callback_runtime::Nothing,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Nowhere,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::answers"),
            "n",
            "int answers(int n);",
        );
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(__callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::Shared>,
            by_address: __callback_shim::<__callback_runtime::ByAddress>,
            stacked: [__callback_shim::<__callback_runtime::Borrowed>; 16usize],
            end: (),
        });
    }
    impl __callback_runtime::Callback for answers {}
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: c_int,
    ) -> <c_int as __callback_runtime::CType>::C {
        let __callback_fail = __callback_runtime::Option::<
            <c_int as __callback_runtime::CType>::C,
        >::None;
        let __callback_answer0 = __callback_runtime::plain;
        let __callback_call = __callback_runtime::CALL;
        if let ::core::option::Option::Some(__callback_answer) = {
            let __callback_body = || {
                let n = __callback_runtime::number::<c_int>(__callback_c0);
                __callback_runtime::answers(answers(n), __callback_answer0)
            };
            unsafe {
                __callback_runtime::call_without_context::<
                    answers,
                    _,
                    _,
                >(__callback_fail, __callback_body)
            }
        } {
            return __callback_answer;
        }
        {
            let n = __callback_c0;
            (n * 100)
        }
    }
};
fn fatal(n: c_int) -> ! {
    panic!("fatal {n}")
}
/**The callback made of [`fatal`](fn@fatal).

```c
void fatal(int n);
```*/
#[allow(non_camel_case_types)]
enum fatal {}
#[allow(deprecated)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for fatal {
        type Fn = unsafe extern "C" fn(c_int) -> !;
        type Context = ();
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Alone,
            __callback_runtime::Nothing,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Nowhere,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::aborting(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::fatal"
                ),
                "n",
                "void fatal(int n);",
            ),
            true,
        );
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(__callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::Shared>,
            by_address: __callback_shim::<__callback_runtime::ByAddress>,
            stacked: [__callback_shim::<__callback_runtime::Borrowed>; 16usize],
            end: (),
        });
    }
    impl __callback_runtime::Callback for fatal {}
    #[allow(unreachable_code)]
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: c_int,
    ) -> ! {
        let __callback_fail = __callback_runtime::Option::<()>::None;
        let __callback_answer0 = __callback_runtime::never;
        let __callback_call = __callback_runtime::CALL;
        {
            let __callback_body = || {
                let n = __callback_runtime::number::<c_int>(__callback_c0);
                __callback_runtime::answers(fatal(n), __callback_answer0)
            };
            unsafe {
                __callback_runtime::call_without_context::<
                    fatal,
                    _,
                    _,
                >(__callback_fail, __callback_body)
            }
        };
        __callback_runtime::end::<fatal>()
    }
};
