//! Arguments that belong to a block, to one of its methods, or to a table.

use callback_runtime::callback;
use std::ffi::c_int;

struct A;

#[callback(returns = c_int)]
impl A {
    #[callback(field = "run")]
    fn run(&self) {}
}

struct Ends;

#[callback(mod = ends here)]
impl Ends {
    #[callback(context = middle)]
    fn run(&self) -> Result<(), c_int> {
        Ok(())
    }

    #[callback]
    fn left(&self) -> c_int {
        0
    }
}

struct B;

#[callback(table = Ops)]
impl B {
    #[callback(field = "1st")]
    fn run(&self) {}
}

#[repr(C)]
struct Ops {
    run: Option<unsafe extern "C" fn(*mut std::ffi::c_void)>,
    other: Option<unsafe extern "C" fn(*mut std::ffi::c_void, *const c_int)>,
}

struct C;

#[callback(table = Ops)]
impl C {
    fn run(&self) {}

    fn other<T>(&self, _: *const T) {}
}

fn main() {}
