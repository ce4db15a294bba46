/// `enum level`
#[derive(Clone, Copy, Debug)]
pub enum Level {
    Debug,
    #[cfg(feature = "info")]
    Info,
    Unknown(c_int),
}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    pub trait __CallbackInteger {
        type C;
    }
    impl __CallbackInteger for __callback_runtime::EnumInteger<4usize, true> {
        type C = __callback_runtime::c_int;
    }
    impl __CallbackInteger for __callback_runtime::EnumInteger<4usize, false> {
        type C = __callback_runtime::FlagsOfC;
    }
    impl __CallbackInteger for __callback_runtime::EnumInteger<1usize, true> {
        type C = __callback_runtime::primitive::i8;
    }
    impl __CallbackInteger for __callback_runtime::EnumInteger<1usize, false> {
        type C = __callback_runtime::primitive::u8;
    }
    impl __CallbackInteger for __callback_runtime::EnumInteger<2usize, true> {
        type C = __callback_runtime::primitive::i16;
    }
    impl __CallbackInteger for __callback_runtime::EnumInteger<2usize, false> {
        type C = __callback_runtime::primitive::u16;
    }
    impl __CallbackInteger for __callback_runtime::EnumInteger<8usize, true> {
        type C = __callback_runtime::primitive::i64;
    }
    impl __CallbackInteger for __callback_runtime::EnumInteger<8usize, false> {
        type C = __callback_runtime::primitive::u64;
    }
    #[allow(dead_code, non_camel_case_types)]
    #[repr(C)]
    enum __CallbackValues {
        Debug,
        #[cfg(feature = "info")]
        Info = 5,
    }
    const __CALLBACK_VALUE0: __CallbackC = __CallbackValues::Debug as __CallbackC;
    #[cfg(feature = "info")]
    const __CALLBACK_VALUE1: __CallbackC = __CallbackValues::Info as __CallbackC;
    type __CallbackC = <__callback_runtime::EnumInteger<
        { __callback_runtime::size_of::<__CallbackValues>() },
        {
            let mut __callback_negative = false;
            {
                __callback_negative
                    |= (__CallbackValues::Debug as __callback_runtime::primitive::i128)
                        < 0;
            }
            #[cfg(feature = "info")]
            {
                __callback_negative
                    |= (__CallbackValues::Info as __callback_runtime::primitive::i128)
                        < 0;
            }
            __callback_negative
        },
    > as __CallbackInteger>::C;
    const _: () = __callback_runtime::assert_same_width::<c_int, __CallbackC>();
    impl __callback_runtime::From<__CallbackC> for Level {
        #[inline]
        fn from(__callback_value: __CallbackC) -> Level {
            match __callback_value {
                __CALLBACK_VALUE0 => Level::Debug,
                #[cfg(feature = "info")]
                __CALLBACK_VALUE1 => Level::Info,
                _ => Level::Unknown(__callback_value as c_int),
            }
        }
    }
    impl __callback_runtime::From<Level> for __CallbackC {
        #[inline]
        fn from(__callback_value: Level) -> __CallbackC {
            match __callback_value {
                Level::Debug => __CALLBACK_VALUE0,
                #[cfg(feature = "info")]
                Level::Info => __CALLBACK_VALUE1,
                Level::Unknown(__callback_value) => __callback_value as __CallbackC,
            }
        }
    }
    unsafe impl __callback_runtime::FromC<'_> for Level {
        const REFUSES: __callback_runtime::bool = false;
        #[inline]
        unsafe fn from_c(
            __callback_c: __CallbackC,
        ) -> __callback_runtime::Result<Self, __callback_runtime::Reason> {
            __callback_runtime::Enumerated::enumerated(__callback_c)
        }
    }
    unsafe impl __callback_runtime::CType for Level {
        type C = __CallbackC;
    }
    unsafe impl __callback_runtime::IntoC for Level {
        #[inline]
        fn into_c(
            self,
        ) -> __callback_runtime::Result<__CallbackC, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(__callback_runtime::From::from(self))
        }
    }
    unsafe impl __callback_runtime::ToC for Level {
        type Kept = __CallbackC;
        #[inline]
        fn keep(
            self,
        ) -> __callback_runtime::Result<__CallbackC, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(__callback_runtime::From::from(self))
        }
        #[inline]
        fn c(__callback_kept: &mut __CallbackC) -> __CallbackC {
            *__callback_kept
        }
    }
    impl __callback_runtime::Constant<__CallbackC> for Level {
        #[inline]
        fn constant(self) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
    impl<__CallbackError> __callback_runtime::ErrorCode<__CallbackError, __CallbackC>
    for Level {
        #[inline]
        fn code(self, _: &__CallbackError) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
    impl __callback_runtime::CEnum for Level {
        const VALUES: &'static [(
            &'static __callback_runtime::str,
            __callback_runtime::primitive::i128,
        )] = &[
            ("Debug", __CALLBACK_VALUE0 as __callback_runtime::primitive::i128),
            #[cfg(feature = "info")]
            ("Info", __CALLBACK_VALUE1 as __callback_runtime::primitive::i128),
        ];
        const __DOCS: (
            &'static [&'static __callback_runtime::str],
            &'static [&'static [&'static __callback_runtime::str]],
        ) = (&[" `enum level`"], &[&[], #[cfg(feature = "info")] &[]]);
        fn __refuses(
            __callback_value: __callback_runtime::primitive::i128,
        ) -> __callback_runtime::bool {
            {
                let _ = __callback_value;
                false
            }
        }
    }
};
