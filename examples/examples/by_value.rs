//! `ByValue`: structures that C passes and returns by value. `Allocated`: a string that C frees with `free`.

use callback_runtime::arg::{ByValue, CName};
use callback_runtime::ret::{Allocated, OutOfMemory};
use callback_runtime::{Callback, Failed, callback};
use std::ffi::{CString, c_char, c_void};

/// `struct mixer_point`
#[repr(C)]
#[derive(Clone, Copy)]
struct Point {
    time: f64,
    level: f64,
}

impl CName for Point {
    const C_NAME: &'static str = "struct mixer_point";
}

unsafe extern "C" {
    fn mixer_label(
        map: Option<unsafe extern "C" fn(Point, *mut c_void) -> Point>,
        name: Option<unsafe extern "C" fn(*const Point, *mut c_void) -> *mut c_char>,
        user: *mut c_void,
        text: *mut c_char,
        size: usize,
    ) -> usize;
}

/// `struct mixer_point (*mixer_map)(struct mixer_point point, void *user)`
#[callback(fail = ByValue(Point { time: 0.0, level: 0.0 }))]
fn map(point: ByValue<Point>, #[context] scale: &f64) -> ByValue<Point> {
    ByValue(Point { level: point.0.level * scale, ..point.0 })
}

/// `char *(*mixer_name)(const struct mixer_point *point, void *user)`: the library frees it.
#[callback(err = std::ptr::null_mut())]
fn name(point: &Point, #[context] _scale: &f64) -> Result<Allocated<c_char>, OutOfMemory> {
    let text = format!("{} at {} s", point.level, point.time);
    Allocated::from_c_str(&CString::new(text).expect("numbers have no NUL"))
}

fn main() -> Result<(), Failed<OutOfMemory>> {
    let mut text = [0_u8; 32];
    let length = name::scope(&2.0, |cb| {
        // SAFETY: the library calls during this call only, and writes no more than there is room for.
        unsafe {
            mixer_label(
                Some(cb.also::<map>().shim()),
                Some(cb.shim()),
                cb.context(),
                text.as_mut_ptr().cast(),
                text.len(),
            )
        }
    })?;
    assert_eq!(&text[..length], b"0.5 at 1.5 s");
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("mixer.h")
        .layout::<Point>("struct mixer_point", &callback_runtime::fields!(Point { time, level }))
        .callback::<map>()
        .is_typedef("mixer_map")
        .callback::<name>()
        .is_typedef("mixer_name")
        .check();
}
