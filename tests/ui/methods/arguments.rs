//! Arguments that the attribute on a block and on its methods refuses.

use callback_runtime::callback;
use std::ffi::c_void;

struct A;

#[callback(field = "x", context = middle, returns = i32)]
impl A {
    fn run(&self) {}
}

struct B;

#[callback(context(from = a, as = *mut c_void), mod = "b", mod)]
impl B {
    #[callback(context = 3, table = sys::B)]
    fn run(&self, a: *mut c_void) {}

    #[callback(context = 0, field = "a")]
    fn stop(&self) {}

    #[callback(context)]
    fn pause(&self) {}

    #[callback(ok = 0)]
    fn go(&self) -> i32 {
        0
    }
}

struct C;

#[callback(fields(a = 1), rest = C, size = a, context_field = b, setters(run = run), setters_ok = 1)]
impl C {
    fn run(&self) {}
}

struct D;

#[repr(C)]
struct Ops {
    run: Option<unsafe extern "C" fn(i32)>,
    user: *mut c_void,
}

#[callback(table = Ops, setters_ok = 1, context_field = user, fields)]
impl D {
    fn run(a: i32) {}
}

struct E;

#[callback(table = E, setters(go = run), fields(a = 1))]
impl E {
    #[callback(field = "a")]
    fn run(&self) {}
}

fn main() {}
