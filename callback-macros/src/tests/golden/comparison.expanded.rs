#[allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_ref_mut,
    clippy::needless_pass_by_value,
    clippy::ptr_arg,
    clippy::too_many_arguments,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
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
    missing_copy_implementations,
    missing_debug_implementations,
    non_camel_case_types,
    single_use_lifetimes,
    unused_qualifications,
    clippy::empty_enum,
    clippy::exhaustive_enums,
)]
pub enum by_age {}
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
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Callback for by_age {
        type Fn = unsafe extern "C" fn(
            <&Person as __callback_runtime::CType>::C,
            <&Person as __callback_runtime::CType>::C,
            *mut __callback_runtime::c_void,
        ) -> <Ordering as __callback_runtime::CType>::C;
        type Context = usize;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Exclusive>;
        const SHIM: Self::Fn = __callback_shim::<__callback_runtime::Any>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared {
            name: __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::", "by_age"
            ),
            parameters: &["a", "b", "calls"],
            captures: true,
            refuses: true,
            fails_with_errno: false,
        };
        const __C: &'static [&'static __callback_runtime::str] = &[
            "int by_age(const ",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Person>::NAME,
                "",
                "Person",
            ),
            " *a, const ",
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
        fn __shim<__CallbackOwner: __callback_runtime::Owner>() -> Self::Fn {
            __callback_shim::<__CallbackOwner>
        }
    }
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: <&Person as __callback_runtime::CType>::C,
        __callback_c1: <&Person as __callback_runtime::CType>::C,
        __callback_c2: *mut __callback_runtime::c_void,
    ) -> <Ordering as __callback_runtime::CType>::C {
        let __callback_fail = __callback_runtime::Constant::<
            <Ordering as __callback_runtime::CType>::C,
        >::constant(0);
        let __callback_call = __callback_runtime::Call::new();
        let __callback_function = by_age;
        let a = __callback_runtime::Call::new();
        let __callback_call0 = &a;
        let b = __callback_runtime::Call::new();
        let __callback_call1 = &b;
        unsafe {
            __callback_runtime::call::<
                by_age,
                __CallbackOwner,
                _,
                _,
            >(
                &__callback_call,
                __callback_runtime::ContextPointer::into_context(__callback_c2),
                __callback_fail,
                |__callback_held| {
                    let a = __callback_runtime::argument::<
                        &Person,
                        _,
                        _,
                    >(__callback_call0, 0usize, __callback_c0)?;
                    let b = __callback_runtime::argument::<
                        &Person,
                        _,
                        _,
                    >(__callback_call1, 1usize, __callback_c1)?;
                    let calls = <__callback_runtime::Exclusive as __callback_runtime::Access<
                        usize,
                    >>::give(__callback_held);
                    __callback_runtime::plain(__callback_function(a, b, calls))
                },
            )
        }
    }
};
