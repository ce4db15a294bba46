//! Blocks of declarations against headers: functions, what C calls of them, and variables.

// The headers and the compiler are those of the machine that builds.
#![cfg(not(emulated))]

use callback_runtime::arg::{CName, CStrPtr};
use callback_runtime::callback;
use callback_runtime::foreign::{CBox, Declaration};
use callback_runtime::verify::Verify;
use core::cmp::Ordering;
use core::ffi::{CStr, c_char, c_int, c_uint, c_ushort, c_void};
use core::ops::ControlFlow;

fn verify() -> Verify {
    Verify::new().include(concat!(env!("CARGO_MANIFEST_DIR"), "/c")).header("declared.h")
}

/// The differences. Not every compiler tells what a type is called where it is written.
fn differences(verify: Verify) -> Vec<String> {
    let report = verify.run().unwrap();
    let differences = report.items().iter().flat_map(|item| item.differences());
    differences.map(|difference| difference.to_string().replace("struct store *", "store *")).collect()
}

impl CName for Store {
    const C_NAME: &'static str = "store";
}

#[callback]
unsafe extern "C" {
    pub type Store;

    #[callback(fails = nonzero)]
    safe fn store_open(path: &CStr, #[out] opened: *mut Store) -> c_int;
    #[link_name = "store_close"]
    unsafe fn close(store: *mut Store);
    safe fn store_count(store: &Store) -> usize;
    #[callback(errno = -1)]
    safe fn store_each(
        store: &Store,
        #[callback(continue = 0, break = 1)] visit: fn(
            #[context] _: _,
            name: &CStr,
            #[len(length)] bytes: &[u8],
            length: usize,
        ) -> ControlFlow<()>,
        #[context(visit)] _: *mut c_void,
    ) -> c_int;
    #[callback(fails = never)]
    safe fn store_watch(
        store: &Store,
        #[callback(retained, fail = 0)] visit: Option<
            fn(#[context] _: _, name: Option<&CStr>, #[len(length)] bytes: &[u8], length: usize) -> c_int,
        >,
        #[context(visit)] _: *mut c_void,
        #[destroy(visit)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;
    safe fn store_write(store: &Store, bytes: &[u8], #[len(bytes)] length: c_uint) -> c_int;
    #[callback(free = libc::free)]
    safe fn store_name(store: &Store) -> Option<CBox<CStr>>;
    safe fn store_sort<T: Ord>(
        base: &mut [T],
        #[len(base)] count: usize,
        #[size_of(T)] size: usize,
        compare: fn(&T, &T, #[context] _: _) -> Ordering,
        #[context(compare)] _: *mut c_void,
    );
    safe fn store_remove(store: &Store, names: &[CStrPtr], #[len(names)] count: c_int);
    safe fn store_load() -> f64;

    static mut store_errors: c_int;
    static store_version: *const c_char;
    static mut store_path: *mut c_char;
    static store_limits: [c_ushort; 4];
}

#[test]
fn a_block_is_as_its_header() {
    verify()
        .declared::<(
            (
                store_open,
                close,
                store_count,
                store_each,
                store_watch,
                store_write,
                store_name,
                store_sort,
                store_remove,
                store_load,
            ),
            store_errors,
            store_version,
            store_path,
            store_limits,
        )>()
        .check();
}

#[test]
fn prototypes_have_what_rust_does_not_see() {
    assert_eq!(close::C_NAME, "store_close");
    assert_eq!(
        [
            store_open::C_DECLARATION,
            close::C_DECLARATION,
            store_each::C_DECLARATION,
            store_watch::C_DECLARATION,
            store_sort::C_DECLARATION,
            store_name::C_DECLARATION,
            store_load::C_DECLARATION,
            store_errors::C_DECLARATION,
            store_version::C_DECLARATION,
            store_limits::C_DECLARATION,
        ],
        [
            "int store_open(const char *path, store **opened);",
            "void store_close(store *store);",
            "int store_each(store *store, int (*visit)(void *, const char *name, const uint8_t *bytes, \
             size_t length), void *);",
            "int store_watch(store *store, int (*visit)(void *, const char *name, const uint8_t *bytes, \
             size_t length), void *, void (*)(void *));",
            "void store_sort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *, \
             void *), void *);",
            "char *store_name(store *store);",
            "double store_load(void);",
            "extern int store_errors;",
            "extern const char *const store_version;",
            "extern const unsigned short store_limits[4];",
        ],
    );
}

#[callback]
unsafe extern "C" {
    /// One callback for both functions.
    safe fn store_each_and_watch(
        store: &Store,
        #[callback(continue = 0, break = 1)] visit: fn(
            #[context] _: _,
            name: &CStr,
            #[len(length)] bytes: &[u8],
            length: usize,
        ) -> ControlFlow<()>,
    ) -> c_int {
        store_each::C(store, visit.shim(), visit.context())
    }

    /// `length` is missing.
    safe fn store_each_name(store: &Store, visit: fn(#[context] _: _, name: &CStr, handle: &Store)) {
        let _ = (store, visit.context());
    }
}

#[test]
fn callbacks_of_bodies_are_compared() {
    verify()
        .callback::<store_each_and_watch::visit>()
        .is_typedef("store_visit")
        .callback::<store_each_and_watch::visit>()
        .is_parameter("store_each", 2)
        .check();
    let found = differences(verify().callback::<store_each_name::visit>().is_typedef("store_visit"));
    assert_eq!(
        found,
        [
            "the number of parameters: Rust says 3, the header says 4",
            "the result: Rust says `void`, the header says `int`"
        ]
    );
    let report = verify().callback::<store_each_name::visit>().is_typedef("store_visit").run().unwrap();
    let text = report.to_string();
    assert!(text.contains("store_each_name::visit"), "{text}");
}

/// The same library, by somebody who did not look.
mod wrong {
    use super::*;

    #[callback(lazy = "libstore.so.1")]
    unsafe extern "C" {
        pub unsafe fn store_open(path: &CStr, opened: *mut Store) -> c_int;
        pub safe fn store_count(store: &Store, all: bool) -> c_uint;
        pub safe fn store_each(
            store: &Store,
            #[callback(continue = 0, break = 1)] visit: fn(
                #[context] _: _,
                name: &CStr,
                length: usize,
            ) -> ControlFlow<()>,
            #[context(visit)] _: *mut c_void,
        ) -> c_int;
        pub safe fn store_drop(store: &Store);
    }

    #[callback]
    unsafe extern "C" {
        pub static store_errors: c_int;
        #[link_name = "store_path"]
        pub static mut place: c_int;
    }
}

#[test]
fn differences_are_told() {
    let found = differences(verify().declared::<wrong::store_open>());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("parameter 2 `opened`: Rust says `store *`, the header says `store **`"), "{found:?}");
    let found = differences(verify().declared::<wrong::store_count>());
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "the number of parameters: Rust says 2, the header says 1");
    let found = differences(verify().declared::<wrong::store_each>());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("parameter 2 `visit`: Rust says `int (*)(void *"), "{found:?}");
    let found = differences(verify().declared::<wrong::store_drop>());
    assert!(found[0].contains("store_drop"), "{found:?}");
    let found = differences(verify().declared::<wrong::store_errors>());
    assert_eq!(
        found,
        [
            "the type: Rust says `const int`, the header says `int`; they differ in `const`, which `allow_const()` allows"
        ]
    );
    verify().declared::<wrong::store_errors>().allow_const().check();
    // An exception is for what was named together.
    verify().declared::<(wrong::store_errors, store_path)>().allow_const().check();
    let others = verify().declared::<wrong::store_errors>().declared::<store_path>().allow_const();
    assert_eq!(differences(others).len(), 1);
    let found = differences(verify().declared::<wrong::place>());
    assert_eq!(found, ["the type: Rust says `int`, the header says `char *`"]);
}

#[test]
fn a_reference_to_what_rust_looks_into_is_constant() {
    #[repr(C)]
    #[derive(Debug)]
    struct Seen {
        byte: u8,
    }

    impl CName for Seen {
        const C_NAME: &'static str = "store";
    }

    #[callback]
    unsafe extern "C" {
        safe fn store_close(seen: &Seen);
        safe fn store_count(seen: &Seen) -> usize;
    }

    let found = differences(verify().declared::<store_close>());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("they differ in `const`, which `allow_const_of(1)` allows"), "{found:?}");
    verify().declared::<store_count>().check();
    let _ = (Seen { byte: 0 }).byte;
}

