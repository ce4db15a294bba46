//! `atexit` and `on_exit`: the last callbacks of a process, run in processes of their own.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::{
    env,
    ffi::{c_int, c_void},
    process::exit,
};

use callback_real::{Actor, Mood, Script, again};
use callback_runtime::{Callback, callback, live, verify::Verify};

#[callback]
unsafe extern "C" {
    /// `int on_exit(void (*function)(int, void *), void *arg)`, which the `libc` crate does not declare
    unsafe fn on_exit(function: Option<unsafe extern "C" fn(c_int, *mut c_void)>, arg: *mut c_void) -> c_int;
}

const CHILD: &str = "CALLBACK_REAL_CHILD";

/// The lines that have one of these words; the first comes after what the test harness has written.
fn lines<'t>(text: &'t str, words: &[&str]) -> Vec<&'t str> {
    let lines = text.lines().filter(|line| words.iter().any(|word| line.contains(word)));
    lines.map(|line| line.rsplit(" ... ").next().unwrap_or(line)).collect()
}

fn is_child() -> bool {
    env::var_os(CHILD).is_some()
}

/// Says on standard output that it is dropped, and that it was dropped.
struct Last(Actor, &'static str);

impl Drop for Last {
    fn drop(&mut self) {
        println!("dropped {}", self.1);
    }
}

/// `void (*function)(int, void *)`
#[callback(threads)]
fn on_status(status: c_int, #[context] last: Last) {
    println!("exit({status}) with {}", last.1);
    last.0.act().expect("answers");
}

fn register_on_exit(mood: Mood, name: &'static str) {
    let registration = on_status::once(Last(Script::of(mood).actor(), name));
    // SAFETY: called once, with this context.
    assert_eq!(unsafe { on_exit(registration.shim(), registration.into_context()) }, 0);
}

#[test]
fn on_exit_consumes_its_contexts() {
    if is_child() {
        register_on_exit(Mood::Answer, "first");
        register_on_exit(Mood::Answer, "second");
        exit(7);
    }
    let (code, text) = again("on_exit_consumes_its_contexts", CHILD);
    assert_eq!(code, Some(7), "{text}");
    let order = ["exit(7) with second", "dropped second", "exit(7) with first", "dropped first"];
    assert_eq!(lines(&text, &["first", "second"]), order);
}

#[test]
fn a_panic_at_the_exit_is_said_and_the_exit_goes_on() {
    if is_child() {
        register_on_exit(Mood::Answer, "first");
        register_on_exit(Mood::Panic, "second");
        exit(7);
    }
    let (code, text) = again("a_panic_at_the_exit_is_said_and_the_exit_goes_on", CHILD);
    assert_eq!(code, Some(7), "{text}");
    assert!(text.contains("callback `libc_exit::on_status` panicked: told to panic"), "{text}");
    for name in ["first", "second"] {
        assert_eq!(text.matches(&format!("dropped {name}")).count(), 1, "{text}");
    }
}

/// `void (*function)(void)`: no argument, no result, no context.
#[callback(threads, returns = ())]
fn at_exit(#[context(pool = 2)] last: &Last) -> Result<(), callback_real::Told> {
    println!("at exit with {}", last.1);
    last.0.act()
}

fn register_at_exit(
    mood: Mood,
    name: &'static str,
) -> callback_runtime::Registration<at_exit, callback_runtime::context::Slotted> {
    let registration = at_exit::acquire(Last(Script::of(mood).actor(), name)).unwrap();
    // SAFETY: `exit` alone calls it.
    let function = unsafe { registration.shim_safe() };
    // SAFETY: a function for the end of the process.
    assert_eq!(unsafe { libc::atexit(function) }, 0);
    registration
}

#[test]
fn atexit_has_contexts_that_live_on() {
    if is_child() {
        std::mem::forget(register_at_exit(Mood::Answer, "first"));
        std::mem::forget(register_at_exit(Mood::Answer, "second"));
        println!("live {}", live()[0].contexts);
        exit(7);
    }
    let (code, text) = again("atexit_has_contexts_that_live_on", CHILD);
    assert_eq!(code, Some(7), "{text}");
    assert_eq!(lines(&text, &["live ", " with "]), ["live 2", "at exit with second", "at exit with first"], "{text}");
    assert!(!text.contains("dropped"), "nobody closes them: {text}");
}

/// `atexit` cannot be taken back: the function comes for a context that is gone.
#[test]
fn atexit_after_the_context_is_gone_is_refused() {
    if is_child() {
        drop(register_at_exit(Mood::Answer, "first"));
        println!("closed");
        exit(7);
    }
    let (code, text) = again("atexit_after_the_context_is_gone_is_refused", CHILD);
    assert_eq!(code, Some(7), "{text}");
    assert!(text.contains("dropped first"), "{text}");
    assert!(!text.contains("at exit with"), "{text}");
    assert!(text.contains("callback `libc_exit::at_exit` was called"), "{text}");
}

/// Nobody can take an outcome after the exit: what is kept then must be said by then.
#[test]
fn troubles_at_exit_are_not_silent() {
    for (name, mood) in [("err", Mood::Err), ("panic", Mood::Panic)] {
        if is_child() {
            if env::var_os(CHILD).as_deref() != Some(name.as_ref()) {
                continue;
            }
            let registration = register_at_exit(mood, "first");
            registration.notify(|| println!("the hook is told"));
            std::mem::forget(registration);
            exit(7);
        }
        let (code, text) = callback_real::again_with("troubles_at_exit_are_not_silent", CHILD, name);
        assert_eq!(code, Some(7), "{text}");
        assert!(text.contains("at exit with first"), "{text}");
        assert!(text.contains("the hook is told"), "{text}");
    }
}

#[test]
fn callbacks_are_as_the_header_says() {
    Verify::new()
        .define("_GNU_SOURCE")
        .header("stdlib.h")
        .declared::<on_exit>()
        .callback::<on_status>()
        .is_parameter("on_exit", 1)
        .callback::<at_exit>()
        .is_parameter("atexit", 1)
        .check();
}
