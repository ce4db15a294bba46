//! Every ABI string of this target, called from C through its calling convention.

use std::ffi::{CStr, c_double, c_float, c_int, c_long, c_short, c_void};
use std::rc::Rc;

use callback_runtime::arg::ByValue;
use callback_runtime::{Callback, callback};
use callback_tests::{no_reports, panic_of, sys};

/// The attribute of C compilers for a calling convention that is not the only one.
fn convention(abi: &str) -> Option<&'static str> {
    let (x86, x86_64, windows) = (cfg!(target_arch = "x86"), cfg!(target_arch = "x86_64"), cfg!(windows));
    match abi.trim_end_matches("-unwind") {
        "system" if x86 && windows => Some("stdcall"),
        "stdcall" if x86 => Some("stdcall"),
        "fastcall" if x86 => Some("fastcall"),
        "thiscall" if x86 => Some("thiscall"),
        "win64" | "efiapi" if x86_64 && !windows => Some("ms_abi"),
        "sysv64" if x86_64 && windows => Some("sysv_abi"),
        _ => None,
    }
}

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

            #[callback]
            fn keep(#[context] _counted: &mut Rc<()>) {}

            /// C calls the notify in the ABI that it has there, whatever that of the callback is.
            #[test]
            fn destroy_notifies_have_it() {
                let counted = Rc::new(());
                let registration = keep::own(Rc::clone(&counted));
                let destroy: unsafe extern $abi fn(*mut c_void) = registration.destroy();
                unsafe { destroy(registration.into_context()) };
                assert_eq!(Rc::strong_count(&counted), 1);
                let registration = keep::own(Rc::clone(&counted));
                let destroy: unsafe extern $abi fn(c_double, *mut c_void, i64) = registration.destroy_at::<1, _>();
                unsafe { destroy(0.5, registration.into_context(), 7) };
                assert_eq!(Rc::strong_count(&counted), 1);
            }

            #[test]
            fn its_declaration_names_it() {
                let declaration = <visit as Callback>::C_DECLARATION;
                let attributes: Vec<_> = declaration.split("__attribute__((").skip(1).collect();
                assert!(
                    match convention($abi) {
                        Some(name) => attributes.len() == 1 && attributes[0].starts_with(&format!("{name})) ")),
                        None => attributes.is_empty(),
                    },
                    "{declaration}"
                );
            }

            #[test]
            fn its_name_is_in_the_type_of_the_shim() {
                let name = std::any::type_name::<<visit as callback_runtime::context::Definition>::Fn>();
                assert!(name.starts_with(concat!("unsafe extern \"", $abi, "\" fn(i32, f64, i64, f32,")), "{name}");
            }
        }
    )*};
}

abis! {
    "C" c peer_abi_c;
    "C-unwind" c_unwind peer_abi_c_unwind;
    "system" system peer_abi_system;
    "system-unwind" system_unwind peer_abi_system_unwind;
    #[cfg(target_arch = "x86")]
    "cdecl" cdecl peer_abi_cdecl;
    #[cfg(target_arch = "x86")]
    "cdecl-unwind" cdecl_unwind peer_abi_cdecl_unwind;
    #[cfg(target_arch = "x86")]
    "stdcall" stdcall peer_abi_stdcall;
    #[cfg(target_arch = "x86")]
    "stdcall-unwind" stdcall_unwind peer_abi_stdcall_unwind;
    #[cfg(target_arch = "x86")]
    "fastcall" fastcall peer_abi_fastcall;
    #[cfg(target_arch = "x86")]
    "thiscall" thiscall peer_abi_thiscall;
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

/// Who takes the arguments from the stack: the callback with stdcall, its caller with cdecl.
#[cfg(target_arch = "x86")]
mod stack {
    use std::ffi::{c_int, c_void};

    use callback_runtime::{Callback, callback};
    use callback_tests::{panic_of, reports};

    unsafe extern "C" {
        fn peer_stack_left(f: *const c_void, user: *mut c_void) -> c_int;
    }

    #[callback(fail = -1)]
    extern "stdcall" fn cleans(a: c_int, b: c_int, #[context] sum: &mut c_int) -> c_int {
        assert!(*sum < 6, "six");
        *sum += a + b;
        0
    }

    #[callback(fail = -1)]
    extern "C" fn leaves(a: c_int, b: c_int, #[context] sum: &mut c_int) -> c_int {
        *sum += a + b;
        0
    }

    #[test]
    fn s34_stdcall_cleans_up_and_cdecl_does_not() {
        let mut sum = 0;
        let f: unsafe extern "stdcall" fn(c_int, c_int, *mut c_void) -> c_int = cleans::shim();
        let left = cleans::scope(&mut sum, |cb| unsafe { peer_stack_left(f as *const c_void, cb.context()) });
        assert_eq!((left, sum), (Ok(0), 3));
        let f: unsafe extern "C" fn(c_int, c_int, *mut c_void) -> c_int = leaves::shim();
        let left = leaves::scope(&mut sum, |cb| unsafe { peer_stack_left(f as *const c_void, cb.context()) });
        assert_eq!((left, sum), (Ok(12), 6), "three words, which C's caller takes away");
    }

    #[test]
    fn s34_stdcall_cleans_up_where_it_cannot_answer() {
        let f: unsafe extern "stdcall" fn(c_int, c_int, *mut c_void) -> c_int = cleans::shim();
        // Without a context, behind a panic, and poisoned by it.
        let (left, reported) = reports(|| unsafe { peer_stack_left(f as *const c_void, std::ptr::null_mut()) });
        assert_eq!((left, reported.len()), (0, 1));
        let text = panic_of(|| {
            cleans::scope(&mut 6, |cb| unsafe {
                assert_eq!(peer_stack_left(f as *const c_void, cb.context()), 0);
                assert_eq!(peer_stack_left(f as *const c_void, cb.context()), 0);
            })
        });
        assert_eq!(text, "six");
    }
}

/// Function pointers of one ABI are passed alike, whatever they point at: bindgen's type of a returned one may be another.
#[test]
fn a_returned_function_fits_another_type_of_function() {
    unsafe extern "C" fn double(value: c_int) -> c_int {
        value * 2
    }

    #[callback(fail = None)]
    fn lookup(#[context] asked: &mut u32, name: &CStr) -> Option<unsafe extern "C" fn(c_int) -> c_int> {
        *asked += 1;
        (name == c"double").then_some(double as _)
    }

    let mut asked = 0;
    let answers = lookup::scope(&mut asked, |cb| {
        [c"double", c"other"].map(|name| unsafe { sys::peer_lookup(cb.shim(), cb.context(), name.as_ptr(), 21) })
    });
    assert_eq!(answers.unwrap(), [42, -1]);
    assert_eq!(asked, 2);
}
