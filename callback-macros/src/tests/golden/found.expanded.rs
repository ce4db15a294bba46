#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
fn on_data(#[allow(unused_variables)] handle: *mut Handle, calls: &Cell<u8>) {
    calls.set(1);
}
/**The callback made of [`on_data`](fn@on_data).

```c
void on_data(Handle *handle);
```*/
#[allow(non_camel_case_types)]
enum on_data {}
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use crate::rt::__private as __callback_runtime;
    #[allow(unused_imports)]
    use __callback_runtime::Unnamed as _;
    unsafe impl __callback_runtime::Definition for on_data {
        type Fn = unsafe extern "C" fn(
            <*mut Handle as __callback_runtime::CType>::C,
        ) -> ();
        type Context = Cell<u8>;
        type __Terms = __callback_runtime::Agreed<__callback_runtime::SharedAccess>;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(__callback_runtime::module_path!(), "::on_data"),
            "handle,calls",
            "",
        );
        const __C_PIECES: &'static [&'static __callback_runtime::str] = &[
            "void on_data(",
            __callback_runtime::c_name(
                __callback_runtime::Named::<Handle>::NAME,
                "",
                "Handle",
            ),
            " *handle);",
        ];
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c0,): (<*mut Handle as __callback_runtime::CType>::C,),
            __callback_held: __callback_runtime::Waiting<'_, Cell<u8>>,
        ) -> __callback_runtime::Ended<()> {
            let __callback_call = __callback_runtime::CALL;
            let handle = match unsafe {
                __callback_runtime::argument::<
                    *mut Handle,
                >(&__callback_call, 0usize, __callback_c0)
            } {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let calls = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::plain(on_data(handle, calls))
        }
        fn __find(
            _: __callback_runtime::Promise,
            &(__callback_c0,): &__callback_runtime::PassedTo<Self>,
        ) -> *mut __callback_runtime::c_void {
            if false || __callback_runtime::Nullable::is_null(__callback_c0) {
                __callback_runtime::null_mut()
            } else {
                __callback_runtime::find::<
                    on_data,
                    _,
                >(|| {
                    let handle = __callback_c0;
                    ((*handle).data)
                })
            }
        }
    }
    impl __callback_runtime::Callback for on_data {}
};
