unsafe fn filter(code: u32, pointers: *mut Pointers) -> c_int {
    i32::from(code == 0)
}
/**The callback made of [`filter`](fn@filter).

```c
int filter(uint32_t code, Pointers *pointers);
```*/
#[allow(non_camel_case_types)]
enum filter {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for filter {
        type Fn = unsafe extern "system" fn(
            u32,
            <*mut Pointers as __callback_runtime::CType>::C,
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
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::filter"
                ),
                "code,pointers",
                "",
            ),
            false || <u32 as __callback_runtime::FromC<'_>>::REFUSES
                || <*mut Pointers as __callback_runtime::FromC<'_>>::REFUSES,
        );
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
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> <c_int as __callback_runtime::CType>::C {
            __callback_runtime::Constant::<
                <c_int as __callback_runtime::CType>::C,
            >::constant(const { (libc::ENOSYS) })
        }
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
            ): (u32, <*mut Pointers as __callback_runtime::CType>::C),
            (): (),
        ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
            let __callback_call = __callback_runtime::CALL;
            let code = __callback_runtime::number::<u32>(__callback_c0);
            let pointers = match unsafe {
                __callback_runtime::argument::<
                    *mut Pointers,
                >(&__callback_call, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            __callback_runtime::plain(unsafe { filter(code, pointers) })
        }
    }
    impl __callback_runtime::Callback for filter {}
};
