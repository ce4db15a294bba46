//! Values that C frees, allocators for C, and handlers with an erased type.

use callback_runtime::foreign::{Heap, Signal};
use callback_runtime::release::{Destructor, Release};
use callback_runtime::{Callback, callback};
use callback_tests::{live_contexts, no_reports, reported, reports};
use std::any::type_name;
use std::ffi::{CStr, CString, c_char, c_double, c_int, c_uint, c_void};
use std::ptr::null_mut;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

type Cleanup = Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>;
type Destroy = Option<unsafe extern "C" fn(*mut c_void)>;
type Alloc = Option<unsafe extern "C" fn(*mut c_void, *mut c_void, usize, usize) -> *mut c_void>;

#[repr(C)]
struct Buffer {
    data: *const c_void,
    length: usize,
    cleanup: Cleanup,
    extra: *mut c_void,
}

unsafe extern "C" {
    fn frames_buffer_add(
        b: *mut Buffer,
        data: *const c_void,
        len: usize,
        cleanup: Cleanup,
        extra: *mut c_void,
    ) -> c_int;
    fn frames_buffer_drain(buffer: *mut Buffer) -> c_uint;
    fn frames_release_first(f: Option<unsafe extern "C" fn(*mut c_void, c_int)>, extra: *mut c_void);
    fn frames_destroy_each(elements: *const *mut c_void, n: usize, destroy: Destroy);
    fn frames_exercise(alloc: Alloc, user: *mut c_void) -> c_int;
    fn frames_emit(name: *const c_char, handler: Option<unsafe extern "C" fn()>, user: *mut c_void) -> c_int;
}

fn buffer() -> Buffer {
    Buffer { data: std::ptr::null(), length: 0, cleanup: None, extra: null_mut() }
}

/// Bytes that count their drops, in a counter of the test.
struct Bytes(Vec<u8>, &'static AtomicUsize);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        self.1.fetch_add(1, Relaxed);
        assert_ne!(self.0.first(), Some(&13), "unlucky");
    }
}

/// C releases bytes with the function of others.
#[test]
fn s46_release_function_of_another() {
    static DROPS: AtomicUsize = AtomicUsize::new(0);
    let bytes = Release::new(Bytes(vec![1, 2], &DROPS));
    let (text, local) = (Release::new("text".to_owned()), Release::local(Rc::<[u8]>::from(*b"local")));
    let all: [(Destroy, *mut c_void); 3] =
        [(bytes.shim(), bytes.context()), (text.shim(), text.context()), (local.shim(), local.context())];
    let (_, reports) = reports(|| unsafe {
        for (at, (release, _)) in all.iter().enumerate() {
            let others = all.iter().enumerate().filter(|(other, _)| *other != at);
            others.for_each(|(_, (_, context))| release.unwrap()(*context));
        }
    });
    assert_eq!((reports.len(), DROPS.load(Relaxed)), (6, 0), "{reports:?}");
    assert!(reports.iter().all(|report| report.contains("with a context of")), "{reports:?}");
    let _: [_; 3] = [bytes.into_context(), text.into_context(), local.into_context()];
    no_reports(|| all.map(|(release, context)| unsafe { release.unwrap()(context) }));
    assert_eq!(DROPS.load(Relaxed), 1);
}

fn add<T>(buffer: &mut Buffer, bytes: Release<T>) -> c_int {
    let rc = unsafe { frames_buffer_add(buffer, bytes.data(), bytes.len(), bytes.shim(), bytes.context()) };
    if rc == 0 {
        bytes.into_context();
    }
    rc
}

#[test]
fn c_releases_bytes_once() {
    static DROPS: AtomicUsize = AtomicUsize::new(0);
    let mut buffer = buffer();
    no_reports(|| {
        assert_eq!(add(&mut buffer, Release::new(Bytes(vec![1, 2, 3], &DROPS))), 0);
        assert_eq!((DROPS.load(Relaxed), live_contexts(type_name::<Release<Bytes>>()) > 0), (0, true));
        assert_eq!(unsafe { frames_buffer_drain(&raw mut buffer) }, 6);
    });
    assert_eq!(DROPS.load(Relaxed), 1);
}

