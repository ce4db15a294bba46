//! Methods that C calls: `self` is the context.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};

use callback_runtime::{Callback, Failed, Reason, callback};
use callback_tests::{no_context_left, sys};

struct Counter {
    sum: c_int,
}

#[callback(context = last)]
impl Counter {
    const LIMIT: c_int = 100;
    const REFUSED: c_int = -1;

    fn new() -> Counter {
        Counter { sum: 0 }
    }

    /// `int (*)(int, void *)`
    #[callback(fail = Self::REFUSED)]
    fn add(&mut self, value: c_int) -> c_int {
        self.sum += value;
        self.sum
    }

    #[callback(ok = 0, err = -2)]
    fn try_add(&mut self, value: c_int) -> Result<(), String> {
        if value > Self::LIMIT {
            return Err(format!("{value} is too much"));
        }
        self.add(value);
        Ok(())
    }

    #[callback(fail = -1)]
    fn sum(&self, _value: c_int) -> c_int {
        self.sum
    }

    #[callback(context = 1, fail = -1)]
    extern "C" fn first(&mut self, a: c_int, b: c_int) -> c_int {
        self.sum = a - b;
        self.sum
    }

    #[callback(context = 2, fail = -1)]
    fn middle(&mut self, a: c_int, b: c_int) -> c_int {
        self.sum = a - b;
        self.sum
    }

    #[callback(context(last, as = *const c_void), fail = -1)]
    fn constant(&self, value: c_int) -> c_int {
        self.sum + value
    }

    #[callback(context(from = unsafe { (*handle).data }), fail = -1)]
    fn found(&mut self, handle: &sys::peer_handle, value: c_int) -> c_int {
        self.sum = handle.number + value;
        self.sum
    }

    #[callback(fail = -1)]
    fn triple(value: c_int) -> c_int {
        3 * value
    }
}

#[test]
fn a_method_has_its_object() {
    let mut counter = Counter::new();
    let mut answers = [0; 4];
    counter::add::scope(&mut counter, |cb| unsafe {
        sys::peer_each(4, cb.shim(), cb.context(), answers.as_mut_ptr());
    })
    .unwrap();
    assert_eq!((answers, counter.sum), ([0, 1, 3, 6], 6));
    // The method is one all the same.
    assert_eq!(counter.add(4), 10);
}

#[test]
fn methods_share_their_object() {
    let mut counter = Counter::new();
    let error = counter::try_add::scope(&mut counter, |cb| unsafe {
        assert_eq!(sys::peer_call(cb.shim(), 40, cb.context()), 0);
        assert_eq!(sys::peer_call(cb.also::<counter::sum>().shim(), 0, cb.context()), 40);
        assert_eq!(sys::peer_call(cb.also::<counter::add>().shim(), 2, cb.context()), 42);
        assert_eq!(sys::peer_call(cb.shim(), 101, cb.context()), -2);
        // What failed in one stops them all.
        assert_eq!(sys::peer_call(cb.also::<counter::add>().shim(), 2, cb.context()), -1);
        assert_eq!(sys::peer_call(cb.also::<counter::sum>().shim(), 2, cb.context()), -1);
    });
    assert_eq!(error, Err(Failed::Err("101 is too much".to_owned())));
    assert_eq!(counter.sum, 42);
}

#[test]
fn the_context_is_where_it_is_said() {
    let mut counter = Counter::new();
    let first = counter::first::scope(&mut counter, |cb| unsafe { sys::peer_first(cb.shim(), cb.context(), 9, 2) });
    assert_eq!(first, Ok(7));
    let middle = counter::middle::scope(&mut counter, |cb| unsafe { sys::peer_middle(cb.shim(), 9, cb.context(), 3) });
    assert_eq!(middle, Ok(6));
    let constant = counter::constant::scope(&mut counter, |cb| unsafe { sys::peer_const(cb.shim(), 4, cb.context()) });
    assert_eq!(constant, Ok(10));
    let found = counter::found::scope(&mut counter, |cb| unsafe { sys::peer_with_handle(cb.shim(), cb.context(), 5) });
    assert_eq!(found, Ok(12));
}

#[test]
fn a_function_without_self_has_no_context() {
    assert_eq!(unsafe { sys::peer_plain(counter::triple::shim(), 14) }, 42);
}

#[test]
fn the_name_has_the_type() {
    assert_eq!(counter::add::NAME, "methods::Counter::add");
}

