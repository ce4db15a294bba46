#[cfg_attr(
    clippy,
    allow(
        clippy::needless_pass_by_ref_mut,
        clippy::trivially_copy_pass_by_ref,
        clippy::needless_pass_by_value,
        clippy::ptr_arg
    )
)]
fn print(
    lines: &mut Vec<String>,
    #[allow(unused_variables)]
    format: &CStr,
    text: ::callback_runtime::Formatted<'_>,
) -> c_int {
    lines.push(text.to_string());
    0
}
/**The callback made of [`print`](fn@print).

```c
int print(void *lines, const char *format, ...);
```*/
#[allow(non_camel_case_types)]
enum print {}
#[allow(deprecated)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for print {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <&CStr as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = Vec<String>;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            <c_int as __callback_runtime::CType>::C,
        >(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::print"),
            "lines,format,text",
            "int print(void *lines, const char *format, ...);",
            -1,
        );
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(__callback_runtime::Shims {
            any: unsafe {
                __callback_runtime::variadic(
                    __callback_entry::<__callback_runtime::Any>
                        as unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C,
                )
            },
            borrowed: unsafe {
                __callback_runtime::variadic(
                    __callback_entry::<__callback_runtime::Borrowed>
                        as unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C,
                )
            },
            owned: unsafe {
                __callback_runtime::variadic(
                    __callback_entry::<__callback_runtime::Owned>
                        as unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C,
                )
            },
            shared: unsafe {
                __callback_runtime::variadic(
                    __callback_entry::<__callback_runtime::Shared>
                        as unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C,
                )
            },
            by_address: unsafe {
                __callback_runtime::variadic(
                    __callback_entry::<__callback_runtime::ByAddress>
                        as unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C,
                )
            },
            stacked: [unsafe {
                __callback_runtime::variadic(
                    __callback_entry::<__callback_runtime::Borrowed>
                        as unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C,
                )
            }; 16usize],
            end: (),
        });
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
            ): (
                *mut __callback_runtime::c_void,
                <&CStr as __callback_runtime::CType>::C,
                <::callback_runtime::Formatted<'_> as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<'_, Vec<String>>,
        ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
            let _: (__callback_runtime::Claim<&CStr, 3>,);
            let format = __callback_runtime::CALL;
            let format = match unsafe {
                __callback_runtime::argument::<&CStr>(&format, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let text = __callback_runtime::CALL;
            let text = match unsafe {
                __callback_runtime::formatted::<
                    ::callback_runtime::Formatted<'_>,
                >(&text, 2usize, __callback_c2, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let lines = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(print(lines, format, text))
        }
    }
    impl __callback_runtime::Callback for print {}
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_list: *mut __callback_runtime::Arguments,
    ) -> <c_int as __callback_runtime::CType>::C {
        let __callback_c0 = unsafe {
            __callback_runtime::Arguments::fixed::<
                *mut __callback_runtime::c_void,
            >(&mut *__callback_list)
        };
        let __callback_c1 = unsafe {
            __callback_runtime::Arguments::fixed::<
                <&CStr as __callback_runtime::CType>::C,
            >(&mut *__callback_list)
        };
        let __callback_c2 = __callback_runtime::Arguments::rest(unsafe {
            &mut *__callback_list
        });
        unsafe {
            __callback_runtime::answer::<
                print,
                __CallbackOwner,
            >((__callback_c0, __callback_c1, __callback_c2))
        }
    }
    #[unsafe(naked)]
    unsafe extern "C" fn __callback_entry<__CallbackOwner: __callback_runtime::Owner>() -> <c_int as __callback_runtime::CType>::C {
        __callback_runtime::variadic_entry!(__callback_shim:: < __CallbackOwner >)
    }
};
