//! Callbacks whose contexts have lifetimes share a context of one type and one lifetime.

use std::ffi::c_void;

use callback_runtime::{Callback, Scope, callback};

struct Handlers<'a>(&'a mut dyn FnMut());
struct Others<'a>(&'a mut dyn FnMut());

#[callback]
fn start(#[context] handlers: &mut Handlers<'_>) {
    (handlers.0)();
}

#[callback]
fn other(#[context] others: &mut Others<'_>) {
    (others.0)();
}

#[callback]
fn kept(#[context] handlers: &mut Handlers<'static>) {
    (handlers.0)();
}

type Shim = unsafe extern "C" fn(*mut c_void);

fn main() {
    let mut calls = 0;
    let mut count = || calls += 1;
    let _ = start::scope(&mut Handlers(&mut count), |cb| {
        let _: Shim = cb.also::<other>().shim();
        let _: &Scope<'_, start<'_>> = cb;
    });
}

fn longer(handlers: &mut Handlers<'_>) {
    let _ = start::scope(handlers, |cb| {
        let _: Shim = cb.also::<kept>().shim();
    });
}
