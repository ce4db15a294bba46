use callback_runtime::arg::ByValue;
use callback_runtime::{Callback, callback};

#[derive(Clone, Copy)]
#[repr(C)]
struct Point {
    x: i32,
    y: i32,
}

#[repr(C)]
struct Size {
    w: i32,
    h: i32,
}

#[callback]
fn f(_at: ByValue<Point>) {}

fn main() {
    let _: unsafe extern "C" fn(Point) = f::shim();
    let _: unsafe extern "C" fn(Size) = f::shim();
    let _: unsafe extern "C" fn(*const Point) = f::shim();
}
