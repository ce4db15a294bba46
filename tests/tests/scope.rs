//! `scope`: what may be lent to C, and what comes back from the body.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::rc::Rc;

use callback_runtime::{Callback, Scope, callback};
use callback_tests::{no_reports, panic_of, sys};

#[callback(fail = -1)]
fn add(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[test]
fn exclusive_context() {
    let mut sum = 10;
    let answers = no_reports(|| {
        add::scope(&mut sum, |cb| {
            let mut answers = [0; 4];
            unsafe { sys::peer_each(4, cb.shim(), cb.context(), answers.as_mut_ptr()) };
            answers
        })
    });
    assert_eq!((answers, sum), (Ok([10, 11, 13, 16]), 16));
}

#[callback(fail = -1)]
fn plus(value: c_int, #[context] offset: &c_int) -> c_int {
    value + offset
}

#[test]
fn shared_context_in_two_scopes_at_once() {
    let offset = 40;
    let answers = plus::scope(&offset, |one| {
        plus::scope(&offset, |two| unsafe {
            assert_ne!(one.context(), two.context(), "no other live context has the pointer");
            [sys::peer_call(one.shim(), 1, one.context()), sys::peer_call(two.shim(), 2, two.context())]
        })
    });
    assert_eq!(answers, Ok(Ok([41, 42])));
}

#[callback(fail = -1)]
fn closure(value: c_int, #[context] f: &mut dyn FnMut(c_int) -> c_int) -> c_int {
    f(value)
}

#[test]
fn closure_that_borrows() {
    let mut words = vec![];
    let text = String::from("zero one two");
    let split: Vec<&str> = text.split(' ').collect();
    closure::scope(
        &mut |value| {
            words.push(split[value as usize]);
            value
        },
        |cb| unsafe { sys::peer_until(3, cb.shim(), cb.context(), -5) },
    )
    .unwrap();
    assert_eq!(words, ["zero"], "C stopped at the first answer");
}

#[callback(fail = -1)]
fn shared_closure(value: c_int, #[context] f: &dyn Fn(c_int) -> c_int) -> c_int {
    f(value)
}

#[test]
fn shared_closure_that_borrows() {
    let offset = Cell::new(1);
    let answers = shared_closure::scope(&|value| value + offset.get(), |cb| unsafe {
        let first = sys::peer_call(cb.shim(), 1, cb.context());
        offset.set(100);
        [first, sys::peer_call(cb.shim(), 1, cb.context())]
    });
    assert_eq!(answers, Ok([2, 101]));
}

#[callback(fail = -1)]
fn generic_closure<F: FnMut(c_int) -> c_int>(value: c_int, #[context] f: &mut F) -> c_int {
    f(value)
}

/// A safe function over C, generic in its closure: no `dyn`.
fn each(n: c_int, mut f: impl FnMut(c_int) -> c_int) -> Vec<c_int> {
    fn run<F: FnMut(c_int) -> c_int>(n: c_int, f: &mut F) -> Vec<c_int> {
        let mut answers = vec![0; n as usize];
        generic_closure::<F>::scope(f, |cb| unsafe {
            sys::peer_each(n, cb.shim(), cb.context(), answers.as_mut_ptr());
        })
        .unwrap();
        answers
    }
    run(n, &mut f)
}

#[test]
fn generic_closure_that_borrows() {
    let mut sum = 0;
    let answers = each(4, |value| {
        sum += value;
        sum
    });
    assert_eq!((answers, sum), (vec![0, 1, 3, 6], 6));
}

#[callback(fail = -1)]
fn collect<'a>(value: c_int, #[context] state: &mut (&'a [&'a str], Vec<&'a str>)) -> c_int {
    let word = state.0[value as usize];
    state.1.push(word);
    0
}

#[test]
fn context_that_borrows() {
    let text = String::from("a b c");
    let words: Vec<&str> = text.split(' ').collect();
    let mut state = (&*words, vec![]);
    collect::scope(&mut state, |cb| unsafe { sys::peer_until(3, cb.shim(), cb.context(), 0) }).unwrap();
    let seen = state.1;
    assert_eq!(seen, ["a", "b", "c"], "still borrowed from the text");
}

#[callback(fail = -1)]
fn once(value: c_int, #[context] f: Box<dyn FnOnce(c_int) -> c_int + '_>) -> c_int {
    f(value)
}

#[test]
fn context_by_value_is_consumed() {
    let words = vec!["moved".to_owned()];
    let mut out = vec![];
    let answer = once::scope(
        Box::new(|value| {
            out = words;
            value + 1
        }),
        |cb| unsafe { sys::peer_call(cb.shim(), 1, cb.context()) },
    );
    assert_eq!((answer, out.as_slice()), (Ok(2), ["moved".to_owned()].as_slice()));
}