#[test]
fn s08_bytes_that_c_does_not_take_are_dropped_once() {
    static DROPS: AtomicUsize = AtomicUsize::new(0);
    assert_eq!(add(&mut buffer(), Release::new(Bytes(vec![], &DROPS))), -1);
    assert_eq!(DROPS.load(Relaxed), 1);
}

/// Before C has them they may be changed in place.
#[test]
fn bytes_are_changed_before_c_reads_them() {
    let mut buffer = buffer();
    let mut bytes = Release::new(vec![1, 2, 3]);
    assert!(!bytes.is_empty() && Release::new([0; 0]).is_empty());
    unsafe { bytes.data_mut().cast::<u8>().write(40) };
    assert_eq!(bytes.data(), bytes.data_mut().cast_const());
    assert_eq!(add(&mut buffer, bytes), 0);
    assert_eq!(unsafe { frames_buffer_drain(&raw mut buffer) }, 45);
}

#[test]
fn bytes_of_many_types() {
    let mut buffer = buffer();
    let sum = |rc: c_int, buffer: &mut Buffer| {
        assert_eq!(rc, 0);
        unsafe { frames_buffer_drain(buffer) }
    };
    let shared: Arc<[u8]> = Arc::from([1, 2].as_slice());
    let rc = add(&mut buffer, Release::new(shared.clone()));
    assert_eq!(Arc::strong_count(&shared), 2);
    assert_eq!(sum(rc, &mut buffer), 3);
    assert_eq!(Arc::strong_count(&shared), 1);
    let rc = add(&mut buffer, Release::new("\u{1}\u{5}".to_owned()));
    assert_eq!(sum(rc, &mut buffer), 6);
    // In place, and not on a heap of its own.
    let rc = add(&mut buffer, Release::new([9_u8; 3]));
    assert_eq!(sum(rc, &mut buffer), 27);
    let rc = add(&mut buffer, Release::local(Rc::<[u8]>::from([4_u8].as_slice())));
    assert_eq!(sum(rc, &mut buffer), 4);
}

#[test]
fn s08_released_before_it_is_given_up() {
    static DROPS: AtomicUsize = AtomicUsize::new(0);
    let bytes = Release::new(Bytes(vec![1], &DROPS));
    unsafe { frames_release_first(bytes.shim_at::<0, _>(), bytes.context()) };
    assert_eq!(DROPS.load(Relaxed), 1);
    // Once more, while it is there to see.
    let ((), twice) = reports(|| unsafe { frames_release_first(bytes.shim_at::<0, _>(), bytes.context()) });
    assert!(twice[0].ends_with("was called again after its one call"), "{twice:?}");
    bytes.into_context();
    assert_eq!(DROPS.load(Relaxed), 1);
}

#[test]
fn s23_a_panic_of_the_destructor_is_contained() {
    static DROPS: AtomicUsize = AtomicUsize::new(0);
    let mut buffer = buffer();
    let (sum, lost) = reports(|| {
        add(&mut buffer, Release::new(Bytes(vec![13], &DROPS)));
        unsafe { frames_buffer_drain(&raw mut buffer) }
    });
    assert_eq!((sum, lost.len(), DROPS.load(Relaxed)), (13, 1, 1));
    assert!(lost[0].ends_with("a destructor panicked"), "{lost:?}");
}

#[test]
fn s13_local_bytes_stay_on_their_thread() {
    struct Given(Buffer);
    // SAFETY: the test is about that.
    unsafe impl Send for Given {}

    let bytes: Rc<[u8]> = Rc::from([1_u8, 2].as_slice());
    let mut given = Given(buffer());
    assert_eq!(add(&mut given.0, Release::local(bytes.clone())), 0);
    callback_tests::keep_reports();
    let sum = std::thread::spawn(move || {
        let mut given = given;
        let Given(buffer) = &mut given;
        unsafe { frames_buffer_drain(buffer) }
    });
    assert_eq!(sum.join().unwrap(), 3);
    assert_eq!(Rc::strong_count(&bytes), 2);
    // Other tests pass it what it did not make.
    let lost = reported(type_name::<Release<Rc<[u8]>>>());
    assert!(lost.iter().any(|text| text.ends_with("was called on another thread than its own")), "{lost:?}");
}

