#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps))]
fn function(
    #[allow(unused_variables)]
    state: *mut State,
    calls: &mut u32,
) -> Result<c_int, Raised> {
    *calls += 1;
    Err(Raised)
}
/**The callback made of [`function`](fn@function).

```c
int function(State *state);
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
            <*mut State as __callback_runtime::CType>::C,
        ) -> __callback_runtime::ValueC<Result<c_int, Raised>>;
        type Context = u32;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Finding,
            Result<c_int, Raised>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::function"
            ),
            "state,calls",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "int function(",
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
    impl __callback_runtime::Callback for function {}
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: <*mut State as __callback_runtime::CType>::C,
    ) -> __callback_runtime::ValueC<Result<c_int, Raised>> {
        let __callback_fail = __callback_runtime::Option::<
            __callback_runtime::ValueC<Result<c_int, Raised>>,
        >::None;
        let __callback_answer0 = __callback_runtime::plain;
        let __callback_answer1 = &__callback_runtime::LeftWith::new();
        let __callback_call = __callback_runtime::CALL;
        let __callback_context = if false
            || __callback_runtime::Nullable::is_null(__callback_c0)
        {
            __callback_runtime::null_mut()
        } else {
            __callback_runtime::find::<
                function,
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
                let calls = unsafe { __callback_runtime::exclusive(__callback_held) };
                __callback_runtime::leaves_with(
                    function(state, calls),
                    __callback_answer0,
                    __callback_answer1,
                )
            };
            let __callback_found = __callback_context;
            unsafe {
                __callback_runtime::call::<
                    function,
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
                |error| raise(state, error),
            )
        }
    }
};
