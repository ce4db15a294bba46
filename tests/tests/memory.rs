//! No memory stays on the heap after a context and its companions were dropped.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::null_mut;

use callback_runtime::foreign::CBox;
use callback_runtime::release::Destructor;
use callback_runtime::{Callback, callback};
use callback_tests::{no_reports, reported, reports, sys, tables};

thread_local! {
    /// The bytes that this thread allocated and did not free.
    static BYTES: Cell<isize> = const { Cell::new(0) };
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count(bytes: usize, sign: isize) {
    // Not where the thread ends.
    let _ = BYTES.try_with(|all| all.set(all.get() + sign * isize::try_from(bytes).unwrap()));
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(layout.size(), -1);
        unsafe { System.dealloc(memory, layout) };
    }
}

/// The bytes that stay allocated when `f` was called. The first call makes what is made once.
fn left_by(f: impl Fn()) -> isize {
    no_reports(|| {
        f();
        let before = BYTES.get();
        f();
        BYTES.get() - before
    })
}

type Destroy = Option<unsafe extern "C" fn(*mut c_void)>;

#[callback]
unsafe extern "C" {
    /// An object of C's.
    type Source;
    #[callback(free = declare_source_free)]
    safe fn declare_source_new() -> CBox<Source>;
    unsafe fn declare_source_free(source: *mut Source);

    #[callback(fails = nonzero, error = c_int)]
    safe fn declare_attach(
        source: &Source,
        fail: c_int,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Destroy,
    ) -> c_int;
    #[callback(fails = nonzero, error = c_int)]
    #[link_name = "declare_attach"]
    safe fn attach_maybe(
        source: &Source,
        fail: c_int,
        #[callback(retained, fail = -1)] f: Option<fn(value: c_int, #[context] _: _) -> c_int>,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Destroy,
    ) -> c_int;
    safe fn declare_emit(source: &Source, value: c_int) -> c_int;
}

unsafe extern "C" {
    fn frames_destroy_each(elements: *const *mut c_void, n: usize, destroy: Destroy);
}

struct Sum(Vec<c_int>);

#[callback(context = last, fail = -1)]
impl Sum {
    fn add(&mut self, value: c_int) -> c_int {
        self.0.push(value);
        self.0.iter().sum()
    }

    fn subtract(&mut self, value: c_int) -> c_int {
        self.0.push(-value);
        self.0.iter().sum()
    }

    fn close(self) {}
}

fn sum() -> Sum {
    Sum(vec![40; 100])
}

#[test]
fn a_context_that_is_let_go() {
    let left = left_by(|| {
        let registration = sum::add::own(sum());
        let subtract = registration.also::<sum::subtract>();
        unsafe {
            assert_eq!(sys::peer_call(registration.shim(), 2, registration.context()), 4002);
            assert_eq!(sys::peer_call(subtract.shim(), 3, subtract.context()), 3999);
        }
    });
    assert_eq!(left, 0);
}

/// C destroys it before the registration goes, or after.
#[test]
fn a_context_that_c_destroys() {
    for after in [false, true] {
        let left = left_by(|| {
            let registration = sum::add::own(sum());
            let context = [registration.context()];
            let destroy = registration.destroy();
            let registration = (!after).then_some(registration);
            unsafe { frames_destroy_each(context.as_ptr(), 1, destroy) };
            drop(registration);
        });
        assert_eq!(left, 0, "{after}");
    }
}

#[test]
fn a_context_that_c_closes() {
    for after in [false, true] {
        let left = left_by(|| {
            let registration = sum::add::own(sum());
            let close: unsafe extern "C" fn(*mut c_void) = registration.also::<sum::close>().shim();
            let context = registration.context();
            let registration = (!after).then_some(registration);
            let ((), late) = reports(|| unsafe { sys::peer_notify(Some(close), context) });
            drop(registration);
            // C holds the memory until it has closed, and is told that it is late.
            assert_eq!((late.len(), reported(sum::close::NAME).len()), (after.into(), after.into()));
        });
        assert_eq!(left, 0, "{after}");
    }
}

#[test]
fn a_context_that_c_did_not_take() {
    let left = left_by(|| {
        let registration = sum::add::own(sum());
        let _: Destroy = registration.destroy();
        // C has failed, and destroys nothing.
        registration.reclaim();
    });
    assert_eq!(left, 0);
}

#[test]
fn a_closure_that_c_keeps_or_refuses() {
    for fail in [0, 1, 2] {
        let left = left_by(|| {
            let (source, numbers) = (declare_source_new(), vec![1; 100]);
            let attached = declare_attach(&source, fail, move |value| value + numbers[0]);
            assert_eq!(attached.err().unwrap_or(0), fail);
            assert_eq!(declare_emit(&source, 4), if fail == 0 { 5 } else { -99 });
            let numbers = vec![2; 100];
            let attached = attach_maybe(&source, fail, Some(Box::new(move |value| value + numbers[0])));
            assert_eq!(attached.err().unwrap_or(0), fail);
            assert_eq!(declare_emit(&source, 4), if fail == 0 { 6 } else { -99 });
        });
        assert_eq!(left, 0, "{fail}");
    }
}

#[test]
fn elements_that_c_destroys() {
    let left = left_by(|| {
        let texts = [Destructor::give(CString::new("text").unwrap())];
        assert_eq!(unsafe { CStr::from_ptr(texts[0]) }, c"text");
        let destroy = Destructor::<CString>::shim();
        unsafe { frames_destroy_each(texts.map(<*mut c_char>::cast::<c_void>).as_ptr(), 1, destroy) };
    });
    assert_eq!(left, 0);
}

#[callback]
fn on_value(#[context(embedded = tables::listener)] seen: &mut Vec<c_int>, value: c_int) {
    seen.push(value);
}

/// The table of objects keeps an entry of three words in each of its 64 lists, so that a new address may take one for good.
#[test]
fn objects_with_contexts() {
    let left = left_by(|| {
        for _ in 0..1_000 {
            let base = tables::listener { next: null_mut(), notify: on_value::shim() };
            let listener = on_value::embed(base, vec![]);
            let mut signal = tables::signal { first: null_mut() };
            unsafe { tables::signal_add(&raw mut signal, listener.as_ptr()) };
            unsafe { tables::signal_emit(&raw mut signal, 7) };
        }
    });
    let entries = 64 * size_of::<[usize; 3]>();
    assert!(left <= isize::try_from(entries).unwrap(), "{left}");
}
