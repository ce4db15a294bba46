//! The header for what Rust gives to C, compiled by C and C++ compilers and used by C.

// The headers and the compiler are those of the machine that builds.
#![cfg(not(emulated))]

use callback_runtime::arg::{ByValue, CName};
use callback_runtime::verify::Verify;
use callback_runtime::verify::header::Header;
use callback_runtime::{Callback, Failed, callback, fields};
use callback_tests as _; // the C peer
use core::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A place in the plane.
#[repr(C)]
pub struct Point {
    x: f64,
    y: f64,
    color: c_int,
    reserved: [u8; 2],
}

impl CName for Point {
    const C_NAME: &'static str = "struct point";
}

/// A color.
#[callback(name = "color", prefix = "COLOR_")]
#[repr(C)]
#[derive(Clone, Copy)]
pub enum Color {
    Red = 0,
    /// As the sky is.
    ///
    /// By day.
    Blue = 7,
}

/// Either is there.
#[repr(C)]
#[derive(Clone, Copy)]
pub union Value {
    number: c_int,
    point: *const Point,
}

impl CName for Value {
    const C_NAME: &'static str = "union plane_value";
}

/// The operations of a program on a plane: a table, which `Sum` fills.
#[repr(C)]
pub struct Operations {
    version: c_int,
    visit: Option<unsafe extern "C" fn(*mut c_void, *const Point, Value) -> c_int>,
    end: Option<unsafe extern "C" fn(*mut c_void)>,
}

impl CName for Operations {
    const C_NAME: &'static str = "plane_operations";
}

struct Sum(f64);

#[callback(table = Operations, fields(version = 3))]
impl Sum {
    #[callback(fail = -1)]
    fn visit(&mut self, point: &Point, value: ByValue<Value>) -> c_int {
        self.0 += point.x;
        // SAFETY: C passes a number.
        unsafe { value.0.number }
    }

    #[callback]
    fn end(&mut self) {
        self.0 = -self.0;
    }
}

/// Values that an `int` does not hold.
#[callback(flags, name = "plane_flags")]
#[repr(u32)]
enum Flags {
    /// It is there.
    PLANE_DRAWN = 1,
    PLANE_LAST = 1 << 31,
}

/// Something that C knows nothing of.
pub struct Handle;

impl CName for Handle {
    const C_NAME: &'static str = "plane_handle";
}

/// The distance to the origin; -1 where `p` is null.
///
/// It is no norm of a */ comment.
#[callback(fail = -1.0)]
#[unsafe(no_mangle)]
pub extern "C" fn plane_norm(p: &Point) -> f64 {
    p.x.hypot(p.y)
}

#[callback(ok = 0, err = -1)]
#[unsafe(export_name = "plane_add")]
fn add(n: c_int, #[context] sum: &mut c_int) -> Result<(), &'static str> {
    *sum += n;
    if n < 0 { Err("negative") } else { Ok(()) }
}

/// A context that borrows has a lifetime, and the symbol has none.
#[callback]
#[unsafe(no_mangle)]
pub fn plane_names(_n: c_int, #[context] names: &mut Vec<&str>) {
    names.clear();
}

/// Visits a name; false stops.
#[callback(fail = false)]
fn visit(index: usize, default: &CStr, #[context] seen: &mut Vec<String>) -> bool {
    seen.push(format!("{index} {}", default.to_str().unwrap()));
    index < 2
}

/// A signature that C knows by a name, whatever closure it is bound to.
#[callback(fail = -1)]
type Count = fn(point: &Point, #[context] _: _) -> c_int;

#[callback]
fn sort(_handle: *mut Handle, _compare: unsafe extern "C" fn(*const Point, *const Point) -> c_int, _m: &[f64; 9]) {}

unsafe extern "C" {
    fn exported_norm(x: f64, y: f64) -> f64;
    fn exported_null() -> f64;
    fn exported_sum(sum: *mut c_void) -> c_int;
    fn exported_visit(operations: *const Operations, data: *mut c_void) -> c_int;
    fn exported_each(
        visit: Option<unsafe extern "C" fn(usize, *const c_char, *mut c_void) -> bool>,
        data: *mut c_void,
    ) -> usize;
}

fn header() -> Header {
    Header::new("plane.h")
        .constant("PLANE_DIMENSIONS", 2)
        .constant("PLANE_LIMIT", u64::MAX)
        .constant("PLANE_LOWEST", i64::MIN)
        .constant("PLANE_LOW", -5_000_000_000_i64)
        .enumeration::<Color>()
        .enumeration::<Flags>()
        .opaque::<Handle>()
        .doc("A place in the plane.")
        .record::<Point>(&fields!(Point { x, y, color, reserved }))
        .record::<Value>(&fields!(union Value { number, point }))
        .doc("What a program does with a plane.")
        .record::<Operations>(&fields!(Operations { version, visit, end }))
        .callback::<plane_norm>()
        .code("/* It has another name in Rust. */\nint plane_add(int n, void *sum);")
        .callback::<plane_names>()
        .typedef::<visit>("plane_visit")
        .typedef::<sort>("plane_sort")
        .typedef::<Count>("plane_count")
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("c")
}

/// `CALLBACK_BLESS=1` writes `c/plane.h`, which `c/exported.c` includes.
#[test]
fn the_header_is_what_c_was_compiled_with() {
    let path = directory().join("plane.h");
    if std::env::var_os("CALLBACK_BLESS").is_some_and(|value| value == "1") {
        header().write(&path).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), header().to_string());
}

