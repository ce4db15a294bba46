unsafe fn filter(code: u32, pointers: *mut Pointers) -> c_int {
    i32::from(code == 0)
}
/**The callback made of [`filter`](fn@filter).

```c
int filter(uint32_t code, Pointers *pointers);
```*/
#[allow(non_camel_case_types)]
enum filter {}
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
    unsafe impl __callback_runtime::Callback for filter {
        type Fn = unsafe extern "system" fn(
            <u32 as __callback_runtime::CType>::C,
            <*mut Pointers as __callback_runtime::CType>::C,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = ();
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Shared,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Nowhere,
        >;
        const __SHIMS: __callback_runtime::Shims<Self> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
            end: (),
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::filter"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "code,pointers";
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "int ",
            __callback_runtime::convention("system"),
            "filter(uint32_t code, ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Pointers>::NAME,
                "",
                "Pointers",
            ),
            " *pointers);",
        ];
        const __CAPTURES: __callback_runtime::bool = false;
        const __REFUSES: __callback_runtime::bool = false
            || <u32 as __callback_runtime::FromC<'_>>::REFUSES
            || <*mut Pointers as __callback_runtime::FromC<'_>>::REFUSES;
    }
    unsafe extern "system" fn __callback_shim<
        __CallbackOwner: __callback_runtime::Owner,
    >(
        __callback_c0: <u32 as __callback_runtime::CType>::C,
        __callback_c1: <*mut Pointers as __callback_runtime::CType>::C,
    ) -> <c_int as __callback_runtime::CType>::C {
        let __callback_fail = __callback_runtime::Constant::<
            <c_int as __callback_runtime::CType>::C,
        >::constant(const { (libc::ENOSYS) });
        unsafe {
            __callback_runtime::call_fn_without_context(
                __callback_runtime::OfCallback::<
                    filter,
                    __callback_runtime::Borrowed,
                >::ABOUT,
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
            <u32 as __callback_runtime::CType>::C,
            <*mut Pointers as __callback_runtime::CType>::C,
        ),
    ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
        let __callback_call = __callback_runtime::CALL;
        unsafe {
            let code = match __callback_runtime::argument::<
                u32,
            >(&__callback_call, 0usize, __callback_c0) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let pointers = match __callback_runtime::argument::<
                *mut Pointers,
            >(&__callback_call, 1usize, __callback_c1) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            __callback_runtime::plain(filter(code, pointers))
        }
    }
};
