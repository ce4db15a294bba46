::core::compile_error! {
    "unknown argument `fial`; a similar one is `fail`"
}
::core::compile_error! {
    "C passes the length of a slice in another parameter; write `#[len(EXPR)]`, in elements"
}
#[cfg_attr(
    clippy,
    allow(
        clippy::needless_pass_by_ref_mut,
        clippy::trivially_copy_pass_by_ref,
        clippy::unnecessary_wraps
    )
)]
fn generic<T>(x: &mut T, y: &[u8]) -> Result<(), T> {
    Ok(())
}
///The callback made of [`generic`](fn@generic).
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
enum generic<T> {
    #[doc(hidden)]
    #[allow(dead_code)]
    __Never(
        ::core::convert::Infallible,
        ::core::marker::PhantomData<fn() -> (*const T,)>,
    ),
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
    unsafe impl<T> __callback_runtime::Definition for generic<T> {
        type Fn = __callback_runtime::Broken;
        type Context = T;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Finding,
            Result<(), T>,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Passed,
            __callback_runtime::OneThread,
        >;
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(
            __callback_runtime::Shims::all(__callback_runtime::broken()),
        );
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            "",
            "",
            "",
        );
    }
    impl<T> __callback_runtime::Callback for generic<T> {}
};
