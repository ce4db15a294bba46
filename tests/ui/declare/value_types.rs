//! The methods of a value, as rustc compares them.

use std::ffi::{CStr, c_int};

use callback_runtime::callback;

trait Visit {
    fn enter(&mut self, depth: i64);
    fn leave(&self, depth: c_int);
    fn end(self, depth: c_int);
    unsafe fn last(&mut self, depth: c_int);
}

trait Other {
    fn name(&mut self, name: &'static CStr);
}

#[callback]
unsafe extern "C" {
    safe fn of_other_types(enter: fn(#[context] _: _, depth: c_int), #[context(enter)] visitor: &mut impl Visit);

    safe fn without_method(begin: fn(#[context] _: _, depth: c_int), #[context(begin)] visitor: &mut impl Visit);

    safe fn by_value(end: fn(#[context] _: _, depth: c_int), #[context(end)] visitor: &mut impl Visit);

    safe fn unsafe_method(last: fn(#[context] _: _, depth: c_int), #[context(last)] visitor: &mut impl Visit);

    safe fn fine(leave: fn(#[context] _: _, depth: c_int), #[context(leave)] visitor: &mut impl Visit);

    safe fn kept_for_longer(name: fn(#[context] _: _, name: &CStr), #[context(name)] other: &mut impl Other);
}

fn main() {
    let _ = fine(&mut 1);
}
