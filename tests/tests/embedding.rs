//! Contexts in objects that begin with a struct of C's, and members of tables that make such objects and end them.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_int, c_void};
use std::mem::MaybeUninit;
use std::ptr::{null, null_mut};
use std::rc::Rc;

use callback_runtime::context::Embedded;
use callback_runtime::table::StaticTable;
use callback_runtime::{Callback, Outcome, Reason, Registration, callback};
use callback_tests::tables as sys;
use callback_tests::{live_contexts, no_context_left, reported, reports};

const BASE: sys::device = sys::device { driver: null(), opened: 0 };

mod devices {
    use super::*;

    thread_local! {
        static DROPPED: Cell<usize> = const { Cell::new(0) };
    }

    struct Device {
        value: c_int,
        inside: Rc<Cell<*mut sys::device>>,
    }

    /// No other device is called from inside.
    fn nowhere() -> Rc<Cell<*mut sys::device>> {
        Rc::new(Cell::new(null_mut()))
    }

    impl Drop for Device {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }

    #[callback(table = sys::driver, context(embedded = sys::device), fail = -1)]
    impl Device {
        /// Makes the object, and gives it to C.
        #[callback]
        fn open(name: &CStr, place: *mut *mut sys::device) -> c_int {
            let Ok(value) = name.to_str().unwrap_or_default().parse() else { return 1 };
            let object = device::Table::embed(BASE, Device { value, inside: nowhere() });
            // SAFETY: C has a place for it.
            unsafe { place.write(object.into_raw()) };
            0
        }

        /// Makes another, and returns it.
        #[callback(fail = null_mut())]
        fn clone(&self) -> Option<Embedded<sys::device, device::Table>> {
            let value = self.value.checked_mul(2)?;
            Some(device::Table::embed(BASE, Device { value, inside: nowhere() }))
        }

        #[callback]
        fn value(&mut self, add: c_int) -> c_int {
            assert!(add >= 0, "less");
            self.value += add;
            let inside = self.inside.get();
            if inside.is_null() { self.value } else { unsafe { sys::device_value(inside, 1) } }
        }

        #[callback]
        fn close(self) {}
    }

    #[test]
    fn c_opens_uses_and_closes() {
        DROPPED.set(0);
        unsafe {
            let first = sys::device_open(device::Table::table(), c"5".as_ptr());
            assert_eq!(sys::device_value(first, 2), 1007);
            let second = sys::device_clone(first);
            assert_eq!((sys::device_value(second, 1), sys::device_value(first, 1)), (2015, 1008));
            sys::device_close(first);
            assert_eq!(DROPPED.get(), 1);
            assert_eq!(sys::device_value(second, 0), 2015);
            sys::device_close(second);
        }
        assert_eq!(DROPPED.get(), 2);
    }

    #[test]
    fn c_declares_the_struct() {
        assert!(device::value::C_DECLARATION.contains("*self, int add"), "{}", device::value::C_DECLARATION);
    }

    #[test]
    fn open_may_fail() {
        DROPPED.set(0);
        assert!(unsafe { sys::device_open(device::Table::table(), c"five".as_ptr()) }.is_null());
        let large = unsafe { sys::device_open(device::Table::table(), c"2000000000".as_ptr()) };
        assert!(unsafe { sys::device_clone(large) }.is_null());
        unsafe { sys::device_close(large) };
        assert_eq!(DROPPED.get(), 1);
    }

    #[test]
    fn s33_an_object_of_another() {
        let (value, reports) = reports(|| unsafe { sys::device_value_of_another(device::Table::table()) });
        assert_eq!(value, -1);
        assert!(reports[0].contains("Device::value` was called without a context"), "{reports:?}");
        let mut null = BASE;
        null.driver = device::Table::table();
        let value: unsafe extern "C" fn(*mut sys::device, c_int) -> c_int = device::value::shim();
        assert_eq!(unsafe { value(null_mut(), 0) }, -1);
        assert_eq!(unsafe { value((&raw mut null).wrapping_byte_add(1), 0) }, -1);
        reported(device::value::NAME);
    }

