#[cfg_attr(
    clippy,
    allow(
        clippy::must_use_candidate,
        clippy::needless_pass_by_ref_mut,
        clippy::trivially_copy_pass_by_ref,
        clippy::needless_pass_by_value,
        clippy::too_many_arguments
    )
)]
/// Names that C cannot have, and parameters without one.
pub fn r#match(
    ref a: u8,
    b @ (0 | 1): u8,
    mut class: u8,
    [x,
    y,
    ]: &[u8; 2],
    _: (&CStr),
    r#match: u32,
    unit: Out<'_, LongDouble>,
    (first, second): (&mut (u8, u8)),
) -> () {}
/**The callback made of [`match`](fn@match).

```c
void match(uint8_t, uint8_t, uint8_t class_, const uint8_t [2], const char *, uint32_t match, LongDouble *unit, void *);
```*/
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
)]
pub enum r#match {}
#[allow(deprecated)]
#[allow(trivial_bounds)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for r#match
    where
        LongDouble: __callback_runtime::CType,
    {
        type Fn = unsafe extern "C" fn(
            u8,
            u8,
            u8,
            <&[u8; 2] as __callback_runtime::CType>::C,
            <&CStr as __callback_runtime::CType>::C,
            u32,
            <Out<'_, LongDouble> as __callback_runtime::CType>::C,
            *mut __callback_runtime::c_void,
        ) -> ();
        type Context = (u8, u8);
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<7usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::match"),
            "#1,#2,class,#4,#5,match,unit,#8",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void match(uint8_t, uint8_t, uint8_t class_, const uint8_t [2], const char *, uint32_t match, ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<LongDouble>::NAME,
                "",
                "LongDouble",
            ),
            " *unit, void *);",
        ];
        const __DOCS: &'static [&'static __callback_runtime::str] = &[
            " Names that C cannot have, and parameters without one.",
        ];
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
                __callback_c3,
                __callback_c4,
                __callback_c5,
                __callback_c6,
                __callback_c7,
            ): (
                u8,
                u8,
                u8,
                <&[u8; 2] as __callback_runtime::CType>::C,
                <&CStr as __callback_runtime::CType>::C,
                u32,
                <Out<'_, LongDouble> as __callback_runtime::CType>::C,
                *mut __callback_runtime::c_void,
            ),
            __callback_held: __callback_runtime::Waiting<'_, (u8, u8)>,
        ) -> __callback_runtime::Ended<()> {
            let _: (
                __callback_runtime::Claim<&[u8; 2], 3>,
                __callback_runtime::Claim<&CStr, 3>,
                __callback_runtime::Claim<Out<'_, LongDouble>, 1>,
            );
            let __callback_apart = __callback_runtime::Apart::<
                3usize,
            >::new({
                #[allow(unused_imports)]
                use __callback_runtime::MayChange as _;
                __callback_runtime::Parts::<[u8; 2]>::__FIXED << 3usize
            });
            let __callback_function = r#match;
            let __callback_value0 = __callback_runtime::number::<u8>(__callback_c0);
            let __callback_value1 = __callback_runtime::number::<u8>(__callback_c1);
            let class = __callback_runtime::number::<u8>(__callback_c2);
            let __callback_value3 = __callback_runtime::beside_exclusive(
                &__callback_held,
            );
            let __callback_value3 = match unsafe {
                __callback_runtime::argument_apart::<
                    &[u8; 2],
                >(&__callback_value3, 3usize, __callback_c3, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let __callback_value4 = __callback_runtime::beside_exclusive(
                &__callback_held,
            );
            let __callback_value4 = match unsafe {
                __callback_runtime::argument_apart::<
                    &CStr,
                >(&__callback_value4, 4usize, __callback_c4, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let r#match = __callback_runtime::number::<u32>(__callback_c5);
            let unit = __callback_runtime::beside_exclusive(&__callback_held);
            let unit = match unsafe {
                __callback_runtime::argument_apart::<
                    Out<'_, LongDouble>,
                >(&unit, 6usize, __callback_c6, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let __callback_value7 = unsafe {
                __callback_runtime::exclusive(__callback_held)
            };
            __callback_runtime::plain(
                __callback_function(
                    __callback_value0,
                    __callback_value1,
                    class,
                    __callback_value3,
                    __callback_value4,
                    r#match,
                    unit,
                    __callback_value7,
                ),
            )
        }
    }
    impl __callback_runtime::Callback for r#match
    where
        LongDouble: __callback_runtime::CType,
    {}
    #[allow(unused_imports)]
    use __callback_runtime::{Fault as _, Own as _};
    __callback_runtime::refuse_inside(
        __callback_runtime::Behind::<[u8; 2]>::__OWN,
        __callback_runtime::Layout::<&'static [u8; 2]>::__FAULT,
        __callback_runtime::Parted::<[u8; 2]>::__FAULT,
    );
};