#[callback(name = "store_mode", prefix = "STORE_")]
#[repr(C)]
#[derive(Debug)]
enum Mode {
    Read = -1,
    #[name = "STORE_UPDATE"]
    WriteOver = 4,
    ReadOnly,
}

#[callback(flags, other, name = "enum store_flags")]
#[repr(C)]
enum Flags {
    STORE_SYNC = 1,
    STORE_TEMPORARY = 1 << 31,
}

/// Values that the header has not.
#[allow(non_camel_case_types)]
#[callback(name = "store_mode")]
#[repr(u16)]
enum Wrong {
    STORE_READ = 1,
    STORE_NEVER = 2,
    #[other]
    Unknown(u16),
}

#[test]
fn values_are_those_of_the_header() {
    verify().enumeration::<Mode>().enumeration::<Flags>().check();
    let found = differences(verify().enumeration::<Wrong>());
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(
        found[..2],
        ["the size: Rust says 2, the header says 4", "`STORE_READ`: Rust says 1, the header says -1"]
    );
    assert!(found[2].contains("STORE_NEVER") && found[2].contains("undeclared"), "{found:?}");
    assert!(Flags::from_bits_retain(3).contains(Flags::STORE_SYNC));
    assert!(matches!(Wrong::from(9), Wrong::Unknown(9)));
    assert_eq!(format!("{:?}", [Mode::Read, Mode::WriteOver, Mode::ReadOnly].map(i32::from)), "[-1, 4, 5]");
}

