use callback_runtime::{Callback, callback};
use std::rc::Rc;
use std::thread;

#[callback]
fn owned(#[context] state: &mut Rc<u8>) {
    println!("{state}");
}

#[callback]
fn once(#[context] state: Rc<u8>) {
    drop(state);
}

#[callback]
fn slot(#[context(static)] state: &mut Rc<u8>) {
    println!("{state}");
}

#[callback(threads)]
fn shared(#[context] state: &mut u8) {
    *state += 1;
}

// The destructor of a context runs where its registration goes.
fn main() {
    let registration = owned::own(Rc::new(1));
    thread::spawn(move || drop(registration));
    let registration = once::once(Rc::new(1));
    thread::spawn(move || drop(registration));
    let registration = slot::acquire(Rc::new(1)).unwrap();
    thread::spawn(move || drop(registration));
    // So does what it unregisters with.
    let local = Rc::new(1);
    let registration = shared::share(0).on_close(move || drop(local));
    thread::spawn(move || drop(registration));
}
