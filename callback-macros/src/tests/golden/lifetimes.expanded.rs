#[cfg_attr(
    clippy,
    allow(
        clippy::needless_pass_by_ref_mut,
        clippy::trivially_copy_pass_by_ref,
        clippy::ptr_arg
    )
)]
fn keep<'a, 'b, T>(
    name: &'b CStr,
    names: &mut Vec<(&'a str, &T)>,
    text: &Text<'_>,
    map: &Map<'b>,
)
where
    T: Debug + 'a,
    'b: 'b,
{
    names.clear();
}
/**The callback made of [`keep`](fn@keep).

```c
void keep(const char *name, void *names, const Text *text, const Map *map);
```*/
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
enum keep<'__callback_context, 'a, T>
where
    T: '__callback_context,
    T: 'a,
    T: Debug + 'a,
{
    #[doc(hidden)]
    #[allow(dead_code)]
    __Never(
        ::core::convert::Infallible,
        ::core::marker::PhantomData<
            fn() -> (
                &'__callback_context (),
                &'a (),
                *const T,
                *const Vec<(&'a str, &'__callback_context T)>,
            ),
        >,
    ),
}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    unsafe impl<'__callback_context, 'a, T> __callback_runtime::Definition
    for keep<'__callback_context, 'a, T>
    where
        T: '__callback_context,
        T: 'a,
        T: Debug + 'a,
    {
        type Fn = unsafe extern "C" fn(
            <&'_ CStr as __callback_runtime::CType>::C,
            *mut __callback_runtime::c_void,
            <&Text<'static> as __callback_runtime::CType>::C,
            <&Map<'static> as __callback_runtime::CType>::C,
        ) -> ();
        type Context = Vec<(&'a str, &'__callback_context T)>;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Parameter<1usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::bound_to(
            __callback_runtime::Declared::new(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::keep"
                ),
                "name,names,text,map",
                "",
            ),
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::keep ",
                __callback_runtime::line!(), ":", __callback_runtime::column!()
            ),
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void keep(const char *name, void *names, ",
            __callback_runtime::Opacity::<Text<'_>>::CONSTANT,
            __callback_runtime::c_name(
                __callback_runtime::Named::<Text<'_>>::NAME,
                "",
                "Text",
            ),
            " *text, ",
            __callback_runtime::Opacity::<Map<'_>>::CONSTANT,
            __callback_runtime::c_name(
                __callback_runtime::Named::<Map<'_>>::NAME,
                "",
                "Map",
            ),
            " *map);",
        ];
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
                __callback_c3,
            ): (
                <&'_ CStr as __callback_runtime::CType>::C,
                *mut __callback_runtime::c_void,
                <&Text<'static> as __callback_runtime::CType>::C,
                <&Map<'static> as __callback_runtime::CType>::C,
            ),
            __callback_held: __callback_runtime::Waiting<
                '_,
                Vec<(&'a str, &'__callback_context T)>,
            >,
        ) -> __callback_runtime::Ended<()> {
            let _: (__callback_runtime::Claim<&'_ CStr, 3>,);
            let __callback_apart = __callback_runtime::Apart::<
                3usize,
            >::new({
                #[allow(unused_imports)]
                use __callback_runtime::MayChange as _;
                __callback_runtime::Parts::<Text<'static>>::__FIXED << 2usize
                    | __callback_runtime::Parts::<Map<'static>>::__FIXED << 3usize
            });
            let name = __callback_runtime::beside_exclusive(&__callback_held);
            let name = match unsafe {
                __callback_runtime::argument_apart::<
                    &'_ CStr,
                >(&name, 0usize, __callback_c0, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            if __callback_runtime::ignores::<
                dyn for<'__callback_call> __callback_runtime::PerCall<
                    '__callback_call,
                    Of = &'__callback_call Text<'__callback_call>,
                >,
                dyn for<'__callback_call> __callback_runtime::PerCall<
                    '__callback_call,
                    Of = &'__callback_call Text<'static>,
                >,
            >() {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(2usize)),
                );
            }
            let text = __callback_runtime::beside_exclusive(&__callback_held);
            let text = match unsafe {
                __callback_runtime::argument_apart::<
                    &Text<'_>,
                >(&text, 2usize, __callback_c2, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            if __callback_runtime::ignores::<
                dyn for<'__callback_call> __callback_runtime::PerCall<
                    '__callback_call,
                    Of = &'__callback_call Map<'__callback_call>,
                >,
                dyn for<'__callback_call> __callback_runtime::PerCall<
                    '__callback_call,
                    Of = &'__callback_call Map<'static>,
                >,
            >() {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(3usize)),
                );
            }
            let map = __callback_runtime::beside_exclusive(&__callback_held);
            let map = match unsafe {
                __callback_runtime::argument_apart::<
                    __callback_runtime::ForCall<
                        '_,
                        dyn for<'__callback_call> __callback_runtime::PerCall<
                            '__callback_call,
                            Of = &'__callback_call Map<'__callback_call>,
                        >,
                    >,
                >(&map, 3usize, __callback_c3, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value.0,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let names = unsafe { __callback_runtime::exclusive(__callback_held) };
            __callback_runtime::plain(keep::<T>(name, names, text, map))
        }
    }
    #[allow(single_use_lifetimes)]
    impl<'__callback_context, 'a, T> __callback_runtime::Callback
    for keep<'__callback_context, 'a, T>
    where
        T: '__callback_context,
        T: 'a,
        T: Debug + 'a,
    {}
    #[allow(unused_imports)]
    use __callback_runtime::{Fault as _, Own as _};
    __callback_runtime::refuse_behind(
        __callback_runtime::Behind::<Text<'static>>::__OWN,
        __callback_runtime::Layout::<&'static Text<'static>>::__FAULT,
    );
    __callback_runtime::refuse_behind(
        __callback_runtime::Behind::<Map<'static>>::__OWN,
        __callback_runtime::Layout::<&'static Map<'static>>::__FAULT,
    );
};
