#[allow(clippy::must_use_candidate, clippy::needless_pass_by_value)]
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
    unsafe impl __callback_runtime::Callback for run {
        type Fn = unsafe extern "C" fn(
            *mut __callback_runtime::c_void,
        ) -> <c_int as __callback_runtime::CType>::C;
        type Context = Box<dyn FnOnce() -> c_int + Send>;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::Once>;
        const __SHIMS: __callback_runtime::Shims<Self> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
            end: (),
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::run"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "work";
        const __C: &'static __callback_runtime::str = "int run(void *work);";
    }
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c0: *mut __callback_runtime::c_void,
    ) -> <c_int as __callback_runtime::CType>::C {
        let __callback_fail = __callback_runtime::Constant::<
            <c_int as __callback_runtime::CType>::C,
        >::constant(0);
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<run>,
                Box<dyn FnOnce() -> c_int + Send>,
                __callback_runtime::Once,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<run, __CallbackOwner>::ABOUT,
                __callback_c0,
                __callback_fail,
                __callback_body,
                (),
            )
        }
    }
    unsafe fn __callback_body(
        (): (),
        __callback_held: Box<dyn FnOnce() -> c_int + Send>,
    ) -> __callback_runtime::Ended<<c_int as __callback_runtime::CType>::C> {
        unsafe {
            let work = __callback_runtime::once(__callback_held);
            __callback_runtime::plain(run(work))
        }
    }
};
