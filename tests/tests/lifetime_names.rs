//! Callbacks whose contexts have lifetimes, in a crate that denies hidden lifetimes: the name of a callback alone is a type.
#![deny(rust_2018_idioms, elided_lifetimes_in_paths, private_interfaces)]

use std::ffi::{c_int, c_void};

use callback_runtime::{Callback, Registration, Scope, callback};

struct Handlers<'a>(&'a mut dyn FnMut(c_int));

#[callback]
fn start(number: c_int, #[context] handlers: &mut Handlers<'_>) {
    (handlers.0)(number);
}

#[callback]
fn end<'h>(number: c_int, #[context] handlers: &mut Handlers<'h>) {
    (handlers.0)(-number);
}

type Handler = unsafe extern "C" fn(c_int, *mut c_void);

/// Stands for a C function.
unsafe fn parse(start: Handler, end: Handler, user: *mut c_void) {
    unsafe { start(1, user) };
    unsafe { end(2, user) };
}

#[test]
fn scope_of_one_lifetime() {
    let mut seen = vec![];
    let mut push = |number| seen.push(number);
    start::scope(&mut Handlers(&mut push), |cb| unsafe {
        parse(cb.shim(), cb.also::<end>().shim(), cb.context());
    })
    .unwrap();
    end::scope(&mut Handlers(&mut push), |cb| both(cb)).unwrap();
    assert_eq!(seen, [1, -2, 1, -2]);
}

/// A type names the lifetime.
fn both(cb: &Scope<'_, end<&()>>) {
    unsafe { parse(cb.also::<start>().shim(), cb.shim(), cb.context()) };
}

/// The context is borrowed for the scope alone.
fn collect(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut search = Search { text, found: &mut found };
    first::scope(&mut search, |cb| unsafe { parse(cb.shim(), cb.also::<last>().shim(), cb.context()) }).unwrap();
    found
}

struct Search<'a, 'b> {
    text: &'b str,
    found: &'a mut Vec<&'b str>,
}

#[callback]
fn first(_number: c_int, #[context] search: &mut Search<'_, '_>) {
    search.found.push(search.text);
}

#[callback]
fn last<'b, 'a>(_number: c_int, #[context] search: &mut Search<'a, 'b>) {
    search.found.push(search.text);
}

#[test]
fn scope_of_two_lifetimes() {
    assert_eq!(collect("a"), ["a", "a"]);
    let kept = {
        let text = String::from("b");
        collect(&text).len()
    };
    assert_eq!(kept, 2);
}

mod private {
    use super::*;

    struct Own<'a, 'b>(&'a mut Vec<&'b str>, &'b str);

    #[callback]
    pub(super) fn add(_number: c_int, #[context] own: &mut (dyn FnMut() + '_)) {
        own();
    }

    #[callback]
    fn push(_number: c_int, #[context] own: &mut Own<'_, '_>) {
        own.0.push(own.1);
    }

    #[test]
    fn private_context() {
        let mut all = vec![];
        push::scope(&mut Own(&mut all, "c"), |cb| unsafe { parse(cb.shim(), cb.also::<push>().shim(), cb.context()) })
            .unwrap();
        assert_eq!(all, ["c"; 2]);
    }
}

#[test]
fn trait_object() {
    let mut calls = 0;
    let mut count = || calls += 1;
    private::add::scope(&mut count, |cb| unsafe {
        parse(cb.shim(), cb.also::<private::add>().shim(), cb.context());
    })
    .unwrap();
    assert_eq!(calls, 2);
}

struct Visitor<'a> {
    seen: &'a mut Vec<c_int>,
}

#[callback(context = last)]
impl<'a> Visitor<'a> {
    fn enter(&mut self, number: c_int) {
        self.seen.push(number);
    }

    fn exit(&mut self, number: c_int) {
        self.seen.push(-number);
    }
}

#[callback]
fn other(number: c_int, #[context] visitor: &mut Visitor<'_>) {
    visitor.seen.push(10 * number);
}

#[test]
fn methods() {
    let mut seen = vec![];
    visitor::enter::scope(&mut Visitor { seen: &mut seen }, |cb| unsafe {
        parse(cb.shim(), cb.also::<visitor::exit>().shim(), cb.context());
        parse(cb.also::<other>().shim(), cb.also::<other>().also::<visitor::exit>().shim(), cb.context());
    })
    .unwrap();
    assert_eq!(seen, [1, -2, 10, -2]);
}

struct Kept {
    registration: Registration<keep>,
}

#[callback]
fn keep(number: c_int, #[context] seen: &mut Vec<&str>) {
    seen.push(if number > 0 { "more" } else { "less" });
}

#[callback]
#[allow(clippy::needless_lifetimes, reason = "a name for the lifetime is the case")]
fn count<'s>(_number: c_int, #[context] seen: &mut Vec<&'s str>) {
    seen.push("counted");
}

#[test]
fn registration_in_a_field() {
    let kept = Kept { registration: keep::own(vec!["first"]) };
    let also = kept.registration.also::<count>();
    unsafe { parse(kept.registration.shim(), also.shim(), kept.registration.context()) };
    assert!(kept.registration.outcome().is_none());
}

#[test]
fn constants_by_the_name() {
    assert!(<start as Callback>::NAME.ends_with("start"));
    assert!(<first as Callback>::C_DECLARATION.starts_with("void first("));
    let shim: Handler = end::shim();
    let _ = shim;
}
