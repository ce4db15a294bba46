#[cfg_attr(
    clippy,
    allow(
        clippy::needless_pass_by_ref_mut,
        clippy::trivially_copy_pass_by_ref,
        clippy::ptr_arg,
        clippy::unnecessary_wraps
    )
)]
fn on_row(
    rows: &mut Vec<String>,
    #[allow(unused_variables)]
    n: c_int,
    values: &[CStrPtr],
    _: &[CStrPtr],
) -> Result<(), Utf8Error> {
    rows.push(values[0].to_str()?.unwrap_or("NULL").to_owned());
    Ok(())
}
/**The callback made of [`on_row`](fn@on_row).

```c
int on_row(void *rows, int n, const char *const *values, const char *const *);
```*/
#[allow(non_camel_case_types)]
enum on_row {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for on_row {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            c_int,
            <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
            <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
        ) -> __callback_runtime::c_int;
        type Context = Vec<String>;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
            Result<(), Utf8Error>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            __callback_runtime::c_int,
        >(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::on_row"),
            "rows,n,values,#4",
            "int on_row(void *rows, int n, const char *const *values, const char *const *);",
            1,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
                __callback_c3,
            ): (
                *mut __callback_runtime::c_void,
                c_int,
                <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
                <&[CStrPtr<'static>] as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, Vec<String>>,
        ) -> __callback_runtime::EndedBy<
            __callback_runtime::c_int,
            Result<(), Utf8Error>,
        > {
            let _: (__callback_runtime::Claim<&[CStrPtr], 3>,);
            let __callback_answer0 = 0;
            let __callback_answer1 = __callback_runtime::Always(1);
            let n = __callback_runtime::number::<c_int>(__callback_c1);
            let values = __callback_runtime::beside_exclusive(&__callback_held);
            let __callback_value3 = __callback_runtime::beside_exclusive(
                &__callback_held,
            );
            let rows = unsafe { __callback_runtime::exclusive(__callback_held) };
            let __callback_len = __callback_runtime::len(n).0;
            let values = match unsafe {
                __callback_runtime::counted::<
                    &[CStrPtr],
                >(&values, 2usize, __callback_c2, __callback_len)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let __callback_len = __callback_runtime::len(n).0;
            let __callback_value3 = match unsafe {
                __callback_runtime::counted::<
                    &[CStrPtr],
                >(&__callback_value3, 3usize, __callback_c3, __callback_len)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            __callback_runtime::status(
                on_row(rows, n, values, __callback_value3),
                __callback_answer0,
                __callback_answer1,
            )
        }
    }
    impl __callback_runtime::Callback for on_row {}
};
