#[repr(u16)]
enum Status {
    NotFound = 404,
    Http2Only,
    OK,
    Gone,
}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    const __CALLBACK_VALUE0: __CallbackC = Status::NotFound as __CallbackC;
    const __CALLBACK_VALUE1: __CallbackC = Status::Http2Only as __CallbackC;
    const __CALLBACK_VALUE2: __CallbackC = Status::OK as __CallbackC;
    const __CALLBACK_VALUE3: __CallbackC = Status::Gone as __CallbackC;
    type __CallbackC = __callback_runtime::primitive::u16;
    impl __callback_runtime::TryFrom<__CallbackC> for Status {
        type Error = __callback_runtime::Reason;
        #[inline]
        fn try_from(
            __callback_value: __CallbackC,
        ) -> __callback_runtime::Result<Status, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(
                match __callback_value {
                    __CALLBACK_VALUE0 => Status::NotFound,
                    __CALLBACK_VALUE1 => Status::Http2Only,
                    __CALLBACK_VALUE2 => Status::OK,
                    __CALLBACK_VALUE3 => Status::Gone,
                    _ => {
                        return __callback_runtime::Result::Err(
                            __callback_runtime::Reason::Invalid(
                                "not a value of `Status`",
                            ),
                        );
                    }
                },
            )
        }
    }
    impl __callback_runtime::From<Status> for __CallbackC {
        #[inline]
        fn from(__callback_value: Status) -> __CallbackC {
            match __callback_value {
                Status::NotFound => __CALLBACK_VALUE0,
                Status::Http2Only => __CALLBACK_VALUE1,
                Status::OK => __CALLBACK_VALUE2,
                Status::Gone => __CALLBACK_VALUE3,
            }
        }
    }
    unsafe impl __callback_runtime::FromC<'_> for Status {
        const REFUSES: __callback_runtime::bool = true;
        #[inline]
        unsafe fn from_c(
            __callback_c: __CallbackC,
        ) -> __callback_runtime::Result<Self, __callback_runtime::Reason> {
            __callback_runtime::Enumerated::enumerated(__callback_c)
        }
    }
    unsafe impl __callback_runtime::CType for Status {
        type C = __CallbackC;
    }
    unsafe impl __callback_runtime::IntoC for Status {
        #[inline]
        fn into_c(
            self,
        ) -> __callback_runtime::Result<__CallbackC, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(__callback_runtime::From::from(self))
        }
    }
    unsafe impl __callback_runtime::ToC for Status {
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
    impl __callback_runtime::Constant<__CallbackC> for Status {
        #[inline]
        fn constant(self) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
    impl<__CallbackError> __callback_runtime::ErrorCode<__CallbackError, __CallbackC>
    for Status {
        #[inline]
        fn code(self, _: &__CallbackError) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
    impl __callback_runtime::CEnum for Status {
        const VALUES: &'static [(
            &'static __callback_runtime::str,
            __callback_runtime::primitive::i128,
        )] = &[
            ("HTTP_NOT_FOUND", __CALLBACK_VALUE0 as __callback_runtime::primitive::i128),
            (
                "HTTP_HTTP2_ONLY",
                __CALLBACK_VALUE1 as __callback_runtime::primitive::i128,
            ),
            ("HTTP_OK", __CALLBACK_VALUE2 as __callback_runtime::primitive::i128),
            ("HTTP_GONE_AWAY", __CALLBACK_VALUE3 as __callback_runtime::primitive::i128),
        ];
    }
    impl __callback_runtime::CName for Status {
        const C_NAME: &'static __callback_runtime::str = "enum http_status";
    }
};
#[derive(Debug, PartialEq)]
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::Eq,
    ::core::hash::Hash
)]
#[repr(transparent)]
struct Mode(::callback_runtime::__private::FlagsOfC);
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    type __CallbackC = <Mode as __callback_runtime::Flags>::Bits;
    impl Mode {
        #[allow(non_upper_case_globals)]
        pub const READ: Mode = Mode((1) as __CallbackC);
        /// The names of the flags that are set, in the order of the declaration.
        pub fn names(
            self,
        ) -> impl __callback_runtime::Iterator<Item = &'static __callback_runtime::str> {
            const NAMED: &[(&__callback_runtime::str, __CallbackC)] = &[
                ("READ", Mode::READ.0),
            ];
            __callback_runtime::Iterator::map(
                __callback_runtime::Iterator::filter(
                    <[_]>::iter(NAMED),
                    move |&&(_, __callback_bits)| {
                        __callback_bits != 0
                            && self.0 & __callback_bits == __callback_bits
                    },
                ),
                |&(__callback_name, _)| __callback_name,
            )
        }
    }
    const _: () = {
        #[allow(unused_imports)]
        use __callback_runtime::parameters::{bits, other};
        impl Mode {
            /// No bits.
            pub const fn empty() -> Mode {
                Mode(0)
            }
            /// All bits that have a name.
            pub const fn all() -> Mode {
                let mut __callback_all = 0;
                {
                    __callback_all |= Mode::READ.0;
                }
                Mode(__callback_all)
            }
            /// The integer that C has.
            pub const fn bits(self) -> __CallbackC {
                self.0
            }
            /// The flags with these bits, named or not.
            pub const fn from_bits_retain(bits: __CallbackC) -> Mode {
                Mode(bits)
            }
            /// Returns true if no bit is set.
            pub const fn is_empty(self) -> __callback_runtime::bool {
                self.0 == 0
            }
            /// Returns true if all bits of `other` are set.
            pub const fn contains(self, other: Mode) -> __callback_runtime::bool {
                self.0 & other.0 == other.0
            }
            /// Returns true if any bit of `other` is set.
            pub const fn intersects(self, other: Mode) -> __callback_runtime::bool {
                self.0 & other.0 != 0
            }
            /// The bits of either.
            pub const fn union(self, other: Mode) -> Mode {
                Mode(self.0 | other.0)
            }
            /// The bits of `self` that are not in `other`.
            pub const fn difference(self, other: Mode) -> Mode {
                Mode(self.0 & !other.0)
            }
        }
    };
    impl __callback_runtime::Flags for Mode {
        type Bits = __callback_runtime::FlagsOfC;
    }
    impl __callback_runtime::From<__CallbackC> for Mode {
        #[inline]
        fn from(__callback_bits: __CallbackC) -> Mode {
            Mode(__callback_bits)
        }
    }
    impl __callback_runtime::From<Mode> for __CallbackC {
        #[inline]
        fn from(__callback_flags: Mode) -> __CallbackC {
            __callback_flags.0
        }
    }
    unsafe impl __callback_runtime::FromC<'_> for Mode {
        const REFUSES: __callback_runtime::bool = false;
        #[inline]
        unsafe fn from_c(
            __callback_bits: __CallbackC,
        ) -> __callback_runtime::Result<Self, __callback_runtime::Reason> {
            __callback_runtime::Enumerated::enumerated(__callback_bits)
        }
    }
    impl __callback_runtime::BitOr for Mode {
        type Output = Mode;
        #[inline]
        fn bitor(self, __callback_other: Mode) -> Mode {
            Mode(self.0 | __callback_other.0)
        }
    }
    impl __callback_runtime::BitOrAssign for Mode {
        #[inline]
        fn bitor_assign(&mut self, __callback_other: Mode) {
            self.0 |= __callback_other.0;
        }
    }
    impl __callback_runtime::BitAnd for Mode {
        type Output = Mode;
        #[inline]
        fn bitand(self, __callback_other: Mode) -> Mode {
            Mode(self.0 & __callback_other.0)
        }
    }
    unsafe impl __callback_runtime::CType for Mode {
        type C = __CallbackC;
    }
    unsafe impl __callback_runtime::IntoC for Mode {
        #[inline]
        fn into_c(
            self,
        ) -> __callback_runtime::Result<__CallbackC, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(__callback_runtime::From::from(self))
        }
    }
    unsafe impl __callback_runtime::ToC for Mode {
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
    impl __callback_runtime::Constant<__CallbackC> for Mode {
        #[inline]
        fn constant(self) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
    impl<__CallbackError> __callback_runtime::ErrorCode<__CallbackError, __CallbackC>
    for Mode {
        #[inline]
        fn code(self, _: &__CallbackError) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
    impl __callback_runtime::CEnum for Mode {
        const VALUES: &'static [(
            &'static __callback_runtime::str,
            __callback_runtime::primitive::i128,
        )] = &[("READ", Mode::READ.0 as __callback_runtime::primitive::i128)];
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