/// The header in a file of its own.
fn written() -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = directory.join(format!("plane-{}-{}.h", std::process::id(), NUMBER.fetch_add(1, Relaxed)));
    header().write(&path).unwrap();
    path
}

/// A file with the same contents is not written again, so that nothing is rebuilt for it.
#[test]
fn a_header_is_written_where_it_changed() {
    let path = written();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, header().to_string());
    let modified = || std::fs::metadata(&path).unwrap().modified().unwrap();
    let before = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    std::fs::File::options().append(true).open(&path).unwrap().set_modified(before).unwrap();
    header().write(&path).unwrap();
    assert_eq!(modified(), before);
    std::fs::write(&path, "something else").unwrap();
    header().write(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn compilers_accept_it_without_a_warning() {
    let path = written();
    let cc = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let cxx = std::env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    for (compiler, language, standard) in [(&cc, "c", "-std=c11"), (&cc, "c", "-std=c99"), (&cxx, "c++", "-std=c++11")]
    {
        let mut words = compiler.split_whitespace();
        let output = Command::new(words.next().unwrap())
            .args(words)
            .args(["-x", language, standard, "-fsyntax-only", "-Wall", "-Wextra", "-pedantic", "-Werror"])
            // Twice, for the guard; and not as the main file, which is told of its `#pragma once` alone.
            .args(["-include", path.to_str().unwrap(), "-include", path.to_str().unwrap(), "/dev/null"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{compiler} {language}: {}", String::from_utf8_lossy(&output.stderr));
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn rust_is_as_its_header_says() {
    Verify::new()
        .include(directory())
        .header("plane.h")
        .callback::<plane_norm>()
        .is_function("plane_norm")
        .callback::<add>()
        .is_function("plane_add")
        .callback::<plane_names>()
        .is_function("plane_names")
        .callback::<visit>()
        .is_typedef("plane_visit")
        .callback::<sort>()
        .is_typedef("plane_sort")
        .callback::<Count>()
        .is_typedef("plane_count")
        .layout::<Point>("struct point", &fields!(Point { x, y, color, reserved }))
        .layout::<Value>("union plane_value", &fields!(union Value { number, point }))
        .layout::<Operations>("plane_operations", &fields!(Operations { version, visit, end }))
        .callback::<sum::visit>()
        .is_field("plane_operations", "visit")
        .callback::<sum::end>()
        .is_field("plane_operations", "end")
        .enumeration::<Color>()
        .enumeration::<Flags>()
        .value("PLANE_DIMENSIONS", 2)
        .value("PLANE_LIMIT", u64::MAX)
        .value("PLANE_LOWEST", i64::MIN)
        .value("PLANE_LOW", -5_000_000_000_i64)
        .value("COLOR_BLUE", 7)
        .check();
}

#[test]
fn c_calls_what_is_exported() {
    assert!((unsafe { exported_norm(3.0, 4.0) } - 5.0).abs() < 1e-9);
    assert!((unsafe { exported_null() } + 1.0).abs() < 1e-9);
    let mut sum = 40;
    let failed = add::scope(&mut sum, |cb| assert_eq!(unsafe { exported_sum(cb.context()) }, -1)).unwrap_err();
    assert!(matches!(failed, Failed::Err("negative")));
    assert_eq!(sum, 41);
    let mut sum = Sum(0.0);
    let visited = sum::Table::scope(&mut sum, |cb| unsafe { exported_visit(cb.table(), cb.context()) });
    assert_eq!((visited, sum.0.to_bits()), (Ok(42), (-4.5_f64).to_bits()));
    let mut seen = Vec::new();
    let count = visit::scope(&mut seen, |cb| unsafe { exported_each(cb.shim(), cb.context()) }).unwrap();
    assert_eq!((count, seen.join(", ").as_str()), (2, "0 name, 1 name, 2 name"));
    // The function is what it was.
    assert!((plane_norm(&Point { x: 6.0, y: 8.0, color: 0, reserved: [0; 2] }) - 10.0).abs() < 1e-9);
}
