#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
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
#[allow(deprecated)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for on_signal {
        type Fn = unsafe extern "C" fn(c_int) -> ();
        type Context = AtomicU32;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::SharedAccess,
            __callback_runtime::InSlot,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Slots,
            __callback_runtime::AnyThread,
        >;
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            __callback_runtime::concat!(
                __callback_runtime::module_path!(), "::on_signal"
            ),
            "signals,signal",
            "void on_signal(int signal);",
        );
        fn __body(
            _: __callback_runtime::Promise,
            (__callback_c1,): (c_int,),
            __callback_held: __callback_runtime::Waiting<'_, AtomicU32>,
        ) -> __callback_runtime::Ended<()> {
            let signal = __callback_runtime::number::<c_int>(__callback_c1);
            let signals = unsafe { __callback_runtime::shared(__callback_held) };
            __callback_runtime::plain(on_signal(signals, signal))
        }
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
                        <__callback_runtime::ShimOf<
                            Self,
                            __callback_runtime::Slotted<0usize>,
                        > as __callback_runtime::Shim<_>>::SHIM,
                    )
                }
                1usize => {
                    __callback_runtime::Option::Some(
                        <__callback_runtime::ShimOf<
                            Self,
                            __callback_runtime::Slotted<1usize>,
                        > as __callback_runtime::Shim<_>>::SHIM,
                    )
                }
                _ => __callback_runtime::Option::None,
            }
        }
    }
    impl __callback_runtime::Callback for on_signal {}
    #[allow(dead_code)]
    fn __callback_threads() {
        __callback_runtime::assert_threads::<
            AtomicU32,
            __callback_runtime::SharedAccess,
            <__callback_runtime::Plain as __callback_runtime::Flow>::Stop,
        >();
    }
};
