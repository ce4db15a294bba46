//! Handles that C changes: `&mut T` of an opaque type, as an argument and in callbacks.

use std::cell::Cell;
use std::ffi::{CStr, CString, c_int, c_void};
use std::rc::Rc;

use callback_runtime::foreign::CBox;
use callback_runtime::{Callback, Reason, Refused, callback};
use callback_tests as _;

#[callback]
unsafe extern "C" {
    type Interp;

    unsafe fn exclusive_free(interp: *mut Interp);
    safe fn exclusive_freed() -> c_int;
    #[callback(free = exclusive_free)]
    safe fn exclusive_new() -> CBox<Interp>;
    safe fn exclusive_set(interp: &mut Interp, text: &CStr);
    safe fn exclusive_result(interp: &Interp) -> &CStr;
    safe fn exclusive_count(interp: &Interp) -> c_int;
    safe fn exclusive_next(interp: &mut Interp) -> Option<&CStr>;
    #[link_name = "exclusive_next"]
    safe fn next_of<'i>(interp: Option<&'i mut Interp>) -> Option<&'i CStr>;

    safe fn exclusive_command(
        interp: &mut Interp,
        #[callback(retained, until = interp, fail = -7)] f: Option<
            fn(#[context] _: _, interp: &mut Interp, argument: c_int) -> c_int,
        >,
        #[context(f)] _: *mut c_void,
    );
    safe fn exclusive_eval(interp: &mut Interp, argument: c_int) -> c_int;

    safe fn exclusive_each(
        interp: &mut Interp,
        n: c_int,
        #[callback(fail = -7)] f: fn(#[context] _: _, interp: &mut Interp, argument: c_int) -> c_int,
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    #[link_name = "exclusive_two"]
    unsafe fn two(
        a: *mut Interp,
        b: *mut Interp,
        #[callback(fail = -7)] f: fn(a: &mut Interp, b: &Interp, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    ) -> c_int;
}

#[test]
fn result_ends_with_the_next_change() {
    let mut interp = exclusive_new();
    exclusive_set(&mut interp, c"one");
    assert_eq!(exclusive_result(&interp), c"one");
    exclusive_set(&mut interp, c"two");
    let result = exclusive_result(&interp);
    assert_eq!((result, exclusive_count(&interp)), (c"two", 2));
    assert_eq!(exclusive_next(&mut interp), Some(c"3"));
    assert_eq!(next_of(Some(&mut interp)), Some(c"4"));
}

#[test]
fn swapped_references_swap_nothing() {
    let (mut a, mut b) = (exclusive_new(), exclusive_new());
    exclusive_set(&mut a, c"a");
    exclusive_set(&mut b, c"b");
    std::mem::swap(&mut *a, &mut *b);
    assert_eq!((exclusive_result(&a), exclusive_result(&b)), (c"a", c"b"));
    // Whole boxes are swapped as any values are.
    std::mem::swap(&mut a, &mut b);
    assert_eq!((exclusive_result(&a), exclusive_result(&b)), (c"b", c"a"));
}

#[test]
fn callback_changes_the_handle_that_is_lent() {
    let mut interp = exclusive_new();
    let sum = exclusive_each(&mut interp, 3, |interp, argument| {
        exclusive_set(interp, &CString::new(argument.to_string()).unwrap());
        // Within the call, and lent on.
        exclusive_each(interp, 2, |interp, inner| {
            exclusive_set(interp, c"inner");
            inner
        })
        .unwrap()
    });
    assert_eq!(sum.unwrap(), 3);
    assert_eq!((exclusive_result(&interp), exclusive_count(&interp)), (c"inner", 9));
}

#[test]
fn kept_closure_ends_with_the_handle() {
    let before = exclusive_freed();
    let calls = Rc::new(Cell::new(0));
    let mut interp = exclusive_new();
    let command = {
        let calls = Rc::clone(&calls);
        move |interp: &mut Interp, argument| {
            calls.set(calls.get() + 1);
            if argument >= 0 {
                exclusive_set(interp, c"called");
            }
            argument + 1
        }
    };
    exclusive_command(&mut interp, Some(Box::new(command)));
    assert_eq!(exclusive_eval(&mut interp, 4), 5);
    assert_eq!(exclusive_result(&interp), c"called");
    drop(interp);
    assert_eq!((calls.get(), exclusive_freed() - before), (2, 1));
    assert_eq!(Rc::strong_count(&calls), 1);
}

/// C passes one object as two arguments of a call, one of which is `&mut`.
#[test]
fn s57_one_handle_as_two_arguments() {
    let mut handles = [exclusive_new(), exclusive_new()];
    let [a, b] = handles.each_mut().map(|handle| handle.as_ptr());
    let mut calls = 0;
    let mut call = |a, b| {
        unsafe {
            two(a, b, |a, b| {
                exclusive_set(a, c"a");
                calls += 1;
                exclusive_count(b)
            })
        }
        .map_err(|refused: Refused| refused.reason())
    };
    assert_eq!(call(a, b).unwrap(), 0);
    assert!(matches!(call(a, a).unwrap_err(), Reason::Overlapping));
    assert_eq!(calls, 1);
}

#[callback(fail = -7)]
fn both(a: &mut Interp, b: &mut Interp, #[context] _calls: &mut c_int) -> c_int {
    exclusive_set(a, c"a");
    exclusive_set(b, c"b");
    1
}

#[callback(fail = -7)]
fn beside(_a: &Interp, b: &mut Interp, #[context] context: &Interp) -> c_int {
    exclusive_set(b, c"b");
    exclusive_count(context)
}

mod c {
    use std::ffi::{c_int, c_void};

    type Two = unsafe extern "C" fn(*mut c_void, *mut c_void, *mut c_void) -> c_int;

    #[allow(clashing_extern_declarations)]
    unsafe extern "C" {
        pub(super) fn exclusive_two(a: *mut c_void, b: *mut c_void, f: Two, data: *mut c_void) -> c_int;
    }
}

#[test]
fn s57_one_handle_twice_in_an_annotated_function() {
    let (a, b) = (exclusive_new(), exclusive_new());
    let [a, b] = [&a, &b].map(|handle| handle.as_ptr().cast::<c_void>());
    let run = |a, b| both::scope(&mut 0, |cb| unsafe { c::exclusive_two(a, b, cb.shim(), cb.context()) });
    assert_eq!(run(a, b).unwrap(), 1);
    assert!(matches!(run(b, b).unwrap_err().reason(), Reason::Overlapping));
}

#[test]
fn s57_a_handle_that_is_the_context_too() {
    let (a, b, other) = (exclusive_new(), exclusive_new(), exclusive_new());
    let [a, c] = [&a, &b].map(|handle| handle.as_ptr().cast::<c_void>());
    let run =
        |context: &Interp, b| beside::scope(context, |cb| unsafe { c::exclusive_two(a, b, cb.shim(), cb.context()) });
    assert_eq!(run(&other, c).unwrap(), 0);
    assert!(matches!(run(&b, c).unwrap_err().reason(), Reason::Overlapping));
}

mod threads {
    use super::*;

    #[callback]
    unsafe extern "C" {
        pub type Free;

        #[link_name = "exclusive_free"]
        unsafe fn free_free(interp: *mut Free);
        #[callback(free = free_free)]
        #[link_name = "exclusive_new"]
        pub safe fn free_new() -> CBox<Free>;
        #[link_name = "exclusive_set"]
        pub safe fn free_set(interp: &mut Free, text: &CStr);
        #[link_name = "exclusive_result"]
        pub safe fn free_result(interp: &Free) -> &CStr;
        #[link_name = "exclusive_count"]
        pub safe fn free_count(interp: &Free) -> c_int;
        #[link_name = "exclusive_command"]
        pub safe fn free_command(
            interp: &mut Free,
            #[callback(retained, threads, until = interp, fail = -7)] f: Option<
                fn(#[context] _: _, interp: &mut Free, argument: c_int) -> c_int,
            >,
            #[context(f)] _: *mut c_void,
        );
        #[link_name = "exclusive_command"]
        pub safe fn local_command(
            interp: &mut Free,
            #[callback(retained, until = interp, fail = -7)] f: Option<
                fn(#[context] _: _, interp: &mut Free, argument: c_int) -> c_int,
            >,
            #[context(f)] _: *mut c_void,
        );
        #[link_name = "exclusive_eval"]
        pub safe fn free_eval(interp: &mut Free, argument: c_int) -> c_int;
    }

    // SAFETY: the C peer keeps nothing by thread.
    unsafe impl Send for Free {}
    // SAFETY: functions that take `&Free` only read.
    unsafe impl Sync for Free {}

    #[test]
    fn box_moves_between_threads_and_is_shared() {
        let mut free = free_new();
        free_set(&mut free, c"here");
        free_command(&mut free, Some(Box::new(|_, argument| argument + 1)));
        let mut free = std::thread::spawn(move || {
            free_set(&mut free, c"there");
            assert_eq!(free_eval(&mut free, 1), 2);
            free
        })
        .join()
        .unwrap();
        std::thread::scope(|scope| {
            let read = || assert_eq!((free_result(&free), free_count(&free)), (c"there", 2));
            scope.spawn(read);
            read();
        });
        free_set(&mut free, c"back");
    }

    /// The closure stays on its thread: it is neither called nor dropped on another one.
    #[test]
    fn s13_closure_of_one_thread_in_a_box_that_moves() {
        let kept = Rc::new(());
        let mut free = free_new();
        let closure = Rc::clone(&kept);
        local_command(&mut free, Some(Box::new(move |_, argument| argument + Rc::strong_count(&closure) as c_int)));
        assert_eq!(free_eval(&mut free, 1), 3);
        std::thread::spawn(move || assert_eq!(free_eval(&mut free, 1), -7)).join().unwrap();
        assert_eq!(Rc::strong_count(&kept), 2);
    }
}
