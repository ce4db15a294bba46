/// `int flags`
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash
)]
#[repr(transparent)]
pub struct Mode(::callback_runtime::__private::primitive::i32);
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
        /// May be read.
        #[allow(non_upper_case_globals)]
        pub const READ: Mode = Mode((1) as __CallbackC);
        #[allow(non_upper_case_globals)]
        pub const WRITE: Mode = Mode((1 << 1) as __CallbackC);
        /// The names of the flags that are set, in the order of the declaration.
        pub fn names(
            self,
        ) -> impl __callback_runtime::Iterator<Item = &'static __callback_runtime::str> {
            const NAMED: &[(&__callback_runtime::str, __CallbackC)] = &[
                ("READ", Mode::READ.0),
                ("WRITE", Mode::WRITE.0),
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
                {
                    __callback_all |= Mode::WRITE.0;
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
        type Bits = __callback_runtime::primitive::i32;
    }
    impl __callback_runtime::TryFrom<__CallbackC> for Mode {
        type Error = __callback_runtime::Reason;
        #[inline]
        fn try_from(
            __callback_bits: __CallbackC,
        ) -> __callback_runtime::Result<Mode, __callback_runtime::Reason> {
            if __callback_bits & !const { Mode::all().0 } != 0 {
                return __callback_runtime::Result::Err(
                    __callback_runtime::Reason::Invalid(
                        "a bit that `Mode` has no name for",
                    ),
                );
            }
            __callback_runtime::Result::Ok(Mode(__callback_bits))
        }
    }
    impl __callback_runtime::From<Mode> for __CallbackC {
        #[inline]
        fn from(__callback_flags: Mode) -> __CallbackC {
            __callback_flags.0
        }
    }
    unsafe impl __callback_runtime::FromC<'_> for Mode {
        const REFUSES: __callback_runtime::bool = true;
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
    impl __callback_runtime::Debug for Mode {
        fn fmt(
            &self,
            __callback_f: &mut __callback_runtime::Formatter<'_>,
        ) -> __callback_runtime::fmt::Result {
            __callback_runtime::fmt_flags(
                __callback_f,
                "Mode",
                Mode::names(*self),
                &(self.0 & !Mode::all().0),
            )
        }
    }
    impl __callback_runtime::CEnum for Mode {
        const VALUES: &'static [(
            &'static __callback_runtime::str,
            __callback_runtime::primitive::i128,
        )] = &[
            ("READ", Mode::READ.0 as __callback_runtime::primitive::i128),
            ("WRITE", Mode::WRITE.0 as __callback_runtime::primitive::i128),
        ];
        const __DOCS: (
            &'static [&'static __callback_runtime::str],
            &'static [&'static [&'static __callback_runtime::str]],
        ) = (&[" `int flags`"], &[&[" May be read."], &[]]);
        fn __refuses(
            __callback_value: __callback_runtime::primitive::i128,
        ) -> __callback_runtime::bool {
            __callback_value & !(Mode::all().0 as __callback_runtime::primitive::i128)
                != 0
        }
    }
};