    #[test]
    fn s11_an_object_with_another_context() {
        struct Other;

        #[callback(context(embedded = sys::device), fail = -1)]
        impl Other {
            fn value(&mut self, add: c_int) -> c_int {
                add
            }
        }

        let other = other::value::embed(BASE, Other);
        let value: unsafe extern "C" fn(*mut sys::device, c_int) -> c_int = device::value::shim();
        assert_eq!(unsafe { value(other.as_ptr(), 0) }, -1);
        let Some(Outcome::Refused(refused)) = other.outcome() else { panic!("it was refused") };
        assert_eq!(
            (refused.callback(), refused.reason()),
            (device::value::NAME, Reason::ContextOf(other::value::NAME))
        );
        reported(device::value::NAME);
        let value: unsafe extern "C" fn(*mut sys::device, c_int) -> c_int = other::value::shim();
        assert_eq!(unsafe { value(other.as_ptr(), 9) }, 9);
    }

    #[test]
    fn s16_an_object_inside_of_itself() {
        let base = sys::device { driver: device::Table::table(), opened: 0 };
        let (inside, other) = (nowhere(), nowhere());
        let first = device::Table::embed(base, Device { value: 1, inside: Rc::clone(&inside) });
        let second = device::Table::embed(base, Device { value: 7, inside: Rc::clone(&other) });
        // One may be called from the other, and not from itself.
        other.set(first.as_ptr());
        assert_eq!(unsafe { sys::device_value(second.as_ptr(), 0) }, 2);
        inside.set(second.as_ptr());
        assert_eq!(unsafe { sys::device_value(second.as_ptr(), 0) }, -1);
        let refused = second.outcome().map(Outcome::resume);
        assert!(matches!(refused, Some(Err(refused)) if refused.reason() == Reason::Reentered));
        inside.set(null_mut());
        assert_eq!(unsafe { sys::device_value(second.as_ptr(), 0) }, 4);
    }

    #[test]
    fn a_panic_is_handed_back_and_stops_the_object() {
        let object = device::Table::embed(
            sys::device { driver: device::Table::table(), opened: 0 },
            Device { value: 1, inside: nowhere() },
        );
        assert_eq!(unsafe { sys::device_value(object.as_ptr(), -1) }, -1);
        assert_eq!(unsafe { sys::device_value(object.as_ptr(), 1) }, -1);
        assert!(matches!(object.outcome(), Some(Outcome::Panicked(_))));
        assert_eq!(unsafe { sys::device_value(object.as_ptr(), 1) }, 2);
    }

    #[test]
    fn in_memory_of_c() {
        DROPPED.set(0);
        type Object = Embedded<sys::device, device::Table>;
        let mut memory = vec![MaybeUninit::<u64>::uninit(); Object::SIZE.div_ceil(8)];
        let memory = memory.as_mut_ptr().cast::<sys::device>();
        let base = sys::device { driver: device::Table::table(), opened: 3 };
        // SAFETY: the memory is as large as it says, and C closes the object.
        unsafe { Object::emplace(memory, base, Device { value: 4, inside: nowhere() }) };
        assert_eq!(unsafe { sys::device_value(memory, 1) }, 3005);
        unsafe { sys::device_close(memory) };
        assert_eq!(DROPPED.get(), 1);
        // It is no object any more.
        let (late, reports) = reports(|| unsafe { sys::device_value(memory, 1) });
        assert_eq!((late, reports.len()), (2999, 1));
    }

    #[test]
    fn in_memory_of_c_and_held() {
        DROPPED.set(0);
        type Object = Embedded<sys::device, device::Table>;
        let place = || vec![MaybeUninit::<u64>::uninit(); Object::SIZE.div_ceil(8)];
        let (mut ended, mut let_go) = (place(), place());
        let make = |memory: &mut Vec<MaybeUninit<u64>>| {
            let base = sys::device { driver: device::Table::table(), opened: 3 };
            let context = Device { value: 4, inside: nowhere() };
            // SAFETY: the memory is as large as it says, and there until C closes the object or it is dropped.
            unsafe { Object::emplace_held(memory.as_mut_ptr().cast(), base, context) }
        };

        // C ends it, and frees its memory; what a call left is still there to take.
        let object = make(&mut ended);
        assert_eq!(unsafe { sys::device_value(object.as_ptr(), -1) }, 2999);
        unsafe { sys::device_close(object.as_ptr()) };
        assert_eq!(DROPPED.get(), 1);
        drop(ended);
        assert!(matches!(object.outcome(), Some(Outcome::Panicked(_))));
        drop(object);

        // Rust ends it, and C is late.
        let object = make(&mut let_go);
        let device = object.as_ptr();
        assert_eq!(unsafe { sys::device_value(device, 1) }, 3005);
        drop(object);
        assert_eq!(DROPPED.get(), 2);
        let (late, reports) = reports(|| unsafe { sys::device_value(device, 1) });
        assert_eq!((late, reports.len()), (2999, 1));
    }
}