mod marked {
    use super::*;

    /// None is marked, so that all are callbacks.
    #[callback(fail = -1, context = last)]
    impl Cells {
        fn get(&self, value: c_int) -> c_int {
            self.0.get() + value
        }

        fn set(&self, value: c_int) -> c_int {
            self.0.replace(value)
        }

        const ANSWER: c_int = 42;
    }

    struct Cells(Cell<c_int>);

    #[test]
    fn all_without_a_mark() {
        let cells = Cells(Cell::new(1));
        cells::get::scope(&cells, |cb| unsafe {
            assert_eq!(sys::peer_call(cb.also::<cells::set>().shim(), Cells::ANSWER, cb.context()), 1);
            assert_eq!(sys::peer_call(cb.shim(), 0, cb.context()), 42);
        })
        .unwrap();
    }
}

mod receivers {
    use super::*;

    struct Owned(Rc<Cell<c_int>>);

    impl Drop for Owned {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1000);
        }
    }

    #[callback(fail = -1, context = last)]
    impl Owned {
        fn add(&mut self, value: c_int) -> c_int {
            self.0.set(self.0.get() + value);
            self.0.get()
        }

        #[allow(clippy::needless_arbitrary_self_type)]
        fn peek(self: &Self, value: c_int) -> c_int {
            self.0.get() + value
        }

        fn close(self) {
            self.0.set(self.0.get() + 1);
        }

        fn close_box(self: Box<Self>) {
            self.0.set(self.0.get() + 2);
        }
    }

    #[test]
    fn by_value_is_the_closing_callback() {
        let seen = Rc::new(Cell::new(0));
        let registration = owned::add::own(Owned(seen.clone()));
        unsafe {
            assert_eq!(sys::peer_call(registration.shim(), 5, registration.context()), 5);
            assert_eq!(sys::peer_call(registration.also::<owned::peek>().shim(), 1, registration.context()), 6);
            sys::peer_notify(registration.also::<owned::close>().shim(), registration.context());
        }
        assert_eq!(seen.get(), 1006);
        drop(registration);
        assert_eq!(seen.get(), 1006);
        assert!(no_context_left(owned::add::NAME));
    }

    #[test]
    fn a_box_is_made_where_it_closes() {
        let seen = Rc::new(Cell::new(0));
        let registration = owned::add::own(Owned(seen.clone()));
        let (close, context) = (registration.also::<owned::close_box>().shim(), registration.into_context());
        unsafe { sys::peer_notify(close, context) };
        assert_eq!(seen.get(), 1002);
    }

    struct Counted(AtomicI32);

    #[callback(fail = -1, context = last)]
    impl Counted {
        fn keep(self: Arc<Self>, value: c_int) -> c_int {
            self.0.store(value, Relaxed);
            c_int::try_from(Arc::strong_count(&self)).unwrap()
        }

        fn count(self: &Arc<Self>, _value: c_int) -> c_int {
            c_int::try_from(Arc::strong_count(self)).unwrap()
        }

        fn read(&self, value: c_int) -> c_int {
            self.0.load(Relaxed) + value
        }
    }

    #[test]
    fn an_arc_is_one_owner_among_others() {
        let counted = Arc::new(Counted(AtomicI32::new(0)));
        let registration = counted::keep::share(counted.clone());
        unsafe {
            assert_eq!(sys::peer_call(registration.shim(), 7, registration.context()), 3);
            assert_eq!(sys::peer_call(registration.also::<counted::count>().shim(), 0, registration.context()), 2);
            assert_eq!(sys::peer_call(registration.also::<counted::read>().shim(), 1, registration.context()), 8);
        }
        assert_eq!(Arc::strong_count(&counted), 2);
        drop(registration);
        assert_eq!(Arc::strong_count(&counted), 1);
    }
}

mod reentry {
    use super::*;

    struct Nested {
        context: *mut c_void,
        calls: usize,
    }

    #[callback(fail = -1, context = last)]
    impl Nested {
        fn write(&mut self, value: c_int) -> c_int {
            self.calls += 1;
            // SAFETY: the context is this object's, and its scope is open.
            unsafe { sys::peer_call(nested::read::shim(), value, self.context) }
        }

        fn read(&self, _value: c_int) -> c_int {
            c_int::try_from(self.calls).unwrap()
        }
    }

