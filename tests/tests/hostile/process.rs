//! Events that end a process, or happen while it ends: each runs in a child of its own.

use std::ffi::c_int;
use std::process::Output;

use callback_runtime::{Callback, callback};
use callback_tests::hostile::{TAKES, c as peer, hostile_fn};
use callback_tests::this_program;

use crate::support::{Drops, Peer, Sum};

/// Runs a test of this file in a child; `None` in the child itself.
fn in_child(test: &str) -> Option<Output> {
    const CHILD: &str = "CALLBACK_TESTS_CHILD";
    if std::env::var(CHILD).is_ok_and(|child| child == test) {
        return None;
    }
    let mut command = this_program();
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(CHILD, test);
    Some(command.output().unwrap())
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

// 19: atexit

// The test is a thread, and the process ends on another.
#[callback(threads, fail = -1)]
fn at_exit(value: c_int, #[context] state: &mut Sum) -> c_int {
    let sum = state.add(value);
    println!("at exit: {sum}");
    assert!(value < 100, "too late");
    sum
}

#[callback(fail = -1)]
fn closed_at_exit(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s19_callbacks_run_while_the_process_ends() {
    let Some(output) = in_child("process::s19_callbacks_run_while_the_process_ends") else {
        let drops = Drops::default();
        let (owned, handled) = (at_exit::own(Sum::new(&drops)), at_exit::own(Sum::new(&drops)));
        let closed = closed_at_exit::own(Sum::new(&drops));
        let (late_shim, late): (hostile_fn, _) = (closed.shim(), closed.context());
        drop(closed);
        // C calls them in the order from the last to the first.
        unsafe {
            peer::hostile_at_exit(handled.shim(), handled.context(), 100);
            peer::hostile_at_exit(handled.shim(), handled.context(), 10);
            peer::hostile_at_exit(owned.shim(), owned.context(), 20);
            peer::hostile_at_exit(owned.shim(), owned.context(), 22);
            peer::hostile_at_exit(late_shim, late, 1);
        }
        // They have to be there: whoever drops them here has to tell C.
        owned.into_context();
        handled.into_context();
        return;
    };
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    let lines: Vec<_> = stdout.lines().filter(|line| line.starts_with("at exit")).collect();
    assert_eq!(lines, ["at exit: 22", "at exit: 42", "at exit: 10", "at exit: 110"]);
    assert!(stderr.contains("too late"), "{stderr}");
    assert!(stderr.contains("`hostile::process::closed_at_exit` was called after its context was closed"), "{stderr}");
}

// fork

#[cfg(unix)]
mod fork;

// 30: an exception of another language

#[callback(fail = -1)]
fn throws(value: c_int, #[context] state: &mut Sum) -> c_int {
    let answer = unsafe { peer::hostile_throw(value) };
    println!("went on: {answer}");
    state.add(answer)
}

#[test]
fn s30_foreign_exception_ends_the_process_at_the_callback() {
    let Some(output) = in_child("process::s30_foreign_exception_ends_the_process_at_the_callback") else {
        let drops = Drops::default();
        let c = Peer::new();
        let registration = throws::own(Sum::new(&drops));
        unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
        println!("answered: {}", unsafe { c.emit(1) });
        return;
    };
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(!output.status.success(), "{stdout}{stderr}");
    assert!(!stdout.contains("answered") && !stdout.contains("went on"), "it went on: {stdout}");
    assert!(stderr.contains("Rust cannot catch foreign exceptions"), "{stderr}");
}

#[callback(panic = abort, fail = -1)]
fn throws_uncaught(value: c_int, #[context] _state: &Sum) -> c_int {
    unsafe { peer::hostile_throw(value) }
}

#[test]
fn s30_foreign_exception_ends_the_process_without_capture_too() {
    let Some(output) = in_child("process::s30_foreign_exception_ends_the_process_without_capture_too") else {
        let drops = Drops::default();
        let c = Peer::new();
        let registration = throws_uncaught::own(Sum::new(&drops));
        unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
        println!("answered: {}", unsafe { c.emit(1) });
        return;
    };
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(!output.status.success() && !stdout.contains("answered"), "{stdout}{stderr}");
    assert!(stderr.contains("callback `hostile::process::throws_uncaught`"), "{stderr}");
}

// 34: the calling convention of C's prototype

#[cfg(target_arch = "x86_64")]
#[callback(fail = -1)]
extern "win64" fn microsoft(a: c_int, b: i64, c: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(a + c) + (b >> 32) as c_int
}

#[cfg(target_arch = "x86_64")]
#[test]
fn s34_shim_has_the_convention_of_the_function() {
    let drops = Drops::default();
    let registration = microsoft::own(Sum::new(&drops));
    let answer = unsafe { peer::hostile_ms_abi(registration.shim(), 1, 5 << 32, 3, registration.context()) };
    assert_eq!(answer, 9);
    let mut sum = Sum::new(&drops);
    let answer =
        microsoft::scope(&mut sum, |cb| unsafe { peer::hostile_ms_abi(cb.shim(), 10, 1 << 32, 20, cb.context()) });
    assert_eq!((answer, sum.sum), (Ok(31), 30));
}
