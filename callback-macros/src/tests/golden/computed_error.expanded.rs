#[allow(clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps)]
fn on_read(file: &File, offset: i64) -> Result<c_int, ReadError> {
    file.read(offset)
}
/**The callback made of [`on_read`](fn@on_read).

```c
int on_read(void *file, int64_t offset);
```*/
#[allow(non_camel_case_types)]
enum on_read {}
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
    unsafe impl __callback_runtime::Callback for on_read {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <i64 as __callback_runtime::CType>::C,
        ) -> __callback_runtime::ValueC<Result<c_int, ReadError>>;
        type Context = File;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Shared,
            Result<c_int, ReadError>,
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
            __callback_runtime::module_path!(), "::on_read"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "file,offset";
        const __C: &'static __callback_runtime::str = "int on_read(void *file, int64_t offset);";
    }
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: *mut __callback_runtime::c_void,
        __callback_c1: <i64 as __callback_runtime::CType>::C,
    ) -> __callback_runtime::ValueC<Result<c_int, ReadError>> {
        let __callback_fail = __callback_runtime::Constant::<
            __callback_runtime::ValueC<Result<c_int, ReadError>>,
        >::constant(-1);
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<on_read>,
                File,
                __callback_runtime::Shared,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<on_read, __CallbackOwner>::ABOUT,
                __callback_c0,
                __callback_fail,
                __callback_body,
                (__callback_c1,),
            )
        }
    }
    unsafe fn __callback_body(
        (__callback_c1,): (<i64 as __callback_runtime::CType>::C,),
        __callback_held: __callback_runtime::Waiting<'_, File>,
    ) -> __callback_runtime::EndedBy<
        __callback_runtime::ValueC<Result<c_int, ReadError>>,
        Result<c_int, ReadError>,
    > {
        let __callback_answer0 = __callback_runtime::By(|__callback_error: &_| __callback_runtime::ErrorCode::<
            _,
            __callback_runtime::ValueC<Result<c_int, ReadError>>,
        >::code(code_of, __callback_error));
        let __callback_call = __callback_runtime::CALL;
        unsafe {
            let offset = match __callback_runtime::argument::<
                i64,
            >(&__callback_call, 1usize, __callback_c1) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let file = __callback_runtime::shared(__callback_held);
            __callback_runtime::value(on_read(file, offset), __callback_answer0)
        }
    }
};
