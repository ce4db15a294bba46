//! SOUNDNESS.md, lines 16 and 17: there is never a second reference beside a `&mut`.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};

use callback_runtime::{Callback, Reason, callback};
use callback_tests::{no_reports, panic_of, reports, sys};

thread_local! {
    /// Where a callback finds its own shim and context, to have C call it again.
    static GLOBAL: Cell<(sys::peer_int_fn, *mut c_void)> = const { Cell::new((None, std::ptr::null_mut())) };
}

#[derive(Default)]
struct Nested {
    calls: usize,
    inner_answer: Option<c_int>,
}

#[callback(fail = -1)]
fn reenter(value: c_int, #[context] state: &mut Nested) -> c_int {
    state.calls += 1;
    let (shim, context) = GLOBAL.get();
    state.inner_answer = Some(unsafe { sys::peer_call(shim, value + 1, context) });
    value
}

#[test]
fn s16_reentered_mut_is_refused() {
    let mut state = Nested::default();
    let refused = reenter::scope(&mut state, |cb| unsafe {
        GLOBAL.set((cb.shim(), cb.context()));
        sys::peer_call(cb.shim(), 5, cb.context())
    })
    .unwrap_err();
    assert_eq!(refused.reason(), Reason::Reentered);
    assert_eq!(refused.parameter(), None);
    assert_eq!(
        refused.to_string(),
        "callback `soundness_reentry::reenter` was called again while it had its context mutably"
    );
    assert_eq!((state.calls, state.inner_answer), (1, Some(-1)), "the inner call ran no user code");
}

#[test]
fn s16_reentered_mut_answers_fail_from_then_on() {
    let mut state = Nested::default();
    let mut answers = [9; 3];
    let refused = reenter::scope(&mut state, |cb| unsafe {
        GLOBAL.set((cb.shim(), cb.context()));
        sys::peer_each(3, cb.shim(), cb.context(), answers.as_mut_ptr());
    });
    assert_eq!(refused.unwrap_err().reason(), Reason::Reentered);
    assert_eq!((answers, state.calls), ([0, -1, -1], 1), "the outer call answers, the later ones are refused");
}

#[callback(fail = -1)]
fn reenter_closure(value: c_int, #[context] f: &mut dyn FnMut(c_int) -> c_int) -> c_int {
    f(value)
}

#[test]
fn s16_reentered_fn_mut_is_refused() {
    let mut calls = vec![];
    let refused = reenter_closure::scope(
        &mut |value| {
            calls.push(value);
            let (shim, context) = GLOBAL.get();
            let inner = unsafe { sys::peer_call(shim, value + 1, context) };
            calls.push(inner);
            value
        },
        |cb| unsafe {
            GLOBAL.set((cb.shim(), cb.context()));
            sys::peer_call(cb.shim(), 5, cb.context())
        },
    )
    .unwrap_err();
    assert_eq!(refused.reason(), Reason::Reentered);
    assert_eq!(calls, [5, -1]);
}

#[callback(fail = -1)]
fn shared(value: c_int, #[context] seen: &RefCell<Vec<c_int>>) -> c_int {
    seen.borrow_mut().push(value);
    if value == 0 {
        return 0;
    }
    let (shim, context) = GLOBAL.get();
    1 + unsafe { sys::peer_call(shim, value - 1, context) }
}

#[test]
fn s16_shared_context_may_be_reentered() {
    let seen = RefCell::default();
    let depth = no_reports(|| {
        shared::scope(&seen, |cb| unsafe {
            GLOBAL.set((cb.shim(), cb.context()));
            sys::peer_call(cb.shim(), 4, cb.context())
        })
    });
    assert_eq!((depth, seen.into_inner()), (Ok(4), vec![4, 3, 2, 1, 0]));
}

#[callback(fail = -1)]
fn exclusive(value: c_int, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    value
}

