//! Lifetimes of contexts and of type parameters, as rustc has them for a function without the attribute.

use callback_runtime::{Callback, callback};
use callback_tests::sys;
use std::ffi::{c_int, c_void};

struct Search<'a, 'b> {
    text: &'b str,
    found: &'a mut Vec<&'b str>,
}

#[callback(fail = -1)]
fn append(_index: c_int, #[context] search: &mut Search<'_, '_>) -> c_int {
    search.found.push(search.text);
    0
}

/// The result lives longer than the place that the context borrows for it.
#[test]
fn elided_lifetimes_of_a_context_are_as_many_as_are_written() {
    fn collect(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut search = Search { text, found: &mut found };
        let mut answers = [9; 2];
        append::scope(&mut search, |cb| unsafe { sys::peer_each(2, cb.shim(), cb.context(), answers.as_mut_ptr()) })
            .unwrap();
        assert_eq!(answers, [0, 0]);
        found
    }

    let text = "a".to_owned();
    assert_eq!(collect(&text), ["a", "a"]);
}

struct Visitor<'a, 'b> {
    file: &'a mut (dyn FnMut(c_int) -> c_int + 'b),
}

#[callback(fail = -1)]
fn named<'a, 'b>(number: c_int, #[context] visitor: &mut Visitor<'a, 'b>) -> c_int {
    (visitor.file)(number)
}

#[callback(fail = -1)]
fn elided(number: c_int, #[context] visitor: &mut Visitor<'_, '_>) -> c_int {
    (visitor.file)(number)
}

/// `Visitor<'a, 'b>` implies `'b: 'a`.
#[test]
fn bounds_that_a_context_implies_hold_for_its_callback() {
    fn visit(file: &mut (dyn FnMut(c_int) -> c_int + '_)) {
        let mut visitor = Visitor { file };
        named::scope(&mut visitor, |cb| unsafe { sys::peer_call(cb.shim(), 4, cb.context()) }).unwrap();
        elided::scope(&mut visitor, |cb| unsafe { sys::peer_call(cb.shim(), 5, cb.context()) }).unwrap();
    }

    let mut seen = vec![];
    visit(&mut |number| {
        seen.push(number);
        0
    });
    assert_eq!(seen, [4, 5]);
}

trait Table<'v> {
    fn next(&mut self) -> c_int;
}

struct Numbers<'v>(&'v c_int);

impl<'v> Table<'v> for Numbers<'v> {
    fn next(&mut self) -> c_int {
        *self.0
    }
}

#[callback(fail = 1)]
fn inline<'v, T: Table<'v>>(_value: c_int, table: *mut c_void) -> c_int {
    unsafe { (*table.cast::<T>()).next() }
}

#[callback(fail = 1)]
fn in_clause<'v, T>(_value: c_int, table: *mut c_void) -> c_int
where
    T: Table<'v>,
{
    unsafe { (*table.cast::<T>()).next() }
}

#[test]
fn a_lifetime_that_only_a_bound_mentions_belongs_to_the_callback() {
    let seven = 7;
    let mut numbers = Numbers(&seven);
    let table = (&raw mut numbers).cast();
    assert_eq!(unsafe { sys::peer_call(inline::<Numbers<'_>>::shim(), 0, table) }, 7);
    assert_eq!(unsafe { sys::peer_call(in_clause::<Numbers<'_>>::shim(), 0, table) }, 7);
}
