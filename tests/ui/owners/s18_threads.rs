use callback_runtime::callback;
use std::cell::Cell;
use std::rc::Rc;

// `threads` says that C calls from others.
#[callback(threads)]
fn exclusive(#[context] calls: &mut Rc<u8>) {
    println!("{calls}");
}

#[callback(threads)]
fn shared(#[context] calls: &Cell<u8>) {
    calls.set(1);
}

#[callback(threads, ok = 0, err = -1)]
fn error(#[context] calls: &mut u8) -> Result<(), Rc<u8>> {
    Err(Rc::new(*calls))
}

fn main() {}