/// A closure that is called once, without a box.
#[callback(fail = -1)]
fn generic_once<F: FnOnce(c_int) -> c_int>(value: c_int, #[context] f: F) -> c_int {
    f(value)
}

struct Cursor<'a>(&'a [c_int]);

#[callback(fail = -1)]
fn cursor(value: c_int, #[context] cursor: Cursor<'_>) -> c_int {
    cursor.0[value as usize]
}

#[test]
fn context_by_value_that_borrows() {
    fn run<F: FnOnce(c_int) -> c_int>(f: F) -> c_int {
        generic_once::<F>::scope(f, |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) }).unwrap()
    }

    let numbers = vec![5, 6, 7];
    assert_eq!(cursor::scope(Cursor(&numbers), |cb| unsafe { sys::peer_call(cb.shim(), 1, cb.context()) }), Ok(6));
    assert_eq!(run(|value| numbers.into_iter().nth(value as usize).unwrap()), 7);
}

#[callback(fail = -1)]
fn slots(value: c_int, #[context] slots: &mut [c_int]) -> c_int {
    slots[value as usize] += 1;
    slots.len().try_into().unwrap()
}

const MASK: usize = 0xf;

/// A `&` in the length of an array is no reference.
#[callback(fail = -1)]
fn masked(value: c_int, #[context] room: &mut [Option<&c_int>; MASK & 3]) -> c_int {
    room[value as usize].copied().unwrap_or(-2)
}

#[test]
fn context_with_an_expression_in_its_type() {
    let number = 5;
    let mut room = [None, None, Some(&number)];
    let answer = masked::scope(&mut room, |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
    assert_eq!(answer, Ok(5));
}

#[callback(fail = -1)]
fn text(value: c_int, #[context] text: &str) -> c_int {
    text.as_bytes()[value as usize].into()
}

/// The context pointer is thin, whatever it leads to.
#[test]
fn unsized_contexts() {
    let mut numbers = vec![0; 4];
    let answer = slots::scope(&mut numbers[1..], |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
    assert_eq!((answer, numbers.as_slice()), (Ok(3), [0, 0, 0, 1].as_slice()));
    let owned = String::from("abc");
    assert_eq!(text::scope(&owned, |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) }), Ok(99));
}

#[callback(fail = -1)]
unsafe fn raw(value: c_int, #[context] counter: *mut c_int) -> c_int {
    unsafe { *counter += value };
    0
}

#[test]
fn raw_pointer_context() {
    let mut counter = 5;
    let counter = &raw mut counter;
    raw::scope(counter, |cb| unsafe {
        assert_ne!(cb.context(), counter.cast(), "C has the frame, and the function the pointer in it");
        sys::peer_call(cb.shim(), 2, cb.context());
    })
    .unwrap();
    assert_eq!(unsafe { *counter }, 7);
    raw::scope(std::ptr::null_mut(), |cb| assert!(!cb.context().is_null())).unwrap();
}

#[callback(fail = -1)]
fn constant(value: c_int, #[context] table: *const [c_int; 3]) -> c_int {
    unsafe { (*table)[value as usize] }
}

