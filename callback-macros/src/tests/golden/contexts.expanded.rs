fn raw(state: *mut State) {}
/**The callback made of [`raw`](fn@raw).

```c
void raw(void *state);
```*/
#[allow(non_camel_case_types)]
enum raw {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for raw {
        type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
        type Context = *mut State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Copied,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::raw"),
            "state",
            "void raw(void *state);",
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<'_, *mut State>,
        ) -> __callback_runtime::Ended<()> {
            let state = unsafe { __callback_runtime::copied(__callback_held) };
            __callback_runtime::plain(raw(state))
        }
    }
    impl __callback_runtime::Callback for raw {}
};
#[cfg_attr(
    clippy,
    allow(clippy::needless_pass_by_ref_mut, clippy::trivially_copy_pass_by_ref)
)]
fn embedded<'a>(state: &mut State, name: &'a CStr) {}
/**The callback made of [`embedded`](fn@embedded).

```c
void embedded(Base *state, const char *name);
```*/
#[allow(non_camel_case_types)]
enum embedded {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for embedded {
        type Fn = unsafe extern "C" fn(
            __callback_runtime::Embed<Base, State>,
            <&'_ CStr as __callback_runtime::CType>::C,
        ) -> ();
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize, false>,
            __callback_runtime::Plain,
            __callback_runtime::Embed<Base, State>,
            __callback_runtime::route::InObject,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::embedded"
            ),
            "state,name",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void embedded(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Base>::NAME,
                "",
                "Base",
            ),
            " *state, const char *name);",
        ];
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
            ): (
                __callback_runtime::Embed<Base, State>,
                <&'_ CStr as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<()> {
            let _: (__callback_runtime::Claim<&'_ CStr, 3>,);
            let name = __callback_runtime::CALL;
            let name = match unsafe {
                __callback_runtime::argument::<&'_ CStr>(&name, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(embedded(state, name))
        }
    }
    impl __callback_runtime::Callback for embedded {}
};
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
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
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    unsafe impl __callback_runtime::Definition for found {
        type Fn = unsafe extern "C" fn(
            <&Base as __callback_runtime::CType>::C,
            c_int,
        ) -> ();
        type Context = State;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::SharedAccess>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::found"),
            "base,code,state",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void found(",
            __callback_runtime::Opacity::<Base>::CONSTANT,
            __callback_runtime::c_name(
                __callback_runtime::Named::<Base>::NAME,
                "",
                "Base",
            ),
            " *base, int code);",
        ];
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
            ): (<&Base as __callback_runtime::CType>::C, c_int),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<()> {
            if __callback_runtime::hides::<Base>() {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(0usize)),
                );
            }
            let base = __callback_runtime::beside_shared(&__callback_held);
            let base = match unsafe {
                __callback_runtime::argument::<&Base>(&base, 0usize, __callback_c0)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let code = __callback_runtime::number::<c_int>(__callback_c1);
            let state = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::plain(found(base, code, state))
        }
        fn __find(
            _: __callback_runtime::Promise,
            &(__callback_c0, __callback_c1): &__callback_runtime::PassedTo<Self>,
        ) -> *mut __callback_runtime::c_void {
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
            }
        }
    }
    impl __callback_runtime::Callback for found {}
    #[allow(unused_imports)]
    use __callback_runtime::{Fault as _, Own as _};
    __callback_runtime::refuse_inside(
        __callback_runtime::Behind::<Base>::__OWN,
        __callback_runtime::Layout::<&'static Base>::__FAULT,
        __callback_runtime::Parted::<Base>::__FAULT,
    );
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
#[keep(no_mangle)]
fn object(call: &mut (dyn FnMut(c_int))) {}
/**The callback made of [`object`](fn@object).

```c
void object(void *call);
```*/
#[allow(private_interfaces)]
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
enum object<__CallbackLifetimes = &'static ()> {
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
    unsafe impl<'__callback_context> __callback_runtime::Definition
    for object<&'__callback_context ()> {
        type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
        type Context = (dyn FnMut(c_int) + '__callback_context);
        type __Terms = __callback_runtime::WithLifetimes<
            __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
            >,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::bound_to(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::object"
                ),
                "call",
                "void object(void *call);",
            ),
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::object ",
                __callback_runtime::line!(), ":", __callback_runtime::column!()
            ),
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Waiting<
                '_,
                (dyn FnMut(c_int) + '__callback_context),
            >,
        ) -> __callback_runtime::Ended<()> {
            let call = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(object(call))
        }
    }
    #[allow(single_use_lifetimes)]
    impl<'__callback_context> __callback_runtime::Callback
    for object<&'__callback_context ()> {}
    impl<
        '__callback_context,
        __CallbackLifetimes,
    > __callback_runtime::Renamed<(dyn FnMut(c_int) + '__callback_context)>
    for object<__CallbackLifetimes> {
        type Callback = object<&'__callback_context ()>;
    }
};
#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn exported(state: &mut State, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) {}
/**The callback made of [`exported`](fn@exported).

```c
void exported(void *state, uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint8_t e, uint8_t f);
```*/
#[allow(non_camel_case_types)]
enum exported {}
#[allow(deprecated)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for exported {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            u8,
            u8,
            u8,
            u8,
            u8,
            u8,
        ) -> ();
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::exported"
            ),
            "state,a,b,c,d,e,f",
            "void exported(void *state, uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint8_t e, uint8_t f);",
        );
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
                __callback_c3,
                __callback_c4,
                __callback_c5,
                __callback_c6,
            ): (*mut __callback_runtime::c_void, u8, u8, u8, u8, u8, u8),
            __callback_held: __callback_runtime::Waiting<'_, State>,
        ) -> __callback_runtime::Ended<()> {
            let a = __callback_runtime::number::<u8>(__callback_c1);
            let b = __callback_runtime::number::<u8>(__callback_c2);
            let c = __callback_runtime::number::<u8>(__callback_c3);
            let d = __callback_runtime::number::<u8>(__callback_c4);
            let e = __callback_runtime::number::<u8>(__callback_c5);
            let f = __callback_runtime::number::<u8>(__callback_c6);
            let state = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(exported(state, a, b, c, d, e, f))
        }
    }
    impl __callback_runtime::Callback for exported {}
    #[unsafe(export_name = "db_hook")]
    unsafe extern "C" fn __callback_exported(
        __callback_c0: *mut __callback_runtime::c_void,
        __callback_c1: u8,
        __callback_c2: u8,
        __callback_c3: u8,
        __callback_c4: u8,
        __callback_c5: u8,
        __callback_c6: u8,
    ) -> () {
        unsafe {
            <exported as __callback_runtime::Callback>::SHIM(
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
