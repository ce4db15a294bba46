impl<'a, R: Read> Reader<'a, R>
where
    R: 'a,
{
    const SIZE: usize = 4;
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
    fn read(
        &mut self,
        data: &mut [u8],
        #[allow(unused_variables)]
        n: usize,
    ) -> Result<(), Error> {
        self.from.read_exact(data)
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
    fn left(&self) -> usize {
        self.left
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
    fn close(self: Box<Self>) {}
    fn not_a_callback(&self) {}
}
///The callbacks made of the methods of `Reader`.
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
mod reader {
    ///The callback made of `Reader::read`.
    pub(super) enum read<'a, R: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const R)>,
        ),
    }
    ///The callback made of `Reader::left`.
    pub(super) enum left<'a, R: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const R)>,
        ),
    }
    ///The callback made of `Reader::close`.
    pub(super) enum close<'a, R: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const R)>,
        ),
    }
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
    unsafe impl<'a, R: Read> __callback_runtime::Callback for reader::read<'a, R>
    where
        R: 'a,
        R: 'a,
    {
        type Fn = unsafe extern "C" fn(
            <&mut [u8] as __callback_runtime::CType>::C,
            *mut __callback_runtime::c_void,
            <usize as __callback_runtime::CType>::C,
        ) -> __callback_runtime::c_int;
        type Context = Reader<'a, R>;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            Result<(), Error>,
        >;
        const SHIM: Self::Fn = __callback_shim::<R, __callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "Reader::read"
            ),
            parameters: &["data", "__callback_self", "n"],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int read(uint8_t *data, void *self, size_t n);",
        ];
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<R, __CallbackOwner>
        }
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<
        'a,
        R: Read,
        __CallbackOwner: __callback_runtime::Owner,
    >(
        __callback_c0: <&mut [u8] as __callback_runtime::CType>::C,
        __callback_c1: *mut __callback_runtime::c_void,
        __callback_c2: <usize as __callback_runtime::CType>::C,
    ) -> __callback_runtime::c_int
    where
        R: 'a,
        R: 'a,
    {
        let __callback_fail = __callback_runtime::Constant::<
            __callback_runtime::c_int,
        >::constant(-1);
        let __callback_answer0 = __callback_runtime::Constant::<
            __callback_runtime::c_int,
        >::constant(0);
        let __callback_answer1 = __callback_runtime::Always(
            __callback_runtime::Constant::<__callback_runtime::c_int>::constant(-1),
        );
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = <Reader<'_, R>>::read;
        let data = __callback_runtime::Call::new();
        let __callback_call0 = &data;
        unsafe {
            __callback_runtime::call::<
                reader::read<'a, R>,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c1),
                __callback_fail,
                |__callback_held| {
                    let n = __callback_runtime::argument::<
                        usize,
                        _,
                        _,
                    >(&__callback_call, 2usize, __callback_c2)?;
                    let __callback_self = <__callback_runtime::Exclusive as __callback_runtime::Access<
                        Reader<'a, R>,
                    >>::give(__callback_held);
                    let data = __callback_runtime::counted::<
                        &mut [u8],
                        _,
                        _,
                    >(
                        __callback_call0,
                        0usize,
                        __callback_c0,
                        __callback_runtime::len(n).0,
                    )?;
                    __callback_runtime::status(
                        __callback_function(__callback_self, data, n),
                        __callback_answer0,
                        __callback_answer1,
                    )
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
    unsafe impl<'a, R: Read> __callback_runtime::Callback for reader::left<'a, R>
    where
        R: 'a,
        R: 'a,
    {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <usize as __callback_runtime::CType>::C;
        type Context = Reader<'a, R>;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Exclusive>;
        const SHIM: Self::Fn = __callback_shim::<R, __callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "Reader::left"
            ),
            parameters: &["__callback_self"],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "size_t left(void *self);",
        ];
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<R, __CallbackOwner>
        }
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<
        'a,
        R: Read,
        __CallbackOwner: __callback_runtime::Owner,
    >(
        __callback_c0: *mut __callback_runtime::c_void,
    ) -> <usize as __callback_runtime::CType>::C
    where
        R: 'a,
        R: 'a,
    {
        let __callback_fail = __callback_runtime::Constant::<
            <usize as __callback_runtime::CType>::C,
        >::constant(const { (<Reader<'a, R>>::SIZE) });
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = <Reader<'_, R>>::left;
        unsafe {
            __callback_runtime::call::<
                reader::left<'a, R>,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c0),
                __callback_fail,
                |__callback_held| {
                    let __callback_self = <__callback_runtime::Exclusive as __callback_runtime::Access<
                        Reader<'a, R>,
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
    unsafe impl<'a, R: Read> __callback_runtime::Callback for reader::close<'a, R>
    where
        R: 'a,
        R: 'a,
    {
        type Fn = unsafe extern "C" fn(*mut __callback_runtime::c_void) -> ();
        type Context = Reader<'a, R>;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Once>;
        const SHIM: Self::Fn = __callback_shim::<R, __callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "Reader::close"
            ),
            parameters: &["__callback_self"],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "void close(void *self);",
        ];
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<R, __CallbackOwner>
        }
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<
        'a,
        R: Read,
        __CallbackOwner: __callback_runtime::Owner,
    >(__callback_c0: *mut __callback_runtime::c_void) -> ()
    where
        R: 'a,
        R: 'a,
    {
        let __callback_fail = ();
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = <Reader<'_, R>>::close;
        unsafe {
            __callback_runtime::call::<
                reader::close<'a, R>,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c0),
                __callback_fail,
                |__callback_held| {
                    let __callback_self = <__callback_runtime::Once as __callback_runtime::Access<
                        Reader<'a, R>,
                    >>::give(__callback_held);
                    __callback_runtime::plain(
                        __callback_function(__callback_runtime::boxed(__callback_self)),
                    )
                },
            )
        }
    }
};
