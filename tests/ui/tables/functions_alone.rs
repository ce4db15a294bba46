//! A table without a struct.

use std::ffi::c_int;

use callback_runtime::{Callback, callback};

struct Visitor;

#[callback(table, fields(version = 2), setters_ok = 1)]
impl Visitor {
    fn enter(&mut self) {}

    #[callback(field = "left")]
    fn leave(&mut self) {}
}

struct Other(c_int);

#[callback(table)]
impl Other {
    fn leave(&mut self) {
        self.0 -= 1;
    }

    fn of_any<T>(&mut self, value: &T) {
        let _ = value;
    }
}

struct Third;

#[callback(table)]
impl Third {
    fn leave(&mut self) {}
}

struct Ending;

#[callback(table)]
impl Ending {
    fn on(&mut self) {}

    fn close(self) {}
}

struct Fourth;

#[callback(table)]
impl Fourth {
    fn leave(&mut self) {}
}

fn main() {
    let _ = third::Table::scope(&mut Third, |cb| {
        // It has no struct, and no setters.
        let _ = cb.table();
        let _ = cb.table_mut();
        // The context is another one.
        let _: unsafe extern "C" fn(*mut u8) = cb.shim_of::<fourth::leave, _>();
        // The signature is another one.
        let _: unsafe extern "C" fn(c_int) = cb.shim_of::<third::leave, _>();
    });
    let _ = ending::on::scope(&mut Ending, |cb| {
        // A scope lends the context, which this would consume.
        let _: unsafe extern "C" fn(*mut u8) = cb.shim_of::<ending::close, _>();
    });
}
