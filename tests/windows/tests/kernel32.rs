//! Threads, timers and storage of `kernel32`.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::{CStr, c_void};
use std::ptr::{null, null_mut};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, ThreadId};

use callback_runtime::ret::CBool;
use callback_runtime::{Callback, callback, live};
use callback_windows::{narrow, narrow_at, wide};
use windows_sys::Win32::Foundation::{CloseHandle, INVALID_HANDLE_VALUE, SYSTEMTIME};
use windows_sys::Win32::Globalization::*;
use windows_sys::Win32::System::SystemInformation::GetSystemTime;
use windows_sys::Win32::System::Threading::*;

#[test]
fn s10_out_parameter() {
    let mut time = SYSTEMTIME::default();
    unsafe { GetSystemTime(&raw mut time) };
    assert!(time.wYear >= 2024 && (1..=12).contains(&time.wMonth));
}

// S12

/// `VOID CALLBACK (PVOID, BOOLEAN)`
#[callback(threads)]
extern "system" fn on_timer(#[context] ticks: &AtomicU32, fired: bool) {
    ticks.fetch_add(u32::from(fired), Ordering::SeqCst);
}

#[test]
fn s12_timer_of_a_queue() {
    let registration = on_timer::own(AtomicU32::new(0));
    let mut timer = null_mut();
    assert_ne!(
        unsafe {
            CreateTimerQueueTimer(&raw mut timer, null_mut(), registration.shim(), registration.context(), 5, 5, 0)
        },
        0
    );
    thread::sleep(std::time::Duration::from_millis(100));
    // Waits until no call is inside.
    let registration = registration
        .on_close(|| assert_ne!(unsafe { DeleteTimerQueueTimer(null_mut(), timer, INVALID_HANDLE_VALUE) }, 0));
    assert!(registration.outcome().is_none());
    drop(registration);
    assert!(live().iter().all(|live| live.callback != "kernel32::on_timer"));
}

type Job = Box<dyn FnOnce() + Send>;

/// `VOID CALLBACK (PTP_CALLBACK_INSTANCE, PVOID)`, once.
#[callback(threads)]
extern "system" fn on_pool(_instance: isize, #[context] job: Job) {
    job();
}

/// `DWORD WINAPI (LPVOID)`, once.
#[callback(threads, fail = 1)]
extern "system" fn on_thread(#[context] job: Box<dyn FnOnce() -> u32 + Send>) -> u32 {
    job()
}

fn send_id(sender: Sender<ThreadId>) {
    sender.send(thread::current().id()).unwrap();
}

#[test]
fn s12_foreign_threads() {
    let (sender, receiver) = channel();
    let registration = on_pool::once(Box::new({
        let sender = sender.clone();
        move || send_id(sender)
    }));
    assert_ne!(unsafe { TrySubmitThreadpoolCallback(registration.shim(), registration.into_context(), null()) }, 0);
    assert_ne!(receiver.recv().unwrap(), thread::current().id());

    let registration = on_thread::once(Box::new(move || {
        send_id(sender);
        42
    }));
    let mut code = 0;
    unsafe {
        let thread = CreateThread(null(), 0, registration.shim(), registration.into_context(), 0, null_mut());
        WaitForSingleObject(thread, INFINITE);
        GetExitCodeThread(thread, &raw mut code);
        CloseHandle(thread);
    }
    assert_ne!(receiver.recv().unwrap(), thread::current().id());
    assert_eq!(code, 42);
}

// S13

/// `LOCALE_CUSTOM_UNSPECIFIED` of winnls.h: a locale without a number of its own.
const CUSTOM: u32 = 0x1000;

/// `BOOL CALLBACK (LPSTR)`: a number in hexadecimal, and no user data.
#[callback(fail = CBool(false))]
extern "system" fn on_number(number: &CStr, #[context(thread_local)] numbers: &mut Vec<u32>) -> CBool {
    numbers.push(u32::from_str_radix(number.to_str().unwrap(), 16).unwrap());
    CBool(true)
}

/// `BOOL CALLBACK (LPWSTR, DWORD, LPARAM)`
#[callback(fail = CBool(false))]
extern "system" fn on_name(
    name: *const u16,
    _flags: u32,
    #[context(as = isize)] names: &mut BTreeSet<String>,
) -> CBool {
    names.insert(unsafe { narrow_at(name) });
    CBool(true)
}

