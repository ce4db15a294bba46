//! libevent: timers, buffers that borrow Rust's memory, and both ends of a pair of bufferevents.

use std::cell::RefCell;
use std::ffi::{c_int, c_long, c_short, c_void};
use std::ops::ControlFlow;
use std::ptr::null_mut;
use std::rc::Rc;

use callback_runtime::foreign::CBox;
use callback_runtime::release::Release;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Outcome, callback};
use callback_system::{Counted, Drops, live_contexts, panic_text};

#[repr(C)]
struct Base {
    _opaque: [u8; 0],
}

#[repr(C)]
struct Event {
    _opaque: [u8; 0],
}

#[repr(C)]
struct Buffer {
    _opaque: [u8; 0],
}

#[repr(C)]
struct BufferEvent {
    _opaque: [u8; 0],
}

const PERSIST: c_short = 0x10;
const TIMEOUT: c_short = 0x01;
const READ: c_short = 0x02;

type OnEvent = Option<unsafe extern "C" fn(c_int, c_short, *mut c_void)>;
type OnData = Option<unsafe extern "C" fn(*mut BufferEvent, *mut c_void)>;
type OnChange = Option<unsafe extern "C" fn(*mut BufferEvent, c_short, *mut c_void)>;
type OnClean = Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>;

#[callback]
unsafe extern "C" {
    unsafe fn event_base_new() -> *mut Base;
    unsafe fn event_base_free(base: *mut Base);
    unsafe fn event_base_dispatch(base: *mut Base) -> c_int;
    unsafe fn event_base_loopbreak(base: *mut Base) -> c_int;
    unsafe fn event_new(base: *mut Base, fd: c_int, what: c_short, f: OnEvent, data: *mut c_void) -> *mut Event;
    unsafe fn event_add(event: *mut Event, after: *const libc::timeval) -> c_int;
    unsafe fn event_free(event: *mut Event);
    unsafe fn evbuffer_new() -> *mut Buffer;
    unsafe fn evbuffer_free(buffer: *mut Buffer);
    unsafe fn evbuffer_add_reference(
        buffer: *mut Buffer,
        data: *const c_void,
        len: usize,
        clean: OnClean,
        extra: *mut c_void,
    ) -> c_int;
    unsafe fn evbuffer_remove(buffer: *mut Buffer, data: *mut c_void, len: usize) -> c_int;
    unsafe fn evbuffer_drain(buffer: *mut Buffer, len: usize) -> c_int;
    unsafe fn bufferevent_pair_new(base: *mut Base, options: c_int, pair: *mut *mut BufferEvent) -> c_int;
    unsafe fn bufferevent_setcb(
        event: *mut BufferEvent,
        read: OnData,
        write: OnData,
        change: OnChange,
        data: *mut c_void,
    );
    unsafe fn bufferevent_enable(event: *mut BufferEvent, what: c_short) -> c_int;
    unsafe fn bufferevent_write(event: *mut BufferEvent, data: *const c_void, len: usize) -> c_int;
    unsafe fn bufferevent_get_input(event: *mut BufferEvent) -> *mut Buffer;
    unsafe fn bufferevent_get_output(event: *mut BufferEvent) -> *mut Buffer;
    unsafe fn bufferevent_free(event: *mut BufferEvent);
}

fn verify() -> Verify {
    Verify::new()
        .pkg_config("libevent")
        .header("event2/event.h")
        .header("event2/buffer.h")
        .header("event2/bufferevent.h")
        .name::<Base>("struct event_base")
        .name::<Event>("struct event")
        .name::<Buffer>("struct evbuffer")
        .name::<BufferEvent>("struct bufferevent")
        .name::<libc::timeval>("struct timeval")
}

mod timers {
    use super::*;

    struct Ticks {
        left: u32,
        base: *mut Base,
        _drops: Counted,
    }

    /// `event_callback_fn`
    #[callback(continue = (), break = (), returns = ())]
    fn tick(_fd: c_int, what: c_short, #[context] ticks: &mut Ticks) -> ControlFlow<&'static str> {
        assert_eq!(what, TIMEOUT);
        if ticks.left == 0 {
            // SAFETY: the loop runs.
            unsafe { event_base_loopbreak(ticks.base) };
            return ControlFlow::Break("no ticks left");
        }
        ticks.left -= 1;
        ControlFlow::Continue(())
    }

    #[test]
    fn a_timer_is_freed_with_its_context() {
        let drops = Drops::new();
        let base = unsafe { event_base_new() };
        let ticks = tick::own(Ticks { left: 3, base, _drops: drops.value() });
        let timer = unsafe { event_new(base, -1, PERSIST, ticks.shim(), ticks.context()) };
        let ticks = ticks.on_close(|| unsafe { event_free(timer) });
        let after = libc::timeval { tv_sec: c_long::from(0_u8), tv_usec: 1000 };
        unsafe {
            assert_eq!(event_add(timer, &raw const after), 0);
            assert_eq!(event_base_dispatch(base), 0);
        }
        assert!(matches!(ticks.outcome(), Some(Outcome::Stopped("no ticks left"))));
        assert_eq!(drops.count(), 0);
        drop(ticks);
        assert_eq!((drops.count(), live_contexts(tick::NAME)), (1, 0));
        unsafe { event_base_free(base) };
    }

