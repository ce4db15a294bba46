#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps))]
fn function(
    #[allow(unused_variables)]
    cx: *mut Cx,
    n: c_int,
    calls: &mut u32,
) -> Result<(), Failed> {
    *calls += 1;
    Err(Failed)
}
/**The callback made of [`function`](fn@function).

```c
void function(Cx *cx, int n);
```*/
#[allow(non_camel_case_types)]
enum function {}
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
    unsafe impl __callback_runtime::Definition for function {
        type Fn = unsafe extern "C" fn(
            <*mut Cx as __callback_runtime::CType>::C,
            c_int,
        ) -> ();
        type Context = u32;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Finding,
            Result<(), Failed>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::telling(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::function"
                ),
                "cx,n,calls",
                "",
            ),
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void function(",
            __callback_runtime::c_name(__callback_runtime::Named::<Cx>::NAME, "", "Cx"),
            " *cx, int n);",
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
    impl __callback_runtime::Callback for function {}
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: <*mut Cx as __callback_runtime::CType>::C,
        __callback_c1: c_int,
    ) -> () {
        let __callback_fail = ();
        let __callback_answer0 = ();
        let __callback_answer1 = __callback_runtime::Always(());
        let __callback_call = __callback_runtime::CALL;
        let __callback_on_fail = __callback_runtime::on_fail::<
            function,
            _,
        >(|__callback_error| {
            let cx = __callback_c0;
            __callback_runtime::tell(__callback_error, |error| result_error(cx, error));
        });
        let __callback_answer = {
            let __callback_body = |__callback_held| {
                let cx = match unsafe {
                    __callback_runtime::argument::<
                        *mut Cx,
                    >(&__callback_call, 0usize, __callback_c0)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                let n = __callback_runtime::number::<c_int>(__callback_c1);
                let calls = unsafe { __callback_runtime::exclusive(__callback_held) };
                __callback_runtime::OnFail::err(
                    &__callback_on_fail,
                    __callback_runtime::status(
                        function(cx, n, calls),
                        __callback_answer0,
                        __callback_answer1,
                    ),
                )
            };
            let __callback_found = if false
                || __callback_runtime::Nullable::is_null(__callback_c0)
            {
                __callback_runtime::null_mut()
            } else {
                __callback_runtime::find::<
                    function,
                    _,
                >(|| {
                    let cx = __callback_c0;
                    (user(cx))
                })
            };
            unsafe {
                __callback_runtime::call::<
                    function,
                    __CallbackOwner,
                    _,
                    _,
                >(&__callback_call, __callback_found, __callback_fail, __callback_body)
            }
        };
        __callback_runtime::OnFail::end(&__callback_on_fail);
        __callback_answer
    }
};
