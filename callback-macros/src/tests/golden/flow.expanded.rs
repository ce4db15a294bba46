#[allow(clippy::trivially_copy_pass_by_ref)]
fn on_window<T: Copy + PartialEq, const N: usize>(
    window: &T,
    known: &[T; N],
) -> ControlFlow<T>
where
    T: Debug,
{
    if known.contains(window) {
        ControlFlow::Break(*window)
    } else {
        ControlFlow::Continue(())
    }
}
/**The callback made of [`on_window`](fn@on_window).

```c
int on_window(const T *window, intptr_t known);
```*/
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
enum on_window<T: Copy + PartialEq, const N: usize>
where
    T: Debug,
{
    #[doc(hidden)]
    #[allow(dead_code)]
    __Never(
        ::core::convert::Infallible,
        ::core::marker::PhantomData<fn() -> (*const T,)>,
    ),
}
#[allow(
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
#[forbid(unsafe_op_in_unsafe_fn)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl<T: Copy + PartialEq, const N: usize> __callback_runtime::Callback
    for on_window<T, N>
    where
        T: Debug,
    {
        type Fn = unsafe extern "C" fn(
            <&T as __callback_runtime::CType>::C,
            isize,
        ) -> __callback_runtime::c_int;
        type Context = [T; N];
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Shared,
            ControlFlow<T>,
            isize,
        >;
        const __SHIMS: __callback_runtime::Shims<Self> = __callback_runtime::Shims {
            any: __callback_shim::<T, N, __callback_runtime::Any>,
            borrowed: __callback_shim::<T, N, __callback_runtime::Borrowed>,
            owned: __callback_shim::<T, N, __callback_runtime::Owned>,
            shared: __callback_shim::<T, N, __callback_runtime::SharedOwner>,
            handled: __callback_shim::<T, N, __callback_runtime::Handled>,
            end: (),
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::on_window"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "window,known";
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "int on_window(const ",
            __callback_runtime::c_name(__callback_runtime::Named::<T>::NAME, "", "T"),
            " *window, intptr_t known);",
        ];
    }
    unsafe extern "C" fn __callback_shim<
        T: Copy + PartialEq,
        const N: usize,
        __CallbackOwner: __callback_runtime::Owner,
    >(
        __callback_c0: <&T as __callback_runtime::CType>::C,
        __callback_c1: isize,
    ) -> __callback_runtime::c_int
    where
        T: Debug,
    {
        let __callback_fail = __callback_runtime::Constant::<
            __callback_runtime::c_int,
        >::constant(0);
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<on_window<T, N>>,
                [T; N],
                __callback_runtime::Shared,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<
                    on_window<T, N>,
                    __CallbackOwner,
                >::ABOUT,
                __callback_runtime::ContextPointer::into_context(__callback_c1),
                __callback_fail,
                __callback_body::<T, N>,
                (__callback_c0,),
            )
        }
    }
    unsafe fn __callback_body<T: Copy + PartialEq, const N: usize>(
        (__callback_c0,): (<&T as __callback_runtime::CType>::C,),
        __callback_held: __callback_runtime::Waiting<'_, [T; N]>,
    ) -> __callback_runtime::EndedBy<__callback_runtime::c_int, ControlFlow<T>>
    where
        T: Debug,
    {
        let __callback_answer0 = __callback_runtime::Constant::<
            __callback_runtime::c_int,
        >::constant(1);
        let __callback_answer1 = __callback_runtime::Always(
            __callback_runtime::Constant::<__callback_runtime::c_int>::constant(0),
        );
        unsafe {
            let window = __callback_runtime::CALL;
            let window = match __callback_runtime::argument::<
                &T,
            >(&window, 0usize, __callback_c0) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let known = __callback_runtime::shared(__callback_held);
            __callback_runtime::status(
                on_window::<T, N>(window, known),
                __callback_answer0,
                __callback_answer1,
            )
        }
    }
};
