#[cfg_attr(
    clippy,
    allow(
        clippy::must_use_candidate,
        clippy::needless_pass_by_ref_mut,
        clippy::trivially_copy_pass_by_ref
    )
)]
/// `int (*compar)(const void *, const void *, void *)`
pub fn by_age(a: &Person, b: &Person, calls: &mut usize) -> Ordering {
    *calls += 1;
    a.age.cmp(&b.age)
}
/**The callback made of [`by_age`](fn@by_age).

```c
int by_age(const Person *a, const Person *b, void *calls);
```*/
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
)]
pub enum by_age {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    unsafe impl __callback_runtime::Definition for by_age {
        type Fn = unsafe extern "C" fn(
            <&Person as __callback_runtime::CType>::C,
            <&Person as __callback_runtime::CType>::C,
            *mut __callback_runtime::c_void,
        ) -> <Ordering as __callback_runtime::CType>::C;
        type Context = usize;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<2usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            <Ordering as __callback_runtime::CType>::C,
        >(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::by_age"),
            "a,b,calls",
            "",
            0,
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "int by_age(",
            __callback_runtime::Opacity::<Person>::CONSTANT,
            __callback_runtime::c_name(
                __callback_runtime::Named::<Person>::NAME,
                "",
                "Person",
            ),
            " *a, ",
            __callback_runtime::Opacity::<Person>::CONSTANT,
            __callback_runtime::c_name(
                __callback_runtime::Named::<Person>::NAME,
                "",
                "Person",
            ),
            " *b, void *calls);",
        ];
        const __DOCS: &'static [&'static __callback_runtime::str] = &[
            " `int (*compar)(const void *, const void *, void *)`",
        ];
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
            ): (
                <&Person as __callback_runtime::CType>::C,
                <&Person as __callback_runtime::CType>::C,
                *mut __callback_runtime::c_void,
            ),
            __callback_held: __callback_runtime::Waiting<'_, usize>,
        ) -> __callback_runtime::Ended<<Ordering as __callback_runtime::CType>::C> {
            if __callback_runtime::hides::<Person>() {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(0usize)),
                );
            }
            let a = __callback_runtime::beside_exclusive(&__callback_held);
            let a = match unsafe {
                __callback_runtime::argument::<&Person>(&a, 0usize, __callback_c0)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            if __callback_runtime::hides::<Person>() {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(1usize)),
                );
            }
            let b = __callback_runtime::beside_exclusive(&__callback_held);
            let b = match unsafe {
                __callback_runtime::argument::<&Person>(&b, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let calls = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(by_age(a, b, calls))
        }
    }
    impl __callback_runtime::Callback for by_age {}
    #[allow(unused_imports)]
    use __callback_runtime::{Fault as _, Own as _};
    __callback_runtime::refuse_inside(
        __callback_runtime::Behind::<Person>::__OWN,
        __callback_runtime::Layout::<&'static Person>::__FAULT,
        __callback_runtime::Parted::<Person>::__FAULT,
    );
};