    #[test]
    fn its_callback_is_as_the_header_says() {
        verify().callback::<tick>().is_typedef("event_callback_fn").check();
    }
}

mod references {
    use super::*;

    struct Lent {
        bytes: Vec<u8>,
        cleaned: Rc<RefCell<Vec<usize>>>,
        _drops: Counted,
    }

    /// `evbuffer_ref_cleanup_cb`
    #[callback]
    fn clean(data: *const c_void, len: usize, #[context] lent: Lent) {
        assert_eq!((data, len), (lent.bytes.as_ptr().cast(), lent.bytes.len()));
        lent.cleaned.borrow_mut().push(len);
    }

    /// Appends without a copy.
    fn add(buffer: *mut Buffer, bytes: &str, cleaned: &Rc<RefCell<Vec<usize>>>, drops: &Drops) {
        let bytes = bytes.as_bytes().to_vec();
        let (data, len) = (bytes.as_ptr(), bytes.len());
        let lent = clean::once(Lent { bytes, cleaned: Rc::clone(cleaned), _drops: drops.value() });
        assert_eq!(unsafe { evbuffer_add_reference(buffer, data.cast(), len, lent.shim(), lent.context()) }, 0);
        lent.into_context();
    }

    #[test]
    fn memory_is_lent_until_it_is_cleaned() {
        let (drops, cleaned) = (Drops::new(), Rc::default());
        let buffer = unsafe { evbuffer_new() };
        add(buffer, "hello, ", &cleaned, &drops);
        add(buffer, "world", &cleaned, &drops);
        let mut data = [0; 9];
        assert_eq!(unsafe { evbuffer_remove(buffer, data.as_mut_ptr().cast(), 9) }, 9);
        assert_eq!((&data, &cleaned.borrow()[..], drops.count()), (b"hello, wo", &[7][..], 1));
        unsafe { evbuffer_free(buffer) };
        assert_eq!((&cleaned.borrow()[..], drops.count(), live_contexts(clean::NAME)), (&[7, 5][..], 2, 0));
    }

    /// Bytes whose drop is counted.
    struct Bytes(Vec<u8>, #[expect(dead_code, reason = "its drop is counted")] Counted);

    impl AsRef<[u8]> for Bytes {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    mod declared {
        use super::*;

        #[callback]
        unsafe extern "C" {
            #[callback(name = "struct evbuffer")]
            pub type Bytes;

            #[callback(free = evbuffer_free)]
            pub safe fn evbuffer_new() -> Option<CBox<Bytes>>;
            unsafe fn evbuffer_free(buffer: *mut Bytes);
            #[callback(fails = negative)]
            pub safe fn evbuffer_drain(buffer: &mut Bytes, n: usize) -> c_int;
            #[callback(fails = negative)]
            pub safe fn evbuffer_add_reference<T: 'static>(
                buffer: &mut Bytes,
                data: Release<T>,
                #[len(data)] n: usize,
                #[destroy(data)] _: Option<unsafe extern "C" fn(*const c_void, usize, *mut c_void)>,
                #[context(data)] _: *mut c_void,
            ) -> c_int;
        }
    }

    #[test]
    fn bytes_are_released_when_they_are_drained() {
        let drops = Drops::new();
        let buffer = unsafe { evbuffer_new() };
        let bytes = Release::new(Bytes(b"abc".to_vec(), drops.value()));
        unsafe {
            assert_eq!(evbuffer_add_reference(buffer, bytes.data(), bytes.len(), bytes.shim(), bytes.context()), 0);
            bytes.into_context();
            assert_eq!(evbuffer_drain(buffer, 2), 0);
            assert_eq!(drops.count(), 0);
            assert_eq!(evbuffer_drain(buffer, 1), 0);
            assert_eq!(drops.count(), 1);
        }
        // Released by the buffer, before the end that is Rust's has gone.
        let bytes = Release::new(Bytes(b"abc".to_vec(), drops.value()));
        unsafe {
            assert_eq!(evbuffer_add_reference(buffer, bytes.data(), bytes.len(), bytes.shim(), bytes.context()), 0);
            evbuffer_free(buffer);
        }
        assert_eq!(drops.count(), 2);
        drop(bytes);
        // Never given to C.
        drop(Release::new(Bytes(vec![], drops.value())));
        assert_eq!(drops.count(), 3);
    }

    #[test]
    fn s16_declared_functions_take_bytes() {
        let drops = Drops::new();
        let mut buffer = declared::evbuffer_new().unwrap();
        declared::evbuffer_add_reference(&mut buffer, Release::new(Bytes(b"abc".to_vec(), drops.value()))).unwrap();
        declared::evbuffer_drain(&mut buffer, 2).unwrap();
        assert_eq!(drops.count(), 0);
        declared::evbuffer_drain(&mut buffer, 1).unwrap();
        assert_eq!(drops.count(), 1);
        declared::evbuffer_add_reference(&mut buffer, Release::new(Bytes(b"abc".to_vec(), drops.value()))).unwrap();
        drop(buffer);
        assert_eq!(drops.count(), 2);
    }

    #[test]
    fn its_callback_is_as_the_header_says() {
        verify()
            .callback::<clean>()
            .is_typedef("evbuffer_ref_cleanup_cb")
            .declared::<declared::evbuffer_add_reference>()
            .check();
    }
}

mod pairs {
    use super::*;

