#[cfg_attr(clippy, allow(clippy::must_use_candidate, clippy::needless_pass_by_value))]
#[deprecated]
pub(crate) fn run(work: Box<dyn FnOnce() -> c_int + Send>) -> c_int {
    work()
}
#[deprecated]
/**The callback made of [`run`](fn@run).

```c
int run(void *work);
```*/
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
)]
pub(crate) enum run {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for run {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = Box<dyn FnOnce() -> c_int + Send>;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Once,
            __callback_runtime::Parameter<0usize>,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::failing::<
            <c_int as __callback_runtime::CType>::C,
        >(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::run"),
            "work",
            "int run(void *work);",
            0,
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (*mut __callback_runtime::c_void,),
            __callback_held: __callback_runtime::Taken<
                '_,
                Box<dyn FnOnce() -> c_int + Send>,
            >,
        ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
            let work = __callback_runtime::once(__callback_held);
            __callback_runtime::plain(run(work))
        }
    }
    impl __callback_runtime::Callback for run {}
    #[allow(unused_imports)]
    use __callback_runtime::{Fault as _, Own as _};
    __callback_runtime::refuse(
        __callback_runtime::Consumed::<Box<dyn FnOnce() -> c_int + Send>>::__FAULT,
    );
};
