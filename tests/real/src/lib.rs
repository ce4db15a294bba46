//! Support for the tests against real libraries: a context whose calls end as a script says, and counts.

use std::time::{Duration, Instant};
use std::{
    any::Any,
    ffi::c_int,
    panic::{AssertUnwindSafe, catch_unwind},
    process::Command,
    sync::{
        Arc, Once,
        atomic::{AtomicI32, AtomicUsize, Ordering::SeqCst},
    },
};

use callback_runtime::ret::Errno;
use callback_runtime::{Failed, Outcome, live};

/// The end of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// With an answer.
    Answer = 0,
    /// With `Err(Told)`.
    Err = 1,
    /// With a panic.
    Panic = 2,
}

/// Every way in which a call can go wrong of itself.
pub const TROUBLES: [Mood; 2] = [Mood::Err, Mood::Panic];

/// The error of an actor.
#[derive(Debug, PartialEq, Eq)]
pub struct Told;

impl Errno for Told {
    fn errno(&self) -> c_int {
        libc::ENOSPC
    }
}

/// A view of an actor's script and calls from outside of its context.
#[derive(Debug, Default)]
pub struct Script {
    mood: AtomicI32,
    calls: AtomicUsize,
    drops: AtomicUsize,
}

impl Script {
    /// A script of calls that answer.
    pub fn new() -> Arc<Self> {
        hush();
        Arc::default()
    }

    /// A script of calls that end in this way.
    pub fn of(mood: Mood) -> Arc<Self> {
        let script = Self::new();
        script.set(mood);
        script
    }

    /// Sets the end of later calls.
    pub fn set(&self, mood: Mood) {
        self.mood.store(mood as i32, SeqCst);
    }

    /// A context that counts here when it is dropped.
    pub fn actor(self: &Arc<Self>) -> Actor {
        Actor(Arc::clone(self))
    }

    /// Returns the number of calls that reached the function.
    pub fn calls(&self) -> usize {
        self.calls.load(SeqCst)
    }

    /// Returns the number of dropped actors.
    pub fn drops(&self) -> usize {
        self.drops.load(SeqCst)
    }
}

/// The context of the callbacks in the tests. Its drops are counted, and it must be dropped once.
#[derive(Debug)]
pub struct Actor(Arc<Script>);

impl Actor {
    /// The body of the function: ends as the script says.
    ///
    /// # Errors
    ///
    /// The script says so.
    ///
    /// # Panics
    ///
    /// The script says so.
    pub fn act(&self) -> Result<(), Told> {
        self.0.calls.fetch_add(1, SeqCst);
        match self.0.mood.load(SeqCst) {
            0 => Ok(()),
            1 => Err(Told),
            _ => panic!("told to panic"),
        }
    }

    /// Returns the number of calls.
    pub fn calls(&self) -> usize {
        self.0.calls()
    }
}

impl Drop for Actor {
    fn drop(&mut self) {
        self.0.drops.fetch_add(1, SeqCst);
    }
}

/// The panic of an actor, and no other.
///
/// # Panics
///
/// It is another one.
pub fn assert_told(payload: &(dyn Any + Send)) {
    assert_eq!(payload.downcast_ref::<&str>(), Some(&"told to panic"));
}

/// Asserts that the outcome of a registration is the end that its actor was given.
///
/// # Panics
///
/// It is something else.
pub fn assert_outcome(outcome: Option<Outcome<Told>>, mood: Mood) {
    match (outcome, mood) {
        (None, Mood::Answer) | (Some(Outcome::Stopped(Told)), Mood::Err) => {}
        (Some(Outcome::Panicked(payload)), Mood::Panic) => assert_told(&*payload),
        (outcome, mood) => panic!("{mood:?} came back as {outcome:?}"),
    }
}

/// Asserts that the outcome of a scope is the end that its actor was given.
///
/// `scope` runs the scope; what C returned is given where nothing went wrong.
///
/// # Panics
///
/// It is something else.
pub fn assert_scope<R>(mood: Mood, scope: impl FnOnce() -> Result<R, Failed<Told>>) -> Option<R> {
    match (catch_unwind(AssertUnwindSafe(scope)), mood) {
        (Ok(Ok(returned)), Mood::Answer) => Some(returned),
        (Ok(Err(Failed::Err(Told))), Mood::Err) => None,
        (Err(payload), Mood::Panic) => {
            assert_told(&*payload);
            None
        }
        (Ok(Err(Failed::Refused(refused))), _) => panic!("{refused}"),
        (_, mood) => panic!("{mood:?} came back as something else"),
    }
}

/// Panics of actors are not printed: Rust's own panic hook changes `errno`, which is documented and would hide
/// what the shims do to it.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if info.payload().downcast_ref() != Some(&"told to panic") {
                print(info);
            }
        }));
    });
}

/// Returns the number of contexts of the callback with this name, whatever module it is in, once other tests have
/// dropped theirs.
pub fn live_contexts(name: &str) -> usize {
    let of_name = |callback: &str| callback.rsplit("::").next() == Some(name);
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let contexts = live().iter().filter(|live| of_name(live.callback)).map(|live| live.contexts).sum();
        if contexts == 0 || Instant::now() > until {
            return contexts;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Sets `errno`.
pub fn set_errno(value: c_int) {
    // SAFETY: no preconditions.
    let errno = unsafe { libc::__errno_location() };
    // SAFETY: the thread's own.
    unsafe { *errno = value };
}

/// `errno`.
pub fn errno() -> c_int {
    // SAFETY: no preconditions.
    let errno = unsafe { libc::__errno_location() };
    // SAFETY: the thread's own.
    unsafe { *errno }
}

/// Calls a C function that does not touch `errno` itself: neither must what it calls back.
///
/// # Panics
///
/// `errno` is another one afterwards.
pub fn keeps_errno<R>(call: impl FnOnce() -> R) -> R {
    set_errno(4321);
    let returned = call();
    assert_eq!(errno(), 4321, "errno was changed");
    returned
}

/// Runs the test `name` of this program again in a process of its own, with `variable` set, and gives its
/// exit code and what it wrote.
///
/// # Panics
///
/// The program cannot be started.
pub fn again(name: &str, variable: &str) -> (Option<i32>, String) {
    again_with(name, variable, "1")
}

/// As [`again`], with a value for the variable.
///
/// # Panics
///
/// The program cannot be started.
pub fn again_with(name: &str, variable: &str, value: &str) -> (Option<i32>, String) {
    let program = std::env::current_exe().expect("this program has a path");
    let output = Command::new(program)
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(variable, value)
        .output()
        .expect("this program starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}
