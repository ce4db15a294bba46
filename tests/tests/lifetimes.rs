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

/// A field of a context whose type implies that one lifetime outlives the other.
struct Counting<'b>(&'b mut c_int);

struct Source<'a, 'b> {
    counting: Option<&'a mut Counting<'b>>,
}

#[callback(fail = -1, context = last)]
impl<'a, 'b> Source<'a, 'b> {
    fn add(&mut self, number: c_int) -> c_int {
        self.counting.as_mut().map_or(-2, |counting| {
            *counting.0 += number;
            *counting.0
        })
    }

    fn of_other(number: c_int, #[context] visitor: &mut Visitor<'a, 'b>) -> c_int {
        (visitor.file)(number)
    }
}

struct Paired<'a, 'b>(Option<&'a mut Counting<'b>>);

#[callback(fail = -1, table, context = last)]
impl Paired<'_, '_> {
    #[callback(on_fail = ())]
    fn enter(&mut self, number: c_int) -> c_int {
        *self.0.as_mut().unwrap().0 += number;
        number
    }

    fn leave(&self, number: c_int) -> c_int {
        number - *self.0.as_ref().unwrap().0
    }
}

trait Answering {
    fn answer(&mut self, number: c_int) -> c_int;
}

#[callback(fail = -1, mod = answering, context = last)]
impl<'x, 'y> Answering for Paired<'x, 'y> {
    fn answer(&mut self, number: c_int) -> c_int {
        *self.0.as_mut().unwrap().0 + number
    }
}

#[repr(C)]
struct Functions {
    call: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>,
    user: *mut c_void,
}

/// What rustc implies for a type with lifetimes alone; with type parameters the bound is written.
struct Generic<'a, 'b, T> {
    counting: Option<&'a mut Counting<'b>>,
    value: T,
}

#[callback(fail = -1, table = Functions, context_field = user, context = last)]
impl<'a, 'b: 'a, T: Copy + Into<c_int>> Generic<'a, 'b, T> {
    fn call(&mut self, number: c_int) -> c_int {
        *self.counting.as_mut().unwrap().0 += number;
        self.value.into()
    }
}

struct Tabled<'a, 'b>(&'a mut Counting<'b>);

#[callback(fail = -1, table = Functions, context = last)]
impl<'a, 'b> Tabled<'a, 'b> {
    fn call(&mut self, number: c_int) -> c_int {
        *self.0.0 += number;
        *self.0.0
    }
}

#[callback(fail = -1, on_fail = ())]
fn with_own_shim<'a, 'b>(_number: c_int, #[context] source: &mut Source<'a, 'b>) -> c_int {
    *source.counting.as_mut().unwrap().0
}

/// `Source<'a, 'b>` implies `'b: 'a`, in an `impl` as in a function.
#[test]
fn bounds_that_self_implies_hold_for_its_methods() {
    fn run(counting: &mut Counting<'_>) {
        let mut source = Source { counting: Some(counting) };
        source::add::scope(&mut source, |cb| unsafe { assert_eq!(sys::peer_call(cb.shim(), 2, cb.context()), 2) })
            .unwrap();
        with_own_shim::scope(&mut source, |cb| unsafe { assert_eq!(sys::peer_call(cb.shim(), 0, cb.context()), 2) })
            .unwrap();
        let counting = source.counting.take();
        let mut paired = Paired(counting);
        answering::answer::scope(&mut paired, |cb| unsafe {
            assert_eq!(sys::peer_call(cb.shim(), 1, cb.context()), 3);
        })
        .unwrap();
        paired::Table::scope(&mut paired, |cb| unsafe {
            assert_eq!(sys::peer_call(cb.shim_of::<paired::enter, _>(), 4, cb.context()), 4);
            assert_eq!(sys::peer_call(cb.shim_of::<paired::leave, _>(), 4, cb.context()), -2);
        })
        .unwrap();
        let mut generic = Generic { counting: paired.0, value: 3_u8 };
        generic::call::scope(&mut generic, |cb| unsafe { assert_eq!(sys::peer_call(cb.shim(), 4, cb.context()), 3) })
            .unwrap();
        let mut tabled = Tabled(generic.counting.unwrap());
        tabled::Table::scope(&mut tabled, |cb| unsafe {
            let table = cb.table();
            let call = (*table).call.unwrap();
            assert_eq!(sys::peer_call(Some(call), 10, cb.context()), 20);
        })
        .unwrap();
    }

    let mut number = 0;
    run(&mut Counting(&mut number));
    assert_eq!(number, 20);
    let mut visited = 0;
    let mut file = |number| {
        visited = number;
        number
    };
    let mut visitor = Visitor { file: &mut file };
    source::of_other::scope(&mut visitor, |cb| unsafe { sys::peer_call(cb.shim(), 7, cb.context()) }).unwrap();
    assert_eq!(visited, 7);
}

struct Sent<'a, 'b>(std::sync::Mutex<Option<&'a mut Counting<'b>>>);

#[callback(fail = -1, threads, context = last)]
impl<'a, 'b> Sent<'a, 'b> {
    fn call(&self, number: c_int) -> c_int {
        number + c_int::from(self.0.lock().unwrap().is_none())
    }
}

/// The name alone is the callback of a context that borrows for ever.
#[test]
fn a_callback_with_implied_bounds_is_named_without_lifetimes() {
    fn registered(
        context: Sent<'static, 'static>,
    ) -> callback_runtime::Registration<sent::call, callback_runtime::context::Shared> {
        sent::call::share(context)
    }

    let registration = registered(Sent(std::sync::Mutex::new(None)));
    assert_eq!(unsafe { sys::peer_call(registration.shim(), 4, registration.context()) }, 5);
    drop(registration);

    mod local {
        use super::*;

        pub(super) fn run() -> c_int {
            struct Inner<'x, 'y>(&'x &'y c_int);

            #[callback(context = last)]
            impl<'x, 'y> Inner<'x, 'y> {
                #[callback(fail = -1)]
                fn call(&self, number: c_int) -> c_int {
                    **self.0 + number
                }
            }

            let number = &3;
            let mut answer = 0;
            inner::call::scope(&Inner(&number), |cb| unsafe { answer = sys::peer_call(cb.shim(), 4, cb.context()) })
                .unwrap();
            answer
        }
    }
    assert_eq!(local::run(), 7);
}
