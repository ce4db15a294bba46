#[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut, clippy::unnecessary_wraps))]
/// `la_ssize_t (*read)(struct archive *archive, void *client, const void **buffer)`
fn read(archive: *mut archive, blocks: &mut Blocks) -> Result<&[u8], Error> {
    blocks.next()
}
/**The callback made of [`read`](fn@read).

```c
intptr_t read(archive *archive, void *blocks, const void **);
```*/
#[allow(non_camel_case_types)]
enum read {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for read {
        type Fn = unsafe extern "C" fn(
            <*mut archive as __callback_runtime::CType>::C,
            *mut __callback_runtime::c_void,
            <Out<'_, *const c_void> as __callback_runtime::CType>::C,
        ) -> isize;
        type Context = Blocks;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<1usize>,
            <Result<
                &'static [u8],
                Error,
            > as __callback_runtime::LendsSlice>::With<__callback_runtime::usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::lending(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::read"
                ),
                "archive,blocks,#3",
                "",
            ),
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "intptr_t read(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<archive>::NAME,
                "",
                "archive",
            ),
            " *archive, void *blocks, const void **);",
        ];
        const __DOCS: &'static [&'static __callback_runtime::str] = &[
            " `la_ssize_t (*read)(struct archive *archive, void *client, const void **buffer)`",
        ];
        const __FAILS: __callback_runtime::bool = true;
        fn __fail() -> isize {
            __callback_runtime::Constant::<isize>::constant(-30)
        }
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
            ): (
                <*mut archive as __callback_runtime::CType>::C,
                *mut __callback_runtime::c_void,
                <Out<'_, *const c_void> as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, Blocks>,
        ) -> __callback_runtime::EndedBy<
            isize,
            <Result<
                &'static [u8],
                Error,
            > as __callback_runtime::LendsSlice>::With<__callback_runtime::usize>,
        > {
            let __callback_answer0 = __callback_runtime::Always(
                __callback_runtime::Constant::<isize>::constant(-30),
            );
            let __callback_call = __callback_runtime::CALL;
            let archive = match unsafe {
                __callback_runtime::argument::<
                    *mut archive,
                >(&__callback_call, 0usize, __callback_c0)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let __callback_value2 = __callback_runtime::CALL;
            let __callback_value2 = match unsafe {
                __callback_runtime::argument::<
                    Out<'_, *const c_void>,
                >(&__callback_value2, 2usize, __callback_c2)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let blocks = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::value_as::<
                isize,
                _,
                _,
            >(
                __callback_runtime::lend_pointer(
                    read(archive, blocks),
                    &__callback_value2,
                )?,
                __callback_answer0,
            )
        }
    }
    impl __callback_runtime::Callback for read {}
};
