use callback_runtime::{Callback, callback};
use std::rc::Rc;

#[callback(ok = 0, err = -1)]
fn stops(#[context] calls: &mut u8) -> Result<(), Rc<u8>> {
    Err(Rc::new(*calls))
}

// What a call left on another thread comes to the owner.
fn main() {
    stops::share(0).close();
}