mod listeners {
    use super::*;

    const UNLINKED: sys::listener = sys::listener { next: null_mut(), notify: None };

    #[callback]
    fn on_value(#[context(embedded = sys::listener)] seen: &mut Vec<c_int>, value: c_int) {
        assert!(value != 13, "unlucky");
        seen.push(value);
    }

    struct Last(Rc<Cell<c_int>>);

    #[callback(context(embedded = sys::listener))]
    impl Last {
        fn on_value(&self, value: c_int) {
            self.0.set(value);
        }
    }

    #[test]
    fn listeners_leave_the_list_when_they_go() {
        let mut signal = sys::signal { first: null_mut() };
        let place = &raw mut signal;
        let last = Rc::new(Cell::new(0));
        let base = sys::listener { notify: last::on_value::shim(), ..UNLINKED };
        let listener = last::on_value::embed(base, Last(last.clone()));
        let object = listener.as_ptr();
        unsafe { sys::signal_add(place, object) };
        let listener = listener.on_close(|| unsafe { sys::signal_remove(place, object) });
        let base = sys::listener { notify: on_value::shim(), ..UNLINKED };
        let second = on_value::embed(base, vec![]);
        unsafe { sys::signal_add(place, second.as_ptr()) };
        unsafe { sys::signal_emit(place, 7) };
        assert_eq!(last.get(), 7);
        drop(listener);
        unsafe { sys::signal_emit(place, 13) };
        unsafe { sys::signal_emit(place, 14) };
        assert_eq!((last.get(), Rc::strong_count(&last)), (7, 1));
        assert!(matches!(second.outcome(), Some(Outcome::Panicked(_))));
        assert!(second.outcome().is_none());
        second.close_and_wait().unwrap();
        assert!(no_context_left(on_value::NAME));
    }

    /// It says so as soon as there is something to take.
    #[test]
    fn a_listener_is_told() {
        let base = sys::listener { notify: on_value::shim(), ..UNLINKED };
        let listener = on_value::embed(base, vec![]);
        let mut signal = sys::signal { first: null_mut() };
        unsafe { sys::signal_add(&raw mut signal, listener.as_ptr()) };
        let told = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let hook = told.clone();
        listener.notify(move || hook.store(true, std::sync::atomic::Ordering::Relaxed));
        unsafe { sys::signal_emit(&raw mut signal, 12) };
        assert!(!told.load(std::sync::atomic::Ordering::Relaxed));
        unsafe { sys::signal_emit(&raw mut signal, 13) };
        assert!(told.load(std::sync::atomic::Ordering::Relaxed));
        assert!(matches!(listener.outcome(), Some(Outcome::Panicked(_))));
    }

    /// The listener does not wait for itself.
    #[test]
    fn s04_closed_from_inside() {
        type Slot = Rc<RefCell<Option<Embedded<sys::listener, waits::on_value>>>>;

        struct Waits(Slot, Rc<Cell<Option<bool>>>);

        #[callback(context(embedded = sys::listener))]
        impl Waits {
            fn on_value(&self, _value: c_int) {
                self.1.set(self.0.take().map(|listener| listener.close_and_wait().is_err()));
            }
        }

        let (slot, refused) = (Slot::default(), Rc::new(Cell::new(None)));
        let mut signal = sys::signal { first: null_mut() };
        let base = sys::listener { notify: waits::on_value::shim(), ..UNLINKED };
        let listener = waits::on_value::embed(base, Waits(slot.clone(), refused.clone()));
        let object = listener.as_ptr();
        slot.replace(Some(listener));
        unsafe { sys::signal_add(&raw mut signal, object) };
        unsafe { sys::signal_emit(&raw mut signal, 1) };
        assert_eq!(refused.get(), Some(true));
        assert_eq!((Rc::strong_count(&slot), live_contexts(waits::on_value::NAME)), (1, 0));
    }

