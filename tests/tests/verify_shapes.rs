//! Shapes of C that `verify` compares without a false alarm.

#![cfg(not(emulated))]
#![allow(non_camel_case_types, dead_code)]

use callback_runtime::arg::{Array, ByValue, Callee, Out, VaList};
use callback_runtime::verify::Verify;
use callback_runtime::{callback, fields};
use core::ffi::{CStr, c_char, c_int, c_uchar, c_uint, c_void};
use core::ptr::NonNull;

#[track_caller]
fn same(verify: Verify) {
    let report = verify.run().unwrap();
    assert!(report.is_same(), "{report}");
}

mod sys {
    use super::*;
    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct pt {
        pub x: c_int,
    }
    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct stat64 {
        pub x: c_int,
    }
    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct _bindgen_ty_1 {
        pub x: c_int,
    }
    pub type handle = *mut _bindgen_ty_1;
    pub type cb = Option<unsafe extern "C" fn(handle, *mut pt)>;
    #[repr(C)]
    pub struct _Obj {
        _unused: [u8; 0],
    }
    pub type Obj = _Obj;
    pub type va_list = [__va_list_tag; 1];
    #[repr(C)]
    pub struct __va_list_tag {
        a: c_uint,
    }
    #[callback]
    unsafe extern "C" {
        pub type Opaque;
    }
    #[repr(C)]
    pub struct t {
        pub table: [cb; 3],
        pub inner: t__bindgen_ty_1,
        pub more: [Option<unsafe extern "C" fn(pt)>; 2],
        pub kind: c_uint,
        pub list: *mut t__bindgen_ty_2,
    }
    #[repr(C)]
    pub struct t__bindgen_ty_1 {
        pub y: c_int,
    }
    #[repr(C)]
    pub struct t__bindgen_ty_2 {
        pub z: c_int,
    }
}

use sys::stat64 as stat;

const HEADER: &str = "#include <stdarg.h>
#include <stddef.h>
typedef struct { int x; } pt;
typedef struct { int x; } *handle;
typedef enum { A1, B1 } level;
struct stat { int y; }; struct stat64 { int x; };
typedef struct _Obj { int z; } Obj;
typedef struct Opaque Opaque;
typedef void (*cb)(handle, pt *);
struct t { cb table[3]; struct { int y; } inner; void (*more[2])(pt); enum { K } kind; struct { int z; } *list; };
extern cb globals[4]; extern void (*plain[2])(int);
";

#[test]
fn a_renamed_import_is_the_type_that_it_names() {
    #[callback]
    fn f(_: &stat, _: *const stat, _: ByValue<stat>) {}
    same(
        Verify::new()
            .code(HEADER)
            .code("typedef void (*t1)(const struct stat64 *, const struct stat64 *, struct stat64);")
            .callback::<f>()
            .is_typedef("t1"),
    );
}

#[test]
fn pointers_behind_a_name_to_a_structure_without_one() {
    use sys::handle;
    #[callback]
    fn f(_: handle, _: *mut sys::pt) {}
    #[callback]
    fn g(_: sys::handle, _: *mut sys::handle, _: sys::cb) {}
    #[callback]
    unsafe extern "C" {
        fn open(name: *const c_char) -> handle;
        fn each(h: handle, f: Option<unsafe extern "C" fn(handle)>);
    }
    same(
        Verify::new()
            .code(HEADER)
            .code("typedef void (*t1)(handle, handle *, cb); handle open(const char *); void each(handle, void (*)(handle));")
            .callback::<f>()
            .is_typedef("cb")
            .callback::<g>()
            .is_typedef("t1")
            .declared::<(open, each)>(),
    );
}

#[test]
fn arrays_of_functions_and_members_without_a_name() {
    #[callback]
    unsafe extern "C" {
        static mut globals: [sys::cb; 4];
        static mut plain: [Option<unsafe extern "C" fn(c_int)>; 2];
    }
    same(
        Verify::new()
            .code(HEADER)
            .declared::<(globals, plain)>()
            .layout::<sys::t>("struct t", &fields!(sys::t { table, inner, more, kind, list })),
    );
}

