use callback_runtime::{Callback, callback};
use std::ffi::c_int;
use std::rc::Rc;

#[callback]
type OnValue = fn(value: c_int, #[context] _: _);

fn main() {
    let shared = Rc::new(0);
    drop(OnValue::share(move |_| drop(Rc::clone(&shared))));
}