    /// The listener goes while it is called.
    #[test]
    fn s04_dropped_from_inside() {
        type Slot = Rc<RefCell<Option<Embedded<sys::listener, once::on_value>>>>;

        struct Once(Slot, Rc<Cell<bool>>);

        #[callback(context(embedded = sys::listener))]
        impl Once {
            fn on_value(&self, _value: c_int) {
                drop(self.0.take());
                // Not before the call has left.
                assert!(!self.1.get());
            }
        }

        impl Drop for Once {
            fn drop(&mut self) {
                self.1.set(true);
            }
        }

        let (slot, dropped) = (Slot::default(), Rc::new(Cell::new(false)));
        let mut signal = sys::signal { first: null_mut() };
        let base = sys::listener { notify: once::on_value::shim(), ..UNLINKED };
        let listener = once::on_value::embed(base, Once(slot.clone(), dropped.clone()));
        let object = listener.as_ptr();
        slot.replace(Some(listener));
        unsafe { sys::signal_add(&raw mut signal, object) };
        unsafe { sys::signal_emit(&raw mut signal, 1) };
        assert!(dropped.get());
        assert!(reported(once::on_value::NAME).is_empty());
    }
}

mod made_by_c {
    use super::*;

    struct Session(c_int);

    #[callback(fail = -1)]
    impl Session {
        /// A member that returns the user data.
        #[callback(fail = null_mut())]
        fn open(start: c_int) -> Option<Registration<session::add>> {
            (start >= 0).then(|| session::add::own(Session(start)))
        }

        #[callback]
        fn add(&mut self, value: c_int) -> c_int {
            self.0 += value;
            self.0
        }

        #[callback]
        fn close(self) {}
    }

    #[test]
    fn a_context_is_what_open_returns() {
        let open: unsafe extern "C" fn(c_int) -> *mut c_void = session::open::shim();
        let add: unsafe extern "C" fn(*mut c_void, c_int) -> c_int = session::add::shim();
        let close: unsafe extern "C" fn(*mut c_void) = session::close::shim();
        unsafe {
            assert!(open(-1).is_null());
            let context = open(5);
            assert_eq!((add(context, 1), add(context, 1)), (6, 7));
            close(context);
        }
        assert_eq!(live_contexts(session::add::NAME), 0);
    }
}

/// C's memory goes with the object in it, whatever ends the context.
mod references {
    use super::*;

    type Memory = Embedded<sys::device, counted::Table>;

