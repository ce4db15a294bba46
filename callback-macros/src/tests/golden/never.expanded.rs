#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
fn on_error(state: &mut State, code: c_int) -> ! {
    panic!("{state:?} {code}")
}
/**The callback made of [`on_error`](fn@on_error).

```c
void on_error(void *state, int code);
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
        type Context = State;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            __callback_runtime::Diverging<__callback_runtime::Plain>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::on_error"
            ),
            "state,code",
            "void on_error(void *state, int code);",
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
        let __callback_answer0 = __callback_runtime::never;
        let __callback_call = __callback_runtime::CALL;
        let __callback_context = __callback_c0;
        {
            let __callback_body = |__callback_held| {
                let code = __callback_runtime::number::<c_int>(__callback_c1);
                let state = unsafe { __callback_runtime::exclusive(__callback_held) };
                __callback_runtime::answers(on_error(state, code), __callback_answer0)
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
