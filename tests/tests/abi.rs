//! Every ABI string of this target, called from C through its calling convention.

use std::ffi::{c_double, c_float, c_int, c_long, c_short};

use callback_runtime::{ByValue, Callback, callback};
use callback_tests::{no_reports, panic_of, sys};

macro_rules! abis {
    ($($(#[$attr:meta])* $abi:literal $name:ident $peer:ident;)*) => {$(
        $(#[$attr])*
        mod $name {
            use super::*;

            /// More arguments than registers, of both classes.
            #[callback(fail = -1.0)]
            #[allow(clippy::too_many_arguments)]
            extern $abi fn visit(
                a: c_int,
                b: c_double,
                c: i64,
                d: c_float,
                big: ByValue<sys::peer_big>,
                e: c_short,
                f: c_double,
                g: c_long,
                #[context] calls: &mut usize,
            ) -> c_double {
                *calls += 1;
                assert_eq!((a, b, c, d), (1, 2.5, 1 << 40, 0.5));
                assert_eq!((big.0.items, e, f, g), ([10, 20, 30, 40, 50], -7, 4.25, -9));
                assert!(*calls < 3, "three");
                0.125
            }

            #[test]
            fn is_called_by_c() {
                let mut calls = 0;
                let answer = no_reports(|| visit::scope(&mut calls, |cb| unsafe { sys::$peer(cb.shim(), cb.context()) }));
                assert_eq!((answer, calls), (Ok(0.125), 1));
                // The function itself is an ordinary one.
                let big = ByValue(sys::peer_big { items: [10, 20, 30, 40, 50] });
                assert_eq!(visit(1, 2.5, 1 << 40, 0.5, big, -7, 4.25, -9, &mut calls), 0.125);
                assert_eq!(calls, 2);
            }

            #[test]
            fn panic_is_captured() {
                let mut calls = 2;
                let mut answer = 0.0;
                let text = panic_of(|| {
                    visit::scope(&mut calls, |cb| answer = unsafe { sys::$peer(cb.shim(), cb.context()) })
                });
                assert_eq!((text.as_str(), answer), ("three", -1.0));
            }

            #[test]
            fn its_name_is_in_the_type_of_the_shim() {
                let name = std::any::type_name::<<visit as Callback>::Fn>();
                assert!(name.starts_with(concat!("unsafe extern \"", $abi, "\" fn(i32, f64, i64, f32,")), "{name}");
            }
        }
    )*};
}

abis! {
    "C" c peer_abi_c;
    "C-unwind" c_unwind peer_abi_c_unwind;
    #[cfg(not(windows))]
    "system" system peer_abi_system;
    #[cfg(not(windows))]
    "system-unwind" system_unwind peer_abi_system_unwind;
    #[cfg(target_arch = "x86_64")]
    "sysv64" sysv64 peer_abi_sysv64;
    #[cfg(target_arch = "x86_64")]
    "sysv64-unwind" sysv64_unwind peer_abi_sysv64_unwind;
    #[cfg(target_arch = "x86_64")]
    "win64" win64 peer_abi_win64;
    #[cfg(target_arch = "x86_64")]
    "win64-unwind" win64_unwind peer_abi_win64_unwind;
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    "efiapi" efiapi peer_abi_efiapi;
}

/// `extern` without a string is `"C"`.
#[callback(fail = -1)]
extern "C" fn without_a_string(value: c_int) -> c_int {
    value + 1
}

#[test]
fn without_a_string_is_c() {
    assert_eq!(unsafe { sys::peer_plain(without_a_string::shim(), 1) }, 2);
}
