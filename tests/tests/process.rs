//! Effects on the whole process, in processes of their own: `panic = abort`, and the report hook.

use std::ffi::{c_int, c_uint, c_void};
use std::process::ExitStatus;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use callback_runtime::report::{LostFailure, Report};
use callback_runtime::{Callback, Failed, callback, set_report_hook};
use callback_tests::{sys, this_program};

const CHILD: &str = "CALLBACK_TESTS_CHILD";

/// Runs `child` in a process of its own: this test again, alone.
///
/// Its exit status and what it wrote to standard error; `None` in the child itself, when `child` returned.
fn in_a_child(test: &str, child: impl FnOnce()) -> Option<(ExitStatus, String)> {
    if std::env::var_os(CHILD).is_some_and(|name| name == test) {
        child();
        return None;
    }
    let output = this_program()
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(CHILD, test)
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    Some((output.status, String::from_utf8_lossy(&output.stderr).into_owned()))
}

#[callback(fail = -1, panic = abort)]
fn aborting(value: c_int, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    assert!(value < 2, "too large");
    value
}

#[callback(panic = abort)]
fn aborting_without_context() {
    panic!("at once")
}

#[callback(ok = 0, err = -1, panic = abort)]
fn aborting_result(value: &c_int, #[context] _state: &()) -> Result<(), c_int> {
    if *value == 0 { Ok(()) } else { Err(*value) }
}

fn assert_aborted(status: ExitStatus, stderr: &str, callback: &str, message: &str) {
    #[cfg(unix)]
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(libc::SIGABRT), "{status}\n{stderr}");
    assert!(!status.success(), "{status}\n{stderr}");
    assert!(stderr.contains(&format!("callback `{callback}` panicked and has `panic = abort`")), "{stderr}");
    assert!(stderr.contains(message), "the message of the panic itself: {stderr}");
    assert!(!stderr.contains("still here"), "{stderr}");
}

#[test]
fn abort_names_the_callback() {
    let child = in_a_child("abort_names_the_callback", || {
        let mut calls = 0;
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            aborting::scope(&mut calls, |cb| unsafe { sys::peer_until(9, cb.shim(), cb.context(), -5) }).unwrap();
            aborting::scope(&mut calls, |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) })
        }));
        eprintln!("still here");
    });
    if let Some((status, stderr)) = child {
        assert_aborted(status, &stderr, "process::aborting", "too large");
    }
}

#[test]
fn abort_without_a_context() {
    let child = in_a_child("abort_without_a_context", || {
        let shim: unsafe extern "C" fn() = aborting_without_context::shim();
        unsafe { shim() };
        eprintln!("still here");
    });
    if let Some((status, stderr)) = child {
        assert_aborted(status, &stderr, "process::aborting_without_context", "at once");
    }
}

/// Everything but a panic is as ever.
#[test]
fn abort_is_for_panics_alone() {
    let mut calls = 0;
    let answer = aborting::scope(&mut calls, |cb| unsafe { sys::peer_call(cb.shim(), 1, cb.context()) });
    assert_eq!((answer, calls), (Ok(1), 1));
    let call = |value: *const c_int| {
        let mut answer = 9;
        let outcome = aborting_result::scope(&(), |cb| unsafe {
            answer = sys::peer_pointer(cb.shim(), value.cast(), cb.context());
        });
        (outcome, answer)
    };
    assert_eq!(call(&0), (Ok(()), 0));
    assert_eq!(call(&5), (Err(Failed::Err(5)), -1));
    assert!(matches!(call(std::ptr::null()), (Err(Failed::Refused(_)), -1)));
}

#[callback(fail = -1)]
fn capturing(value: c_int) -> c_int {
    panic!("captured {value}")
}

#[test]
fn reports_go_to_standard_error() {
    let child = in_a_child("reports_go_to_standard_error", || {
        std::panic::set_hook(Box::new(|_| ()));
        assert_eq!(unsafe { sys::peer_plain(capturing::shim(), 3) }, -1);
    });
    if let Some((status, stderr)) = child {
        assert!(status.success(), "{status}\n{stderr}");
        assert_eq!(stderr, "callback `process::capturing` panicked: captured 3\n");
    }
}

#[test]
fn hook_gets_the_payload() {
    let child = in_a_child("hook_gets_the_payload", || {
        std::panic::set_hook(Box::new(|_| ()));
        set_report_hook(|report: &Report<'_>| {
            let LostFailure::Panic(payload) = report.loss() else { panic!("another loss") };
            eprintln!("{}: {}", report.callback(), payload.downcast_ref::<String>().unwrap());
        });
        assert_eq!(unsafe { sys::peer_plain(capturing::shim(), 4) }, -1);
    });
    if let Some((status, stderr)) = child {
        assert!(status.success(), "{status}\n{stderr}");
        assert_eq!(stderr, "process::capturing: captured 4\n");
    }
}

