use callback_runtime::callback;
use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::rc::Rc;

#[callback]
unsafe extern "C" {
    safe fn on_thread(#[callback(threads)] f: fn(value: c_int, #[context] _: _), #[context(f)] _: *mut c_void);
    safe fn on_threads(#[callback(threads, shared)] f: fn(value: c_int, #[context] _: _), #[context(f)] _: *mut c_void);
    safe fn keep(#[callback(retained, threads)] f: fn(value: c_int, #[context] _: _), #[context(f)] _: *mut c_void);
}

fn main() {
    let rc = Rc::new(0);
    on_thread(|value| println!("{value} {rc}")).unwrap();
    let cell = Cell::new(0);
    on_threads(|value| cell.set(value)).unwrap();
    let rc = Rc::new(0);
    let _subscription = keep(move |value| println!("{value} {rc}"));
}
