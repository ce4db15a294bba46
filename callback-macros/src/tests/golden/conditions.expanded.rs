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
#[cfg(new)]
#[cfg(windows)]
#[doc(alias = "size")]
/**
```c
int size64(void);
```*/
fn size() -> c_int {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "size64"]
        fn __callback_c_function() -> <c_int as __callback_runtime::CType>::C;
    }
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe { __callback_c_function() };
            let __callback_value = unsafe {
                __callback_runtime::returned::<
                    c_int,
                >(
                    __callback_returned,
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "size"
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
#[cfg(new)]
#[cfg(windows)]
///The C function behind [`size`](fn@size).
/**
```c
int size64(void);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum size {}
#[cfg(new)]
#[cfg(windows)]
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
    impl __callback_runtime::Declaration for size {
        const C_NAME: &'static __callback_runtime::str = "size64";
        type __Type = unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &["int size64(void);"];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "size64"]
        fn __callback_c_function() -> <c_int as __callback_runtime::CType>::C;
    }
    impl size {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
    }
};
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
#[cfg(not(new))]
#[cfg(windows)]
#[doc(alias = "size")]
/**
```c
int size(void);
```*/
fn size() -> c_int {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "size"]
        fn __callback_c_function() -> <c_int as __callback_runtime::CType>::C;
    }
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe { __callback_c_function() };
            let __callback_value = unsafe {
                __callback_runtime::returned::<
                    c_int,
                >(
                    __callback_returned,
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "size"
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
#[cfg(not(new))]
#[cfg(windows)]
///The C function behind [`size`](fn@size).
/**
```c
int size(void);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum size {}
#[cfg(not(new))]
#[cfg(windows)]
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
    impl __callback_runtime::Declaration for size {
        const C_NAME: &'static __callback_runtime::str = "size";
        type __Type = unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &["int size(void);"];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "size"]
        fn __callback_c_function() -> <c_int as __callback_runtime::CType>::C;
    }
    impl size {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
    }
};
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
#[cfg(not(windows))]
/**
```c
int size(void);
```*/
fn size() -> c_int {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "size"]
        fn __callback_c_function() -> <c_int as __callback_runtime::CType>::C;
    }
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe { __callback_c_function() };
            let __callback_value = unsafe {
                __callback_runtime::returned::<
                    c_int,
                >(
                    __callback_returned,
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "size"
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
#[cfg(not(windows))]
///The C function behind [`size`](fn@size).
/**
```c
int size(void);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum size {}
#[cfg(not(windows))]
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
    impl __callback_runtime::Declaration for size {
        const C_NAME: &'static __callback_runtime::str = "size";
        type __Type = unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &["int size(void);"];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "size"]
        fn __callback_c_function() -> <c_int as __callback_runtime::CType>::C;
    }
    impl size {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn() -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
    }
};
#[cfg(windows)]
#[crate::rt::callback(crate = crate::rt)]
#[repr(C)]
enum Level {
    #[name = "LEVEL_LOW"]
    #[other]
    #[allow(dead_code)]
    #[cfg_attr(unix, allow(dead_code))]
    Low,
}
#[cfg(not(windows))]
#[crate::rt::callback(crate = crate::rt)]
#[repr(C)]
enum Level {
    #[cfg_attr(unix, allow(dead_code))]
    Low,
}
#[cfg(windows)]
#[::callback_runtime::callback(fail = 0)]
impl Reader {
    #[callback(skip)]
    fn read(&self) -> c_int {
        #[allow(unused)]
        let n = 0;
        n
    }
}
#[cfg(not(windows))]
#[::callback_runtime::callback(fail = 0)]
impl Reader {
    fn read(&self) -> c_int {
        let n = 0;
        n
    }
}
