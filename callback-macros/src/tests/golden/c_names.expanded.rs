#[cfg_attr(
    clippy,
    allow(
        clippy::trivially_copy_pass_by_ref,
        clippy::needless_pass_by_value,
        clippy::too_many_arguments
    )
)]
fn all(
    a: *const (u8, u8),
    b: unsafe extern "system" fn(_: c_int, name: [u8; 4], ...) -> *mut c_char,
    c: &CPtr<Node>,
    d: CArray<'_, c_int>,
    e: CStrBuf<'_>,
    f: WriteBuf<'_>,
    g: *mut Formatted<u8>,
    h: Option<&mut [*const Node; 3]>,
    i: <T as Trait>::bool,
) {}
/**The callback made of [`all`](fn@all).

```c
void all(const (u8 , u8) *a, char *(*b)(int, uint8_t name[4], ...), const Node *const *c, const int *d, char *e, uint8_t *f, Formatted *g, const Node *(*h)[3], bool i);
```*/
#[allow(non_camel_case_types)]
enum all {}
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
    unsafe impl __callback_runtime::Definition for all
    where
        <T as Trait>::bool: __callback_runtime::CArgument,
    {
        type Fn = unsafe extern "C" fn(
            <*const (u8, u8) as __callback_runtime::CType>::C,
            <unsafe extern "system" fn(
                _: c_int,
                name: [u8; 4],
                ...
            ) -> *mut c_char as __callback_runtime::CType>::C,
            <&CPtr<'static, Node> as __callback_runtime::CType>::C,
            <CArray<'_, c_int> as __callback_runtime::CType>::C,
            <CStrBuf<'_> as __callback_runtime::CType>::C,
            <WriteBuf<'_> as __callback_runtime::CType>::C,
            <*mut Formatted<u8> as __callback_runtime::CType>::C,
            <Option<&mut [*const Node; 3]> as __callback_runtime::CType>::C,
            <<T as Trait>::bool as __callback_runtime::CType>::C,
        ) -> ();
        type Context = ();
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Alone,
            __callback_runtime::Nothing,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Nowhere,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::all"),
            "a,b,c,d,e,f,g,h,i",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void all(const ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<(u8, u8)>::NAME,
                "",
                "(u8 , u8)",
            ),
            " *a, char *(",
            __callback_runtime::convention("system"),
            "*b)(int, uint8_t name[4], ...), const ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Node>::NAME,
                "",
                "Node",
            ),
            " *const *c, const int *d, char *e, uint8_t *f, ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Formatted<u8>>::NAME,
                "",
                "Formatted",
            ),
            " *g, const ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Node>::NAME,
                "",
                "Node",
            ),
            " *(*h)[3], ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<<T as Trait>::bool>::NAME,
                __callback_runtime::Valued::<<T as Trait>::bool>::NAME,
                "bool",
            ),
            " i);",
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
                __callback_c8,
            ): (
                <*const (u8, u8) as __callback_runtime::CType>::C,
                <unsafe extern "system" fn(
                    _: c_int,
                    name: [u8; 4],
                    ...
                ) -> *mut c_char as __callback_runtime::CType>::C,
                <&CPtr<'static, Node> as __callback_runtime::CType>::C,
                <CArray<'_, c_int> as __callback_runtime::CType>::C,
                <CStrBuf<'_> as __callback_runtime::CType>::C,
                <WriteBuf<'_> as __callback_runtime::CType>::C,
                <*mut Formatted<u8> as __callback_runtime::CType>::C,
                <Option<&mut [*const Node; 3]> as __callback_runtime::CType>::C,
                <<T as Trait>::bool as __callback_runtime::CType>::C,
            ),
            (): (),
        ) -> __callback_runtime::Ended<()> {
            let _: (
                __callback_runtime::Claim<CArray<'_, c_int>, 0>,
                __callback_runtime::Claim<
                    Option<&mut [*const Node; 3]>,
                    5,
                    &mut [*const Node; 3],
                >,
            );
            let __callback_call = __callback_runtime::CALL;
            let __callback_apart = __callback_runtime::ApartRows::<5usize>::new(0);
            let a = match unsafe {
                __callback_runtime::argument::<
                    *const (u8, u8),
                >(&__callback_call, 0usize, __callback_c0)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let b = __callback_runtime::CALL;
            let b = match unsafe {
                __callback_runtime::argument::<
                    unsafe extern "system" fn(
                        _: c_int,
                        name: [u8; 4],
                        ...
                    ) -> *mut c_char,
                >(&b, 1usize, __callback_c1)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            if __callback_runtime::hides::<Node>() {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(2usize)),
                );
            }
            let c = __callback_runtime::CALL;
            let c = match unsafe {
                __callback_runtime::argument_apart::<
                    &CPtr<Node>,
                >(&c, 2usize, __callback_c2, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let d = __callback_runtime::CALL;
            let d = match unsafe {
                __callback_runtime::argument::<
                    CArray<'_, c_int>,
                >(&d, 3usize, __callback_c3)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            if __callback_runtime::hides::<
                <CStrBuf<'static> as __callback_runtime::CType>::C,
            >()
                && __callback_runtime::ignores::<
                    dyn for<'__callback_call> __callback_runtime::PerCall<
                        '__callback_call,
                        Of = &'__callback_call <CStrBuf<
                            '__callback_call,
                        > as __callback_runtime::CType>::C,
                    >,
                    dyn for<'__callback_call> __callback_runtime::PerCall<
                        '__callback_call,
                        Of = &'__callback_call <CStrBuf<
                            'static,
                        > as __callback_runtime::CType>::C,
                    >,
                >()
            {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(4usize)),
                );
            }
            let e = __callback_runtime::CALL;
            let e = match unsafe {
                __callback_runtime::argument_apart::<
                    CStrBuf<'_>,
                >(&e, 4usize, __callback_c4, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            if __callback_runtime::hides::<
                <WriteBuf<'static> as __callback_runtime::CType>::C,
            >()
                && __callback_runtime::ignores::<
                    dyn for<'__callback_call> __callback_runtime::PerCall<
                        '__callback_call,
                        Of = &'__callback_call <WriteBuf<
                            '__callback_call,
                        > as __callback_runtime::CType>::C,
                    >,
                    dyn for<'__callback_call> __callback_runtime::PerCall<
                        '__callback_call,
                        Of = &'__callback_call <WriteBuf<
                            'static,
                        > as __callback_runtime::CType>::C,
                    >,
                >()
            {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(5usize)),
                );
            }
            let f = __callback_runtime::CALL;
            let f = match unsafe {
                __callback_runtime::argument_apart::<
                    WriteBuf<'_>,
                >(&f, 5usize, __callback_c5, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let g = match unsafe {
                __callback_runtime::argument::<
                    *mut Formatted<u8>,
                >(&__callback_call, 6usize, __callback_c6)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let h = __callback_runtime::CALL;
            let h = match unsafe {
                __callback_runtime::argument_apart::<
                    Option<&mut [*const Node; 3]>,
                >(&h, 7usize, __callback_c7, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let i = __callback_runtime::CALL;
            let i = match unsafe {
                __callback_runtime::argument_apart::<
                    <T as Trait>::bool,
                >(&i, 8usize, __callback_c8, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            __callback_runtime::plain(all(a, b, c, d, e, f, g, h, i))
        }
    }
    impl __callback_runtime::Callback for all
    where
        <T as Trait>::bool: __callback_runtime::CArgument,
    {}
    #[allow(unused_imports)]
    use __callback_runtime::{Fault as _, Own as _};
    __callback_runtime::refuse_behind(
        __callback_runtime::Behind::<CPtr<'static, Node>>::__OWN,
        __callback_runtime::Layout::<&'static CPtr<'static, Node>>::__FAULT,
    );
    __callback_runtime::refuse_inside(
        __callback_runtime::Behind::<Node>::__OWN,
        __callback_runtime::Layout::<&'static Node>::__FAULT,
        __callback_runtime::Parted::<Node>::__FAULT,
    );
    __callback_runtime::refuse_inside(
        __callback_runtime::Behind::<[*const Node; 3]>::__OWN,
        __callback_runtime::Layout::<&'static [*const Node; 3]>::__FAULT,
        __callback_runtime::Parted::<[*const Node; 3]>::__FAULT,
    );
    __callback_runtime::refuse(
        __callback_runtime::Passed::<<T as Trait>::bool>::__FAULT,
    );
};
