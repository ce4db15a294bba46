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
int buffer_add(Buffer *buffer, const void *data, size_t n, void (*)(const void *, size_t, void *), void *);
```*/
fn buffer_add(
    buffer: &mut Buffer,
    data: Release<Vec<u8>>,
) -> ::core::result::Result<(), c_int> {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "buffer_add"]
        fn __callback_c_function(
            __callback_c0: <&'static mut Buffer as __callback_runtime::CType>::C,
            __callback_c1: *mut __callback_runtime::c_void,
            __callback_c2: <usize as __callback_runtime::CType>::C,
            __callback_c3: __callback_runtime::CFn,
            __callback_c4: *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    const _: () = {
        #[allow(unused_imports)]
        use __callback_runtime::{Fault as _, Own as _};
        __callback_runtime::refuse(__callback_runtime::Stored::<Buffer>::__FAULT);
        __callback_runtime::refuse(
            __callback_runtime::GivenToC::<&'static mut Buffer>::__FAULT,
        );
        __callback_runtime::refuse(__callback_runtime::Called::<Buffer>::__FAULT);
    };
    let mut __callback_kept0 = __callback_runtime::sure(
        __callback_runtime::kept_in_place::<
            &mut Buffer,
        >(
            buffer,
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "buffer_add"
            ),
            "buffer",
        ),
    );
    let __callback_kept1 = __callback_runtime::hand_over::<Release<Vec<u8>>>(data);
    let __callback_kept2 = __callback_runtime::sure(
        __callback_runtime::length::<
            usize,
        >(
            &[
                __callback_runtime::len_of_handover::<
                    Release<Vec<u8>>,
                >(&__callback_kept1),
            ],
            __callback_runtime::concat!(
                "fn ", __callback_runtime::module_path!(), "::", "buffer_add"
            ),
            "data",
        ),
    );
    __callback_runtime::sure_called(
        (|| {
            __callback_runtime::KeptByC::begin(&__callback_kept1);
            let __callback_returned = unsafe {
                __callback_c_function(
                    __callback_runtime::Converted::c(&mut __callback_kept0),
                    __callback_runtime::Thin::erase(
                        __callback_runtime::KeptByC::c(&__callback_kept1),
                    ),
                    __callback_kept2,
                    __callback_runtime::Notify::erased(
                        __callback_runtime::KeptByC::destroy_at::<
                            2usize,
                            Option<
                                unsafe extern "C" fn(*const c_void, usize, *mut c_void),
                            >,
                        >(&__callback_kept1),
                    ),
                    __callback_runtime::KeptByC::__context(&__callback_kept1),
                )
            };
            if __callback_runtime::is_nonzero(__callback_returned) {
                let __callback_error = __callback_runtime::From::from(
                    __callback_returned,
                );
                __callback_runtime::KeptByC::refused(__callback_kept1);
                return __callback_runtime::Result::Err(
                    __callback_runtime::CallError::C(__callback_error),
                );
            }
            __callback_runtime::KeptByC::given(__callback_kept1);
            __callback_runtime::Result::<_, __callback_runtime::CallError<c_int>>::Ok(())
        })(),
    )
}
///The C function behind [`buffer_add`](fn@buffer_add).
/**
```c
int buffer_add(Buffer *buffer, const void *data, size_t n, void (*)(const void *, size_t, void *), void *);
```*/
#[allow(non_camel_case_types)]
#[allow(dead_code)]
enum buffer_add {}
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
    impl __callback_runtime::Declaration for buffer_add {
        const C_NAME: &'static __callback_runtime::str = "buffer_add";
        type __Type = unsafe extern "C" fn(
            <&'static mut Buffer as __callback_runtime::CType>::C,
            *const ::core::ffi::c_void,
            <usize as __callback_runtime::CType>::C,
            Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>,
            *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int buffer_add(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Buffer>::NAME,
                "",
                "Buffer",
            ),
            " *buffer, const void *data, size_t n, void (*)(const void *, size_t, void *), void *);",
        ];
    }
    #[allow(improper_ctypes, clashing_extern_declarations)]
    unsafe extern "C" {
        #[link_name = "buffer_add"]
        fn __callback_c_function(
            _: <&'static mut Buffer as __callback_runtime::CType>::C,
            _: *const ::core::ffi::c_void,
            _: <usize as __callback_runtime::CType>::C,
            _: Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>,
            _: *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
    }
    impl buffer_add {
        /// The C function, with all parameters that it has in C.
        #[allow(dead_code, private_interfaces)]
        const C: unsafe extern "C" fn(
            <&'static mut Buffer as __callback_runtime::CType>::C,
            *const ::core::ffi::c_void,
            <usize as __callback_runtime::CType>::C,
            Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>,
            *mut c_void,
        ) -> <c_int as __callback_runtime::CType>::C = __callback_c_function;
    }
};
#[allow(non_snake_case, unused_unsafe)]
#[cfg_attr(clippy, allow(clippy::too_many_arguments))]
#[track_caller]
fn set_data<T: Send + 'static>(value: Option<Box<T>>) -> () {
    use ::callback_runtime::__private as __callback_runtime;
    let __callback_kept0 = __callback_runtime::hand_over_alone::<Option<Box<T>>>(value);
    __callback_runtime::sure(
        (|| {
            __callback_runtime::KeptByC::begin(&__callback_kept0);
            let __callback_returned = (|| -> () {
                let value = __callback_runtime::KeptByC::c(&__callback_kept0);
                let destroy: Option<unsafe extern "C" fn(*mut c_void)> = __callback_runtime::Notify::typed(
                    __callback_runtime::KeptByC::destroy::<
                        Option<unsafe extern "C" fn(*mut c_void)>,
                    >(&__callback_kept0),
                );
                unsafe { c::set_data(value.cast(), destroy) }
            })();
            __callback_runtime::KeptByC::given(__callback_kept0);
            __callback_runtime::Result::<_, __callback_runtime::Refused>::Ok(())
        })(),
    )
}