#[test]
fn s13_locales_with_and_without_user_data() {
    let mut numbers = vec![];
    let answer = on_number::scope(&mut numbers, |cb| unsafe { EnumSystemLocalesA(cb.shim(), LCID_SUPPORTED) });
    assert_ne!(answer.unwrap(), 0);
    let mut names = BTreeSet::new();
    let answer = on_name::scope(&mut names, |cb| unsafe {
        EnumSystemLocalesEx(cb.shim(), LOCALE_WINDOWS | LOCALE_SPECIFICDATA, cb.context(), null())
    });
    assert_ne!(answer.unwrap(), 0);
    let name_of = |&number: &u32| {
        let mut name = [0; 85];
        assert_ne!(unsafe { LCIDToLocaleName(number, name.as_mut_ptr(), 85, 0) }, 0, "{number:#x}");
        narrow(&name)
    };
    // A name with `_` is another order of sorting, which has a number alone; the others are the same.
    let by_number: BTreeSet<String> = numbers.iter().map(name_of).filter(|name| !name.contains('_')).collect();
    let by_name: BTreeSet<String> = names.into_iter().filter(|name| !name.is_empty() && has_number(name)).collect();
    assert!(by_number.contains("en-US") && by_number.len() > 50, "{}", by_number.len());
    assert_eq!(by_number.symmetric_difference(&by_name).collect::<Vec<_>>(), [""; 0]);
}

/// Returns true if a locale is one of a language in a country, and has a number of its own.
fn has_number(name: &str) -> bool {
    let name = wide(name);
    let (mut neutral, size) = (0_u32, 2);
    let number = unsafe { LocaleNameToLCID(name.as_ptr(), 0) };
    let kind = LOCALE_INEUTRAL | LOCALE_RETURN_NUMBER;
    let units = unsafe { GetLocaleInfoEx(name.as_ptr(), kind, (&raw mut neutral).cast(), size) };
    assert_eq!(units, size);
    neutral == 0 && number != 0 && number != CUSTOM
}

// S14

/// Counts its drop.
struct Counted(Rc<Cell<u32>>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.update(|count| count + 1);
    }
}

/// `VOID WINAPI (PVOID)`: ends the context.
#[callback]
extern "system" fn on_free(#[context(as = *const c_void)] state: Counted) {
    let _ = state;
}

#[callback(fail = 0)]
extern "system" fn use_state(value: u32, #[context] state: &Counted) -> u32 {
    value + state.0.get()
}

#[test]
fn s14_storage_drops_its_value_once() {
    // By the destroy notify of any context.
    let drops = Rc::new(Cell::new(0));
    let registration = use_state::own(Counted(drops.clone()));
    let index = unsafe { FlsAlloc(registration.destroy()) };
    assert_ne!(unsafe { FlsSetValue(index, registration.into_context()) }, 0);
    assert_eq!(drops.get(), 0);
    assert_ne!(unsafe { FlsFree(index) }, 0);
    assert_eq!(drops.get(), 1);

    // And by a callback that takes it by value.
    let registration = on_free::once(Counted(drops.clone()));
    let index = unsafe { FlsAlloc(registration.shim()) };
    assert_ne!(unsafe { FlsSetValue(index, registration.into_context()) }, 0);
    assert_ne!(unsafe { FlsFree(index) }, 0);
    assert_eq!(drops.get(), 2);
    assert_eq!(live().iter().filter(|live| live.callback.ends_with("on_free")).count(), 0);
}

// S15

/// `VOID CALLBACK (ULONG_PTR)`
#[callback]
extern "system" fn on_apc(#[context(as = usize)] job: Box<dyn FnOnce()>) {
    job();
}

#[test]
fn s15_procedure_call_runs_once() {
    let runs = Rc::new(Cell::new(0));
    let counted = runs.clone();
    let registration = on_apc::once(Box::new(move || counted.update(|runs| runs + 1)));
    let queued = unsafe { QueueUserAPC(registration.shim(), GetCurrentThread(), registration.into_context()) };
    assert_ne!(queued, 0);
    assert_eq!((runs.get(), Rc::strong_count(&runs)), (0, 2));
    unsafe { SleepEx(0, 1) };
    unsafe { SleepEx(0, 1) };
    assert_eq!((runs.get(), Rc::strong_count(&runs)), (1, 1), "consumed");
}

/// `BOOL CALLBACK (PINIT_ONCE, PVOID, PVOID *)`
#[callback(fail = CBool(false))]
extern "system" fn on_init(
    _once: *mut INIT_ONCE,
    #[context] make: Box<dyn FnOnce() -> usize>,
    result: &mut *mut c_void,
) -> CBool {
    // The low bits are the system's.
    *result = std::ptr::without_provenance_mut(make() << INIT_ONCE_CTX_RESERVED_BITS);
    CBool(true)
}

#[test]
fn s15_initialised_once() {
    let mut once = INIT_ONCE_STATIC_INIT;
    let runs = Rc::new(Cell::new(0));
    let mut values = [null_mut(); 2];
    for value in &mut values {
        let runs = runs.clone();
        let make: Box<dyn FnOnce() -> usize> = Box::new(move || {
            runs.update(|runs| runs + 1);
            42
        });
        let done =
            on_init::scope(make, |cb| unsafe { InitOnceExecuteOnce(&raw mut once, cb.shim(), cb.context(), value) });
        assert_ne!(done.unwrap(), 0);
    }
    assert_eq!((runs.get(), Rc::strong_count(&runs)), (1, 1), "made once, and what was not called is dropped");
    assert!(values.iter().all(|value| value.addr() == 42 << INIT_ONCE_CTX_RESERVED_BITS));
}