#[test]
fn s16_mutable_context_can_be_entered_again_after_a_call_left() {
    let mut calls = 0;
    let answers = no_reports(|| {
        exclusive::scope(&mut calls, |cb| unsafe {
            [1, 2, 3].map(|value| sys::peer_call(cb.shim(), value, cb.context()))
        })
    });
    assert_eq!((answers, calls), (Ok([1, 2, 3]), 3));
}

#[callback(fail = -1)]
fn once(value: c_int, #[context] words: String) -> c_int {
    let (shim, context) = GLOBAL.get();
    let inner = unsafe { sys::peer_call(shim, value + 1, context) };
    assert_eq!((inner, words.as_str()), (-1, "mine"));
    value
}

#[test]
fn s16_reentered_context_by_value_is_refused() {
    let refused = once::scope("mine".to_owned(), |cb| unsafe {
        GLOBAL.set((cb.shim(), cb.context()));
        sys::peer_call(cb.shim(), 5, cb.context())
    })
    .unwrap_err();
    assert_eq!(refused.reason(), Reason::Consumed);
}

#[derive(Default)]
struct Parser {
    trail: Vec<&'static str>,
}

thread_local! {
    /// Handlers that `on_start` runs in its turn, on the context that it has out mutably.
    static HANDLERS: Cell<Option<sys::peer_handlers>> = const { Cell::new(None) };
}

#[callback]
fn on_start(#[context] parser: &mut Parser, _depth: c_int) {
    parser.trail.push("start");
    if let Some(handlers) = HANDLERS.take() {
        unsafe { sys::peer_handle(&raw const handlers, 1) };
        parser.trail.push("after");
    }
}

#[callback]
fn on_end(#[context] parser: &mut Parser, _depth: c_int) {
    parser.trail.push("end");
}

#[callback(fail = -1)]
fn on_value(#[context] parser: &mut Parser, value: c_int) -> c_int {
    parser.trail.push("value");
    value
}

#[test]
fn s17_other_callback_on_a_mutable_context_is_refused() {
    let mut parser = Parser::default();
    let (refused, reports) = reports(|| {
        on_start::scope(&mut parser, |cb| unsafe {
            let handlers = sys::peer_handlers {
                on_start: None,
                on_value: cb.also::<on_value>().shim(),
                on_end: cb.also::<on_end>().shim(),
                user: cb.context(),
            };
            HANDLERS.set(Some(handlers));
            let outer = sys::peer_handlers { on_start: cb.shim(), on_value: None, on_end: None, user: cb.context() };
            sys::peer_handle(&raw const outer, 1)
        })
    });
    assert_eq!(refused.unwrap_err().to_string().split(' ').nth(1), Some("`soundness_reentry::on_value`"));
    assert_eq!(parser.trail, ["start", "after"], "neither inner handler ran");
    assert_eq!(reports, [""; 0], "the first refusal is the one handed back");
}

#[test]
fn s17_callbacks_on_one_context_take_turns() {
    let mut parser = Parser::default();
    let sum = no_reports(|| {
        on_start::scope(&mut parser, |cb| unsafe {
            let handlers = sys::peer_handlers {
                on_start: cb.shim(),
                on_value: cb.also::<on_value>().shim(),
                on_end: cb.also::<on_end>().shim(),
                user: cb.context(),
            };
            sys::peer_handle(&raw const handlers, 2)
        })
    });
    assert_eq!((sum, parser.trail.join(" ").as_str()), (Ok(1), "start value end start value end"));
}

#[test]
fn s17_panic_inside_leaves_the_context_to_its_owner() {
    let mut calls = vec![];
    let text = panic_of(|| {
        reenter_closure::scope(
            &mut |value| {
                calls.push(value);
                panic!("inside {value}")
            },
            |cb| unsafe {
                sys::peer_call(cb.shim(), 1, cb.context());
                sys::peer_call(cb.shim(), 2, cb.context())
            },
        )
    });
    assert_eq!((text.as_str(), calls), ("inside 1", vec![1]));
}