    struct Peer {
        base: *mut Base,
        got: Rc<RefCell<Vec<u8>>>,
        _drops: Counted,
    }

    #[callback(context = last)]
    impl Peer {
        fn on_read(&mut self, event: *mut BufferEvent) {
            let mut data = [0; 16];
            // SAFETY: the event of this peer.
            let n = unsafe { evbuffer_remove(bufferevent_get_input(event), data.as_mut_ptr().cast(), data.len()) };
            let data = &data[..n.try_into().unwrap()];
            self.got.borrow_mut().extend_from_slice(data);
            if data.ends_with(b".") {
                // SAFETY: the loop runs.
                unsafe { event_base_loopbreak(self.base) };
            }
            assert!(!data.starts_with(b"panic"), "asked for");
        }
    }

    #[test]
    fn data_goes_from_one_to_the_other() {
        let (drops, got) = (Drops::new(), Rc::<RefCell<Vec<u8>>>::default());
        let mut pair = [null_mut(); 2];
        let base = unsafe { event_base_new() };
        assert_eq!(unsafe { bufferevent_pair_new(base, 0, pair.as_mut_ptr()) }, 0);
        let [sender, receiver] = pair;
        let peer = peer::on_read::own(Peer { base, got: Rc::clone(&got), _drops: drops.value() });
        unsafe {
            bufferevent_setcb(receiver, peer.shim(), None, None, peer.context());
            bufferevent_enable(receiver, READ);
        }
        let peer = peer.on_close(|| unsafe {
            bufferevent_setcb(receiver, None, None, None, null_mut());
        });
        for text in ["hello", ", world."] {
            unsafe { bufferevent_write(sender, text.as_ptr().cast(), text.len()) };
        }
        unsafe { event_base_dispatch(base) };
        assert_eq!(got.borrow()[..], *b"hello, world.");
        assert!(peer.outcome().is_none());

        // Out of Rust's memory, by reference.
        let bytes = b"panic.".to_vec();
        let (data, len) = (bytes.as_ptr(), bytes.len());
        let lent = done::once((bytes, drops.value()));
        unsafe {
            let output = bufferevent_get_output(sender);
            evbuffer_add_reference(output, data.cast(), len, lent.shim(), lent.context());
            lent.into_context();
            event_base_dispatch(base);
        }
        match peer.outcome() {
            Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "asked for"),
            other => panic!("{other:?}"),
        }
        assert_eq!(drops.count(), 1);
        drop(peer);
        unsafe {
            bufferevent_free(sender);
            bufferevent_free(receiver);
            event_base_free(base);
        }
        assert_eq!((drops.count(), live_contexts(peer::on_read::NAME)), (2, 0));
    }

    /// `evbuffer_ref_cleanup_cb`
    #[callback]
    fn done(_data: *const c_void, _len: usize, #[context] lent: (Vec<u8>, Counted)) {
        drop(lent);
    }

    #[test]
    fn callbacks_are_as_the_header_says() {
        verify()
            .callback::<peer::on_read>()
            .is_typedef("bufferevent_data_cb")
            .callback::<done>()
            .is_typedef("evbuffer_ref_cleanup_cb")
            .check();
    }
}

#[test]
fn all_is_as_the_header_says() {
    verify()
        .declared::<(event_base_new, event_base_free, event_base_dispatch, event_base_loopbreak)>()
        .declared::<(event_new, event_add, event_free)>()
        .declared::<(evbuffer_new, evbuffer_free, evbuffer_add_reference, evbuffer_remove, evbuffer_drain)>()
        .declared::<(bufferevent_pair_new, bufferevent_setcb, bufferevent_enable, bufferevent_write)>()
        .declared::<(bufferevent_get_input, bufferevent_get_output, bufferevent_free)>()
        .value("EV_PERSIST", PERSIST)
        .value("EV_TIMEOUT", TIMEOUT)
        .value("EV_READ", READ)
        .check();
}
