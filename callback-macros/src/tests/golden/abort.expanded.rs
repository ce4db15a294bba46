#[cfg_attr(clippy, allow(clippy::needless_pass_by_value))]
fn plain(code: Code, name: Option<&CStr>, raw: *const u8) {}
/**The callback made of [`plain`](fn@plain).

```c
void plain(Code code, const char *name, const uint8_t *raw);
```*/
#[allow(non_camel_case_types)]
enum plain {}
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
    unsafe impl __callback_runtime::Definition for plain
    where
        Code: __callback_runtime::CArgument,
    {
        type Fn = unsafe extern "C" fn(
            <Code as __callback_runtime::CType>::C,
            <Option<&CStr> as __callback_runtime::CType>::C,
            <*const u8 as __callback_runtime::CType>::C,
        ) -> ();
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
                    __callback_runtime::module_path!(), "::plain"
                ),
                "code,name,raw",
                "",
            ),
            false || <Code as __callback_runtime::FromC<'_>>::REFUSES
                || <Option<&CStr> as __callback_runtime::FromC<'_>>::REFUSES
                || <*const u8 as __callback_runtime::FromC<'_>>::REFUSES,
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void plain(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Code>::NAME,
                __callback_runtime::Valued::<Code>::NAME,
                "Code",
            ),
            " code, const char *name, const uint8_t *raw);",
        ];
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
            ): (
                <Code as __callback_runtime::CType>::C,
                <Option<&CStr> as __callback_runtime::CType>::C,
                <*const u8 as __callback_runtime::CType>::C,
            ),
            (): (),
        ) -> __callback_runtime::Ended<()> {
            let _: (__callback_runtime::Claim<Option<&CStr>, 3>,);
            let __callback_call = __callback_runtime::CALL;
            let __callback_apart = __callback_runtime::ApartRows::<2usize>::new(0);
            if __callback_runtime::hides::<<Code as __callback_runtime::CType>::C>() {
                __callback_runtime::hidden_abort()
            }
            let code = __callback_runtime::CALL;
            let code = match unsafe {
                __callback_runtime::argument_apart::<
                    Code,
                >(&code, 0usize, __callback_c0, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let name = __callback_runtime::CALL;
            let name = match unsafe {
                __callback_runtime::argument_apart::<
                    Option<&CStr>,
                >(&name, 1usize, __callback_c1, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let raw = match unsafe {
                __callback_runtime::argument::<
                    *const u8,
                >(&__callback_call, 2usize, __callback_c2)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            __callback_runtime::plain(plain(code, name, raw))
        }
    }
    impl __callback_runtime::Callback for plain
    where
        Code: __callback_runtime::CArgument,
    {}
    #[allow(unused_imports)]
    use __callback_runtime::{Fault as _, Own as _};
    __callback_runtime::refuse(__callback_runtime::Passed::<Code>::__FAULT);
};
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
fn counted(bytes: &[u8], #[allow(unused_variables)] n: usize) -> c_int {
    0
}
/**The callback made of [`counted`](fn@counted).

```c
int counted(const uint8_t *bytes, size_t n);
```*/
#[allow(non_camel_case_types)]
enum counted {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for counted {
        type Fn = unsafe extern "C" fn(
            <&[u8] as __callback_runtime::CType>::C,
            usize,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = ();
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Alone,
            __callback_runtime::Nothing,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Nowhere,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::aborting(
            __callback_runtime::Declared::failing::<
                <c_int as __callback_runtime::CType>::C,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::counted"
                ),
                "bytes,n",
                "int counted(const uint8_t *bytes, size_t n);",
                -1,
            ),
            true,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
            ): (<&[u8] as __callback_runtime::CType>::C, usize),
            (): (),
        ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
            let n = __callback_runtime::number::<usize>(__callback_c1);
            let bytes = __callback_runtime::CALL;
            let __callback_len = __callback_runtime::len(n).0;
            let bytes = match unsafe {
                __callback_runtime::counted::<
                    &[u8],
                >(&bytes, 0usize, __callback_c0, __callback_len)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            __callback_runtime::plain(counted(bytes, n))
        }
    }
    impl __callback_runtime::Callback for counted {}
};
#[cfg_attr(clippy, allow(clippy::unnecessary_wraps))]
fn optional() -> Option<NonNull<u8>> {
    None
}
/**The callback made of [`optional`](fn@optional).

```c
uint8_t *optional(void);
```*/
#[allow(non_camel_case_types)]
enum optional {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for optional {
        type Fn = unsafe extern "C" fn() -> <Option<
            NonNull<u8>,
        > as __callback_runtime::CType>::C;
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
                    __callback_runtime::module_path!(), "::optional"
                ),
                "",
                "uint8_t *optional(void);",
            ),
            true,
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> <Option<NonNull<u8>> as __callback_runtime::CType>::C {
            __callback_runtime::Constant::<
                <Option<NonNull<u8>> as __callback_runtime::CType>::C,
            >::constant(const { (null()) })
        }
        fn __body(
            _: __callback_runtime::Promise,
            (): (),
            (): (),
        ) -> __callback_runtime::Ended<
            <Option<NonNull<u8>> as __callback_runtime::CType>::C,
        > {
            __callback_runtime::plain(optional())
        }
    }
    impl __callback_runtime::Callback for optional {}
};
fn returned(code: c_int) -> c_int {
    code
}
/**The callback made of [`returned`](fn@returned).

```c
long returned(int code);
```*/
#[allow(non_camel_case_types)]
enum returned {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for returned {
        type Fn = unsafe extern "C" fn(c_int) -> c_long;
        type Context = ();
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Alone,
            __callback_runtime::Nothing,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Nowhere,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::aborting(
            __callback_runtime::Declared::failing::<
                c_long,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::returned"
                ),
                "code",
                "long returned(int code);",
                0,
            ),
            true,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (c_int,),
            (): (),
        ) -> __callback_runtime::Ended<c_long> {
            let code = __callback_runtime::number::<c_int>(__callback_c0);
            __callback_runtime::plain_as::<c_long, _, _>(returned(code))
        }
    }
    impl __callback_runtime::Callback for returned {}
};
