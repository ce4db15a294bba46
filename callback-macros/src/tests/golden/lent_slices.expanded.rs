#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps))]
fn read(file: &mut File) -> Result<&[u8], Error> {
    file.read()
}
/**The callback made of [`read`](fn@read).

```c
int read(void *file, const uint8_t **bytes, size_t *len);
```*/
#[allow(non_camel_case_types)]
enum read {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for read {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <Out<'_, *const u8> as __callback_runtime::CType>::C,
            <Out<'_, usize> as __callback_runtime::CType>::C,
        ) -> __callback_runtime::c_int;
        type Context = File;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            <Result<&'static [u8], Error> as __callback_runtime::LendsSlice>::With<()>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::lending(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::read"
                ),
                "file,bytes,len",
                "int read(void *file, const uint8_t **bytes, size_t *len);",
            ),
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> __callback_runtime::c_int {
            __callback_runtime::Constant::<__callback_runtime::c_int>::constant(-1)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
            ): (
                *mut __callback_runtime::c_void,
                <Out<'_, *const u8> as __callback_runtime::CType>::C,
                <Out<'_, usize> as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, File>,
        ) -> __callback_runtime::EndedBy<
            __callback_runtime::c_int,
            <Result<&'static [u8], Error> as __callback_runtime::LendsSlice>::With<()>,
        > {
            let __callback_answer0 = __callback_runtime::Constant::<
                __callback_runtime::c_int,
            >::constant(0);
            let __callback_answer1 = __callback_runtime::Always(
                __callback_runtime::Constant::<__callback_runtime::c_int>::constant(-1),
            );
            let bytes = __callback_runtime::CALL;
            let bytes = match unsafe {
                __callback_runtime::argument::<
                    Out<'_, *const u8>,
                >(&bytes, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let len = __callback_runtime::CALL;
            let len = match unsafe {
                __callback_runtime::argument::<
                    Out<'_, usize>,
                >(&len, 2usize, __callback_c2)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let file = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::status(
                __callback_runtime::lend_both(read(file), &bytes, &len)?,
                __callback_answer0,
                __callback_answer1,
            )
        }
    }
    impl __callback_runtime::Callback for read {}
};
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
fn name(file: &File) -> ControlFlow<(), &str> {
    ControlFlow::Continue(file.name())
}
/**The callback made of [`name`](fn@name).

```c
size_t name(void *file, const uint8_t **);
```*/
#[allow(non_camel_case_types)]
enum name {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for name {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <Out<'_, *const u8> as __callback_runtime::CType>::C,
        ) -> __callback_runtime::ValueC<
            <ControlFlow<
                (),
                &'static str,
            > as __callback_runtime::LendsSlice>::With<__callback_runtime::usize>,
        >;
        type Context = File;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::SharedAccess,
            __callback_runtime::Parameter<0usize>,
            <ControlFlow<
                (),
                &'static str,
            > as __callback_runtime::LendsSlice>::With<__callback_runtime::usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::lending(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::name"
                ),
                "file,#2",
                "size_t name(void *file, const uint8_t **);",
            ),
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> __callback_runtime::ValueC<
            <ControlFlow<
                (),
                &'static str,
            > as __callback_runtime::LendsSlice>::With<__callback_runtime::usize>,
        > {
            __callback_runtime::Constant::<
                __callback_runtime::ValueC<
                    <ControlFlow<
                        (),
                        &'static str,
                    > as __callback_runtime::LendsSlice>::With<__callback_runtime::usize>,
                >,
            >::constant(0)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
            ): (
                *mut __callback_runtime::c_void,
                <Out<'_, *const u8> as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, File>,
        ) -> __callback_runtime::EndedBy<
            __callback_runtime::ValueC<
                <ControlFlow<
                    (),
                    &'static str,
                > as __callback_runtime::LendsSlice>::With<__callback_runtime::usize>,
            >,
            <ControlFlow<
                (),
                &'static str,
            > as __callback_runtime::LendsSlice>::With<__callback_runtime::usize>,
        > {
            let __callback_answer0 = __callback_runtime::Always(
                __callback_runtime::Constant::<
                    __callback_runtime::ValueC<
                        <ControlFlow<
                            (),
                            &'static str,
                        > as __callback_runtime::LendsSlice>::With<
                            __callback_runtime::usize,
                        >,
                    >,
                >::constant(0),
            );
            let __callback_value1 = __callback_runtime::CALL;
            let __callback_value1 = match unsafe {
                __callback_runtime::argument::<
                    Out<'_, *const u8>,
                >(&__callback_value1, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let file = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::value(
                __callback_runtime::lend_pointer(name(file), &__callback_value1)?,
                __callback_answer0,
            )
        }
    }
    impl __callback_runtime::Callback for name {}
};
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
fn all(file: &File) -> Option<&[u8]> {
    None
}
/**The callback made of [`all`](fn@all).

```c
void all(void *file, const uint8_t **, int *);
```*/
#[allow(non_camel_case_types)]
enum all {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for all {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <Out<'_, *const u8> as __callback_runtime::CType>::C,
            <Out<'_, c_int> as __callback_runtime::CType>::C,
        ) -> ();
        type Context = File;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::SharedAccess,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::lending(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(__callback_runtime::module_path!(), "::all"),
                "file,#2,#3",
                "void all(void *file, const uint8_t **, int *);",
            ),
        );
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
            ): (
                *mut __callback_runtime::c_void,
                <Out<'_, *const u8> as __callback_runtime::CType>::C,
                <Out<'_, c_int> as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, File>,
        ) -> __callback_runtime::Ended<()> {
            let __callback_value1 = __callback_runtime::CALL;
            let __callback_value1 = match unsafe {
                __callback_runtime::argument::<
                    Out<'_, *const u8>,
                >(&__callback_value1, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let __callback_value2 = __callback_runtime::CALL;
            let __callback_value2 = match unsafe {
                __callback_runtime::argument::<
                    Out<'_, c_int>,
                >(&__callback_value2, 2usize, __callback_c2)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let file = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::plain(
                __callback_runtime::lend_both(
                    all(file),
                    &__callback_value1,
                    &__callback_value2,
                )?,
            )
        }
    }
    impl __callback_runtime::Callback for all {}
};
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
fn some(file: &File) -> Option<&[u8]> {
    None
}
/**The callback made of [`some`](fn@some).

```c
size_t some(void *file, const uint8_t **);
```*/
#[allow(non_camel_case_types)]
enum some {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for some {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <Out<'_, *const u8> as __callback_runtime::CType>::C,
        ) -> <<Option<
            &'static [u8],
        > as __callback_runtime::LendsSlice>::With<
            __callback_runtime::usize,
        > as __callback_runtime::CType>::C;
        type Context = File;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::SharedAccess,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::lending(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::some"
                ),
                "file,#2",
                "size_t some(void *file, const uint8_t **);",
            ),
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> <<Option<
            &'static [u8],
        > as __callback_runtime::LendsSlice>::With<
            __callback_runtime::usize,
        > as __callback_runtime::CType>::C {
            __callback_runtime::Constant::<
                <<Option<
                    &'static [u8],
                > as __callback_runtime::LendsSlice>::With<
                    __callback_runtime::usize,
                > as __callback_runtime::CType>::C,
            >::constant(0)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
            ): (
                *mut __callback_runtime::c_void,
                <Out<'_, *const u8> as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, File>,
        ) -> __callback_runtime::Ended<
            <<Option<
                &'static [u8],
            > as __callback_runtime::LendsSlice>::With<
                __callback_runtime::usize,
            > as __callback_runtime::CType>::C,
        > {
            let __callback_value1 = __callback_runtime::CALL;
            let __callback_value1 = match unsafe {
                __callback_runtime::argument::<
                    Out<'_, *const u8>,
                >(&__callback_value1, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let file = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::plain(
                __callback_runtime::lend_pointer(some(file), &__callback_value1)?,
            )
        }
    }
    impl __callback_runtime::Callback for some {}
};
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps))]
fn inside<'c>(text: &Text<'c>) -> Result<&'c str, Error> {
    text.get()
}
/**The callback made of [`inside`](fn@inside).

```c
const char *inside(void *text, size_t *);
```*/
#[allow(private_interfaces)]
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
enum inside<__CallbackLifetimes = &'static ()> {
    #[doc(hidden)]
    #[allow(dead_code)]
    __Never(
        ::core::convert::Infallible,
        ::core::marker::PhantomData<fn() -> (__CallbackLifetimes,)>,
    ),
}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl<'c> __callback_runtime::Definition for inside<&'c ()> {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <Out<'_, usize> as __callback_runtime::CType>::C,
        ) -> __callback_runtime::ValueC<
            <Result<
                &'c str,
                Error,
            > as __callback_runtime::LendsSlice>::With<
                __callback_runtime::LentPointer<Result<&'c str, Error>>,
            >,
        >;
        type Context = Text<'c>;
        type __Terms = __callback_runtime::WithLifetimes<
            __callback_runtime::Agreed<
                __callback_runtime::SharedAccess,
                __callback_runtime::Parameter<0usize>,
                <Result<
                    &'c str,
                    Error,
                > as __callback_runtime::LendsSlice>::With<
                    __callback_runtime::LentPointer<Result<&'c str, Error>>,
                >,
            >,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::bound_to(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::inside"
                ),
                "text,#2",
                "const char *inside(void *text, size_t *);",
            ),
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::inside ",
                __callback_runtime::line!(), ":", __callback_runtime::column!()
            ),
        );
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> __callback_runtime::ValueC<
            <Result<
                &'c str,
                Error,
            > as __callback_runtime::LendsSlice>::With<
                __callback_runtime::LentPointer<Result<&'c str, Error>>,
            >,
        > {
            __callback_runtime::Constant::<
                __callback_runtime::ValueC<
                    <Result<
                        &'c str,
                        Error,
                    > as __callback_runtime::LendsSlice>::With<
                        __callback_runtime::LentPointer<Result<&'c str, Error>>,
                    >,
                >,
            >::constant(const { (<File as Codes>::FAILED) })
        }
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
            ): (
                *mut __callback_runtime::c_void,
                <Out<'_, usize> as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, Text<'c>>,
        ) -> __callback_runtime::EndedBy<
            __callback_runtime::ValueC<
                <Result<
                    &'c str,
                    Error,
                > as __callback_runtime::LendsSlice>::With<
                    __callback_runtime::LentPointer<Result<&'c str, Error>>,
                >,
            >,
            <Result<
                &'c str,
                Error,
            > as __callback_runtime::LendsSlice>::With<
                __callback_runtime::LentPointer<Result<&'c str, Error>>,
            >,
        > {
            let __callback_answer0 = __callback_runtime::Always(
                __callback_runtime::Constant::<
                    __callback_runtime::ValueC<
                        <Result<
                            &'c str,
                            Error,
                        > as __callback_runtime::LendsSlice>::With<
                            __callback_runtime::LentPointer<Result<&'c str, Error>>,
                        >,
                    >,
                >::constant(const { (<File as Codes>::FAILED) }),
            );
            let __callback_value1 = __callback_runtime::CALL;
            let __callback_value1 = match unsafe {
                __callback_runtime::argument::<
                    Out<'_, usize>,
                >(&__callback_value1, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let text = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::value(
                __callback_runtime::lend_len(inside(text), &__callback_value1)?,
                __callback_answer0,
            )
        }
    }
    #[allow(single_use_lifetimes)]
    impl<'c> __callback_runtime::Callback for inside<&'c ()> {}
    impl<'c, __CallbackLifetimes> __callback_runtime::Renamed<Text<'c>>
    for inside<__CallbackLifetimes> {
        type Callback = inside<&'c ()>;
    }
};