    /// `&self` while another method has `&mut self`.
    #[test]
    fn s17_a_shared_call_inside_of_an_exclusive_one() {
        let mut nested = Nested { context: std::ptr::null_mut(), calls: 0 };
        let place = &raw mut nested.context;
        let refused = nested::write::scope(&mut nested, |cb| unsafe {
            place.write(cb.context());
            assert_eq!(sys::peer_call(cb.shim(), 1, cb.context()), -1);
        })
        .unwrap_err();
        assert_eq!((refused.reason(), refused.callback()), (Reason::Reentered, nested::read::NAME));
    }
}

mod generics {
    use super::*;
    use std::fmt::Display;
    use std::io::Read;

    struct Reader<'a, R, const N: usize> {
        from: &'a mut R,
        sizes: [usize; N],
    }

    #[callback(context = last)]
    impl<'a, R: Read, const N: usize> Reader<'a, R, N>
    where
        R: 'a,
    {
        /// `size_t (*)(char *, size_t, size_t, void *)`
        #[callback(fail = 0, err = 0)]
        fn read(&mut self, #[len(size * nmemb)] data: &mut [u8], size: usize, nmemb: usize) -> std::io::Result<usize> {
            self.sizes.rotate_left(1);
            self.sizes[N - 1] = data.len();
            self.from.read(data)
        }

        #[callback(fail = -1)]
        fn show<T: Display + From<c_int>>(&mut self, value: c_int) -> c_int {
            c_int::try_from(T::from(value).to_string().len()).unwrap()
        }

        #[callback(fail = -1)]
        fn size(_value: c_int) -> c_int {
            c_int::try_from(N).unwrap()
        }
    }

    #[test]
    fn of_the_block_and_of_the_method() {
        let (mut input, mut data) = (&b"hello"[..], [0_u8; 4]);
        let mut object = Reader { from: &mut input, sizes: [0; 2] };
        let read = reader::read::scope(&mut object, |cb| unsafe {
            let show = cb.also::<reader::show<&[u8], 2, f64>>();
            assert_eq!(sys::peer_call(show.shim(), 100, show.context()), 3);
            sys::peer_write(cb.shim(), data.as_mut_ptr().cast(), 2, 2, cb.context())
        });
        assert!(matches!(read, Ok(4)));
        assert_eq!((&data, object.sizes, input), (b"hell", [0, 4], &b"o"[..]));
        assert_eq!(unsafe { sys::peer_plain(reader::size::<&[u8], 9>::shim(), 0) }, 9);
    }
}

mod traits {
    use super::*;

    trait Sides {
        const SIDES: c_int;
    }

    trait Shape {
        type Size;
        fn sides(&self, scale: c_int) -> c_int;
        fn grow(&mut self, by: Self::Size) -> c_int;
        fn name(&self) -> String;
    }

    struct Square(c_int);

    impl Sides for Square {
        const SIDES: c_int = 4;
    }

    #[callback(fail = -1, context = last)]
    impl Shape for Square {
        type Size = c_int;

        #[callback]
        fn sides(&self, scale: c_int) -> c_int {
            Self::SIDES * scale
        }

        #[callback]
        fn grow(&mut self, by: Self::Size) -> c_int {
            self.0 += by;
            self.0
        }

        fn name(&self) -> String {
            "square".to_owned()
        }
    }

    #[callback(fail = -1, context = last, mod = any)]
    impl dyn Shape<Size = c_int> + '_ {
        fn twice(&mut self, by: c_int) -> c_int {
            self.grow(by);
            self.grow(by)
        }
    }

    #[test]
    fn of_an_impl_of_a_trait() {
        let mut square = Square(1);
        square::grow::scope(&mut square, |cb| unsafe {
            assert_eq!(sys::peer_call(cb.shim(), 2, cb.context()), 3);
            assert_eq!(sys::peer_call(cb.also::<square::sides>().shim(), 10, cb.context()), 40);
        })
        .unwrap();
        assert_eq!(square.name(), "square");
    }

    #[test]
    fn of_an_object() {
        let mut square = Square(1);
        let object: &mut dyn Shape<Size = c_int> = &mut square;
        let answer = any::twice::scope(object, |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
        assert_eq!(answer, Ok(5));
    }
}

mod places {
    use super::*;

    pub(crate) struct Shown(c_int);

    #[callback(mod = pub(crate) shown_to_all, fail = -1, context = last)]
    impl Shown {
        pub(crate) fn show(&self, value: c_int) -> c_int {
            self.0 + value
        }
    }

