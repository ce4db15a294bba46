unsafe extern "C" {}
#[allow(
    non_snake_case,
    unused_variables,
    unused_qualifications,
    unused_unsafe,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
#[track_caller]
/**
```c
int db_open2(const char *path);
```*/
pub fn open(
    path: &CStr,
) -> ::core::result::Result<c_int, ::callback_runtime::foreign::MissingSymbol> {
    use ::callback_runtime::__private as __callback_runtime;
    let __callback_c_function = __callback_runtime::Symbol::get(
        open::__callback_symbol(),
    )?;
    __callback_runtime::Result::Ok(
        (move || -> c_int {
            let mut __callback_kept0 = __callback_runtime::sure(
                __callback_runtime::kept_in_place::<
                    &CStr,
                >(
                    path,
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "open"
                    ),
                    "path",
                ),
            );
            __callback_runtime::sure(
                (|| {
                    let __callback_returned = unsafe {
                        __callback_c_function(
                            __callback_runtime::Converted::c(&mut __callback_kept0),
                        )
                    };
                    let __callback_value = unsafe {
                        __callback_runtime::returned::<
                            c_int,
                        >(
                            __callback_returned,
                            __callback_runtime::concat!(
                                "fn ", __callback_runtime::module_path!(), "::", "open"
                            ),
                            __callback_runtime::Option::None,
                        )
                    };
                    let __callback_value = __callback_value?;
                    __callback_runtime::Result::<
                        _,
                        __callback_runtime::Refused,
                    >::Ok(__callback_value)
                })(),
            )
        })(),
    )
}
///The C function behind [`open`](fn@open).
/**
```c
int db_open2(const char *path);
```*/
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
)]
#[allow(dead_code)]
pub enum open {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for open {
        const C_NAME: &'static __callback_runtime::str = "db_open2";
        type __Type = unsafe extern "C" fn(
            <&'static CStr as __callback_runtime::CType>::C,
        ) -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int db_open2(const char *path);",
        ];
    }
};
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    impl open {
        /// Returns true if the library and the function in it are there. It loads the library.
        #[allow(dead_code)]
        pub fn is_available() -> __callback_runtime::bool {
            __callback_runtime::Symbol::is_available(Self::__callback_symbol())
        }
        fn __callback_symbol() -> &'static __callback_runtime::Symbol<
            unsafe extern "C" fn(
                __callback_c0: <&'static CStr as __callback_runtime::CType>::C,
            ) -> <c_int as __callback_runtime::CType>::C,
        > {
            static SYMBOL: __callback_runtime::Symbol<
                unsafe extern "C" fn(
                    __callback_c0: <&'static CStr as __callback_runtime::CType>::C,
                ) -> <c_int as __callback_runtime::CType>::C,
            > = unsafe {
                __callback_runtime::Symbol::new(
                    &[c"libdb.so.2", c"libdb.so.1"],
                    c"db_open2",
                )
            };
            &SYMBOL
        }
    }
};
#[allow(non_snake_case, unused_unsafe)]
#[cfg_attr(clippy, allow(clippy::too_many_arguments))]
#[track_caller]
fn both(path: &CStr) -> c_int {
    use ::callback_runtime::__private as __callback_runtime;
    let mut __callback_kept0 = __callback_runtime::sure(
        __callback_runtime::kept_in_place::<
            &CStr,
        >(
            path,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "both"
            ),
            "path",
        ),
    );
    __callback_runtime::sure(
        (|| {
            let __callback_returned = (|| -> <c_int as __callback_runtime::CType>::C {
                let path = __callback_runtime::Converted::c(&mut __callback_kept0);
                unsafe { open(path) }
            })();
            let __callback_value = unsafe {
                __callback_runtime::returned::<
                    c_int,
                >(
                    __callback_returned,
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "both"
                    ),
                    __callback_runtime::Option::None,
                )
            };
            let __callback_value = __callback_value?;
            __callback_runtime::Result::<
                _,
                __callback_runtime::Refused,
            >::Ok(__callback_value)
        })(),
    )
}
