//! Forms of one C type in Rust, each of which `verify` takes for what the header has.

// The headers and the compiler are those of the machine that builds.
#![cfg(not(emulated))]

use callback_runtime::arg::{Array, CStrVec, Matrix, NullTerminated, WideCStr};
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, callback};
use core::ffi::{CStr, c_char, c_int, c_uint, c_void};

/// The differences between Rust and the code of a header.
#[track_caller]
fn same(verify: Verify) {
    let report = verify.run().unwrap();
    assert!(report.is_same(), "{report}");
}

mod opaque {
    use super::*;

    #[callback]
    unsafe extern "C" {
        pub(super) type Interp;
        pub(super) type Obj;
        pub(super) safe fn eval(interp: &Interp) -> Option<&Obj>;
        pub(super) safe fn create(
            interp: &Interp,
            #[callback(fail = -1)] f: fn(
                #[context] _: _,
                interp: &Interp,
                n: c_int,
                #[len(n)] arguments: Array<'_, &Obj>,
            ) -> c_int,
            #[context(f)] _: *mut c_void,
        );
    }

    #[callback(fail = -1)]
    pub(super) fn command(
        _: &Interp,
        n: c_int,
        #[len(n)] _objects: Array<'_, &Obj>,
        #[context] _: &mut Vec<u8>,
    ) -> c_int {
        n
    }
}

#[test]
fn a_reference_to_an_opaque_type_is_a_pointer_without_const_wherever_it_stands() {
    const HEADER: &str = "typedef struct Interp Interp; typedef struct Obj Obj; Obj *eval(Interp *);
        void create(Interp *, int (*f)(void *, Interp *, int, Obj *const *), void *);
        typedef int (*command)(Interp *, int, Obj *const *, void *);";
    same(
        Verify::new()
            .code(HEADER)
            .declared::<(opaque::eval, opaque::create)>()
            .callback::<opaque::command>()
            .is_typedef("command"),
    );
}

#[allow(non_camel_case_types, dead_code)]
#[repr(C)]
struct wl_listener {
    link: [*mut c_void; 2],
    notify: Option<unsafe extern "C" fn(*mut wl_listener, *mut c_void)>,
}

#[test]
fn the_struct_of_an_embedded_context_is_found_by_its_tag() {
    #[callback]
    fn embedded(#[context(embedded = wl_listener)] _: &u32, _data: *mut c_void) {}
    #[callback]
    fn pointer(_listener: *mut wl_listener, _data: *mut c_void) {}

    let header = "struct wl_listener; typedef void (*wl_notify_func_t)(struct wl_listener *, void *);";
    same(
        Verify::new()
            .code(header)
            .callback::<pointer>()
            .is_typedef("wl_notify_func_t")
            .callback::<embedded>()
            .is_typedef("wl_notify_func_t"),
    );
}

/// As bindgen prints what x86_64's `va_list` is an array of.
#[cfg(target_arch = "x86_64")]
#[test]
fn a_pointer_to_the_tag_of_a_va_list_is_a_va_list() {
    #[allow(non_camel_case_types, dead_code)]
    #[repr(C)]
    pub struct __va_list_tag {
        gp_offset: c_uint,
        fp_offset: c_uint,
        overflow_arg_area: *mut c_void,
        reg_save_area: *mut c_void,
    }

    #[callback]
    unsafe extern "C" {
        pub fn vprintf(format: *const c_char, args: *mut __va_list_tag) -> c_int;
    }
    #[callback(fail = 0)]
    fn log(_format: &CStr, _args: *mut __va_list_tag, _all: *mut [__va_list_tag; 1]) -> c_int {
        0
    }

    let code = "typedef int (*log_function)(const char *, va_list, va_list *);";
    let verify = Verify::new().header("stdarg.h").header("stdio.h").code(code);
    same(verify.declared::<vprintf>().callback::<log>().is_typedef("log_function"));
}

#[test]
fn arrays_have_the_type_of_c_in_a_prototype() {
    #[callback(fail = 0)]
    fn strings(n: c_int, #[len(n)] _v: Array<'_, &CStr>) -> c_int {
        n
    }
    #[callback(fail = 0)]
    fn terminated(_v: CStrVec<'_>) -> c_int {
        0
    }
    #[callback(fail = 0)]
    fn grid(n: c_int, m: c_int, #[len(n, m)] _v: Matrix<'_, f64>) -> c_int {
        n + m
    }
    #[callback(fail = 0)]
    fn pointers(_v: NullTerminated<'_, &u64>) -> c_int {
        0
    }
    #[callback]
    fn wide(_name: &WideCStr) {}

    assert_eq!(strings::C_DECLARATION, "int strings(int n, const char *const *_v);");
    assert_eq!(terminated::C_DECLARATION, "int terminated(const char *const *_v);");
    assert_eq!(grid::C_DECLARATION, "int grid(int n, int m, const double *const *_v);");
    assert_eq!(pointers::C_DECLARATION, "int pointers(const uint64_t *const *_v);");
    assert_eq!(wide::C_DECLARATION, "void wide(const wchar_t *_name);");
    let ours = [
        strings::C_DECLARATION,
        terminated::C_DECLARATION,
        grid::C_DECLARATION,
        pointers::C_DECLARATION,
        wide::C_DECLARATION,
    ];
    let header = "int strings(int, const char *const *); int terminated(const char *const *);
        int grid(int, int, const double *const *); int pointers(const uint64_t *const *); void wide(const wchar_t *);";
    same(
        Verify::new()
            .header("stddef.h")
            .header("stdint.h")
            .code(header)
            .code(&ours.join("\n"))
            .callback::<strings>()
            .is_function("strings"),
    );
}
