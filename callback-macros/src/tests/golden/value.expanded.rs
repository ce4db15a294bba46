#[cfg_attr(
    clippy,
    allow(
        clippy::needless_pass_by_ref_mut,
        clippy::trivially_copy_pass_by_ref,
        clippy::unnecessary_wraps
    )
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
#[allow(private_interfaces)]
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
enum on_write<__CallbackLifetimes = &'static ()> {
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
    for on_write<&'__callback_context ()> {
        type Fn = unsafe extern "C" fn(
            <&[u8] as __callback_runtime::CType>::C,
            usize,
            usize,
            *mut __callback_runtime::c_void,
        ) -> isize;
        type Context = (dyn Write + '__callback_context);
        type __Terms = __callback_runtime::WithLifetimes<
            __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<3usize>,
                io::Result<usize>,
            >,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::bound_to(
            __callback_runtime::Declared::answering(
                __callback_runtime::Declared::failing_with_errno(
                    __callback_runtime::Declared::failing::<
                        isize,
                    >(
                        __callback_runtime::concat!(
                            __callback_runtime::module_path!(), "::on_write"
                        ),
                        "data,size,count,out",
                        "intptr_t on_write(const uint8_t *data, size_t size, size_t count, void *out);",
                        -1,
                    ),
                ),
            ),
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::on_write ",
                __callback_runtime::line!(), ":", __callback_runtime::column!()
            ),
        );
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
                __callback_c3,
            ): (
                <&[u8] as __callback_runtime::CType>::C,
                usize,
                usize,
                *mut __callback_runtime::c_void,
            ),
            __callback_held: __callback_runtime::Waiting<
                '_,
                (dyn Write + '__callback_context),
            >,
        ) -> __callback_runtime::EndedBy<isize, io::Result<usize>> {
            let _: (__callback_runtime::Claim<&[u8], 3>,);
            let __callback_answer0 = __callback_runtime::By(|__callback_error: &_| __callback_runtime::set_errno(
                __callback_error,
                -1,
            ));
            let size = __callback_runtime::number::<usize>(__callback_c1);
            let count = __callback_runtime::number::<usize>(__callback_c2);
            let out = unsafe { __callback_runtime::exclusive(__callback_held) };
            let data = __callback_runtime::CALL;
            let __callback_len = (__callback_runtime::len(size)
                * __callback_runtime::len(count))
                .0;
            let data = match unsafe {
                __callback_runtime::counted::<
                    &[u8],
                >(&data, 0usize, __callback_c0, __callback_len)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            __callback_runtime::value_as::<
                isize,
                _,
                _,
            >(on_write(data, size, count, out), __callback_answer0)
        }
    }
    #[allow(single_use_lifetimes)]
    impl<'__callback_context> __callback_runtime::Callback
    for on_write<&'__callback_context ()> {}
    impl<
        '__callback_context,
        __CallbackLifetimes,
    > __callback_runtime::Renamed<(dyn Write + '__callback_context)>
    for on_write<__CallbackLifetimes> {
        type Callback = on_write<&'__callback_context ()>;
    }
};
