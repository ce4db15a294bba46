#[allow(
    clippy::needless_pass_by_ref_mut,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps
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
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
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
#[forbid(unsafe_op_in_unsafe_fn)]
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
        const __SHIMS: __callback_runtime::Shims<Self> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
            end: (),
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::on_write"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "data,size,count,out";
        const __C: &'static __callback_runtime::str = "intptr_t on_write(const uint8_t *data, size_t size, size_t count, void *out);";
        const __FAILS_WITH_ERRNO: __callback_runtime::bool = true;
    }
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
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<
                    on_write<'__callback_context>,
                >,
                (dyn Write + '__callback_context),
                __callback_runtime::Exclusive,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<
                    on_write<'__callback_context>,
                    __CallbackOwner,
                >::ABOUT,
                __callback_c3,
                __callback_fail,
                __callback_body,
                (__callback_c0, __callback_c1, __callback_c2),
            )
        }
    }
    unsafe fn __callback_body<'__callback_context>(
        (
            __callback_c0,
            __callback_c1,
            __callback_c2,
        ): (
            <&[u8] as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
        ),
        __callback_held: __callback_runtime::Waiting<
            '_,
            (dyn Write + '__callback_context),
        >,
    ) -> __callback_runtime::EndedBy<isize, io::Result<usize>> {
        let __callback_answer0 = __callback_runtime::By(|__callback_error: &_| __callback_runtime::set_errno(
            __callback_error,
            __callback_runtime::Constant::<isize>::constant(-1),
        ));
        let __callback_call = __callback_runtime::CALL;
        unsafe {
            let size = match __callback_runtime::argument::<
                usize,
            >(&__callback_call, 1usize, __callback_c1) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let count = match __callback_runtime::argument::<
                usize,
            >(&__callback_call, 2usize, __callback_c2) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let out = __callback_runtime::exclusive(__callback_held);
            let data = __callback_runtime::CALL;
            let data = match __callback_runtime::counted::<
                &[u8],
            >(
                &data,
                0usize,
                __callback_c0,
                (__callback_runtime::len(size) * __callback_runtime::len(count)).0,
            ) {
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
};
