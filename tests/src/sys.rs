//! The declarations of the C peer, as bindgen writes them.

#![allow(non_camel_case_types, clashing_extern_declarations, clippy::missing_safety_doc)]

use std::ffi::{
    c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong, c_ulonglong,
    c_ushort, c_void,
};

pub type peer_int_fn = Option<unsafe extern "C" fn(value: c_int, user: *mut c_void) -> c_int>;
pub type size_t = usize;

#[cfg(not(any(windows, target_env = "musl")))]
pub use libc::qsort_r;

// calls.c, for platforms without it in C; the crate `libc` does not have that of musl
#[cfg(any(windows, target_env = "musl"))]
unsafe extern "C" {
    #[cfg_attr(windows, link_name = "peer_qsort_r")]
    pub fn qsort_r(
        base: *mut c_void,
        n: size_t,
        size: size_t,
        compare: Option<unsafe extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int>,
        user: *mut c_void,
    );
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct peer_handlers {
    pub on_start: Option<unsafe extern "C" fn(user: *mut c_void, depth: c_int)>,
    pub on_value: Option<unsafe extern "C" fn(user: *mut c_void, value: c_int) -> c_int>,
    pub on_end: Option<unsafe extern "C" fn(user: *mut c_void, depth: c_int)>,
    pub user: *mut c_void,
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct peer_handle {
    pub number: c_int,
    pub data: *mut c_void,
}

#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq)]
pub struct peer_point {
    pub x: f64,
    pub y: f64,
}

#[repr(C)]
#[derive(Debug, Copy, Clone, PartialEq)]
pub struct peer_small {
    pub a: c_short,
    pub b: c_schar,
}

#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq)]
pub struct peer_big {
    pub items: [c_long; 5],
}

#[repr(C)]
#[derive(Copy, Clone)]
pub union peer_number {
    pub integer: c_long,
    pub real: f64,
}

pub type peer_text_fn = Option<unsafe extern "C" fn(text: *const c_char, user: *mut c_void) -> c_int>;
pub type peer_pointer_fn = Option<unsafe extern "C" fn(p: *const c_void, user: *mut c_void) -> c_int>;
pub type peer_triple_fn = Option<unsafe extern "C" fn(value: c_int) -> c_int>;
pub type peer_write_fn =
    Option<unsafe extern "C" fn(data: *mut c_char, size: size_t, nmemb: size_t, user: *mut c_void) -> size_t>;
pub type peer_sixteen_fn = Option<
    unsafe extern "C" fn(
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        *mut c_void,
    ) -> c_int,
>;
pub type peer_all_integers_fn = Option<
    unsafe extern "C" fn(
        c_schar,
        c_uchar,
        c_short,
        c_ushort,
        c_int,
        c_uint,
        c_long,
        c_ulong,
        c_longlong,
        c_ulonglong,
        isize,
        size_t,
        *mut c_void,
    ) -> c_int,
>;

// calls.c
unsafe extern "C" {
    pub fn peer_call(f: peer_int_fn, value: c_int, user: *mut c_void) -> c_int;
    pub fn peer_each(n: c_int, f: peer_int_fn, user: *mut c_void, answers: *mut c_int);
    pub fn peer_until(n: c_int, f: peer_int_fn, user: *mut c_void, go_on: c_int) -> c_int;
    pub fn peer_finished() -> c_int;
    pub fn peer_notify(f: Option<unsafe extern "C" fn(user: *mut c_void)>, user: *mut c_void);
    pub fn peer_first(
        f: Option<unsafe extern "C" fn(user: *mut c_void, a: c_int, b: c_int) -> c_int>,
        user: *mut c_void,
        a: c_int,
        b: c_int,
    ) -> c_int;
    pub fn peer_middle(
        f: Option<unsafe extern "C" fn(a: c_int, user: *mut c_void, b: c_int) -> c_int>,
        a: c_int,
        user: *mut c_void,
        b: c_int,
    ) -> c_int;
    pub fn peer_plain(f: peer_triple_fn, value: c_int) -> c_int;
    pub fn peer_nothing(f: Option<unsafe extern "C" fn() -> c_int>) -> c_int;
    pub fn peer_handle(handlers: *const peer_handlers, n: c_int) -> c_int;
    pub fn peer_const(
        f: Option<unsafe extern "C" fn(value: c_int, user: *const c_void) -> c_int>,
        value: c_int,
        user: *const c_void,
    ) -> c_int;
    pub fn peer_uchar(
        f: Option<unsafe extern "C" fn(user: *mut c_uchar, value: c_int) -> c_int>,
        user: *mut c_uchar,
        value: c_int,
    ) -> c_int;
    pub fn peer_intptr(
        f: Option<unsafe extern "C" fn(value: c_int, user: isize) -> c_int>,
        value: c_int,
        user: isize,
    ) -> c_int;
    pub fn peer_uintptr(
        f: Option<unsafe extern "C" fn(value: c_int, user: usize) -> c_int>,
        value: c_int,
        user: usize,
    ) -> c_int;
    #[cfg(unix)]
    pub fn peer_sigval(f: Option<unsafe extern "C" fn(value: libc::sigval)>, value: libc::sigval);
    pub fn peer_with_handle(
        f: Option<unsafe extern "C" fn(handle: *mut peer_handle, value: c_int) -> c_int>,
        data: *mut c_void,
        value: c_int,
    ) -> c_int;
    pub fn peer_set_global(user: *mut c_void);
    pub fn peer_global() -> *mut c_void;
    pub fn peer_commit(hook: Option<unsafe extern "C" fn(user: *mut c_void) -> c_int>, user: *mut c_void) -> c_int;
    pub fn peer_on_thread(f: peer_triple_fn, value: c_int) -> c_int;
    /// As bindgen writes it: the parameters of the callback are repeated in the type of its result.
    pub fn peer_lookup(
        lookup: Option<
            unsafe extern "C" fn(
                user: *mut c_void,
                name: *const c_char,
            )
                -> Option<unsafe extern "C" fn(user: *mut c_void, name: *const c_char) -> c_int>,
        >,
        user: *mut c_void,
        name: *const c_char,
        value: c_int,
    ) -> c_int;
    pub fn peer_sixteen(f: peer_sixteen_fn, user: *mut c_void) -> c_int;
}

// values.c: arguments
unsafe extern "C" {
    pub fn peer_pointer(f: peer_pointer_fn, p: *const c_void, user: *mut c_void) -> c_int;
    pub fn peer_misaligned(f: peer_pointer_fn, user: *mut c_void) -> c_int;
    pub fn peer_bool(
        f: Option<unsafe extern "C" fn(value: bool, user: *mut c_void) -> c_int>,
        byte: c_uchar,
        user: *mut c_void,
    ) -> c_int;
    pub fn peer_cbool(f: peer_int_fn, value: c_int, user: *mut c_void) -> c_int;
    pub fn peer_char32(
        f: Option<unsafe extern "C" fn(value: u32, user: *mut c_void) -> c_int>,
        value: u32,
        user: *mut c_void,
    ) -> c_int;
    pub fn peer_char32_of(f: Option<unsafe extern "C" fn(user: *mut c_void) -> u32>, user: *mut c_void) -> u32;
    pub fn peer_text(f: peer_text_fn, text: *const c_char, user: *mut c_void) -> c_int;
    pub fn peer_latin1(f: peer_text_fn, user: *mut c_void) -> c_int;
    pub fn peer_transient(f: peer_text_fn, user: *mut c_void) -> c_int;
    pub fn peer_bytes(
        f: Option<unsafe extern "C" fn(data: *const c_uchar, n: c_int, user: *mut c_void) -> c_int>,
        data: *const c_uchar,
        n: c_int,
        user: *mut c_void,
    ) -> c_int;
    pub fn peer_longs(
        f: Option<unsafe extern "C" fn(n: size_t, data: *const i64, user: *mut c_void) -> c_int>,
        n: size_t,
        data: *const i64,
        user: *mut c_void,
    ) -> c_int;
    pub fn peer_fill(
        f: Option<unsafe extern "C" fn(data: *mut c_int, n: size_t, user: *mut c_void) -> c_int>,
        data: *mut c_int,
        n: size_t,
        user: *mut c_void,
    ) -> c_int;
    pub fn peer_write(f: peer_write_fn, data: *mut c_char, size: size_t, nmemb: size_t, user: *mut c_void) -> size_t;
    pub fn peer_row(
        f: Option<
            unsafe extern "C" fn(
                user: *mut c_void,
                n: c_int,
                values: *mut *mut c_char,
                names: *mut *mut c_char,
            ) -> c_int,
        >,
        user: *mut c_void,
    ) -> c_int;
    pub fn peer_function(
        f: Option<unsafe extern "C" fn(g: peer_triple_fn, user: *mut c_void) -> c_int>,
        g: peer_triple_fn,
        user: *mut c_void,
    ) -> c_int;
    pub fn peer_triple(value: c_int) -> c_int;
    pub fn peer_all_integers(f: peer_all_integers_fn, user: *mut c_void) -> c_int;
    pub fn peer_floats(
        f: Option<unsafe extern "C" fn(a: c_float, b: c_double, user: *mut c_void) -> c_double>,
        user: *mut c_void,
    ) -> c_double;
    pub fn peer_norm(
        f: Option<unsafe extern "C" fn(p: peer_point, user: *mut c_void) -> c_double>,
        x: c_double,
        y: c_double,
        user: *mut c_void,
    ) -> c_double;
    pub fn peer_structs(
        f: Option<unsafe extern "C" fn(s: peer_small, b: peer_big, n: peer_number, user: *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> c_int;
}

// values.c: results
unsafe extern "C" {
    pub fn peer_wide_bool(f: Option<unsafe extern "C" fn(user: *mut c_void) -> bool>, user: *mut c_void) -> c_int;
    pub fn peer_wide_i8(f: Option<unsafe extern "C" fn(user: *mut c_void) -> i8>, user: *mut c_void) -> c_int;
    pub fn peer_wide_u8(f: Option<unsafe extern "C" fn(user: *mut c_void) -> u8>, user: *mut c_void) -> c_int;
    pub fn peer_wide_i16(f: Option<unsafe extern "C" fn(user: *mut c_void) -> i16>, user: *mut c_void) -> c_int;
    pub fn peer_wide_u16(f: Option<unsafe extern "C" fn(user: *mut c_void) -> u16>, user: *mut c_void) -> c_int;
    pub fn peer_point(
        f: Option<unsafe extern "C" fn(user: *mut c_void) -> peer_point>,
        user: *mut c_void,
    ) -> peer_point;
    pub fn peer_big(f: Option<unsafe extern "C" fn(user: *mut c_void) -> peer_big>, user: *mut c_void) -> peer_big;
    pub fn peer_get(
        f: Option<unsafe extern "C" fn(value: c_int, user: *mut c_void) -> *const c_void>,
        value: c_int,
        user: *mut c_void,
    ) -> *const c_void;
    pub fn peer_real(
        f: Option<unsafe extern "C" fn(value: c_double, user: *mut c_void) -> c_double>,
        value: c_double,
        user: *mut c_void,
    ) -> c_double;
    pub fn peer_float(f: Option<unsafe extern "C" fn(user: *mut c_void) -> c_float>, user: *mut c_void) -> c_float;
    pub fn peer_int64(
        f: Option<unsafe extern "C" fn(value: i64, user: *mut c_void) -> i64>,
        value: i64,
        user: *mut c_void,
    ) -> i64;
    pub fn peer_true(f: Option<unsafe extern "C" fn(user: *mut c_void) -> bool>, user: *mut c_void) -> bool;
    pub fn peer_add(a: c_int, b: c_int) -> c_int;
    pub fn peer_set_errno(code: c_int);
    pub fn peer_get_errno() -> c_int;
    pub fn peer_errno(f: peer_int_fn, value: c_int, user: *mut c_void, before: c_int, after: *mut c_int) -> c_int;
    pub fn peer_errno_plain(f: peer_triple_fn, value: c_int, before: c_int, after: *mut c_int) -> c_int;
}

/// The callback of each `peer_abi_…`, in the ABI of that string.
macro_rules! abi {
    ($($(#[$attr:meta])* $abi:literal $name:ident = $link:literal;)*) => {$(
        $(#[$attr])*
        unsafe extern "C" {
            #[link_name = $link]
            pub fn $name(
                f: Option<
                    unsafe extern $abi fn(
                        c_int, c_double, i64, c_float, peer_big, c_short, c_double, c_long, *mut c_void,
                    ) -> c_double,
                >,
                user: *mut c_void,
            ) -> c_double;
        }
    )*};
}

abi! {
    "C" peer_abi_c = "peer_abi_c";
    "C-unwind" peer_abi_c_unwind = "peer_abi_c";
    #[cfg(not(all(windows, target_arch = "x86")))]
    "system" peer_abi_system = "peer_abi_c";
    #[cfg(not(all(windows, target_arch = "x86")))]
    "system-unwind" peer_abi_system_unwind = "peer_abi_c";
    #[cfg(all(windows, target_arch = "x86"))]
    "system" peer_abi_system = "peer_abi_stdcall";
    #[cfg(all(windows, target_arch = "x86"))]
    "system-unwind" peer_abi_system_unwind = "peer_abi_stdcall";
    #[cfg(target_arch = "x86")]
    "cdecl" peer_abi_cdecl = "peer_abi_c";
    #[cfg(target_arch = "x86")]
    "cdecl-unwind" peer_abi_cdecl_unwind = "peer_abi_c";
    #[cfg(target_arch = "x86")]
    "stdcall" peer_abi_stdcall = "peer_abi_stdcall";
    #[cfg(target_arch = "x86")]
    "stdcall-unwind" peer_abi_stdcall_unwind = "peer_abi_stdcall";
    #[cfg(target_arch = "x86")]
    "fastcall" peer_abi_fastcall = "peer_abi_fastcall";
    #[cfg(target_arch = "x86")]
    "thiscall" peer_abi_thiscall = "peer_abi_thiscall";
    #[cfg(target_arch = "x86_64")]
    "sysv64" peer_abi_sysv64 = "peer_abi_sysv";
    #[cfg(target_arch = "x86_64")]
    "sysv64-unwind" peer_abi_sysv64_unwind = "peer_abi_sysv";
    #[cfg(target_arch = "x86_64")]
    "win64" peer_abi_win64 = "peer_abi_ms";
    #[cfg(target_arch = "x86_64")]
    "win64-unwind" peer_abi_win64_unwind = "peer_abi_ms";
    #[cfg(target_arch = "x86_64")]
    "efiapi" peer_abi_efiapi = "peer_abi_ms";
    #[cfg(target_arch = "aarch64")]
    "efiapi" peer_abi_efiapi = "peer_abi_c";
}