    #[callback(mod = again, fail = -1, context = last)]
    impl Shown {
        fn show_twice(&self, value: c_int) -> c_int {
            self.0 + 2 * value
        }
    }

    impl Shown {
        pub(crate) fn new(value: c_int) -> Self {
            Shown(value)
        }
    }

    #[test]
    fn twice_for_one_type() {
        let answer = again::show_twice::scope(&Shown(1), |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
        assert_eq!(answer, Ok(5));
    }

    #[test]
    fn in_a_function() {
        const START: c_int = 7;

        struct Local(c_int);

        #[callback(fail = -START, context = last)]
        impl Local {
            fn add(&mut self, value: c_int) -> c_int {
                self.0 += value + START;
                self.0
            }

            #[cfg(any())]
            fn absent(&mut self, value: Absent) -> Absent {
                value
            }
        }

        let mut object = Local(1);
        let answer = local::add::scope(&mut object, |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
        assert_eq!(answer, Ok(10));
    }
}

#[test]
fn the_module_is_as_visible_as_it_says() {
    let shown = places::Shown::new(40);
    let answer = places::shown_to_all::show::scope(&shown, |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
    assert_eq!(answer, Ok(42));
}

mod inherited {
    use super::*;

    struct Visitor(Vec<c_int>);

    /// Each has what its result asks for.
    #[callback(ok = 0, err = -2, continue = 1, break = 0, fail = -3, context = last, threads)]
    impl Visitor {
        #[callback]
        fn check(&mut self, value: c_int) -> Result<(), c_int> {
            if value < 3 { Ok(()) } else { Err(value) }
        }

        #[callback]
        fn visit(&mut self, value: c_int) -> ControlFlow<c_int> {
            self.0.push(value);
            if value < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(value) }
        }

        #[callback]
        fn plain(&mut self, value: c_int) -> c_int {
            value / self.0.len() as c_int
        }

        #[callback(fail = -4)]
        fn own_fail(&mut self, value: c_int) -> c_int {
            value / self.0.len() as c_int
        }

        #[callback]
        fn nothing(&mut self) {
            self.0.clear();
        }
    }

    #[test]
    fn from_the_block() {
        let mut visitor = Visitor(vec![]);
        let broken =
            visitor::visit::scope(&mut visitor, |cb| unsafe { sys::peer_until(9, cb.shim(), cb.context(), 1) });
        assert_eq!((broken, &visitor.0), (Ok(ControlFlow::Break(3)), &vec![0, 1, 2, 3]));
        let checked = visitor::check::scope(&mut visitor, |cb| unsafe {
            assert_eq!(sys::peer_call(cb.shim(), 5, cb.context()), -2);
            // -3 without a word of the method's own, and where it was stopped before it ran.
            assert_eq!(sys::peer_call(cb.also::<visitor::plain>().shim(), 5, cb.context()), -3);
            assert_eq!(sys::peer_call(cb.also::<visitor::own_fail>().shim(), 5, cb.context()), -4);
        });
        assert_eq!(checked, Err(Failed::Err(5)));
        visitor::nothing::scope(&mut visitor, |cb| unsafe { sys::peer_notify(cb.shim(), cb.context()) }).unwrap();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            visitor::plain::scope(&mut visitor, |cb| unsafe {
                assert_eq!(sys::peer_call(cb.shim(), 5, cb.context()), -3);
            })
        }));
        assert!(panicked.is_err());
    }
}

mod nobody {
    #![no_implicit_prelude]
    // What could be taken for what is generated.
    #![allow(dead_code, non_camel_case_types, unused_macros)]

    mod core {}
    mod std {}
    struct Option;
    struct Sized;

    pub(super) struct Odd(pub(super) i32);

    #[::callback_runtime::callback(fail = -1, context = last, mod = pub(super) odd)]
    impl Odd {
        fn add(&mut self, value: i32) -> i32 {
            self.0 += value;
            self.0
        }

        #[callback(fail = -1)]
        fn negated(&self, value: i32) -> i32 {
            -value
        }
    }
}

#[test]
fn s40_names_do_not_get_in_the_way() {
    let odd = nobody::Odd(1);
    // One is marked, so that the other is none.
    let answer = nobody::odd::negated::scope(&odd, |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
    assert_eq!(answer, Ok(-2));
    assert_eq!(odd.0, 1);
}
