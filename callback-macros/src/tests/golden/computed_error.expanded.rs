#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps))]
fn on_read(file: &File, offset: i64) -> Result<c_int, ReadError> {
    file.read(offset)
}
/**The callback made of [`on_read`](fn@on_read).

```c
int on_read(void *file, int64_t offset);
```*/
#[allow(non_camel_case_types)]
enum on_read {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for on_read {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            i64,
        ) -> __callback_runtime::ValueC<Result<c_int, ReadError>>;
        type Context = File;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::SharedAccess,
            __callback_runtime::Parameter<0usize>,
            Result<c_int, ReadError>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::answering(
            __callback_runtime::Declared::failing::<
                __callback_runtime::ValueC<Result<c_int, ReadError>>,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::on_read"
                ),
                "file,offset",
                "int on_read(void *file, int64_t offset);",
                -1,
            ),
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0, __callback_c1): (*mut __callback_runtime::c_void, i64),
            __callback_held: __callback_runtime::Waiting<'_, File>,
        ) -> __callback_runtime::EndedBy<
            __callback_runtime::ValueC<Result<c_int, ReadError>>,
            Result<c_int, ReadError>,
        > {
            let __callback_answer0 = __callback_runtime::By(|__callback_error: &_| __callback_runtime::ErrorCode::<
                _,
                __callback_runtime::ValueC<Result<c_int, ReadError>>,
            >::code(code_of, __callback_error));
            let offset = __callback_runtime::number::<i64>(__callback_c1);
            let file = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::value(on_read(file, offset), __callback_answer0)
        }
    }
    impl __callback_runtime::Callback for on_read {}
};
