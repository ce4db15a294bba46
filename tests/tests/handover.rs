//! Typed declarations: values that C keeps, and releases by a function that it is given.

#![allow(clashing_extern_declarations, reason = "one C function with several types of values")]

use std::ffi::{CStr, CString, c_int, c_uint, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use callback_runtime::release::{Destructor, Release};
use callback_tests::{no_context_left, no_reports};

type Destroy = Option<unsafe extern "C" fn(*mut c_void)>;

struct Item(u32, Arc<AtomicUsize>);

impl Drop for Item {
    fn drop(&mut self) {
        self.1.fetch_add(1, Relaxed);
    }
}

type Bytes = Release<Vec<u8>>;

#[derive(Debug, PartialEq)]
struct Status(c_int);

impl From<c_int> for Status {
    fn from(status: c_int) -> Self {
        Status(status)
    }
}

#[callback]
unsafe extern "C" {
    type Buffer;

    safe fn handover_unbind();
    safe fn handover_unbind_elsewhere();
    safe fn handover_sum() -> c_uint;
    safe fn handover_bound() -> *const c_void;
    safe fn handover_list_free() -> usize;
    safe fn handover_buffer_first(buffer: &Buffer) -> c_uint;
    unsafe fn handover_buffer_free(buffer: *mut Buffer);

    #[link_name = "handover_bind"]
    #[callback(fails = nonzero, error = Status)]
    safe fn bind_bytes(index: c_int, data: Box<[u8]>, #[len(data)] n: c_int, #[destroy(data)] _: Destroy) -> c_int;

    #[link_name = "handover_bind"]
    #[callback(fails = nonzero, error = Status)]
    safe fn bind_text(index: c_int, text: CString, #[len(text)] n: c_int, #[destroy(text)] _: Destroy) -> c_int;

    #[link_name = "handover_bind"]
    #[callback(fails = nonzero, error = Status)]
    safe fn bind_value<T: Send + 'static>(
        index: c_int,
        value: Option<Box<T>>,
        n: c_int,
        #[destroy(value)] _: Destroy,
    ) -> c_int;

    #[link_name = "handover_bind"]
    #[callback(fails = nonzero, error = Status)]
    safe fn bind_shared(index: c_int, value: Arc<Item>, n: c_int, #[destroy(value)] _: Destroy) -> c_int;

    /// A value is dropped if it is refused before the call.
    #[link_name = "handover_bind"]
    #[callback(fails = nonzero, error = Status)]
    safe fn bind_short(index: c_int, data: Box<[u8]>, #[len(data)] n: i8, #[destroy(data)] _: Destroy) -> c_int;

    #[callback(fails = nonzero)]
    safe fn handover_fail_elsewhere(value: Box<Item>, #[destroy(value)] _: Destroy) -> c_int;

    safe fn handover_list_new(free: Destructor<Box<Item>>);
    unsafe fn handover_list_push(item: *mut Item);

    #[callback(fails = never)]
    safe fn handover_close(
        value: Box<Item>,
        #[destroy(value, returns = 7)] _: unsafe extern "C" fn(c_int, *mut c_void) -> c_int,
    ) -> c_int;

    #[callback(free = handover_buffer_free)]
    safe fn handover_buffer_new(
        data: Bytes,
        #[len(data)] n: usize,
        #[destroy(data)] _: Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>,
        #[context(data)] _: *mut c_void,
    ) -> Option<CBox<Buffer>>;

    #[link_name = "handover_buffer_new"]
    #[callback(free = handover_buffer_free)]
    safe fn buffer_of_any(
        data: Option<Release<String>>,
        #[len(data)] n: usize,
        #[destroy(data)] _: Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>,
        #[context(data)] _: *mut c_void,
    ) -> Option<CBox<Buffer>>;

    /// The same calls in a body.
    #[callback(fails = nonzero, error = Status)]
    safe fn body_bind(index: c_int, value: Option<Box<Item>>, #[destroy(value)] free: Destroy) -> c_int {
        c::handover_bind(index, value.cast(), 0, free)
    }

    safe fn body_panics(
        data: Release<Vec<u8>>,
        #[len(data)] n: c_int,
        #[destroy(data)] free: unsafe extern "C" fn(*mut c_void),
        #[context(data)] user: *mut c_void,
    ) {
        // SAFETY: C gets what it is given here, and releases the context.
        let _ = (data, n);
        c::handover_bind(1, user, 0, Some(free));
        panic!("C has it");
    }
}

mod c {
    use super::*;
    unsafe extern "C" {
        pub(super) fn handover_bind(index: c_int, data: *mut c_void, n: c_int, free: Destroy) -> c_int;
    }
}

/// C has one place, for all tests.
fn alone() -> impl Drop {
    static ONE: Mutex<()> = Mutex::new(());
    struct Guard<G>(#[allow(dead_code)] G);
    impl<G> Drop for Guard<G> {
        fn drop(&mut self) {
            handover_unbind();
        }
    }
    Guard(ONE.lock().unwrap_or_else(PoisonError::into_inner))
}

fn item(value: u32) -> (Box<Item>, Arc<AtomicUsize>) {
    let drops = Arc::new(AtomicUsize::new(0));
    (Box::new(Item(value, drops.clone())), drops)
}

#[test]
fn s16_bytes_and_text_of_their_own() {
    let _alone = alone();
    bind_bytes(1, vec![1, 2, 3].into()).unwrap();
    assert_eq!(handover_sum(), 6);
    bind_bytes(1, Box::new([])).unwrap();
    assert_eq!(handover_sum(), 0);
    bind_text(1, c"ab".to_owned()).unwrap();
    assert_eq!(handover_sum(), u32::from(b'a') + u32::from(b'b'));
    // SAFETY: C has the string.
    assert_eq!(unsafe { CStr::from_ptr(handover_bound().cast()) }, c"ab");
    handover_unbind_elsewhere();
    assert!(handover_bound().is_null());
    bind_short(1, vec![0; 128].into()).unwrap_err();
    assert!(handover_bound().is_null());
}

/// A call that fails drops the value once, whether C has released it or not.
#[test]
fn s16_a_failed_call_drops_the_value_once() {
    let _alone = alone();
    for index in [-1, 0] {
        let (value, drops) = item(1);
        let status = Status(if index == 0 { 25 } else { index });
        assert_eq!(bind_value(index, Some(value), 0), Err(status));
        assert_eq!(drops.load(Relaxed), 1, "index {index}");
        let (value, drops) = item(1);
        body_bind(index, Some(value)).unwrap_err();
        assert_eq!(drops.load(Relaxed), 1, "index {index}, in a body");
    }
    let (value, drops) = item(2);
    handover_fail_elsewhere(value).unwrap_err();
    assert_eq!(drops.load(Relaxed), 1);
    // The counts of a shared value stay.
    let (value, drops) = item(3);
    let value: Arc<Item> = Arc::from(value);
    bind_shared(0, value.clone(), 0).unwrap_err();
    bind_shared(-1, value.clone(), 0).unwrap_err();
    assert_eq!((Arc::strong_count(&value), drops.load(Relaxed)), (1, 0));
    bind_shared(1, value.clone(), 0).unwrap();
    assert_eq!(Arc::strong_count(&value), 2);
    handover_unbind();
    assert_eq!(Arc::strong_count(&value), 1);
}

#[test]
fn s16_a_value_is_dropped_when_c_releases_it() {
    let _alone = alone();
    let (value, drops) = item(1);
    bind_value(1, Some(value), 0).unwrap();
    assert_eq!(drops.load(Relaxed), 0);
    // Replaced by none: C gets NULL twice.
    bind_value::<Item>(1, None, 0).unwrap();
    assert_eq!(drops.load(Relaxed), 1);
    assert!(handover_bound().is_null());
    let (value, drops) = item(1);
    body_bind(1, Some(value)).unwrap();
    body_bind(1, None).unwrap();
    assert_eq!(drops.load(Relaxed), 1);
}

#[test]
fn s16_elements_of_a_list() {
    let _alone = alone();
    handover_list_new(Destructor::new());
    let (value, drops) = item(1);
    let pointer = Destructor::<Box<Item>>::give(value);
    // SAFETY: of the type that the list was made for.
    unsafe { handover_list_push(pointer) };
    assert_eq!((drops.load(Relaxed), handover_list_free(), drops.load(Relaxed)), (0, 1, 1));
}

#[test]
fn s16_a_release_function_with_a_result() {
    let (value, drops) = item(1);
    assert_eq!(value.0, 1);
    assert_eq!(handover_close(value), 7);
    assert_eq!(drops.load(Relaxed), 1);
}

#[test]
fn s16_bytes_with_a_context() {
    let _alone = alone();
    no_reports(|| {
        let buffer = handover_buffer_new(Release::new(vec![7, 8])).unwrap();
        assert_eq!(handover_buffer_first(&buffer), 7);
        drop(buffer);
        // C makes no handle, and keeps nothing.
        assert!(handover_buffer_new(Release::new(vec![])).is_none());
        let buffer = buffer_of_any(Some(Release::local("text".to_owned()))).unwrap();
        drop(buffer);
        assert!(buffer_of_any(None).is_none());
    });
    assert!(no_context_left(std::any::type_name::<Release<Vec<u8>>>()));
}

/// A panic of a body leaves to C what it may have taken.
#[test]
fn s16_a_panic_in_a_body_leaves_the_value_to_c() {
    let _alone = alone();
    let panic = catch_unwind(AssertUnwindSafe(|| body_panics(Release::new(vec![1, 2]))));
    assert!(panic.is_err());
    handover_unbind();
}