    /// Ends itself inside of a call, and has C free the memory.
    struct Counted {
        object: Cell<*mut sys::device>,
        /// Rust's hold on the object.
        held: RefCell<Option<Memory>>,
        dropped: Rc<Cell<usize>>,
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            self.dropped.set(self.dropped.get() + 1);
        }
    }

    /// Stands for `free`, after which another thread may have the memory.
    unsafe fn free(object: *mut sys::device) {
        unsafe { object.cast::<u8>().write_bytes(0x55, Memory::SIZE) };
    }

    #[callback(table = sys::driver, context(embedded = sys::device), fail = -1)]
    impl Counted {
        #[callback]
        fn value(&self, how: c_int) -> c_int {
            let object = self.object.get();
            match how {
                0 => unsafe { sys::device_close(object) },
                1 => drop(self.held.take()),
                _ => {
                    self.held.replace(GIVEN.take());
                    return how;
                }
            }
            unsafe { free(object) };
            how
        }

        #[callback]
        fn close(self) {
            // The closing method itself lets go of the memory.
            if self.held.borrow().is_none() && self.object.get().is_null() {
                unsafe { free(LAST.get()) };
            }
        }
    }

    thread_local! {
        static LAST: Cell<*mut sys::device> = const { Cell::new(null_mut()) };
    }

    fn memory() -> Vec<MaybeUninit<u64>> {
        vec![MaybeUninit::uninit(); Memory::SIZE.div_ceil(8)]
    }

    fn is_untouched(memory: &[MaybeUninit<u64>]) -> bool {
        // SAFETY: `free` has written all of it.
        unsafe { std::slice::from_raw_parts(memory.as_ptr().cast::<u8>(), Memory::SIZE) }
            .iter()
            .all(|&byte| byte == 0x55)
    }

    fn context(dropped: &Rc<Cell<usize>>) -> Counted {
        Counted { object: Cell::new(null_mut()), held: RefCell::new(None), dropped: dropped.clone() }
    }

    fn call(object: *mut sys::device, how: c_int) -> c_int {
        // SAFETY: an object of C's; its memory is there, and its driver is not looked up in it afterwards.
        unsafe { ((*counted::Table::table()).value.unwrap())(object, how) }
    }

    const HERE: sys::device = sys::device { driver: null(), opened: 0 };

    #[test]
    fn s72_a_handler_that_has_c_end_its_object() {
        let (mut memory, dropped) = (memory(), Rc::default());
        let object = memory.as_mut_ptr().cast::<sys::device>();
        let (base, context) = (sys::device { driver: counted::Table::table(), ..HERE }, context(&dropped));
        context.object.set(object);
        unsafe { Memory::emplace(object, base, context) };
        assert_eq!(call(object, 0), 0);
        assert!(is_untouched(&memory) && dropped.get() == 1);
    }

    #[test]
    fn s72_a_handler_that_drops_its_own_object() {
        let (mut memory, dropped) = (memory(), Rc::default());
        let object = memory.as_mut_ptr().cast::<sys::device>();
        let context = context(&dropped);
        context.object.set(object);
        let held = unsafe { Memory::emplace_held(object, HERE, context) };
        // The context has its own object.
        GIVEN.set(Some(held));
        assert_eq!(call(object, 2), 2);
        assert_eq!(call(object, 1), 1);
        assert!(is_untouched(&memory) && dropped.get() == 1);
    }

    /// An allocator of C that is out of memory is an error value, and the parts come back.
    #[test]
    fn s79_no_memory_for_an_object_returns_its_parts() {
        let (mut memory, dropped) = (memory(), Rc::default());
        let full = unsafe { Memory::try_emplace(null_mut(), HERE, context(&dropped)) }.unwrap_err();
        assert_eq!(full.to_string(), "there is no memory for the object of an embedded context");
        let (base, context) = full.into_context();
        let full = unsafe { Memory::try_emplace_held(null_mut(), base, context) }.unwrap_err();
        let ((base, context), object) = (full.into_context(), memory.as_mut_ptr().cast::<sys::device>());
        context.object.set(object);
        assert_eq!(dropped.get(), 0);
        let base = sys::device { driver: counted::Table::table(), ..base };
        unsafe { Memory::try_emplace(object, base, context) }.unwrap();
        assert_eq!(call(object, 0), 0);
        assert!(is_untouched(&memory) && dropped.get() == 1);
    }

    thread_local! {
        static GIVEN: Cell<Option<Memory>> = const { Cell::new(None) };
    }

    /// The memory is used for another object while the registration of the one that C has ended is there.
    #[test]
    fn s72_memory_that_c_uses_again() {
        let (mut memory, dropped) = (memory(), Rc::default());
        let object = memory.as_mut_ptr().cast::<sys::device>();
        let base = || sys::device { driver: counted::Table::table(), ..HERE };
        let of_object = || {
            let context = context(&dropped);
            context.object.set(object);
            context
        };
        let first = unsafe { Memory::emplace_held(object, base(), of_object()) };
        unsafe { sys::device_close(object) };
        assert_eq!(dropped.get(), 1);
        unsafe { free(object) };
        unsafe { Memory::emplace(object, base(), of_object()) };
        drop(first);
        assert_eq!(call(object, 2), 2, "the second object leads to its context");
        unsafe { sys::device_close(object) };
        assert_eq!(dropped.get(), 2);
    }

    /// C may have freed it, though the registration is there.
    #[test]
    fn s72_an_object_that_c_has_ended_leads_nowhere() {
        let (mut memory, dropped) = (memory(), Rc::default());
        let object = memory.as_mut_ptr().cast::<sys::device>();
        let base = sys::device { driver: counted::Table::table(), ..HERE };
        let held = unsafe { Memory::emplace_held(object, base, context(&dropped)) };
        LAST.set(object);
        unsafe { sys::device_close(object) };
        let (answer, reports) = reports(|| call(object, 2));
        assert_eq!(answer, -1);
        assert!(reports.len() == 1 && reports[0].ends_with("was called without a context"), "{reports:?}");
        drop(held);
        assert!(is_untouched(&memory) && dropped.get() == 1);
    }

    #[test]
    fn s72_a_closing_method_that_frees_its_object() {
        for held in [false, true] {
            let (mut memory, dropped) = (memory(), Rc::default());
            let object = memory.as_mut_ptr().cast::<sys::device>();
            let base = sys::device { driver: counted::Table::table(), ..HERE };
            LAST.set(object);
            let mine = if held {
                Some(unsafe { Memory::emplace_held(object, base, context(&dropped)) })
            } else {
                unsafe { Memory::emplace(object, base, context(&dropped)) };
                None
            };
            unsafe { sys::device_close(object) };
            drop(mine);
            assert!(is_untouched(&memory) && dropped.get() == 1);
        }
    }
}

