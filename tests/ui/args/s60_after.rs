//! `after` decides on calls that come after a failure, where there are such.

use callback_runtime::callback;
use std::ffi::c_int;
use std::ops::ControlFlow;

#[callback(fail = -1, after = continue)]
fn no_context(value: c_int) -> c_int {
    value
}

#[callback(fail = -1, after(refused = stop))]
fn by_value(value: c_int, #[context] _words: String) -> c_int {
    value
}

#[callback(fail = -1, panic = abort, after = continue)]
fn ends_the_process(value: c_int, #[context] _words: &String) -> c_int {
    value
}

#[callback(fail = -1, panic = abort, after(panic = continue))]
fn ends_the_process_too(value: c_int, #[context] _words: &String) -> c_int {
    value
}

#[callback(fail = -1, after(err = stop, break = stop))]
fn never_stops(value: c_int, #[context] _words: &String) -> c_int {
    value
}

#[callback(ok = 0, err = -1, after(break = stop))]
fn has_an_error(_value: c_int, #[context] _words: &String) -> Result<(), String> {
    Ok(())
}

#[callback(continue = 0, break = -1, after(err = stop))]
fn breaks(_value: c_int, #[context] _words: &String) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

struct Widget;

#[callback(fail = -1, panic = abort, after = stop)]
impl Widget {
    fn draw(&self, value: c_int) -> c_int {
        value
    }
}

struct Alone;

#[callback(after = stop)]
impl Alone {
    fn first(_value: c_int) {}
}

#[callback]
unsafe extern "C" {
    safe fn register(
        #[callback(retained, fail = -1, after = continue)] f: fn(value: c_int) -> c_int,
        #[callback(retained, once, fail = -1, after = continue)] g: fn(#[context] _: _) -> c_int,
        #[context(g)] _: *mut std::ffi::c_void,
    );
}

fn main() {}
