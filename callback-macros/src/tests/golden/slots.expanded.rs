#[allow(clippy::trivially_copy_pass_by_ref)]
#[cfg(unix)]
fn on_signal(signals: &AtomicU32, signal: c_int) {
    signals.fetch_or(1 << signal, Relaxed);
}
#[cfg(unix)]
/**The callback made of [`on_signal`](fn@on_signal).

```c
void on_signal(int signal);
```*/
#[allow(non_camel_case_types)]
enum on_signal {}
#[cfg(unix)]
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
    unsafe impl __callback_runtime::Callback for on_signal {
        type Fn = unsafe extern "C" fn(<c_int as __callback_runtime::CType>::C) -> ();
        type Context = AtomicU32;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Shared,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Slots,
            __callback_runtime::AnyThread,
        >;
        const __SHIMS: __callback_runtime::Shims<Self> = __callback_runtime::Shims {
            any: __callback_shim::<__callback_runtime::Any>,
            borrowed: __callback_shim::<__callback_runtime::Borrowed>,
            owned: __callback_shim::<__callback_runtime::Owned>,
            shared: __callback_shim::<__callback_runtime::SharedOwner>,
            handled: __callback_shim::<__callback_runtime::Handled>,
            end: (),
        };
        const NAME: &'static __callback_runtime::str = __callback_runtime::concat!(
            __callback_runtime::module_path!(), "::on_signal"
        );
        const __PARAMETERS: &'static __callback_runtime::str = "signals,signal";
        const __C: &'static __callback_runtime::str = "void on_signal(int signal);";
        fn __slots() -> &'static [__callback_runtime::Slot] {
            static SLOTS: [__callback_runtime::Slot; 2usize] = [const {
                __callback_runtime::Slot::new()
            }; 2usize];
            &SLOTS
        }
        fn __slot_shim(
            __callback_slot: __callback_runtime::usize,
        ) -> __callback_runtime::Option<Self::Fn> {
            match __callback_slot {
                0usize => {
                    __callback_runtime::Option::Some(
                        __callback_shim::<__callback_runtime::Slotted<0usize>>,
                    )
                }
                1usize => {
                    __callback_runtime::Option::Some(
                        __callback_shim::<__callback_runtime::Slotted<1usize>>,
                    )
                }
                _ => __callback_runtime::Option::None,
            }
        }
    }
    #[allow(dead_code)]
    fn __callback_threads() {
        __callback_runtime::assert_threads::<
            AtomicU32,
            __callback_runtime::Shared,
            <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
        >();
    }
    unsafe extern "C" fn __callback_shim<__CallbackOwner: __callback_runtime::Owner>(
        __callback_c1: <c_int as __callback_runtime::CType>::C,
    ) -> () {
        let __callback_fail = ();
        unsafe {
            __callback_runtime::call_fn::<
                <__CallbackOwner as __callback_runtime::Owner>::Finds<on_signal>,
                AtomicU32,
                __callback_runtime::Shared,
                _,
                _,
                _,
                _,
            >(
                __callback_runtime::OfCallback::<on_signal, __CallbackOwner>::ABOUT,
                __callback_runtime::null_mut(),
                __callback_fail,
                __callback_body,
                (__callback_c1,),
            )
        }
    }
    unsafe fn __callback_body(
        (__callback_c1,): (<c_int as __callback_runtime::CType>::C,),
        __callback_held: __callback_runtime::Waiting<'_, AtomicU32>,
    ) -> __callback_runtime::Ended<()> {
        let __callback_call = __callback_runtime::CALL;
        unsafe {
            let signal = match __callback_runtime::argument::<
                c_int,
            >(&__callback_call, 1usize, __callback_c1) {
                __callback_runtime::Ok(__callback_value) => __callback_value,
                __callback_runtime::Err(__callback_value) => {
                    return __callback_runtime::Err(
                        __callback_runtime::Halt::Refused(__callback_value),
                    );
                }
            };
            let signals = __callback_runtime::shared(__callback_held);
            __callback_runtime::plain(on_signal(signals, signal))
        }
    }
};
