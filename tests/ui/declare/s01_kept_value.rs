//! A value that C keeps borrows nothing, and one that is lent is used by nobody else.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

trait Handler {
    fn event(&mut self, value: c_int);
}

trait Names {
    fn name(&mut self, name: &CStr);
}

#[callback]
unsafe extern "C" {
    type Source;

    #[callback(free = source_free)]
    safe fn source_new() -> CBox<Source>;
    unsafe fn source_free(source: *mut Source);

    safe fn listen(
        source: &Source,
        #[callback(retained, until = source)] event: fn(#[context] _: _, value: c_int),
        #[context(event)] handler: impl Handler,
    );

    safe fn each(name: fn(#[context] _: _, name: &CStr), #[context(name)] names: &mut impl Names);
}

struct Borrows<'a>(&'a Cell<c_int>);

impl Handler for Borrows<'_> {
    fn event(&mut self, value: c_int) {
        self.0.set(value);
    }
}

struct Keeps<'a>(Vec<&'a CStr>);

impl<'a> Names for Keeps<'a> {
    fn name(&mut self, name: &CStr) {
        self.0.push(name);
    }
}

struct Swaps(*mut c_void);

impl Names for Swaps {
    fn name(&mut self, _name: &CStr) {}
}

fn main() {
    let source = source_new();
    let seen = Cell::new(0);
    listen(&source, Borrows(&seen));
    let mut swaps = Swaps(std::ptr::null_mut());
    let again = &mut swaps;
    each(&mut swaps).unwrap();
    drop(again);
}
