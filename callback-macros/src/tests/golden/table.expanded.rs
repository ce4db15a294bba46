impl Sink {
    #[allow(
        clippy::boxed_local,
        clippy::must_use_candidate,
        clippy::needless_pass_by_ref_mut,
        clippy::needless_pass_by_value,
        clippy::ptr_arg,
        clippy::too_many_arguments,
        clippy::trivially_copy_pass_by_ref,
        clippy::unnecessary_wraps,
        clippy::unused_self,
    )]
    fn put(&self, value: c_int) -> c_int {
        value
    }
    #[allow(
        clippy::boxed_local,
        clippy::must_use_candidate,
        clippy::needless_pass_by_ref_mut,
        clippy::needless_pass_by_value,
        clippy::ptr_arg,
        clippy::too_many_arguments,
        clippy::trivially_copy_pass_by_ref,
        clippy::unnecessary_wraps,
        clippy::unused_self,
    )]
    #[cfg(feature = "flush")]
    fn flush(&self) {}
}
///The callbacks made of the methods of `Sink`.
#[allow(
    missing_copy_implementations,
    missing_debug_implementations,
    non_camel_case_types,
    single_use_lifetimes,
    unused_qualifications,
    clippy::empty_enum,
    clippy::exhaustive_enums,
)]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    clippy::redundant_pub_crate
)]
pub(crate) mod ops {
    ///The callback made of `Sink::put`.
    pub(crate) enum put {}
    #[cfg(feature = "flush")]
    ///The callback made of `Sink::flush`.
    pub(crate) enum flush {}
    /// The callbacks together, on one context.
    pub(crate) enum Table {}
}
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
    unsafe impl __callback_runtime::Callback for ops::put {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
            <c_int as __callback_runtime::CType>::C,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = Sink;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Shared>;
        const SHIM: Self::Fn = __callback_shim::<__callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "Sink::put"
            ),
            parameters: &["__callback_self", "value"],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int put(void *self, int value);",
        ];
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<__CallbackOwner>
        }
    }
    impl<
        __CallbackOwner: __callback_runtime::Owner,
    > __callback_runtime::ShimOf<__CallbackOwner> for ops::put {
        const OF: Self::Fn = __callback_shim::<__CallbackOwner>;
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: *mut __callback_runtime::c_void,
        __callback_c1: <c_int as __callback_runtime::CType>::C,
    ) -> <c_int as __callback_runtime::CType>::C {
        let __callback_fail = __callback_runtime::Constant::<
            <c_int as __callback_runtime::CType>::C,
        >::constant(-1);
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = <Sink>::put;
        unsafe {
            __callback_runtime::call::<
                ops::put,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c0),
                __callback_fail,
                |__callback_held| {
                    let value = __callback_runtime::argument::<
                        c_int,
                        _,
                        _,
                    >(&__callback_call, 1usize, __callback_c1)?;
                    let __callback_self = <__callback_runtime::Shared as __callback_runtime::Access<
                        Sink,
                    >>::give(__callback_held);
                    __callback_runtime::plain(
                        __callback_function(__callback_self, value),
                    )
                },
            )
        }
    }
};
#[cfg(feature = "flush")]
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
    unsafe impl __callback_runtime::Callback for ops::flush {
        type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
        type Context = Sink;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Shared>;
        const SHIM: Self::Fn = __callback_shim::<__callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "Sink::flush"
            ),
            parameters: &["__callback_self"],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void flush(void *self);",
        ];
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<__CallbackOwner>
        }
    }
    impl<
        __CallbackOwner: __callback_runtime::Owner,
    > __callback_runtime::ShimOf<__CallbackOwner> for ops::flush {
        const OF: Self::Fn = __callback_shim::<__CallbackOwner>;
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: *mut __callback_runtime::c_void,
    ) -> () {
        let __callback_fail = ();
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = <Sink>::flush;
        unsafe {
            __callback_runtime::call::<
                ops::flush,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c0),
                __callback_fail,
                |__callback_held| {
                    let __callback_self = <__callback_runtime::Shared as __callback_runtime::Access<
                        Sink,
                    >>::give(__callback_held);
                    __callback_runtime::plain(__callback_function(__callback_self))
                },
            )
        }
    }
};
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
    unsafe impl __callback_runtime::Callback for ops::Table {
        type Fn = __callback_runtime::TableHasNoShim;
        type Context = Sink;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Shared,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Passed,
            __callback_runtime::OneThread,
        >;
        const SHIM: Self::Fn = __callback_runtime::TableHasNoShim;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "Sink"
            ),
            parameters: &[],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_runtime::TableHasNoShim
        }
    }
    unsafe impl __callback_runtime::Table for ops::Table {
        const __CLOSES: __callback_runtime::bool = false;
        const __MEMBERS: &'static [__callback_runtime::Declared] = &[
            <ops::put as __callback_runtime::Callback>::__DECLARED,
            #[cfg(feature = "flush")]
            <ops::flush as __callback_runtime::Callback>::__DECLARED,
        ];
    }
    #[allow(dead_code)]
    fn __callback_members() {
        __callback_runtime::assert_member::<ops::Table, ops::put>();
        #[cfg(feature = "flush")]
        __callback_runtime::assert_member::<ops::Table, ops::flush>();
    }
    struct __CallbackTable<__CallbackOwner>(
        __callback_runtime::PhantomData<fn() -> (__CallbackOwner,)>,
    );
    impl<__CallbackOwner: __callback_runtime::Owner> __CallbackTable<__CallbackOwner> {
        const VALUE: sys::ops = {
            let mut __callback_table = __callback_runtime::MaybeUninit::<
                sys::ops,
            >::zeroed();
            let __callback_place = __callback_table.as_mut_ptr();
            let __callback_field0 = 2;
            unsafe {
                __callback_runtime::set(
                    &raw mut (*__callback_place).version,
                    __callback_field0,
                )
            };
            unsafe {
                __callback_runtime::set(
                    &raw mut (*__callback_place).size,
                    __callback_runtime::size_of::<sys::ops>() as _,
                )
            };
            unsafe {
                __callback_runtime::put(
                    &raw mut (*__callback_place).xPut,
                    <ops::put as __callback_runtime::ShimOf<__CallbackOwner>>::OF,
                )
            };
            #[cfg(feature = "flush")]
            unsafe {
                __callback_runtime::put(
                    &raw mut (*__callback_place).flush,
                    <ops::flush as __callback_runtime::ShimOf<__CallbackOwner>>::OF,
                )
            };
            unsafe { __callback_table.assume_init() }
        };
        const REF: &'static sys::ops = &Self::VALUE;
    }
    unsafe impl __callback_runtime::TableStruct for ops::Table {
        type Struct = sys::ops;
        const TABLE: __callback_runtime::MaybeUninit<Self::Struct> = __callback_runtime::MaybeUninit::new(
            __CallbackTable::<__callback_runtime::Any>::VALUE,
        );
        fn __table<__CallbackOwner: __callback_runtime::Owner>() -> *const Self::Struct {
            __CallbackTable::<__CallbackOwner>::REF
        }
        fn __value<__CallbackOwner: __callback_runtime::Owner>() -> __callback_runtime::MaybeUninit<
            Self::Struct,
        > {
            __callback_runtime::MaybeUninit::new(
                __CallbackTable::<__CallbackOwner>::VALUE,
            )
        }
        unsafe fn __carry(
            __callback_place: *mut Self::Struct,
            __callback_context: <<ops::Table as __callback_runtime::Callback>::__Terms as __callback_runtime::Terms>::Pointer,
        ) {
            unsafe {
                __callback_runtime::put_context(
                    &raw mut (*__callback_place).user,
                    __callback_context,
                )
            };
        }
    }
};
