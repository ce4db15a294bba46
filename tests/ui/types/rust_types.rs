use callback_runtime::callback;
use std::ffi::{CString, c_int};
use std::ops::ControlFlow;
use std::rc::Rc;

#[callback]
fn text(_name: String) {}

#[callback]
fn list(_items: Vec<u8>, _n: c_int) {}

#[callback]
fn boxed(_job: Box<dyn FnOnce()>, _shared: Option<Rc<u8>>) {}

#[callback(fail = std::ptr::null_mut::<i8>())]
fn name() -> String {
    String::new()
}

#[callback(err = std::ptr::null_mut::<i8>())]
fn checked() -> Result<CString, ()> {
    Err(())
}

#[callback(break = std::ptr::null_mut::<u8>())]
fn bytes() -> ControlFlow<(), Vec<u8>> {
    ControlFlow::Break(())
}

#[callback(fail = std::ptr::null_mut::<u8>())]
fn one() -> Box<u8> {
    Box::new(1)
}

fn main() {}
