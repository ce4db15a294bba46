use callback_runtime::{Callback, callback};

#[callback]
fn local(#[context(thread_local)] calls: &mut u8) {
    *calls += 1;
}

#[callback]
fn local_too(#[context(thread_local)] calls: &mut u8) {
    *calls += 1;
}

#[callback]
fn slot(#[context(static)] calls: &mut u8) {
    *calls += 1;
}

#[callback]
fn slot_too(#[context(static)] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    let _ = local::scope(&mut 0, |cb| {
        let _: unsafe extern "C" fn() = cb.also::<local_too>().shim();
    });
    let registration = slot::acquire(0).unwrap();
    let _: unsafe extern "C" fn() = registration.also::<slot_too>().shim();
}