#[test]
fn elements_are_destroyed() {
    type Items = Destructor<Arc<String>>;
    let item = Arc::new("item".to_owned());
    let mut given: [*mut c_void; 3] = [Items::give(item.clone()).cast(), null_mut(), Items::give(item.clone()).cast()];
    assert_eq!(Arc::strong_count(&item), 3);
    given[2] = Items::give(unsafe { Items::take(given[2].cast()) }).cast();
    unsafe { frames_destroy_each(given.as_ptr(), 3, Items::shim()) };
    assert_eq!(Arc::strong_count(&item), 1);
    // The leak checker sees these.
    let texts = [Destructor::give(CString::new("text").unwrap()).cast::<c_void>()];
    unsafe { frames_destroy_each(texts.as_ptr(), 1, Destructor::<CString>::shim()) };
    let lists = [Destructor::give(vec![1_u64, 2]).cast::<c_void>()];
    unsafe { frames_destroy_each(lists.as_ptr(), 1, Destructor::<Vec<u64>>::shim()) };
    let locals = [Destructor::give(Rc::new(1)).cast::<c_void>()];
    unsafe { frames_destroy_each(locals.as_ptr(), 1, Destructor::<Rc<i32>>::shim_local()) };
}

/// `void *(*alloc)(void *user, void *block, size_t old, size_t new)`
#[callback(fail = null_mut())]
fn allocate(#[context] heap: &Heap, block: *mut c_void, _old: usize, new: usize) -> *mut c_void {
    unsafe { heap.reallocate(block, new) }
}

#[test]
fn a_heap_for_c() {
    let heap = Heap::new();
    assert_eq!(allocate::scope(&heap, |cb| unsafe { frames_exercise(cb.shim(), cb.context()) }), Ok(0));
    assert_eq!((heap.bytes(), heap.blocks(), heap.peak()), (0, 0, 100_000));
    let small = Heap::with_limit(50_000);
    assert_eq!(allocate::scope(&small, |cb| unsafe { frames_exercise(cb.shim(), cb.context()) }), Ok(-1));
    // C has kept the block that could not grow.
    assert_eq!((small.bytes(), small.blocks()), (100, 1));
}

#[test]
fn odd_requests() {
    let heap = Heap::with_limit(100);
    let (one, two) = (heap.allocate(0), heap.allocate_zeroed(0, 5));
    assert!(!one.is_null() && !two.is_null() && one != two);
    assert!(heap.allocate_zeroed(usize::MAX, 2).is_null());
    assert!(heap.allocate(101).is_null());
    let zeros = heap.allocate_zeroed(10, 10);
    assert!(heap.allocate(1).is_null());
    unsafe {
        assert_eq!(std::slice::from_raw_parts(zeros.cast::<u8>(), 100), [0; 100]);
        for block in [one, two, zeros, null_mut()] {
            heap.free(block);
        }
    }
    assert_eq!((heap.bytes(), heap.blocks(), heap.peak()), (0, 0, 100));
}

// SAFETY: `frames_emit` calls them so.
static MOVED: Signal<unsafe extern "C" fn(c_int, c_double, *mut c_void) -> c_int> = unsafe { Signal::new(c"moved") };
// SAFETY: as above.
static NAMED: Signal<unsafe extern "C" fn(*const c_char, *mut c_void) -> c_int> = unsafe { Signal::new(c"named") };

#[callback(fail = -1)]
fn on_moved(x: c_int, y: c_double, #[context] seen: &mut Vec<String>) -> c_int {
    seen.push(format!("{x} {y}"));
    x
}

#[callback(fail = -1)]
fn on_named(name: &CStr, #[context] seen: &mut Vec<String>) -> c_int {
    seen.push(name.to_str().unwrap().to_owned());
    1
}

#[test]
fn erased_handlers() {
    let mut seen = Vec::new();
    on_moved::scope(&mut seen, |cb| unsafe {
        assert_eq!(frames_emit(MOVED.key().as_ptr(), MOVED.erase(cb.shim()), cb.context()), 7);
        let named = cb.also::<on_named>();
        assert_eq!(frames_emit(NAMED.key().as_ptr(), NAMED.erase(named.shim()), named.context()), 1);
        // As `dlsym` has it.
        let data: *mut c_void = MOVED.erase(cb.shim());
        let function: unsafe extern "C" fn() = MOVED.erase(cb.shim());
        assert_eq!(data, function as *mut c_void);
    })
    .unwrap();
    assert_eq!(seen, ["7 0.5", "named"]);
}