#[test]
fn raw_const_pointer_context() {
    let answer = constant::scope(&[7, 8, 9], |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
    assert_eq!(answer, Ok(9));
}

/// Contexts without size have addresses of their own all the same.
mod zero_sized {
    use super::*;

    struct Nothing;

    #[callback(fail = -1)]
    fn shared(value: c_int, #[context] _nothing: &Nothing) -> c_int {
        value
    }

    #[callback(fail = -1)]
    fn exclusive(value: c_int, #[context] _nothing: &mut ()) -> c_int {
        value
    }

    #[callback(fail = -1)]
    fn once(value: c_int, #[context] _nothing: Nothing) -> c_int {
        value
    }

    #[test]
    fn zero_sized_contexts_are_told_apart() {
        let nothing = Nothing;
        shared::scope(&nothing, |a| {
            shared::scope(&nothing, |b| {
                exclusive::scope(&mut (), |c| {
                    once::scope(Nothing, |d| unsafe {
                        let users = [a.context(), b.context(), c.context(), d.context()];
                        for (i, user) in users.iter().enumerate() {
                            assert!(!user.is_null() && !users[..i].contains(user), "{users:?}");
                        }
                        assert_eq!(sys::peer_call(a.shim(), 1, users[0]), 1);
                        assert_eq!(sys::peer_call(b.shim(), 2, users[1]), 2);
                        assert_eq!(sys::peer_call(c.shim(), 3, users[2]), 3);
                        assert_eq!(sys::peer_call(d.shim(), 4, users[3]), 4);
                    })
                    .unwrap();
                })
                .unwrap();
            })
            .unwrap();
        })
        .unwrap();
    }
}

/// The user data may stand anywhere.
mod position {
    use super::*;

    #[callback(fail = -1)]
    fn first(#[context] base: &c_int, a: c_int, b: c_int) -> c_int {
        100 * base + 10 * a + b
    }

    #[callback(fail = -1)]
    fn middle(a: c_int, #[context] base: &c_int, b: c_int) -> c_int {
        100 * base + 10 * a + b
    }

    #[test]
    fn context_at_any_position() {
        let answer = first::scope(&3, |cb| unsafe { sys::peer_first(cb.shim(), cb.context(), 1, 2) });
        assert_eq!(answer, Ok(312));
        let answer = middle::scope(&3, |cb| unsafe { sys::peer_middle(cb.shim(), 1, cb.context(), 2) });
        assert_eq!(answer, Ok(312));
    }
}

#[test]
fn nested_scopes_of_one_callback() {
    let mut outer = vec![];
    let inner_sums = RefCell::new(vec![]);
    closure::scope(
        &mut |value| {
            outer.push(value);
            let mut sum = 0;
            add::scope(&mut sum, |cb| unsafe {
                sys::peer_until(value + 1, cb.shim(), cb.context(), -1);
                sys::peer_call(cb.shim(), 100, cb.context())
            })
            .inspect(|&sum| inner_sums.borrow_mut().push(sum))
            .unwrap()
        },
        |cb| {
            let mut answers = [0; 3];
            unsafe { sys::peer_each(3, cb.shim(), cb.context(), answers.as_mut_ptr()) };
            assert_eq!(answers, [100; 3]);
        },
    )
    .unwrap();
    assert_eq!((outer, inner_sums.into_inner()), (vec![0, 1, 2], vec![100, 100, 100]));
}

#[test]
fn recursive_scopes_of_one_callback() {
    fn factorial(n: c_int) -> c_int {
        let mut step = |value| {
            if value <= 1 { 1 } else { value * factorial(value - 1) }
        };
        closure::scope(&mut step, |cb| unsafe { sys::peer_call(cb.shim(), n, cb.context()) }).unwrap()
    }
    assert_eq!(no_reports(|| factorial(10)), 3_628_800);
}

/// A context of reference-counted state; the callback may end its own source.
#[callback]
fn release(#[context] state: &RefCell<Option<Rc<c_int>>>) {
    state.take();
}

#[test]
fn callback_may_drop_what_the_context_owns() {
    let shared = Rc::new(1);
    let state = RefCell::new(Some(shared.clone()));
    release::scope(&state, |cb| unsafe { sys::peer_notify(cb.shim(), cb.context()) }).unwrap();
    assert_eq!(Rc::strong_count(&shared), 1);
}

#[test]
fn result_of_the_body_comes_back() {
    let not_static = String::from("text");
    let result = plus::scope(&1, |_| not_static.as_str());
    assert_eq!(result, Ok("text"));
    let result: Result<Box<dyn Fn() -> c_int>, _> = plus::scope(&1, |_| Box::new(|| 5) as _);
    assert_eq!(result.unwrap()(), 5);
}

#[test]
fn panic_of_the_body_leaves_the_scope() {
    let mut sum = 0;
    let text = panic_of(|| {
        add::scope(&mut sum, |cb| {
            unsafe { sys::peer_call(cb.shim(), 3, cb.context()) };
            panic!("the body");
        })
    });
    assert_eq!((text.as_str(), sum), ("the body", 3));
}

/// A scope can be handed to functions that know the callback, or any callback.
#[test]
fn scope_is_an_argument_like_others() {
    fn call(cb: &Scope<'_, add>, value: c_int) -> c_int {
        unsafe { sys::peer_call(cb.shim(), value, cb.context()) }
    }

    fn user<C: Callback>(cb: &Scope<'_, C>) -> String {
        format!("{cb:?}")
    }

    add::scope(&mut 1, |cb| {
        assert_eq!(call(cb, 4), 5);
        assert!(user(cb).contains("scope::add"), "{}", user(cb));
    })
    .unwrap();
}

/// The pointers may be stored in a C object that is gone before the scope ends.
#[test]
fn pointers_in_an_object_of_c() {
    struct Registered {
        shim: sys::peer_int_fn,
        user: *mut c_void,
    }

    let mut sum = 0;
    add::scope(&mut sum, |cb| {
        let object = Box::new(Registered { shim: cb.shim(), user: cb.context() });
        for value in 1..=3 {
            unsafe { sys::peer_call(object.shim, value, object.user) };
        }
    })
    .unwrap();
    assert_eq!(sum, 6);
}
