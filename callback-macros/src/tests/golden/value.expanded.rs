#[allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_ref_mut,
    clippy::needless_pass_by_value,
    clippy::ptr_arg,
    clippy::too_many_arguments,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
)]
fn on_write(
    data: &[u8],
    #[allow(unused_variables)]
    size: usize,
    #[allow(unused_variables)]
    count: usize,
    out: &mut dyn Write,
) -> io::Result<usize> {
    out.write(data)
}
/**The callback made of [`on_write`](fn@on_write).

```c
intptr_t on_write(const uint8_t *data, size_t size, size_t count, void *out);
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
enum on_write<'__callback_context> {
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
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl<'__callback_context> __callback_runtime::Callback
    for on_write<'__callback_context> {
        type Fn = unsafe extern "C" fn(
            <&[u8] as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
            *mut __callback_runtime::c_void,
        ) -> isize;
        type Context = (dyn Write + '__callback_context);
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            io::Result<usize>,
        >;
        const SHIM: Self::Fn = __callback_shim::<__callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "on_write"
            ),
            parameters: &["data", "size", "count", "out"],
            captures: true,
            refuses: true,
            fails_with_errno: true,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "intptr_t on_write(const uint8_t *data, size_t size, size_t count, void *out);",
        ];
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<__CallbackOwner>
        }
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<
        '__callback_context,
        __CallbackOwner: __callback_runtime::Owner,
    >(
        __callback_c0: <&[u8] as __callback_runtime::CType>::C,
        __callback_c1: <usize as __callback_runtime::CType>::C,
        __callback_c2: <usize as __callback_runtime::CType>::C,
        __callback_c3: *mut __callback_runtime::c_void,
    ) -> isize {
        let __callback_fail = __callback_runtime::Constant::<isize>::constant(-1);
        let __callback_answer0 = __callback_runtime::By(|__callback_error: &_| __callback_runtime::set_errno(
            __callback_error,
            __callback_runtime::Constant::<isize>::constant(-1),
        ));
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = on_write;
        let data = __callback_runtime::Call::new();
        let __callback_call0 = &data;
        unsafe {
            __callback_runtime::call::<
                on_write<'__callback_context>,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c3),
                __callback_fail,
                |__callback_held| {
                    let size = __callback_runtime::argument::<
                        usize,
                        _,
                        _,
                    >(&__callback_call, 1usize, __callback_c1)?;
                    let count = __callback_runtime::argument::<
                        usize,
                        _,
                        _,
                    >(&__callback_call, 2usize, __callback_c2)?;
                    let out = <__callback_runtime::Exclusive as __callback_runtime::Access<
                        (dyn Write + '__callback_context),
                    >>::give(__callback_held);
                    let data = __callback_runtime::counted::<
                        &[u8],
                        _,
                        _,
                    >(
                        __callback_call0,
                        0usize,
                        __callback_c0,
                        (__callback_runtime::len(size) * __callback_runtime::len(count))
                            .0,
                    )?;
                    __callback_runtime::value_as::<
                        isize,
                        _,
                        _,
                    >(__callback_function(data, size, count, out), __callback_answer0)
                },
            )
        }
    }
};
