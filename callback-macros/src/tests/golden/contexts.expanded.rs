fn raw(state: *mut State) {}
/**The callback made of [`raw`](fn@raw).

```c
void raw(void *state);
```*/
#[allow(non_camel_case_types)]
enum raw {}
#[allow(
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
#[forbid(unsafe_op_in_unsafe_fn)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Callback for raw {
        type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
        type Context = *mut State;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Copied>;
        const __SHIMS: __callback_runtime::Shims<Self::Fn> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::raw"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "state";
        const __C: &'static __callback_runtime::str = "void raw(void *state);";
    }
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: *mut __callback_runtime::c_void,
    ) -> () {
        let __callback_fail = ();
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<raw>,
                *mut State,
                __callback_runtime::Copied,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<raw, __CallbackOwner>::ABOUT,
                __callback_c0,
                __callback_fail,
                __callback_body,
                (),
            )
        }
    }
    unsafe fn __callback_body(
        (): (),
        __callback_held: __callback_runtime::Waiting<'_, *mut State>,
    ) -> __callback_runtime::Ended<()> {
        unsafe {
            let state = __callback_runtime::copied(__callback_held);
            __callback_runtime::plain(raw(state))
        }
    }
};
#[allow(clippy::needless_pass_by_ref_mut, clippy::trivially_copy_pass_by_ref)]
fn embedded<'a>(state: &mut State, name: &'a CStr) {}
/**The callback made of [`embedded`](fn@embedded).

```c
void embedded(Base *state, const char *name);
```*/
#[allow(non_camel_case_types)]
enum embedded {}
#[allow(
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
#[forbid(unsafe_op_in_unsafe_fn)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Callback for embedded {
        type Fn = unsafe extern "C" fn(
            __callback_runtime::Embed<Base, State>,
            <&'_ CStr as __callback_runtime::CType>::C,
        ) -> ();
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Plain,
            __callback_runtime::Embed<Base, State>,
            __callback_runtime::route::InObject,
        >;
        const __SHIMS: __callback_runtime::Shims<Self::Fn> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::embedded"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "state,name";
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void embedded(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Base>::NAME,
                "",
                "Base",
            ),
            " *state, const char *name);",
        ];
    }
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: __callback_runtime::Embed<Base, State>,
        __callback_c1: <&'_ CStr as __callback_runtime::CType>::C,
    ) -> () {
        let __callback_fail = ();
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<embedded>,
                State,
                __callback_runtime::Exclusive,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<embedded, __CallbackOwner>::ABOUT,
                __callback_runtime::ContextPointer::into_context(__callback_c0),
                __callback_fail,
                __callback_body,
                (__callback_c1,),
            )
        }
    }
    unsafe fn __callback_body(
        (__callback_c1,): (<&'_ CStr as __callback_runtime::CType>::C,),
        __callback_held: __callback_runtime::Waiting<'_, State>,
    ) -> __callback_runtime::Ended<()> {
        unsafe {
            let name = __callback_runtime::CALL;
            let name = match __callback_runtime::argument::<
                &'_ CStr,
            >(&name, 1usize, __callback_c1) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let state = __callback_runtime::exclusive(__callback_held);
            __callback_runtime::plain(embedded(state, name))
        }
    }
};
#[allow(clippy::trivially_copy_pass_by_ref)]
fn found(
    #[allow(unused_variables)]
    base: &Base,
    #[allow(unused_variables)]
    code: c_int,
    state: &State,
) {}
/**The callback made of [`found`](fn@found).

```c
void found(const Base *base, int code);
```*/
#[allow(non_camel_case_types)]
enum found {}
#[allow(
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
#[forbid(unsafe_op_in_unsafe_fn)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Callback for found {
        type Fn = unsafe extern "C" fn(
            <&Base as __callback_runtime::CType>::C,
            <c_int as __callback_runtime::CType>::C,
        ) -> ();
        type Context = State;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Shared>;
        const __SHIMS: __callback_runtime::Shims<Self::Fn> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::found"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "base,code,state";
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void found(const ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Base>::NAME,
                "",
                "Base",
            ),
            " *base, int code);",
        ];
    }
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: <&Base as __callback_runtime::CType>::C,
        __callback_c1: <c_int as __callback_runtime::CType>::C,
    ) -> () {
        let __callback_fail = ();
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<found>,
                State,
                __callback_runtime::Shared,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<found, __CallbackOwner>::ABOUT,
                if false || !__callback_runtime::Nullable::is_usable(__callback_c0) {
                    __callback_runtime::null_mut()
                } else {
                    __callback_runtime::find::<
                        found,
                        _,
                    >(|| {
                        let base = __callback_c0;
                        let code = __callback_c1;
                        (user(base, code))
                    })
                },
                __callback_fail,
                __callback_body,
                (__callback_c0, __callback_c1),
            )
        }
    }
    unsafe fn __callback_body(
        (
            __callback_c0,
            __callback_c1,
        ): (
            <&Base as __callback_runtime::CType>::C,
            <c_int as __callback_runtime::CType>::C,
        ),
        __callback_held: __callback_runtime::Waiting<'_, State>,
    ) -> __callback_runtime::Ended<()> {
        let __callback_call = __callback_runtime::CALL;
        unsafe {
            let base = __callback_runtime::CALL;
            let base = match __callback_runtime::argument::<
                &Base,
            >(&base, 0usize, __callback_c0) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let code = match __callback_runtime::argument::<
                c_int,
            >(&__callback_call, 1usize, __callback_c1) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let state = __callback_runtime::shared(__callback_held);
            __callback_runtime::plain(found(base, code, state))
        }
    }
};
#[allow(clippy::needless_pass_by_ref_mut)]
#[keep(no_mangle)]
fn object(call: &mut (dyn FnMut(c_int))) {}
/**The callback made of [`object`](fn@object).

```c
void object(void *call);
```*/
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
enum object<'__callback_context> {
    #[doc(hidden)]
    #[allow(dead_code)]
    __Never(
        ::core::convert::Infallible,
        ::core::marker::PhantomData<fn() -> (&'__callback_context (),)>,
    ),
}
#[allow(
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
#[forbid(unsafe_op_in_unsafe_fn)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl<'__callback_context> __callback_runtime::Callback
    for object<'__callback_context> {
        type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
        type Context = (dyn FnMut(c_int) + '__callback_context);
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Exclusive>;
        const __SHIMS: __callback_runtime::Shims<Self::Fn> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::object"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "call";
        const __C: &'static __callback_runtime::str = "void object(void *call);";
    }
    unsafe extern "C" fn __callback_shim<
        '__callback_context,
        __CallbackOwner: __callback_runtime::Owner,
    >(__callback_c0: *mut __callback_runtime::c_void) -> () {
        let __callback_fail = ();
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<
                    object<'__callback_context>,
                >,
                (dyn FnMut(c_int) + '__callback_context),
                __callback_runtime::Exclusive,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<
                    object<'__callback_context>,
                    __CallbackOwner,
                >::ABOUT,
                __callback_c0,
                __callback_fail,
                __callback_body,
                (),
            )
        }
    }
    unsafe fn __callback_body<'__callback_context>(
        (): (),
        __callback_held: __callback_runtime::Waiting<
            '_,
            (dyn FnMut(c_int) + '__callback_context),
        >,
    ) -> __callback_runtime::Ended<()> {
        unsafe {
            let call = __callback_runtime::exclusive(__callback_held);
            __callback_runtime::plain(object(call))
        }
    }
};
#[allow(clippy::needless_pass_by_ref_mut)]
fn exported(state: &mut State, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) {}
/**The callback made of [`exported`](fn@exported).

```c
void exported(void *state, uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint8_t e, uint8_t f);
```*/
#[allow(non_camel_case_types)]
enum exported {}
#[allow(
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
#[forbid(unsafe_op_in_unsafe_fn)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Callback for exported {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
        ) -> ();
        type Context = State;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Exclusive>;
        const __SHIMS: __callback_runtime::Shims<Self::Fn> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::exported"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "state,a,b,c,d,e,f";
        const __C: &'static __callback_runtime::str = "void exported(void *state, uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint8_t e, uint8_t f);";
    }
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: *mut __callback_runtime::c_void,
        __callback_c1: <u8 as __callback_runtime::CType>::C,
        __callback_c2: <u8 as __callback_runtime::CType>::C,
        __callback_c3: <u8 as __callback_runtime::CType>::C,
        __callback_c4: <u8 as __callback_runtime::CType>::C,
        __callback_c5: <u8 as __callback_runtime::CType>::C,
        __callback_c6: <u8 as __callback_runtime::CType>::C,
    ) -> () {
        let __callback_fail = ();
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<exported>,
                State,
                __callback_runtime::Exclusive,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<exported, __CallbackOwner>::ABOUT,
                __callback_c0,
                __callback_fail,
                __callback_body,
                (
                    __callback_c1,
                    __callback_c2,
                    __callback_c3,
                    __callback_c4,
                    __callback_c5,
                    __callback_c6,
                ),
            )
        }
    }
    unsafe fn __callback_body(
        (
            __callback_c1,
            __callback_c2,
            __callback_c3,
            __callback_c4,
            __callback_c5,
            __callback_c6,
        ): (
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
            <u8 as __callback_runtime::CType>::C,
        ),
        __callback_held: __callback_runtime::Waiting<'_, State>,
    ) -> __callback_runtime::Ended<()> {
        let __callback_call = __callback_runtime::CALL;
        unsafe {
            let a = match __callback_runtime::argument::<
                u8,
            >(&__callback_call, 1usize, __callback_c1) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let b = match __callback_runtime::argument::<
                u8,
            >(&__callback_call, 2usize, __callback_c2) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let c = match __callback_runtime::argument::<
                u8,
            >(&__callback_call, 3usize, __callback_c3) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let d = match __callback_runtime::argument::<
                u8,
            >(&__callback_call, 4usize, __callback_c4) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let e = match __callback_runtime::argument::<
                u8,
            >(&__callback_call, 5usize, __callback_c5) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let f = match __callback_runtime::argument::<
                u8,
            >(&__callback_call, 6usize, __callback_c6) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let state = __callback_runtime::exclusive(__callback_held);
            __callback_runtime::plain(exported(state, a, b, c, d, e, f))
        }
    }
    #[unsafe(export_name = "db_hook")]
    unsafe extern "C" fn __callback_exported(
        __callback_c0: *mut __callback_runtime::c_void,
        __callback_c1: <u8 as __callback_runtime::CType>::C,
        __callback_c2: <u8 as __callback_runtime::CType>::C,
        __callback_c3: <u8 as __callback_runtime::CType>::C,
        __callback_c4: <u8 as __callback_runtime::CType>::C,
        __callback_c5: <u8 as __callback_runtime::CType>::C,
        __callback_c6: <u8 as __callback_runtime::CType>::C,
    ) -> () {
        unsafe {
            __callback_shim::<
                __callback_runtime::Any,
            >(
                __callback_c0,
                __callback_c1,
                __callback_c2,
                __callback_c3,
                __callback_c4,
                __callback_c5,
                __callback_c6,
            )
        }
    }
};
#[cfg(unix)]
#[::callback_runtime::callback()]
#[cfg_attr(unix, deprecated)]
fn conditional(#[len(2)] #[cfg(any())] pair: &[u8]) {}
#[cfg(not(unix))]
#[::callback_runtime::callback()]
#[cfg_attr(unix, deprecated)]
fn conditional(pair: &[u8]) {}