mod borrowed {
    use super::*;
    use callback_runtime::context::{Bound, Owned};

    struct Borrower<'a> {
        log: &'a RefCell<Vec<c_int>>,
        add: Box<dyn FnMut(c_int) -> c_int + 'a>,
    }

    impl Drop for Borrower<'_> {
        fn drop(&mut self) {
            self.log.borrow_mut().push(-1);
        }
    }

    #[callback(table = sys::driver, context(embedded = sys::device), fail = -1)]
    impl Borrower<'_> {
        #[callback]
        fn open(_name: &CStr, _place: *mut *mut sys::device) -> c_int {
            1
        }

        #[callback(fail = null_mut())]
        fn clone(&self) -> *mut sys::device {
            null_mut()
        }

        #[callback]
        fn value(&mut self, add: c_int) -> c_int {
            let sum = (self.add)(add);
            self.log.borrow_mut().push(sum);
            sum
        }

        #[callback]
        fn close(self) {}
    }

    #[callback(fail = -1)]
    fn alone(#[context(embedded = sys::device)] value: &mut &Cell<c_int>, add: c_int) -> c_int {
        value.set(value.get() + add);
        value.get()
    }

    type Object<'a> = Embedded<sys::device, borrower::Table<&'a ()>, Bound<Owned>>;

    /// Has its object, which C calls in `value` alone.
    struct Device<'a>(Object<'a>);

    impl<'a> Device<'a> {
        fn new(log: &'a RefCell<Vec<c_int>>, add: impl FnMut(c_int) -> c_int + 'a) -> Self {
            // SAFETY: C calls in `value` alone.
            let borrower = unsafe { borrower::Table::borrowing(Borrower { log, add: Box::new(add) }) };
            Device(borrower.embed(sys::device { driver: borrower::Table::table(), opened: 0 }))
        }

        fn value(&mut self, add: c_int) -> c_int {
            unsafe { sys::device_value(self.0.as_ptr(), add) }
        }
    }

    #[test]
    fn an_object_of_a_context_that_borrows() {
        let log = RefCell::new(vec![]);
        let mut sum = 0;
        let mut device = Device::new(&log, |add| {
            sum += add;
            sum
        });
        assert_eq!((device.value(2), device.value(3)), (2, 5));
        assert_eq!(device.0.with(|borrower| borrower.log.borrow().len()), Ok(2));
        device.0.with_mut(|borrower| borrower.add = Box::new(|add| -add)).unwrap();
        assert_eq!(device.value(7), -7);
        drop(device);
        assert_eq!(*log.borrow(), [2, 5, -7, -1]);
        assert_eq!(sum, 5);
    }

    #[test]
    fn a_callback_of_a_context_that_borrows() {
        let value = Cell::new(1);
        // SAFETY: C calls here alone.
        let object = unsafe { alone::borrowing(&value) }.embed(BASE);
        let shim: unsafe extern "C" fn(*mut sys::device, c_int) -> c_int = alone::shim();
        assert_eq!(unsafe { shim(object.as_ptr(), 4) }, 5);
        let address = object.as_ptr();
        drop(object);
        // The address of an object leads nowhere behind its end.
        let (answer, reports) = reports(|| unsafe { shim(address, 4) });
        assert_eq!((answer, value.get(), reports.len()), (-1, 5, 1));
    }
}
