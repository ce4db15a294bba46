#[allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_ref_mut,
    clippy::needless_pass_by_value,
    clippy::ptr_arg,
    clippy::too_many_arguments,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
)]
#[deprecated]
pub(crate) fn run(work: Box<dyn FnOnce() -> c_int + Send>) -> c_int {
    work()
}
#[deprecated]
/**The callback made of [`run`](fn@run).

```c
int run(void *work);
```*/
#[allow(
    missing_copy_implementations,
    missing_debug_implementations,
    non_camel_case_types,
    single_use_lifetimes,
    unused_qualifications,
    clippy::empty_enum,
    clippy::exhaustive_enums,
)]
pub(crate) enum run {}
#[allow(
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Callback for run {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = Box<dyn FnOnce() -> c_int + Send>;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Once>;
        const SHIM: Self::Fn = __callback_shim::<__callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "run"
            ),
            parameters: &["work"],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int run(void *work);",
        ];
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<__CallbackOwner>
        }
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: *mut __callback_runtime::c_void,
    ) -> <c_int as __callback_runtime::CType>::C {
        let __callback_fail = __callback_runtime::Constant::<
            <c_int as __callback_runtime::CType>::C,
        >::constant(0);
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = run;
        unsafe {
            __callback_runtime::call::<
                run,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c0),
                __callback_fail,
                |__callback_held| {
                    let work = <__callback_runtime::Once as __callback_runtime::Access<
                        Box<dyn FnOnce() -> c_int + Send>,
                    >>::give(__callback_held);
                    __callback_runtime::plain(__callback_function(work))
                },
            )
        }
    }
};
