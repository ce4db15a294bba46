#[cfg_attr(
    clippy,
    allow(clippy::needless_pass_by_ref_mut, clippy::needless_pass_by_value)
)]
fn on_image(
    image: Matrix<'_, f32>,
    mask: Option<&[bool]>,
    rest: &mut [u16],
    #[allow(unused_variables)]
    rows: c_int,
    #[allow(unused_variables)]
    cols: c_int,
) -> c_int {
    0
}
/**The callback made of [`on_image`](fn@on_image).

```c
int on_image(const float *const *image, const bool *mask, uint16_t *rest, int rows, int cols);
```*/
#[allow(non_camel_case_types)]
enum on_image {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for on_image {
        type Fn = unsafe extern "C" fn(
            <Matrix<'_, f32> as __callback_runtime::CType>::C,
            <Option<&[bool]> as __callback_runtime::CType>::C,
            <&mut [u16] as __callback_runtime::CType>::C,
            c_int,
            c_int,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = ();
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Alone,
            __callback_runtime::Nothing,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Nowhere,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            <c_int as __callback_runtime::CType>::C,
        >(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::on_image"
            ),
            "image,mask,rest,rows,cols",
            "int on_image(const float *const *image, const bool *mask, uint16_t *rest, int rows, int cols);",
            -1,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (
                __callback_c0,
                __callback_c1,
                __callback_c2,
                __callback_c3,
                __callback_c4,
            ): (
                <Matrix<'_, f32> as __callback_runtime::CType>::C,
                <Option<&[bool]> as __callback_runtime::CType>::C,
                <&mut [u16] as __callback_runtime::CType>::C,
                c_int,
                c_int,
            ),
            (): (),
        ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
            let _: (
                __callback_runtime::Claim<Matrix<'_, f32>, 2, f32>,
                __callback_runtime::Claim<&f32, 3>,
                __callback_runtime::Claim<Option<&[bool]>, 5, &[bool]>,
            );
            let __callback_apart = __callback_runtime::ApartRows::<
                3usize,
            >::new({
                #[allow(unused_imports)]
                use __callback_runtime::MayChange as _;
                __callback_runtime::Parts::<bool>::__FIXED << 1usize
            });
            let rows = __callback_runtime::number::<c_int>(__callback_c3);
            let cols = __callback_runtime::number::<c_int>(__callback_c4);
            let image = __callback_runtime::CALL;
            let __callback_len = __callback_runtime::lens(
                    ((__callback_runtime::len(rows) / __callback_runtime::len(2))
                        + __callback_runtime::len(1)),
                    (__callback_runtime::len(cols) - __callback_runtime::len(1)),
                )
                .0;
            let image = match unsafe {
                __callback_runtime::counted_twice_apart::<
                    Matrix<'_, f32>,
                >(&image, 0usize, __callback_c0, __callback_len, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let mask = __callback_runtime::CALL;
            let __callback_len = (__callback_runtime::len(rows)
                * __callback_runtime::len(cols))
                .0;
            let mask = match unsafe {
                __callback_runtime::counted_apart::<
                    Option<&[bool]>,
                >(&mask, 1usize, __callback_c1, __callback_len, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let rest = __callback_runtime::CALL;
            let __callback_len = __callback_runtime::len(rows % 4).0;
            let rest = match unsafe {
                __callback_runtime::counted_apart::<
                    &mut [u16],
                >(&rest, 2usize, __callback_c2, __callback_len, &__callback_apart)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            __callback_runtime::plain(on_image(image, mask, rest, rows, cols))
        }
    }
    impl __callback_runtime::Callback for on_image {}
    #[allow(unused_imports)]
    use __callback_runtime::{Fault as _, Own as _};
    __callback_runtime::refuse(__callback_runtime::Elements::<bool>::__FAULT);
    __callback_runtime::refuse_inside(
        __callback_runtime::Behind::<bool>::__OWN,
        __callback_runtime::Layout::<&'static bool>::__FAULT,
        __callback_runtime::Parted::<bool>::__FAULT,
    );
};
