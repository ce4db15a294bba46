#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn literal(state: &mut State) -> c_int {}
/**The callback made of [`literal`](fn@literal).

```c
int literal(void *state);
```*/
#[allow(non_camel_case_types)]
enum literal {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for literal {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            <c_int as __callback_runtime::CType>::C,
        >(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::literal"),
            "state",
            "int literal(void *state);",
            -1,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(literal(state))
        }
    }
    impl __callback_runtime::Callback for literal {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn real(state: &mut State) -> c_double {}
/**The callback made of [`real`](fn@real).

```c
double real(void *state);
```*/
#[allow(non_camel_case_types)]
enum real {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for real {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <c_double as __callback_runtime::CType>::C;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::real"),
            "state",
            "double real(void *state);",
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> <c_double as __callback_runtime::CType>::C {
            __callback_runtime::Constant::<
                <c_double as __callback_runtime::CType>::C,
            >::constant(1.0)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<<c_double as __callback_runtime::CType>::C> {
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(real(state))
        }
    }
    impl __callback_runtime::Callback for real {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn suffixed(state: &mut State) -> u8 {}
/**The callback made of [`suffixed`](fn@suffixed).

```c
uint8_t suffixed(void *state);
```*/
#[allow(non_camel_case_types)]
enum suffixed {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for suffixed {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <u8 as __callback_runtime::CType>::C;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::suffixed"
            ),
            "state",
            "uint8_t suffixed(void *state);",
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> <u8 as __callback_runtime::CType>::C {
            __callback_runtime::Constant::<
                <u8 as __callback_runtime::CType>::C,
            >::constant(1u8)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<<u8 as __callback_runtime::CType>::C> {
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(suffixed(state))
        }
    }
    impl __callback_runtime::Callback for suffixed {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn named(state: &mut State) -> c_int {}
/**The callback made of [`named`](fn@named).

```c
int named(void *state);
```*/
#[allow(non_camel_case_types)]
enum named {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for named {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::named"),
            "state",
            "int named(void *state);",
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> <c_int as __callback_runtime::CType>::C {
            __callback_runtime::Constant::<
                <c_int as __callback_runtime::CType>::C,
            >::constant(const { (LIMIT) })
        }
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(named(state))
        }
    }
    impl __callback_runtime::Callback for named {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn computed(state: &mut State) -> c_int {}
/**The callback made of [`computed`](fn@computed).

```c
int computed(void *state);
```*/
#[allow(non_camel_case_types)]
enum computed {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for computed {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::computed"
            ),
            "state",
            "int computed(void *state);",
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> <c_int as __callback_runtime::CType>::C {
            __callback_runtime::Constant::<
                <c_int as __callback_runtime::CType>::C,
            >::constant(const { (!0) })
        }
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(computed(state))
        }
    }
    impl __callback_runtime::Callback for computed {}
};
::core::compile_error! {
    "C gets a pointer; write `core::ptr::null()` or `core::ptr::null_mut()`"
}
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn pointer(state: &mut State) -> *mut c_void {}
///The callback made of [`pointer`](fn@pointer).
#[allow(non_camel_case_types)]
enum pointer {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for pointer {
        type Fn = __callback_runtime::Broken;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Finding,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Passed,
            __callback_runtime::OneThread,
        >;
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(
            __callback_runtime::Shims::all(__callback_runtime::broken()),
        );
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            "",
            "",
            "",
        );
    }
    impl __callback_runtime::Callback for pointer {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps))]
fn size(state: &mut State) -> Result<usize, Error> {}
/**The callback made of [`size`](fn@size).

```c
size_t size(void *state);
```*/
#[allow(non_camel_case_types)]
enum size {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for size {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> __callback_runtime::ValueC<Result<usize, Error>>;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            Result<usize, Error>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            __callback_runtime::ValueC<Result<usize, Error>>,
        >(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::size"),
            "state",
            "size_t size(void *state);",
            0,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::EndedBy<
            __callback_runtime::ValueC<Result<usize, Error>>,
            Result<usize, Error>,
        > {
            let __callback_answer0 = __callback_runtime::Always(0);
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::value(size(state), __callback_answer0)
        }
    }
    impl __callback_runtime::Callback for size {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn flow(state: &mut State) -> ControlFlow<usize, Token> {}
/**The callback made of [`flow`](fn@flow).

```c
Token flow(void *state);
```*/
#[allow(non_camel_case_types)]
enum flow {}
#[allow(deprecated)]
#[allow(trivial_bounds)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for flow
    where
        Token: __callback_runtime::IntoC,
    {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> __callback_runtime::ValueC<ControlFlow<usize, Token>>;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            ControlFlow<usize, Token>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::flow"),
            "state",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            __callback_runtime::c_name(
                __callback_runtime::Named::<Token>::NAME,
                __callback_runtime::Valued::<Token>::NAME,
                "Token",
            ),
            " flow(void *state);",
        ];
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> __callback_runtime::ValueC<ControlFlow<usize, Token>> {
            __callback_runtime::Constant::<
                __callback_runtime::ValueC<ControlFlow<usize, Token>>,
            >::constant(0)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::EndedBy<
            __callback_runtime::ValueC<ControlFlow<usize, Token>>,
            ControlFlow<usize, Token>,
        > {
            let __callback_answer0 = __callback_runtime::Always(
                __callback_runtime::Constant::<
                    __callback_runtime::ValueC<ControlFlow<usize, Token>>,
                >::constant(0),
            );
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::value(flow(state), __callback_answer0)
        }
    }
    impl __callback_runtime::Callback for flow
    where
        Token: __callback_runtime::IntoC,
    {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn goes_on(state: &mut State) -> ControlFlow<()> {}
/**The callback made of [`goes_on`](fn@goes_on).

```c
int goes_on(void *state);
```*/
#[allow(non_camel_case_types)]
enum goes_on {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for goes_on {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> __callback_runtime::c_int;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            ControlFlow<()>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            __callback_runtime::c_int,
        >(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::goes_on"),
            "state",
            "int goes_on(void *state);",
            -1,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::EndedBy<__callback_runtime::c_int, ControlFlow<()>> {
            let __callback_answer0 = 1;
            let __callback_answer1 = __callback_runtime::Always(0);
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::status(
                goes_on(state),
                __callback_answer0,
                __callback_answer1,
            )
        }
    }
    impl __callback_runtime::Callback for goes_on {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps))]
fn other(state: &mut State) -> Result<(), Error> {}
/**The callback made of [`other`](fn@other).

```c
ssize_t other(void *state);
```*/
#[allow(non_camel_case_types)]
enum other {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for other {
        type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ssize_t;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            Result<(), Error>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::answering(
            __callback_runtime::Declared::failing_with_errno(
                __callback_runtime::Declared::new(
                    __callback_runtime::concat!(
                        __callback_runtime::module_path!(), "::other"
                    ),
                    "state",
                    "",
                ),
            ),
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            __callback_runtime::c_name(
                __callback_runtime::Named::<ssize_t>::NAME,
                __callback_runtime::Valued::<ssize_t>::NAME,
                "ssize_t",
            ),
            " other(void *state);",
        ];
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> ssize_t {
            __callback_runtime::Constant::<ssize_t>::constant(-1)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::EndedBy<ssize_t, Result<(), Error>> {
            let __callback_answer0 = __callback_runtime::Constant::<
                ssize_t,
            >::constant(0);
            let __callback_answer1 = __callback_runtime::By(|__callback_error: &_| __callback_runtime::set_errno(
                __callback_error,
                __callback_runtime::Constant::<ssize_t>::constant(-1),
            ));
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::status(
                other(state),
                __callback_answer0,
                __callback_answer1,
            )
        }
    }
    impl __callback_runtime::Callback for other {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps))]
fn constant(state: &mut State) -> Result<c_int, Error> {}
/**The callback made of [`constant`](fn@constant).

```c
int constant(void *state);
```*/
#[allow(non_camel_case_types)]
enum constant {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for constant {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> __callback_runtime::ValueC<Result<c_int, Error>>;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            Result<c_int, Error>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::constant"
            ),
            "state",
            "int constant(void *state);",
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> __callback_runtime::ValueC<Result<c_int, Error>> {
            __callback_runtime::Constant::<
                __callback_runtime::ValueC<Result<c_int, Error>>,
            >::constant(const { (FAILED) })
        }
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::EndedBy<
            __callback_runtime::ValueC<Result<c_int, Error>>,
            Result<c_int, Error>,
        > {
            let __callback_answer0 = __callback_runtime::Always(
                __callback_runtime::Constant::<
                    __callback_runtime::ValueC<Result<c_int, Error>>,
                >::constant(const { (FAILED) }),
            );
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::value(constant(state), __callback_answer0)
        }
    }
    impl __callback_runtime::Callback for constant {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn ordering(state: &mut State) -> Ordering {}
/**The callback made of [`ordering`](fn@ordering).

```c
int ordering(void *state);
```*/
#[allow(non_camel_case_types)]
enum ordering {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for ordering {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <Ordering as __callback_runtime::CType>::C;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            <Ordering as __callback_runtime::CType>::C,
        >(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::ordering"
            ),
            "state",
            "int ordering(void *state);",
            0,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<<Ordering as __callback_runtime::CType>::C> {
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(ordering(state))
        }
    }
    impl __callback_runtime::Callback for ordering {}
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn another_ordering(state: &mut State) -> Ordering {}
/**The callback made of [`another_ordering`](fn@another_ordering).

```c
Order another_ordering(void *state);
```*/
#[allow(non_camel_case_types)]
enum another_ordering {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for another_ordering {
        type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> Order;
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::another_ordering"
            ),
            "state",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            __callback_runtime::c_name(
                __callback_runtime::Named::<Order>::NAME,
                __callback_runtime::Valued::<Order>::NAME,
                "Order",
            ),
            " another_ordering(void *state);",
        ];
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> Order {
            __callback_runtime::Constant::<Order>::constant(0)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<Order> {
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain_as::<Order, _, _>(another_ordering(state))
        }
    }
    impl __callback_runtime::Callback for another_ordering {}
};