#[test]
fn functions_that_take_functions_that_take_structures_without_a_tag() {
    #[callback]
    fn f(_: Option<unsafe extern "C" fn(Option<unsafe extern "C" fn(*mut sys::pt, sys::pt)>)>) {}
    #[callback]
    fn g(_: Callee<'_, unsafe extern "C" fn(*const sys::pt), ()>) {}
    #[callback]
    unsafe extern "C" {
        fn each(
            f: fn(p: &sys::pt, g: Option<unsafe extern "C" fn(*mut sys::pt)>, #[context] _: _),
            #[context(f)] _: *mut c_void,
        );
    }
    same(
        Verify::new()
            .code(HEADER)
            .code("typedef void (*t1)(void (*)(void (*)(pt *, pt))); typedef void (*t2)(void (*)(const pt *)); void each(void (*)(const pt *, void (*)(pt *), void *), void *);")
            .callback::<f>()
            .is_typedef("t1")
            .callback::<g>()
            .is_typedef("t2")
            .declared::<each>(),
    );
}

#[test]
fn va_lists_wherever_they_stand() {
    #[callback]
    fn f(_: &CStr, _: VaList<'_>, _: Option<unsafe extern "C" fn(*mut sys::__va_list_tag)>) {}
    #[callback]
    unsafe extern "C" {
        fn set(f: Option<unsafe extern "C" fn(*const c_char, *mut sys::__va_list_tag)>);
        fn log(f: fn(format: &CStr, list: VaList<'_>, #[context] _: _), #[context(f)] _: *mut c_void, list: VaList<'_>);
        fn get() -> Option<unsafe extern "C" fn(*mut sys::va_list)>;
    }
    same(
        Verify::new()
            .code(HEADER)
            .code("typedef void (*t1)(const char *, va_list, void (*)(va_list)); void set(void (*)(const char *, va_list));
                void log(void (*)(const char *, va_list, void *), void *, va_list); void (*get(void))(va_list *);")
            .callback::<f>()
            .is_typedef("t1")
            .declared::<(set, log, get)>(),
    );
}

#[test]
fn opaque_references_have_no_const_anywhere() {
    use sys::Opaque as Renamed;
    #[callback(fail = core::ptr::null())]
    fn f<'a>(
        _: &'a sys::Opaque,
        _: Option<&'a Renamed>,
        _: Out<'_, Option<&'static sys::Opaque>>,
    ) -> Option<&'static sys::Opaque> {
        None
    }
    #[callback]
    fn g(
        _: Option<NonNull<sys::Opaque>>,
        _: Option<unsafe extern "C" fn(*mut sys::Opaque) -> Option<&'static sys::Opaque>>,
    ) {
    }
    #[callback]
    fn h(n: usize, #[len(n)] _: Array<'_, &sys::Opaque>) {}
    #[callback]
    unsafe extern "C" {
        fn one(o: &sys::Opaque) -> Option<&sys::Opaque>;
        fn two(#[out] o: Option<&'static Renamed>, f: fn(o: &Renamed, #[context] _: _), #[context(f)] _: *mut c_void);
        fn three(o: NonNull<sys::Opaque>) -> *mut Renamed;
    }
    same(
        Verify::new()
            .code(HEADER)
            .code("typedef Opaque *(*t1)(Opaque *, Opaque *, Opaque **); typedef void (*t2)(Opaque *, Opaque *(*)(Opaque *));
                typedef void (*t3)(size_t, Opaque *const *);
                Opaque *one(Opaque *); void two(Opaque **, void (*)(Opaque *, void *), void *); Opaque *three(Opaque *);")
            .callback::<f>()
            .is_typedef("t1")
            .callback::<g>()
            .is_typedef("t2")
            .callback::<h>()
            .is_typedef("t3")
            .declared::<(one, two, three)>(),
    );
}

/// A structure that C has by a pointer with a name alone, under a name of its own in Rust.
#[repr(C)]
struct Handle {
    x: c_int,
}

#[test]
fn the_name_of_a_pointer_names_what_is_behind_it() {
    #[callback]
    fn f(_: *mut Handle, _: *mut sys::pt, _: *mut *mut Handle) {}
    let verify = || Verify::new().code(HEADER).code("typedef void (*t1)(handle, pt *, handle *);");
    same(verify().name::<Handle>("*handle").callback::<f>().is_typedef("t1"));
    let told = verify().callback::<f>().is_typedef("t1").run().unwrap().to_string();
    assert!(told.contains("the type has no tag in C") && told.contains("\"*handle\""), "{told}");
    let other = verify().code("typedef struct { char y; } *other;").name::<Handle>("*other");
    assert!(!other.callback::<f>().is_typedef("t1").run().unwrap().is_same());
}

#[test]
fn results_and_inner_functions_are_compared() {
    #[callback(fail = 0)]
    fn step(n: c_int) -> c_int {
        n
    }
    let verify = || {
        Verify::new().code(
            "typedef int (*step)(int); step get(void); typedef void (*each)(void *, int (*)(int));
             struct table { int (*(*lookup)(const char *))(int); }; void walk(void (*)(int (*)(int), int (*)(char)));",
        )
    };
    same(
        verify()
            .callback::<step>()
            .is_result("get")
            .callback::<step>()
            .is_inner("each", &[2])
            .callback::<step>()
            .is_inner("((struct table *)0)->lookup", &[0])
            .callback::<step>()
            .is_inner("walk", &[1, 1]),
    );
    let told = verify().callback::<step>().is_inner("walk", &[1, 2]).run().unwrap().to_string();
    assert!(told.contains("is not parameter 2 of parameter 1 of `walk`"), "{told}");
    let told = verify().callback::<step>().is_inner("walk", &[0, 2]).run().unwrap().to_string();
    assert!(told.contains("it has no parameter 2"), "{told}");
}

#[test]
fn const_is_allowed_of_one_parameter() {
    #[callback]
    fn f(_: &CStr, _: &CStr) {}
    let verify = || Verify::new().code("typedef void (*t1)(char *, char *);");
    let told = verify().callback::<f>().allow_const_of(2).is_typedef("t1").run().unwrap().to_string();
    assert!(told.contains("`allow_const_of(1)` allows") && !told.contains("parameter 2"), "{told}");
    same(verify().callback::<f>().allow_const_of(2).allow_const_of(1).is_typedef("t1"));
}

#[repr(C)]
struct Wide {
    first: u8,
    second: u32,
    third: u64,
}

#[repr(C)]
union Either {
    number: u32,
    bytes: [u8; 4],
}

#[test]
fn some_fields_of_a_list_and_those_of_a_union() {
    let verify = || {
        Verify::new().code(
            "struct wide { unsigned char first; unsigned second; unsigned long long third; };
             union either { unsigned number; unsigned char bytes[4]; };",
        )
    };
    same(verify().layout::<Wide>("struct wide", &fields!(Wide { first, second, third })));
    same(verify().layout::<Wide>("struct wide", &fields!(Wide { first, third = "third", .. })));
    same(verify().layout::<Either>("union either", &fields!(union Either { number, bytes })));
}

#[test]
fn an_opaque_type_has_the_name_that_is_given() {
    mod pcap {
        use super::*;
        #[callback]
        unsafe extern "C" {
            #[callback(name = "pcap_t")]
            pub type Pcap;
            pub safe fn pcap_next(
                p: &Pcap,
                f: fn(p: &Pcap, #[context] _: _),
                #[context(f)] _: *mut c_void,
            ) -> Option<&Pcap>;
        }
    }
    #[callback]
    fn on_packet(_: &pcap::Pcap) {}
    assert_eq!(<on_packet as callback_runtime::Callback>::C_DECLARATION, "void on_packet(pcap_t *);");
    same(
        Verify::new()
            .code("typedef struct pcap pcap_t; pcap_t *pcap_next(pcap_t *, void (*)(pcap_t *, void *), void *); typedef void (*t1)(pcap_t *);")
            .declared::<pcap::pcap_next>()
            .callback::<on_packet>()
            .is_typedef("t1"),
    );
}

#[test]
fn a_header_that_does_not_compile_is_placed() {
    let told = Verify::new()
        .header("stddef.h")
        .header("verify_alone.h")
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/c"))
        .value("X", 1)
        .run()
        .unwrap_err()
        .to_string();
    assert!(told.contains("verify_alone.h:3:"), "{told}");
    assert!(told.contains("behind `#include <verify_alone.h>`; before it: `#include <stddef.h>`"), "{told}");
    let told = Verify::new().code("int;").header("no_such.h").value("X", 1).run().unwrap_err().to_string();
    assert!(told.contains("behind `#include <no_such.h>`; before it: `int;`"), "{told}");
    let prelude = Verify::new().code("typedef int row_t;").header("verify_alone.h");
    let prelude = prelude.include(concat!(env!("CARGO_MANIFEST_DIR"), "/c"));
    #[callback]
    unsafe extern "C" {
        fn rows(first: c_int) -> c_int;
    }
    same(prelude.declared::<rows>());
}

#[test]
fn an_array_without_a_length_is_one_of_any() {
    #[callback]
    unsafe extern "C" {
        static version: [c_char; 0usize];
        static table: [c_int; 3usize];
    }
    assert_eq!(<table as callback_runtime::foreign::Declaration>::C_DECLARATION, "extern const int table[3];");
    let header =
        |len: &str| Verify::new().code(&format!("extern const char version[]; extern const int table[{len}];"));
    same(header("3").declared::<(version, table)>());
    assert!(!header("4").declared::<table>().run().unwrap().is_same());
}

type Uuid = [c_uchar; 16];

#[test]
fn results_that_point_at_arrays() {
    #[callback]
    unsafe extern "C" {
        fn uuid_get_template(alias: *const c_char) -> *const Uuid;
        fn bytes() -> *mut [c_uchar; 16];
        fn rows(a: *mut [[c_int; 2]; 3]) -> *mut [[c_int; 2]; 3];
        fn functions() -> *mut [Option<unsafe extern "C" fn(c_int)>; 2];
        fn getter() -> Option<unsafe extern "C" fn() -> *const Uuid>;
        safe fn pair() -> &'static [c_int; 2];
        fn each(f: Option<unsafe extern "C" fn(*const Uuid) -> *mut [c_int; 2]>);
        fn strings(x: *mut *mut [c_int; 2]) -> *const [*const c_char; 2];
        static template: *const Uuid;
    }
    #[callback(fail = core::ptr::null())]
    fn f(_: c_int) -> *const Uuid {
        core::ptr::null()
    }
    let header = |id: &str, len: &str| {
        let id = std::format!("typedef unsigned char id[16]; {id} *uuid_get_template(const char *alias);");
        let rows = std::format!("int (*rows(int (*a)[3][2]))[{len}][2];");
        Verify::new().code(&id).code(&rows).code(
            "unsigned char (*bytes(void))[16]; void (*(*functions(void))[2])(int); const id *(*getter(void))(void);
             const int (*pair(void))[2]; void each(int (*(*f)(const id *))[2]);
             const char *const (*strings(int (**x)[2]))[2]; typedef const id *(*t1)(int); extern const id *const template;",
        )
    };
    let all = |verify: Verify| {
        verify
            .declared::<(uuid_get_template, bytes, rows, functions, getter, pair, each, strings, template)>()
            .callback::<f>()
            .is_typedef("t1")
    };
    same(all(header("const id", "3")));
    let told = all(header("id", "3")).run().unwrap().to_string();
    assert!(told.starts_with("1 difference") && told.contains("they differ in `const`"), "{told}");
    assert!(all(header("const id", "2")).run().unwrap().to_string().starts_with("1 difference"));
}
