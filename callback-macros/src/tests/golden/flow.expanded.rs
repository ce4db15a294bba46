#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
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
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::{Unnamed as _, Referred as _};
    unsafe impl<T: Copy + PartialEq, const N: usize> __callback_runtime::Definition
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
            __callback_runtime::SharedAccess,
            __callback_runtime::Parameter<1usize, false>,
            ControlFlow<T>,
            isize,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::bound_to(
            __callback_runtime::Declared::failing::<
                __callback_runtime::c_int,
            >(
                __callback_runtime::concat!(
                    __callback_runtime::module_path!(), "::on_window"
                ),
                "window,known",
                "",
                0,
            ),
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::on_window ",
                __callback_runtime::line!(), ":", __callback_runtime::column!()
            ),
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "int on_window(",
            __callback_runtime::Opacity::<T>::CONSTANT,
            __callback_runtime::c_name(__callback_runtime::Named::<T>::NAME, "", "T"),
            " *window, intptr_t known);",
        ];
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
            ): (<&T as __callback_runtime::CType>::C, isize),
            __callback_held: __callback_runtime::Waiting<'_, [T; N]>,
        ) -> __callback_runtime::EndedBy<__callback_runtime::c_int, ControlFlow<T>> {
            let __callback_answer0 = 1;
            let __callback_answer1 = __callback_runtime::Always(0);
            if __callback_runtime::hides::<T>() {
                return __callback_runtime::Err(
                    __callback_runtime::Halt::Refused(__callback_runtime::hidden(0usize)),
                );
            }
            let window = __callback_runtime::beside_shared(&__callback_held);
            let window = match unsafe {
                __callback_runtime::argument::<
                    __callback_runtime::ForCall<
                        '_,
                        dyn for<'__callback_call> __callback_runtime::PerCall<
                            '__callback_call,
                            Of = &'__callback_call T,
                        >,
                    >,
                >(&window, 0usize, __callback_c0)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value.0,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let known = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::status(
                on_window::<T, N>(window, known),
                __callback_answer0,
                __callback_answer1,
            )
        }
    }
    impl<T: Copy + PartialEq, const N: usize> __callback_runtime::Callback
    for on_window<T, N>
    where
        T: Debug,
    {}
};