#[test]
fn panic_of_the_hook_is_contained() {
    let child = in_a_child("panic_of_the_hook_is_contained", || {
        std::panic::set_hook(Box::new(|_| ()));
        set_report_hook(|report| {
            eprintln!("hook: {report}");
            panic!("the hook")
        });
        assert_eq!(unsafe { sys::peer_plain(capturing::shim(), 5) }, -1);
        eprintln!("still here");
    });
    if let Some((status, stderr)) = child {
        assert!(status.success(), "{status}\n{stderr}");
        assert_eq!(stderr, "hook: callback `process::capturing` panicked: captured 5\nstill here\n");
    }
}

/// Nowhere to write a report to.
#[cfg(unix)]
#[test]
fn closed_standard_error_is_no_failure() {
    let child = in_a_child("closed_standard_error_is_no_failure", || {
        std::panic::set_hook(Box::new(|_| ()));
        let mut after = 0;
        unsafe { libc::close(2) };
        let answer = unsafe { sys::peer_errno_plain(capturing::shim(), 6, libc::ERANGE, &raw mut after) };
        assert_eq!((answer, after), (-1, libc::ERANGE), "`errno` too is as it was");
        std::process::exit(17);
    });
    if let Some((status, stderr)) = child {
        assert_eq!((status.code(), stderr.as_str()), (Some(17), ""));
    }
}

#[callback(panic = abort)]
fn exits(code: &c_int) -> ! {
    std::process::exit(*code)
}

#[test]
fn a_function_that_ends_the_process() {
    let call = |code: *const c_int| unsafe {
        let shim: unsafe extern "C" fn(*const c_int) -> ! = exits::shim();
        shim(code)
    };
    if let Some((status, _)) = in_a_child("a_function_that_ends_the_process", || call(&17)) {
        assert_eq!(status.code(), Some(17));
    }
}

#[test]
fn a_function_that_cannot_end_the_process_aborts_it() {
    let child = in_a_child("a_function_that_cannot_end_the_process_aborts_it", || unsafe {
        let shim: unsafe extern "C" fn(*const c_int) -> ! = exits::shim();
        shim(std::ptr::null())
    });
    if let Some((status, stderr)) = child {
        assert!(!status.success(), "{status}\n{stderr}");
        assert!(stderr.contains("callback `process::exits`: parameter `code` is NULL"), "{stderr}");
        assert!(stderr.contains("callback `process::exits` has nothing to return to"), "{stderr}");
    }
}

/// The thread has come to where it is cancelled.
static INSIDE: AtomicBool = AtomicBool::new(false);

#[callback(threads, panic = abort)]
fn cancelled(#[context] seconds: &c_uint) {
    unsafe extern "C-unwind" {
        fn sleep(seconds: c_uint) -> c_uint;
    }

    INSIDE.store(true, SeqCst);
    unsafe { sleep(*seconds) };
}

/// The forced unwinding of a cancelled thread is no panic.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn s51_cancelled_thread_has_not_panicked() {
    let child = in_a_child("s51_cancelled_thread_has_not_panicked", || {
        type Start = extern "C" fn(*mut c_void) -> *mut c_void;
        let registration = cancelled::share(10);
        let start: unsafe extern "C" fn(*mut c_void) = registration.shim();
        let mut thread = std::mem::MaybeUninit::uninit();
        unsafe {
            let start = std::mem::transmute::<unsafe extern "C" fn(*mut c_void), Start>(start);
            libc::pthread_create(thread.as_mut_ptr(), std::ptr::null(), start, registration.context().cast());
            while !INSIDE.load(SeqCst) {
                std::thread::yield_now();
            }
            libc::pthread_cancel(thread.assume_init());
            libc::pthread_join(thread.assume_init(), std::ptr::null_mut());
        }
    });
    if let Some((status, stderr)) = child {
        // Optimised code has nothing to clean up, and the thread just ends.
        let told = stderr.contains("callback `process::cancelled` was unwound by a cancelled thread");
        assert!(status.success() || told, "{status}\n{stderr}");
        assert!(!stderr.contains("panicked"), "{stderr}");
    }
}

#[callback(fail = -1)]
fn refuses_each(value: &c_int, #[context] _state: &c_int) -> c_int {
    *value
}

/// A library that passes NULL a hundred thousand times does not fill the standard error of its program.
#[test]
fn s60_reports_are_limited_and_count_what_they_left_out() {
    let child = in_a_child("s60_reports_are_limited_and_count_what_they_left_out", || {
        let registration = refuses_each::own(0);
        let (f, user): (sys::peer_pointer_fn, _) = (registration.shim(), registration.context());
        for _ in 0..100_000 {
            assert_eq!(unsafe { sys::peer_pointer(f, std::ptr::null(), user) }, -1);
        }
    });
    if let Some((status, stderr)) = child {
        assert!(status.success(), "{stderr}");
        let lines: Vec<_> = stderr.lines().filter(|line| line.contains("is NULL")).collect();
        // 16, and the powers of two behind them, of each second that it took, which an emulator makes many; the one that was kept is
        // the last.
        assert!((17..10_000).contains(&lines.len()), "{}", lines.len());
        assert!(
            lines.iter().any(|line| line.ends_with("reports of this callback before it were left out)")),
            "{stderr}"
        );
    }
}
