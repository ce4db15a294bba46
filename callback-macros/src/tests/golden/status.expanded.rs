#[allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_ref_mut,
    clippy::needless_pass_by_value,
    clippy::ptr_arg,
    clippy::too_many_arguments,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
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
#[allow(
    missing_copy_implementations,
    missing_debug_implementations,
    non_camel_case_types,
    single_use_lifetimes,
    unused_qualifications,
    clippy::empty_enum,
    clippy::exhaustive_enums,
)]
enum on_row {}
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
    unsafe impl __callback_runtime::Callback for on_row {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <c_int as __callback_runtime::CType>::C,
            <&[CStrPtr] as __callback_runtime::CType>::C,
            <&[CStrPtr] as __callback_runtime::CType>::C,
        ) -> __callback_runtime::c_int;
        type Context = Vec<String>;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            Result<(), Utf8Error>,
        >;
        const SHIM: Self::Fn = __callback_shim::<__callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "on_row"
            ),
            parameters: &["rows", "n", "values", "#4"],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int on_row(void *rows, int n, const char *const *values, const char *const *);",
        ];
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<__CallbackOwner>
        }
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: *mut __callback_runtime::c_void,
        __callback_c1: <c_int as __callback_runtime::CType>::C,
        __callback_c2: <&[CStrPtr] as __callback_runtime::CType>::C,
        __callback_c3: <&[CStrPtr] as __callback_runtime::CType>::C,
    ) -> __callback_runtime::c_int {
        let __callback_fail = __callback_runtime::Constant::<
            __callback_runtime::c_int,
        >::constant(1);
        let __callback_answer0 = __callback_runtime::Constant::<
            __callback_runtime::c_int,
        >::constant(0);
        let __callback_answer1 = __callback_runtime::Always(
            __callback_runtime::Constant::<__callback_runtime::c_int>::constant(1),
        );
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = on_row;
        let values = __callback_runtime::Call::new();
        let __callback_call2 = &values;
        let __callback_value3 = __callback_runtime::Call::new();
        let __callback_call3 = &__callback_value3;
        unsafe {
            __callback_runtime::call::<
                on_row,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c0),
                __callback_fail,
                |__callback_held| {
                    let n = __callback_runtime::argument::<
                        c_int,
                        _,
                        _,
                    >(&__callback_call, 1usize, __callback_c1)?;
                    let rows = <__callback_runtime::Exclusive as __callback_runtime::Access<
                        Vec<String>,
                    >>::give(__callback_held);
                    let values = __callback_runtime::counted::<
                        &[CStrPtr],
                        _,
                        _,
                    >(
                        __callback_call2,
                        2usize,
                        __callback_c2,
                        __callback_runtime::len(n).0,
                    )?;
                    let __callback_value3 = __callback_runtime::counted::<
                        &[CStrPtr],
                        _,
                        _,
                    >(
                        __callback_call3,
                        3usize,
                        __callback_c3,
                        __callback_runtime::len(n).0,
                    )?;
                    __callback_runtime::status(
                        __callback_function(rows, n, values, __callback_value3),
                        __callback_answer0,
                        __callback_answer1,
                    )
                },
            )
        }
    }
};
