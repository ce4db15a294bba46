#[cfg(unix)]
unsafe extern "C" {}
/// An object of C's.
#[cfg(feature = "objects")]
#[repr(C)]
#[allow(dead_code, missing_debug_implementations)]
pub struct Db {
    unmade: crate::rt::__private::Unmade,
}
#[cfg(feature = "objects")]
unsafe impl crate::rt::__private::Opaque for Db {}
#[cfg(feature = "objects")]
#[doc(hidden)]
impl<'__callback> ::core::marker::Unpin for Db
where
    &'__callback (): crate::rt::__private::Never<Db>,
{}
#[cfg(feature = "objects")]
impl crate::rt::__private::Moves for Db {}
#[link(name = "db")]
#[cfg(unix)]
unsafe extern "C" {
    #[cfg(feature = "variables")]
    /**
```c
extern const int db_version;
```*/
    pub static db_version: c_int;
}
#[cfg(feature = "variables")]
#[cfg(unix)]
///The C variable behind [`db_version`](static@db_version).
/**
```c
extern const int db_version;
```*/
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
)]
#[allow(dead_code)]
pub enum db_version {}
#[cfg(feature = "variables")]
#[cfg(unix)]
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_version {
        const C_NAME: &'static __callback_runtime::str = "db_version";
        type __Type = c_int;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "extern const int db_version;",
        ];
        const __VARIABLE: __callback_runtime::Option<__callback_runtime::bool> = __callback_runtime::Option::Some(
            true,
        );
    }
};
#[link(name = "db")]
#[cfg(unix)]
unsafe extern "C" {
    /**
```c
extern uint8_t db_counters[2][4];
```*/
    static mut db_counters: [[u8; 4]; 2];
}
#[cfg(unix)]
///The C variable behind [`db_counters`](static@db_counters).
/**
```c
extern uint8_t db_counters[2][4];
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_counters {}
#[cfg(unix)]
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_counters {
        const C_NAME: &'static __callback_runtime::str = "db_counters";
        type __Type = [[u8; 4]; 2];
        const __C: &'static [&'static __callback_runtime::str] = &[
            "extern uint8_t db_counters[2][4];",
        ];
        const __VARIABLE: __callback_runtime::Option<__callback_runtime::bool> = __callback_runtime::Option::Some(
            false,
        );
    }
};
#[link(name = "db")]
#[cfg(unix)]
unsafe extern "C" {
    #[link_name = "db_all_names"]
    /**
```c
extern const char *const *const db_all_names;
```*/
    static db_names: *const *const c_char;
}
#[cfg(unix)]
///The C variable behind [`db_names`](static@db_names).
/**
```c
extern const char *const *const db_all_names;
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_names {}
#[cfg(unix)]
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_names {
        const C_NAME: &'static __callback_runtime::str = "db_all_names";
        type __Type = *const *const c_char;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "extern const char *const *const db_all_names;",
        ];
        const __VARIABLE: __callback_runtime::Option<__callback_runtime::bool> = __callback_runtime::Option::Some(
            true,
        );
    }
};
#[link(name = "db")]
#[cfg(unix)]
unsafe extern "C" {
    /**
```c
extern void *db_user;
```*/
    static mut db_user: *mut c_void;
}
#[cfg(unix)]
///The C variable behind [`db_user`](static@db_user).
/**
```c
extern void *db_user;
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_user {}
#[cfg(unix)]
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_user {
        const C_NAME: &'static __callback_runtime::str = "db_user";
        type __Type = *mut c_void;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "extern void *db_user;",
        ];
        const __VARIABLE: __callback_runtime::Option<__callback_runtime::bool> = __callback_runtime::Option::Some(
            false,
        );
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
/**
```c
Db *db_new(void);
```*/
pub fn db_new() -> Option<CBox<Db>> {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_new"]
        fn __callback_c_function() -> <Option<CBox<Db>> as __callback_runtime::CType>::C;
    }
    const _: () = {
        #[allow(unused_imports)]
        use __callback_runtime::{Fault as _, Own as _};
        __callback_runtime::refuse(
            __callback_runtime::Passed::<Option<CBox<Db>>>::__FAULT,
        );
        __callback_runtime::refuse_inside(
            __callback_runtime::Behind::<Db>::__OWN,
            __callback_runtime::Layout::<&'static Db>::__FAULT,
            __callback_runtime::Parted::<Db>::__FAULT,
        );
    };
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe { __callback_c_function() };
            let __callback_value = unsafe {
                __callback_runtime::owned::<
                    Option<CBox<Db>>,
                >(
                    __callback_returned,
                    |__callback_pointer: *mut __callback_runtime::c_void| unsafe {
                        let _ = db_free(
                            __callback_runtime::freed::<
                                Option<CBox<Db>>,
                                _,
                                _,
                            >(__callback_pointer),
                        );
                    },
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "db_new"
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
///The C function behind [`db_new`](fn@db_new).
/**
```c
Db *db_new(void);
```*/
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
)]
#[allow(dead_code)]
pub enum db_new {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_new {
        const C_NAME: &'static __callback_runtime::str = "db_new";
        type __Type = unsafe extern "C" fn() -> <Option<
            CBox<Db>,
        > as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            __callback_runtime::c_name(__callback_runtime::Named::<Db>::NAME, "", "Db"),
            " *db_new(void);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_new"]
        fn __callback_c_function() -> <Option<CBox<Db>> as __callback_runtime::CType>::C;
    }
    impl db_new {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        pub const C: unsafe extern "C" fn() -> <Option<
            CBox<Db>,
        > as __callback_runtime::CType>::C = __callback_c_function;
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
/**
```c
void db_free(Db *db);
```*/
unsafe fn db_free(db: *mut Db) -> () {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_free"]
        fn __callback_c_function(
            __callback_c0: <*mut Db as __callback_runtime::CType>::C,
        );
    }
    let mut __callback_kept0 = __callback_runtime::sure(
        __callback_runtime::kept_argument::<
            *mut Db,
        >(
            db,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "db_free"
            ),
            "db",
        ),
    );
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Converted::c(&mut __callback_kept0),
                )
            };
            __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
        })(),
    )
}
///The C function behind [`db_free`](fn@db_free).
/**
```c
void db_free(Db *db);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_free {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_free {
        const C_NAME: &'static __callback_runtime::str = "db_free";
        type __Type = unsafe extern "C" fn(<*mut Db as __callback_runtime::CType>::C);
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void db_free(",
            __callback_runtime::c_name(__callback_runtime::Named::<Db>::NAME, "", "Db"),
            " *db);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_free"]
        fn __callback_c_function(_: <*mut Db as __callback_runtime::CType>::C);
    }
    impl db_free {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(<*mut Db as __callback_runtime::CType>::C) = __callback_c_function;
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
/**
```c
intptr_t db_write(Db *db, const uint8_t *first, uint8_t *second, size_t n);
```*/
fn db_write(
    db: &Db,
    first: &[u8],
    second: &mut [u8],
) -> ::core::result::Result<isize, crate::rt::CallError<::std::io::Error>> {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_write"]
        fn __callback_c_function(
            __callback_c0: <&'static Db as __callback_runtime::CType>::C,
            __callback_c1: <&'static [u8] as __callback_runtime::CType>::C,
            __callback_c2: <&'static mut [u8] as __callback_runtime::CType>::C,
            __callback_c3: <usize as __callback_runtime::CType>::C,
        ) -> <isize as __callback_runtime::CType>::C;
    }
    const _: () = {
        #[allow(unused_imports)]
        use __callback_runtime::{Fault as _, Own as _};
        __callback_runtime::refuse(__callback_runtime::Stored::<Db>::__FAULT);
        __callback_runtime::refuse(__callback_runtime::GivenToC::<&'static Db>::__FAULT);
    };
    let mut __callback_kept0 = __callback_runtime::kept_in_place::<
        &Db,
    >(
        db,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_write"
        ),
        "db",
    )?;
    let __callback_kept1 = __callback_runtime::counted_argument::<&[u8]>(first);
    let __callback_kept2 = __callback_runtime::counted_argument::<&mut [u8]>(second);
    let __callback_kept3 = __callback_runtime::length::<
        usize,
    >(
        &[
            __callback_runtime::Counted::count(&__callback_kept1),
            __callback_runtime::Counted::count(&__callback_kept2),
        ],
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_write"
        ),
        "first",
    )?;
    (|| {
        let __callback_returned = unsafe {
            __callback_c_function(
                __callback_runtime::Converted::c(&mut __callback_kept0),
                __callback_runtime::Counted::c(&__callback_kept1),
                __callback_runtime::Counted::c(&__callback_kept2),
                __callback_kept3,
            )
        };
        if __callback_runtime::is_negative(__callback_returned) {
            let __callback_error = __callback_runtime::os_error();
            return __callback_runtime::Result::Err(
                __callback_runtime::CallError::C(__callback_error),
            );
        }
        let __callback_value = unsafe {
            __callback_runtime::returned::<
                isize,
            >(
                __callback_returned,
                __callback_runtime::concat!(
                    "fn ", __callback_runtime::module_path!(), "::", "db_write"
                ),
                __callback_runtime::Option::None,
            )
        };
        let __callback_value = __callback_value?;
        __callback_runtime::Result::<
            _,
            __callback_runtime::CallError<::std::io::Error>,
        >::Ok(__callback_value)
    })()
}
///The C function behind [`db_write`](fn@db_write).
/**
```c
intptr_t db_write(Db *db, const uint8_t *first, uint8_t *second, size_t n);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_write {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_write {
        const C_NAME: &'static __callback_runtime::str = "db_write";
        type __Type = unsafe extern "C" fn(
            <&'static Db as __callback_runtime::CType>::C,
            <&'static [u8] as __callback_runtime::CType>::C,
            <&'static mut [u8] as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
        ) -> <isize as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "intptr_t db_write(",
            __callback_runtime::c_name(__callback_runtime::Named::<Db>::NAME, "", "Db"),
            " *db, const uint8_t *first, uint8_t *second, size_t n);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_write"]
        fn __callback_c_function(
            _: <&'static Db as __callback_runtime::CType>::C,
            _: <&'static [u8] as __callback_runtime::CType>::C,
            _: <&'static mut [u8] as __callback_runtime::CType>::C,
            _: <usize as __callback_runtime::CType>::C,
        ) -> <isize as __callback_runtime::CType>::C;
    }
    impl db_write {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static Db as __callback_runtime::CType>::C,
            <&'static [u8] as __callback_runtime::CType>::C,
            <&'static mut [u8] as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
        ) -> <isize as __callback_runtime::CType>::C = __callback_c_function;
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
/**
```c
void *db_find2(const void *items, size_t n, size_t size, const uint8_t (*keys)[N], int *index, char **message);
```*/
fn find<'a, T: Copy + 'a, const N: usize>(
    items: &'a [T],
    keys: Option<&[u8; N]>,
) -> ::core::result::Result<(*mut T, c_int, Option<CBox<CStr>>), DbError> {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_find2"]
        fn __callback_c_function(
            __callback_c0: *mut __callback_runtime::c_void,
            __callback_c1: <size_t as __callback_runtime::CType>::C,
            __callback_c2: <usize as __callback_runtime::CType>::C,
            __callback_c3: *mut __callback_runtime::c_void,
            __callback_c4: *mut <c_int as __callback_runtime::CType>::C,
            __callback_c5: *mut <Option<CBox<CStr>> as __callback_runtime::CType>::C,
        ) -> *mut __callback_runtime::c_void;
    }
    const _: () = {
        #[allow(unused_imports)]
        use __callback_runtime::{Fault as _, Own as _};
        __callback_runtime::refuse(
            __callback_runtime::Passed::<Option<CBox<CStr>>>::__FAULT,
        );
    };
    let _: fn() -> c_int;
    let _: fn() -> Option<CBox<CStr>>;
    let __callback_kept0 = __callback_runtime::counted_argument::<&'a [T]>(items);
    let __callback_kept2 = __callback_runtime::element_size::<T, usize>();
    let mut __callback_kept3 = __callback_runtime::sure(
        __callback_runtime::kept_argument::<
            Option<&[u8; N]>,
        >(
            keys,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "find"
            ),
            "keys",
        ),
    );
    let mut __callback_kept4 = __callback_runtime::OutSlot::<
        <c_int as __callback_runtime::CType>::C,
    >::new();
    let mut __callback_kept5 = __callback_runtime::OutSlot::<
        <Option<CBox<CStr>> as __callback_runtime::CType>::C,
    >::new();
    let __callback_kept1 = __callback_runtime::sure(
        __callback_runtime::length::<
            size_t,
        >(
            &[__callback_runtime::Counted::count(&__callback_kept0)],
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "find"
            ),
            "items",
        ),
    );
    __callback_runtime::sure_called(
        (|| {
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Thin::erase(
                        __callback_runtime::Counted::c(&__callback_kept0),
                    ),
                    __callback_kept1,
                    __callback_kept2,
                    __callback_runtime::Thin::erase(
                        __callback_runtime::Converted::c(&mut __callback_kept3),
                    ),
                    __callback_runtime::OutSlot::pointer(&mut __callback_kept4),
                    __callback_runtime::OutSlot::pointer(&mut __callback_kept5),
                )
            };
            if __callback_runtime::is_null(__callback_returned) {
                let __callback_error = <DbError as __callback_runtime::From<
                    _,
                >>::from(__callback_returned);
                {
                    let _ = unsafe {
                        __callback_runtime::owned::<
                            Option<CBox<CStr>>,
                        >(
                            __callback_runtime::OutSlot::take(&__callback_kept5),
                            |__callback_pointer: *mut __callback_runtime::c_void| unsafe {
                                let _ = db_free(
                                    __callback_runtime::freed::<
                                        Option<CBox<CStr>>,
                                        _,
                                        _,
                                    >(__callback_pointer),
                                );
                            },
                            "",
                            __callback_runtime::Option::None,
                        )
                    };
                }
                return __callback_runtime::Result::Err(
                    __callback_runtime::CallError::C(__callback_error),
                );
            }
            let __callback_value = unsafe {
                __callback_runtime::returned::<
                    *mut T,
                >(
                    __callback_runtime::Thin::restore(__callback_returned),
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "find"
                    ),
                    __callback_runtime::Option::None,
                )
            };
            let __callback_value4 = unsafe {
                __callback_runtime::returned::<
                    c_int,
                >(
                    __callback_runtime::OutSlot::take(&__callback_kept4),
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "find"
                    ),
                    __callback_runtime::Option::Some("index"),
                )
            };
            let __callback_value5 = unsafe {
                __callback_runtime::owned::<
                    Option<CBox<CStr>>,
                >(
                    __callback_runtime::OutSlot::take(&__callback_kept5),
                    |__callback_pointer: *mut __callback_runtime::c_void| unsafe {
                        let _ = db_free(
                            __callback_runtime::freed::<
                                Option<CBox<CStr>>,
                                _,
                                _,
                            >(__callback_pointer),
                        );
                    },
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "find"
                    ),
                    __callback_runtime::Option::Some("message"),
                )
            };
            let __callback_value = __callback_value?;
            let __callback_value4 = __callback_value4?;
            let __callback_value5 = __callback_value5?;
            __callback_runtime::Result::<
                _,
                __callback_runtime::CallError<DbError>,
            >::Ok((__callback_value, __callback_value4, __callback_value5))
        })(),
    )
}
///The C function behind [`find`](fn@find).
/**
```c
void *db_find2(const void *items, size_t n, size_t size, const uint8_t (*keys)[N], int *index, char **message);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum find {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    #[allow(dead_code)]
    type T = ();
    #[allow(dead_code)]
    const N: usize = 1 as usize;
    impl __callback_runtime::Declaration for find {
        const C_NAME: &'static __callback_runtime::str = "db_find2";
        type __Type = unsafe extern "C" fn(
            <&'static [T] as __callback_runtime::CType>::C,
            <size_t as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
            <Option<&'static [u8; N]> as __callback_runtime::CType>::C,
            *mut <c_int as __callback_runtime::CType>::C,
            *mut <Option<CBox<CStr>> as __callback_runtime::CType>::C,
        ) -> <*mut T as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void *db_find2(const void *items, ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<size_t>::NAME,
                __callback_runtime::Valued::<size_t>::NAME,
                "size_t",
            ),
            " n, size_t size, const uint8_t (*keys)[N], int *index, char **message);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_find2"]
        fn __callback_c_function(
            _: <&'static [T] as __callback_runtime::CType>::C,
            _: <size_t as __callback_runtime::CType>::C,
            _: <usize as __callback_runtime::CType>::C,
            _: <Option<&'static [u8; N]> as __callback_runtime::CType>::C,
            _: *mut <c_int as __callback_runtime::CType>::C,
            _: *mut <Option<CBox<CStr>> as __callback_runtime::CType>::C,
        ) -> <*mut T as __callback_runtime::CType>::C;
    }
    impl find {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static [T] as __callback_runtime::CType>::C,
            <size_t as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
            <Option<&'static [u8; N]> as __callback_runtime::CType>::C,
            *mut <c_int as __callback_runtime::CType>::C,
            *mut <Option<CBox<CStr>> as __callback_runtime::CType>::C,
        ) -> <*mut T as __callback_runtime::CType>::C = __callback_c_function;
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
/**
```c
const char *db_names_of(const char *text, size_t n);
```*/
fn db_names_of(text: &str) -> ::core::result::Result<Option<&CStr>, crate::rt::Refused> {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_names_of"]
        fn __callback_c_function(
            __callback_c0: <&'static str as __callback_runtime::CType>::C,
            __callback_c1: <usize as __callback_runtime::CType>::C,
        ) -> <Option<&'static CStr> as __callback_runtime::CType>::C;
    }
    let __callback_kept0 = __callback_runtime::counted_argument::<&str>(text);
    let __callback_kept1 = __callback_runtime::sure(
        __callback_runtime::length::<
            usize,
        >(
            &[__callback_runtime::Counted::count(&__callback_kept0)],
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "db_names_of"
            ),
            "text",
        ),
    );
    __callback_runtime::sure_called(
        (|| {
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Counted::c(&__callback_kept0),
                    __callback_kept1,
                )
            };
            if __callback_runtime::is_null(__callback_returned) {
                let __callback_error = __callback_runtime::null_result(
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "db_names_of"
                    ),
                );
                return __callback_runtime::Result::Err(
                    __callback_runtime::CallError::C(__callback_error),
                );
            }
            let __callback_value = unsafe {
                __callback_runtime::returned::<
                    Option<&CStr>,
                >(
                    __callback_returned,
                    __callback_runtime::concat!(
                        "fn ", __callback_runtime::module_path!(), "::", "db_names_of"
                    ),
                    __callback_runtime::Option::None,
                )
            };
            let __callback_value = __callback_value?;
            __callback_runtime::Result::<
                _,
                __callback_runtime::CallError<crate::rt::Refused>,
            >::Ok(__callback_value)
        })(),
    )
}
///The C function behind [`db_names_of`](fn@db_names_of).
/**
```c
const char *db_names_of(const char *text, size_t n);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_names_of {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_names_of {
        const C_NAME: &'static __callback_runtime::str = "db_names_of";
        type __Type = unsafe extern "C" fn(
            <&'static str as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
        ) -> <Option<&'static CStr> as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "const char *db_names_of(const char *text, size_t n);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_names_of"]
        fn __callback_c_function(
            _: <&'static str as __callback_runtime::CType>::C,
            _: <usize as __callback_runtime::CType>::C,
        ) -> <Option<&'static CStr> as __callback_runtime::CType>::C;
    }
    impl db_names_of {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static str as __callback_runtime::CType>::C,
            <usize as __callback_runtime::CType>::C,
        ) -> <Option<&'static CStr> as __callback_runtime::CType>::C = __callback_c_function;
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
/**
```c
void db_filled(uint8_t *bytes, int n, size_t *filled);
```*/
fn db_filled(bytes: &mut [u8]) -> ::core::result::Result<size_t, crate::rt::Refused> {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_filled"]
        fn __callback_c_function(
            __callback_c0: <&'static mut [u8] as __callback_runtime::CType>::C,
            __callback_c1: <c_int as __callback_runtime::CType>::C,
            __callback_c2: *mut <size_t as __callback_runtime::CType>::C,
        );
    }
    const _: () = {
        #[allow(unused_imports)]
        use __callback_runtime::{Fault as _, Own as _};
        __callback_runtime::refuse(__callback_runtime::Written::<size_t>::__FAULT);
        __callback_runtime::refuse(__callback_runtime::Passed::<size_t>::__FAULT);
    };
    let __callback_kept0 = __callback_runtime::counted_argument::<&mut [u8]>(bytes);
    let mut __callback_kept2 = __callback_runtime::OutSlot::<
        <size_t as __callback_runtime::CType>::C,
    >::new();
    let __callback_kept1 = __callback_runtime::length::<
        c_int,
    >(
        &[__callback_runtime::Counted::count(&__callback_kept0)],
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_filled"
        ),
        "bytes",
    )?;
    (|| {
        let __callback_returned = unsafe {
            __callback_c_function(
                __callback_runtime::Counted::c(&__callback_kept0),
                __callback_kept1,
                __callback_runtime::OutSlot::pointer(&mut __callback_kept2),
            )
        };
        let __callback_value2 = unsafe {
            __callback_runtime::returned::<
                size_t,
            >(
                __callback_runtime::OutSlot::take(&__callback_kept2),
                __callback_runtime::concat!(
                    "fn ", __callback_runtime::module_path!(), "::", "db_filled"
                ),
                __callback_runtime::Option::Some("filled"),
            )
        };
        let __callback_value2 = __callback_value2?;
        __callback_runtime::Result::<
            _,
            __callback_runtime::Refused,
        >::Ok(__callback_value2)
    })()
}
///The C function behind [`db_filled`](fn@db_filled).
/**
```c
void db_filled(uint8_t *bytes, int n, size_t *filled);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_filled {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_filled {
        const C_NAME: &'static __callback_runtime::str = "db_filled";
        type __Type = unsafe extern "C" fn(
            <&'static mut [u8] as __callback_runtime::CType>::C,
            <c_int as __callback_runtime::CType>::C,
            *mut <size_t as __callback_runtime::CType>::C,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void db_filled(uint8_t *bytes, int n, ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<size_t>::NAME,
                "",
                "size_t",
            ),
            " *filled);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_filled"]
        fn __callback_c_function(
            _: <&'static mut [u8] as __callback_runtime::CType>::C,
            _: <c_int as __callback_runtime::CType>::C,
            _: *mut <size_t as __callback_runtime::CType>::C,
        );
    }
    impl db_filled {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static mut [u8] as __callback_runtime::CType>::C,
            <c_int as __callback_runtime::CType>::C,
            *mut <size_t as __callback_runtime::CType>::C,
        ) = __callback_c_function;
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
#[cfg(windows)]
/**
```c
void db_conditional(size_t handle, unsigned int flags);
```*/
fn db_conditional(handle: usize, flags: c_uint) -> () {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_conditional"]
        fn __callback_c_function(
            __callback_c0: <usize as __callback_runtime::CType>::C,
            __callback_c1: <c_uint as __callback_runtime::CType>::C,
        );
    }
    let mut __callback_kept0 = __callback_runtime::sure(
        __callback_runtime::kept_argument::<
            usize,
        >(
            handle,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "db_conditional"
            ),
            "handle",
        ),
    );
    let mut __callback_kept1 = __callback_runtime::sure(
        __callback_runtime::kept_argument::<
            c_uint,
        >(
            flags,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "db_conditional"
            ),
            "flags",
        ),
    );
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Converted::c(&mut __callback_kept0),
                    __callback_runtime::Converted::c(&mut __callback_kept1),
                )
            };
            __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
        })(),
    )
}
#[cfg(windows)]
///The C function behind [`db_conditional`](fn@db_conditional).
/**
```c
void db_conditional(size_t handle, unsigned int flags);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_conditional {}
#[cfg(windows)]
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_conditional {
        const C_NAME: &'static __callback_runtime::str = "db_conditional";
        type __Type = unsafe extern "C" fn(
            <usize as __callback_runtime::CType>::C,
            <c_uint as __callback_runtime::CType>::C,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void db_conditional(size_t handle, unsigned int flags);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_conditional"]
        fn __callback_c_function(
            _: <usize as __callback_runtime::CType>::C,
            _: <c_uint as __callback_runtime::CType>::C,
        );
    }
    impl db_conditional {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <usize as __callback_runtime::CType>::C,
            <c_uint as __callback_runtime::CType>::C,
        ) = __callback_c_function;
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
void db_conditional(unsigned int flags);
```*/
fn db_conditional(flags: c_uint) -> () {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_conditional"]
        fn __callback_c_function(
            __callback_c0: <c_uint as __callback_runtime::CType>::C,
        );
    }
    let mut __callback_kept0 = __callback_runtime::sure(
        __callback_runtime::kept_argument::<
            c_uint,
        >(
            flags,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "db_conditional"
            ),
            "flags",
        ),
    );
    __callback_runtime::sure(
        (|| {
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Converted::c(&mut __callback_kept0),
                )
            };
            __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
        })(),
    )
}
#[cfg(not(windows))]
///The C function behind [`db_conditional`](fn@db_conditional).
/**
```c
void db_conditional(unsigned int flags);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_conditional {}
#[cfg(not(windows))]
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_conditional {
        const C_NAME: &'static __callback_runtime::str = "db_conditional";
        type __Type = unsafe extern "C" fn(<c_uint as __callback_runtime::CType>::C);
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void db_conditional(unsigned int flags);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_conditional"]
        fn __callback_c_function(_: <c_uint as __callback_runtime::CType>::C);
    }
    impl db_conditional {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(<c_uint as __callback_runtime::CType>::C) = __callback_c_function;
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
/**
```c
void db_named(const char *name, const char *const *other);
```*/
fn db_named(
    name: &str,
    other: &CStrPtr,
) -> ::core::result::Result<(), crate::rt::Refused> {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_named"]
        fn __callback_c_function(
            __callback_c0: <&'static str as __callback_runtime::CType>::C,
            __callback_c1: <&'static CStrPtr<'static> as __callback_runtime::CType>::C,
        );
    }
    let mut __callback_kept0 = __callback_runtime::kept_argument::<
        &str,
    >(
        name,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_named"
        ),
        "name",
    )?;
    let mut __callback_kept1 = __callback_runtime::kept_argument::<
        &CStrPtr,
    >(
        other,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_named"
        ),
        "other",
    )?;
    (|| {
        let __callback_returned = unsafe {
            __callback_c_function(
                __callback_runtime::Converted::c(&mut __callback_kept0),
                __callback_runtime::recast(
                    __callback_runtime::Converted::c(&mut __callback_kept1),
                ),
            )
        };
        __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
    })()
}
///The C function behind [`db_named`](fn@db_named).
/**
```c
void db_named(const char *name, const char *const *other);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_named {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_named {
        const C_NAME: &'static __callback_runtime::str = "db_named";
        type __Type = unsafe extern "C" fn(
            <&'static str as __callback_runtime::CType>::C,
            <&'static CStrPtr<'static> as __callback_runtime::CType>::C,
        );
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void db_named(const char *name, const char *const *other);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_named"]
        fn __callback_c_function(
            _: <&'static str as __callback_runtime::CType>::C,
            _: <&'static CStrPtr<'static> as __callback_runtime::CType>::C,
        );
    }
    impl db_named {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static str as __callback_runtime::CType>::C,
            <&'static CStrPtr<'static> as __callback_runtime::CType>::C,
        ) = __callback_c_function;
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
/**
```c
int db_printf(const char *format, ...);
```*/
fn db_printf(format: &CStr) -> c_int {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_printf"]
        fn __callback_c_function(
            __callback_c0: <&'static CStr as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    let mut __callback_kept0 = __callback_runtime::sure(
        __callback_runtime::kept_in_place::<
            &CStr,
        >(
            format,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "db_printf"
            ),
            "format",
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
                        "fn ", __callback_runtime::module_path!(), "::", "db_printf"
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
///The C function behind [`db_printf`](fn@db_printf).
/**
```c
int db_printf(const char *format, ...);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_printf {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_printf {
        const C_NAME: &'static __callback_runtime::str = "db_printf";
        type __Type = unsafe extern "C" fn(
            <&'static CStr as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int db_printf(const char *format, ...);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_printf"]
        fn __callback_c_function(
            _: <&'static CStr as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    impl db_printf {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static CStr as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
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
/**
```c
int db_set(Db *db, int option, ...);
```*/
fn db_set(
    db: &Db,
    option: c_int,
    value: c_long,
    f: impl ::core::ops::FnMut() + ::core::marker::Send,
) -> ::core::result::Result<c_int, crate::rt::Refused> {
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_set"]
        fn __callback_c_function(
            __callback_c0: <&'static Db as __callback_runtime::CType>::C,
            __callback_c1: <c_int as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    const _: () = {
        #[allow(unused_imports)]
        use __callback_runtime::{Fault as _, Own as _};
        __callback_runtime::refuse(__callback_runtime::Stored::<Db>::__FAULT);
        __callback_runtime::refuse(__callback_runtime::GivenToC::<&'static Db>::__FAULT);
    };
    #[cfg_attr(clippy, allow(clippy::needless_pass_by_ref_mut))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller<__CallbackClosure0>(__callback_closure: &mut __CallbackClosure0)
    where
        __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
    {
        __callback_closure()
    }
    /**The callback made of [`f_of_caller`](fn@f_of_caller).

```c
void f_of_caller(void *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum f_of_caller<__CallbackClosure0>
    where
        __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (*const __CallbackClosure0,)>,
        ),
    }
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(deprecated)]
    #[allow(unused_qualifications)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    const _: () = {
        use crate::rt::__private as __callback_runtime;
        unsafe impl<__CallbackClosure0> __callback_runtime::Definition
        for f_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
        {
            type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::Exclusive,
                __callback_runtime::Parameter<0usize>,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Passed,
                __callback_runtime::AnyThread,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::db_set::f"
                ),
                "__callback_closure",
                "void f_of_caller(void *);",
            );
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (*mut __callback_runtime::c_void,),
                __callback_held: __callback_runtime::Waiting<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<()> {
                let __callback_closure = unsafe {
                    __callback_runtime::exclusive(__callback_held)
                };
                __callback_runtime::plain(
                    f_of_caller::<__CallbackClosure0>(__callback_closure),
                )
            }
        }
        impl<__CallbackClosure0> __callback_runtime::Callback
        for f_of_caller<__CallbackClosure0>
        where
            __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
        {}
        #[allow(dead_code)]
        fn __callback_threads<__CallbackClosure0>()
        where
            __CallbackClosure0: ::core::ops::FnMut() + ::core::marker::Send,
        {
            __callback_runtime::assert_threads::<
                __CallbackClosure0,
                __callback_runtime::Exclusive,
                <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
            >();
        }
    };
    let mut __callback_kept0 = __callback_runtime::kept_in_place::<
        &Db,
    >(
        db,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_set"
        ),
        "db",
    )?;
    let mut __callback_kept1 = __callback_runtime::kept_in_place::<
        c_int,
    >(
        option,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_set"
        ),
        "option",
    )?;
    let mut __callback_kept2 = __callback_runtime::kept_in_place::<
        c_long,
    >(
        value,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_set"
        ),
        "value",
    )?;
    #[allow(unused_mut)]
    let mut __callback_context3 = f;
    __callback_runtime::hand::<
        crate::rt::__private::Plain,
        _,
    >(
        __callback_runtime::lend::<
            f_of_caller<_>,
            _,
        >(
            &mut __callback_context3,
            |__callback_scope3| (|| {
                let __callback_returned = unsafe {
                    __callback_c_function(
                        __callback_runtime::Converted::c(&mut __callback_kept0),
                        __callback_runtime::Converted::c(&mut __callback_kept1),
                        __callback_runtime::promoted(
                            __callback_runtime::Converted::c(&mut __callback_kept2),
                        ),
                        __callback_runtime::promoted::<
                            __callback_runtime::CFn,
                        >(__callback_runtime::Lent::shim(&__callback_scope3)),
                        __callback_runtime::promoted::<
                            *mut c_void,
                        >(__callback_runtime::Lent::context(&__callback_scope3)),
                    )
                };
                let __callback_value = unsafe {
                    __callback_runtime::returned::<
                        c_int,
                    >(
                        __callback_returned,
                        __callback_runtime::concat!(
                            "fn ", __callback_runtime::module_path!(), "::", "db_set"
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
        ),
    )
}
///The C function behind [`db_set`](fn@db_set).
/**
```c
int db_set(Db *db, int option, ...);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum db_set {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    impl __callback_runtime::Declaration for db_set {
        const C_NAME: &'static __callback_runtime::str = "db_set";
        type __Type = unsafe extern "C" fn(
            <&'static Db as __callback_runtime::CType>::C,
            <c_int as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int db_set(",
            __callback_runtime::c_name(__callback_runtime::Named::<Db>::NAME, "", "Db"),
            " *db, int option, ...);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_set"]
        fn __callback_c_function(
            _: <&'static Db as __callback_runtime::CType>::C,
            _: <c_int as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    impl db_set {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static Db as __callback_runtime::CType>::C,
            <c_int as __callback_runtime::CType>::C,
            ...
        ) -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
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
fn db_sort<'a, T: Compare + 'a>(
    items: &mut [T],
    compare: extern "C" fn(*const c_void, *const c_void) -> c_int,
    f: impl ::core::ops::Fn(&T) -> Ordering,
) -> ::core::result::Result<(), crate::rt::Refused>
where
    T: Debug,
    'a: 'static,
{
    use crate::rt::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    #[link(name = "db")]
    unsafe extern "C" {
        #[link_name = "db_sort"]
        fn __callback_c_function(
            __callback_c0: *mut __callback_runtime::c_void,
            __callback_c1: <usize as __callback_runtime::CType>::C,
            __callback_c2: <extern "C" fn(
                *const c_void,
                *const c_void,
            ) -> c_int as __callback_runtime::CType>::C,
            __callback_c3: __callback_runtime::CFn,
        );
    }
    #[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
    #[allow(clippy::too_many_arguments, unused_mut)]
    fn f_of_caller<T: Compare + 'a, __CallbackClosure0>(
        __callback_value0: &T,
        __callback_closure: &__CallbackClosure0,
    ) -> Ordering
    where
        T: Debug,
        __CallbackClosure0: ::core::ops::Fn(&T) -> Ordering,
    {
        __callback_closure(__callback_value0)
    }
    /**The callback made of [`f_of_caller`](fn@f_of_caller).

```c
int f_of_caller(const T *);
```*/
    #[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
    enum f_of_caller<T: Compare + 'a, __CallbackClosure0>
    where
        T: Debug,
        __CallbackClosure0: ::core::ops::Fn(&T) -> Ordering,
    {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (*const T, *const __CallbackClosure0)>,
        ),
    }
    #[allow(clippy::too_many_arguments, unused_mut)]
    #[allow(deprecated)]
    #[allow(unused_qualifications)]
    #[forbid(unsafe_op_in_unsafe_fn)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    const _: () = {
        use crate::rt::__private as __callback_runtime;
        #[allow(unused_imports)]
        use __callback_runtime::{Unnamed as _, Referred as _};
        unsafe impl<T: Compare + 'a, __CallbackClosure0> __callback_runtime::Definition
        for f_of_caller<T, __CallbackClosure0>
        where
            T: Debug,
            __CallbackClosure0: ::core::ops::Fn(&T) -> Ordering,
        {
            type Fn = unsafe extern "system" fn(
                <&T as __callback_runtime::CType>::C,
            ) -> <Ordering as __callback_runtime::CType>::C;
            type Context = __CallbackClosure0;
            type __Terms = __callback_runtime::Agreed<
                __callback_runtime::SharedAccess,
                __callback_runtime::OnStack,
                __callback_runtime::Plain,
                *mut __callback_runtime::c_void,
                __callback_runtime::route::Stacked,
            >;
            const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
                <Ordering as __callback_runtime::CType>::C,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::db_sort::f"
                ),
                "__callback_value0,__callback_closure",
                "",
                0,
            );
            const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
                "int ",
                __callback_runtime::convention("system"),
                "f_of_caller(",
                __callback_runtime::Opacity::<T>::CONSTANT,
                __callback_runtime::c_name(
                    __callback_runtime::Named::<T>::NAME,
                    "",
                    "T",
                ),
                " *);",
            ];
            const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(__callback_runtime::Shims {
                any: __callback_shim::<T, __CallbackClosure0, __callback_runtime::Any>,
                borrowed: __callback_shim::<
                    T,
                    __CallbackClosure0,
                    __callback_runtime::Borrowed,
                >,
                owned: __callback_shim::<
                    T,
                    __CallbackClosure0,
                    __callback_runtime::Owned,
                >,
                shared: __callback_shim::<
                    T,
                    __CallbackClosure0,
                    __callback_runtime::Shared,
                >,
                by_address: __callback_shim::<
                    T,
                    __CallbackClosure0,
                    __callback_runtime::ByAddress,
                >,
                stacked: [
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<0usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<1usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<2usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<3usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<4usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<5usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<6usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<7usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<8usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<9usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<10usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<11usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<12usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<13usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<14usize>,
                    >,
                    __callback_shim::<
                        T,
                        __CallbackClosure0,
                        __callback_runtime::Stacked<15usize>,
                    >,
                ],
                end: (),
            });
            fn __body(
                _: __callback_runtime::Promise,
                (__callback_c0,): (<&T as __callback_runtime::CType>::C,),
                __callback_held: __callback_runtime::Waiting<'_, __CallbackClosure0>,
            ) -> __callback_runtime::Ended<<Ordering as __callback_runtime::CType>::C> {
                let __callback_value0 = __callback_runtime::beside_shared(
                    &__callback_held,
                );
                let __callback_value0 = match unsafe {
                    __callback_runtime::argument::<
                        &T,
                    >(&__callback_value0, 0usize, __callback_c0)
                } {
                    __callback_runtime::Ok(__callback_value) => __callback_value,
                    __callback_runtime::Err(__callback_value) => {
                        return __callback_runtime::Err(
                            __callback_runtime::Halt::Refused(__callback_value),
                        );
                    }
                };
                let __callback_closure = unsafe {
                    __callback_runtime::shared(__callback_held)
                };
                __callback_runtime::plain(
                    f_of_caller::<
                        T,
                        __CallbackClosure0,
                    >(__callback_value0, __callback_closure),
                )
            }
        }
        impl<T: Compare + 'a, __CallbackClosure0> __callback_runtime::Callback
        for f_of_caller<T, __CallbackClosure0>
        where
            T: Debug,
            __CallbackClosure0: ::core::ops::Fn(&T) -> Ordering,
        {
            fn scope<'__callback_borrow, __CallbackResult>(
                __callback_context: __callback_runtime::BorrowedBy<
                    '__callback_borrow,
                    Self,
                >,
                __callback_body: impl __callback_runtime::FnOnce(
                    &__callback_runtime::Scope<'__callback_borrow, Self>,
                ) -> __CallbackResult,
            ) -> __callback_runtime::HandedBy<Self, __CallbackResult>
            where
                Self::Context: '__callback_borrow,
            {
                __callback_runtime::scope::<
                    Self,
                    __CallbackResult,
                >(__callback_context, __callback_body)
            }
        }
        unsafe extern "system" fn __callback_shim<
            T: Compare + 'a,
            __CallbackClosure0,
            __CallbackOwner: __callback_runtime::Owner,
        >(
            __callback_c0: <&T as __callback_runtime::CType>::C,
        ) -> <Ordering as __callback_runtime::CType>::C
        where
            T: Debug,
            __CallbackClosure0: ::core::ops::Fn(&T) -> Ordering,
        {
            unsafe {
                __callback_runtime::answer_on_stack::<
                    f_of_caller<T, __CallbackClosure0>,
                    __CallbackOwner,
                >((__callback_c0,))
            }
        }
    };
    let __callback_kept0 = __callback_runtime::counted_argument::<&mut [T]>(items);
    let mut __callback_kept2 = __callback_runtime::kept_argument::<
        extern "C" fn(*const c_void, *const c_void) -> c_int,
    >(
        compare,
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_sort"
        ),
        "compare",
    )?;
    let __callback_kept1 = __callback_runtime::length::<
        usize,
    >(
        &[__callback_runtime::Counted::count(&__callback_kept0)],
        __callback_runtime::concat!(
            "fn ", __callback_runtime::module_path!(), "::", "db_sort"
        ),
        "items",
    )?;
    #[allow(unused_mut)]
    let mut __callback_context3 = f;
    __callback_runtime::hand::<
        crate::rt::__private::Plain,
        _,
    >(
        __callback_runtime::lend::<
            f_of_caller<T, _>,
            _,
        >(
            &__callback_context3,
            |__callback_scope3| (|| {
                let __callback_returned = unsafe {
                    __callback_c_function(
                        __callback_runtime::Thin::erase(
                            __callback_runtime::Counted::c(&__callback_kept0),
                        ),
                        __callback_kept1,
                        __callback_runtime::Converted::c(&mut __callback_kept2),
                        __callback_runtime::Lent::shim(&__callback_scope3),
                    )
                };
                __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
            })(),
        ),
    )
}