/// Enums that are wrong about what C may pass.
mod fewer {
    use super::*;

    #[callback(name = "store_mode", prefix = "STORE_")]
    #[repr(C)]
    #[derive(Debug)]
    pub enum Mode {
        Read = -1,
    }

    #[callback(name = "store_mode", prefix = "STORE_")]
    #[repr(C)]
    #[derive(Debug)]
    pub enum Open {
        Read = -1,
        #[other]
        Unknown(c_int),
    }

    #[callback(flags, name = "enum store_flags", prefix = "STORE_")]
    #[repr(C)]
    pub enum Flags {
        Sync = 1,
    }

    #[callback(flags, other, name = "enum store_flags", prefix = "STORE_")]
    #[repr(C)]
    pub enum OpenFlags {
        Sync = 1,
    }

    /// `STORE_ALL` is made of the others.
    #[callback(flags, name = "enum store_kinds", prefix = "STORE_")]
    #[repr(C)]
    pub enum Kinds {
        A = 1,
        B = 2,
        C = 4,
        D = 8,
    }

    /// So many that Clang does not name them all at once.
    #[callback(flags, name = "enum store_kinds", prefix = "STORE_")]
    #[repr(C)]
    pub enum NoKinds {
        A = 1,
    }
}

#[test]
fn values_that_rust_refuses_are_told() {
    let found = differences(verify().enumeration::<fewer::Mode>());
    assert_eq!(
        found,
        [
            "`STORE_UPDATE`: C may pass 4, which Rust refuses; `allow_more()` allows C to have more",
            "`STORE_READ_ONLY`: C may pass 5, which Rust refuses; `allow_more()` allows C to have more",
        ]
    );
    verify().enumeration::<fewer::Mode>().allow_more().check();
    // What is kept is not refused.
    verify().enumeration::<fewer::Open>().enumeration::<fewer::OpenFlags>().check();
    let found = differences(verify().enumeration::<fewer::Flags>());
    let told = "`STORE_TEMPORARY`: C may pass 2147483648, which Rust refuses; `allow_more()` allows C to have more";
    assert_eq!(found, [told]);
    verify().enumeration::<fewer::Kinds>().check();
    let found = differences(verify().enumeration::<fewer::Kinds>().enumeration::<fewer::NoKinds>());
    let names: Vec<_> = found.iter().filter_map(|told| told.split('`').nth(1)).collect();
    assert_eq!(names, ["STORE_B", "STORE_C", "STORE_D", "STORE_ALL"], "{found:?}");
    assert!(fewer::Mode::try_from(4).is_err() && fewer::Flags::try_from(2).is_err());
}

#[test]
fn an_enum_is_called_what_c_calls_it() {
    #[callback]
    fn on_mode(mode: Mode) {
        assert!(i32::from(mode) < 6);
    }
    use callback_runtime::Callback;
    assert_eq!(on_mode::C_DECLARATION, "void on_mode(store_mode mode);");
    verify().callback::<on_mode>().is_typedef("store_on_mode").check();
}
