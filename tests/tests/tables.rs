//! Tables of methods that share a context: structs of function pointers, and objects that setters fill.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_char, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::rc::Rc;

use callback_runtime::table::StaticTable;
use callback_runtime::{Callback, Outcome, Reason, callback};
use callback_tests::tables as sys;
use callback_tests::{no_context_left, reports};

/// Events of the object behind the table.
#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<&'static str>>>);

impl Log {
    fn add(&self, what: &'static str) {
        self.0.borrow_mut().push(what);
    }

    fn take(&self) -> Vec<&'static str> {
        self.0.take()
    }
}

mod by_pointer {
    use super::*;

    struct Buffer {
        data: Vec<u8>,
        at: usize,
    }

    #[callback(table = sys::stream_ops, size = size, fields(version = 2, name = c"buffer".as_ptr()), fail = -1)]
    impl Buffer {
        #[callback(skip)]
        fn read(&mut self, data: &mut [u8], n: usize) -> isize {
            let rest = &self.data[self.at..];
            let n = rest.len().min(n);
            data[..n].copy_from_slice(&rest[..n]);
            self.at += n;
            n.try_into().unwrap()
        }

        #[callback(field = "write")]
        fn append(&mut self, #[len(n)] data: &[u8], n: usize) -> isize {
            assert!(data != b"panic", "asked for");
            self.data.extend_from_slice(data);
            data.len().try_into().unwrap()
        }
    }

    #[test]
    fn a_method_may_be_left_out() {
        let mut buffer = Buffer { data: b"abc".to_vec(), at: 0 };
        buffer::Table::scope(&mut buffer, |cb| unsafe {
            let stream = sys::stream_open(cb.table(), cb.context());
            assert_eq!(sys::stream_write(stream, c"def".as_ptr(), 3), 3);
            assert_eq!(sys::stream_read(stream, null_mut(), 1), -2);
            sys::stream_close(stream);
        })
        .unwrap();
        assert_eq!(buffer.data, b"abcdef");
        let mut data = [0; 2];
        assert_eq!(buffer.read(&mut data, 2), 2);
        assert_eq!((data, buffer.at), (*b"ab", 2));
    }

    #[test]
    fn members_left_out_are_null() {
        let table = unsafe { &*buffer::Table::table() };
        assert_eq!((table.size as usize, table.version), (size_of::<sys::stream_ops>(), 2));
        assert!(table.read.is_none() && table.seek.is_none() && table.close.is_none() && table.write.is_some());
        assert_eq!(unsafe { CStr::from_ptr(table.name) }, c"buffer");
    }

    #[test]
    fn a_panic_in_one_stops_all() {
        let mut buffer = Buffer { data: vec![], at: 0 };
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            buffer::Table::scope(&mut buffer, |cb| unsafe {
                let stream = sys::stream_open(cb.table(), cb.context());
                assert_eq!(sys::stream_write(stream, c"panic".as_ptr(), 5), -1);
                assert_eq!(sys::stream_write(stream, c"more".as_ptr(), 4), -1);
                sys::stream_close(stream);
            })
        }));
        assert_eq!(panicked.unwrap_err().downcast_ref::<&str>(), Some(&"asked for"));
        assert_eq!(buffer.data, b"");
    }
}

mod owned {
    use super::*;

    struct File {
        log: Log,
        at: i64,
        again: Rc<Cell<*mut sys::stream>>,
    }

    impl Drop for File {
        fn drop(&mut self) {
            self.log.add("drop");
        }
    }

    #[callback(
        table = sys::stream_ops,
        rest = sys::stream_ops {
            size: size_of::<sys::stream_ops>() as u32,
            version: 2,
            read: None,
            write: None,
            seek: None,
            close: None,
            name: c"file".as_ptr(),
        },
    )]
    impl File {
        #[callback(err = -1)]
        fn read(&mut self, #[len(n)] data: &mut [u8], n: usize) -> Result<isize, String> {
            if n > 4 {
                return Err(format!("{n} is too much"));
            }
            data.fill(b'x');
            self.log.add("read");
            n.try_into().map_err(|_| unreachable!())
        }

        /// Comes in while another method is inside, if C is asked to.
        #[callback(fail = -1)]
        fn seek(&mut self, offset: i64) -> c_int {
            self.at += offset;
            if self.again.get().is_null() {
                return 0;
            }
            let mut data = [0; 1];
            // SAFETY: the stream is open.
            let answer = unsafe { sys::stream_read(self.again.get(), data.as_mut_ptr(), 1) };
            answer.try_into().unwrap()
        }

        #[callback]
        fn close(self: Box<Self>) {
            self.log.add("close");
        }
    }

    fn file(log: &Log) -> File {
        File { log: log.clone(), at: 0, again: Rc::new(Cell::new(std::ptr::null_mut())) }
    }

    #[test]
    fn c_closes_what_it_was_given() {
        let log = Log::default();
        let registration = file::Table::own(file(&log));
        let stream = unsafe { sys::stream_open(registration.table(), registration.context()) };
        registration.into_context();
        let mut data = [0; 3];
        unsafe {
            assert_eq!(sys::stream_read(stream, data.as_mut_ptr(), 3), 3);
            assert_eq!(sys::stream_name(stream).cast::<u8>().read(), b'f');
            assert_eq!(sys::stream_write(stream, data.as_ptr(), 3), -2);
        }
        assert_eq!((data, log.take()), ([b'x' as c_char; 3], vec!["read"]));
        unsafe { sys::stream_close(stream) };
        assert_eq!(log.take(), ["close", "drop"]);
        assert!(no_context_left(file::Table::NAME));
    }

    /// Beside the table, on its context.
    #[callback(fail = -1)]
    fn seek_twice(#[context] file: &mut File, offset: i64) -> c_int {
        file.at += 2 * offset;
        file.at.try_into().unwrap()
    }

    #[test]
    fn another_callback_on_the_context() {
        let log = Log::default();
        let registration = file::Table::own(file(&log));
        // SAFETY: the table is of C's, which allows NULL in each member.
        let mut table = unsafe { registration.value() };
        table.seek = registration.also::<seek_twice>().shim();
        let stream = unsafe { sys::stream_open_by_value(table, registration.context()) };
        assert_eq!(unsafe { sys::stream_seek(stream, 3) }, 6);
        unsafe { sys::stream_close(stream) };
        assert_eq!(log.take(), ["close", "drop"]);
    }

    #[test]
    fn by_value() {
        let log = Log::default();
        let registration = file::Table::own(file(&log));
        // SAFETY: the table is of C's, which allows NULL in each member.
        let stream = unsafe { sys::stream_open_by_value(registration.value(), registration.context()) };
        unsafe { sys::stream_close(stream) };
        assert_eq!(log.take(), ["close", "drop"]);
        drop(registration);
        assert_eq!(log.take(), [""; 0]);
    }

    #[test]
    fn what_a_method_stops_with_comes_back() {
        let log = Log::default();
        let registration = file::Table::own(file(&log));
        let stream = unsafe { sys::stream_open(registration.table(), registration.context()) };
        let mut data = [0; 5];
        assert_eq!(unsafe { sys::stream_read(stream, data.as_mut_ptr(), 5) }, -1);
        let outcome = registration.outcome();
        assert!(matches!(outcome, Some(Outcome::Stopped(error)) if error == "5 is too much"));
        // Taken, so that calls run again.
        assert_eq!(unsafe { sys::stream_read(stream, data.as_mut_ptr(), 4) }, 4);
        unsafe { sys::stream_close(stream) };
        assert_eq!(log.take(), ["read", "close", "drop"]);
    }

    #[test]
    fn s16_two_members_at_once() {
        let log = Log::default();
        let object = file(&log);
        let again = object.again.clone();
        let registration = file::Table::own(object);
        let stream = unsafe { sys::stream_open(registration.table(), registration.context()) };
        assert_eq!(unsafe { sys::stream_seek(stream, 1) }, 0);
        again.set(stream);
        assert_eq!(unsafe { sys::stream_seek(stream, 1) }, -1);
        let outcome = registration.outcome();
        assert!(matches!(outcome, Some(Outcome::Refused(refused)) if refused.reason() == Reason::Reentered));
        unsafe { sys::stream_close(stream) };
    }

    #[test]
    fn a_stream_that_could_not_be_opened() {
        let log = Log::default();
        let registration = file::Table::own(file(&log));
        let mut wrong = unsafe { registration.value() };
        wrong.version = 1;
        assert!(unsafe { sys::stream_open(&raw const wrong, registration.context()) }.is_null());
        registration.reclaim();
        assert_eq!(log.take(), ["drop"]);
    }

    /// C closes after the registration has gone: it holds the memory until it has closed.
    #[test]
    fn s06_closed_after_the_owner_has_gone() {
        let log = Log::default();
        let registration = file::Table::own(file(&log));
        let stream = unsafe { sys::stream_open(registration.table(), registration.context()) };
        drop(registration);
        assert_eq!(log.take(), ["drop"]);
        let (late, reports) = reports(|| unsafe {
            let mut data = [0; 1];
            let late = sys::stream_read(stream, data.as_mut_ptr(), 1);
            sys::stream_close(stream);
            late
        });
        assert_eq!((late, log.take().len()), (-1, 0));
        assert!(reports[0].contains("after its context was closed"), "{reports:?}");
    }
}

mod reentered {
    use super::*;

    struct Nested {
        stream: *mut sys::stream,
        reads: usize,
    }

    #[callback(table = sys::stream_ops, size = size, fields(version = 2), fail = -1)]
    impl Nested {
        fn read(&self, _data: *mut c_char, _n: usize) -> isize {
            self.reads.try_into().unwrap()
        }

        fn seek(&mut self, _offset: i64) -> c_int {
            self.reads += 1;
            // SAFETY: the stream is open.
            unsafe { sys::stream_read(self.stream, null_mut(), 0) }.try_into().unwrap()
        }
    }

    #[test]
    fn s17_a_member_inside_of_another() {
        let mut nested = Nested { stream: null_mut(), reads: 0 };
        let place = &raw mut nested.stream;
        let refused = nested::Table::scope(&mut nested, |cb| unsafe {
            let stream = sys::stream_open(cb.table(), cb.context());
            place.write(stream);
            assert_eq!(sys::stream_seek(stream, 1), -1);
            sys::stream_close(stream);
        })
        .unwrap_err();
        assert_eq!((refused.callback(), refused.reason()), (nested::read::NAME, Reason::Reentered));
        assert_eq!(nested.reads, 1);
    }
}

mod carried {
    use super::*;

    struct Sum(c_int);

    /// No member may be null, one is safe to call by its type, and the context is in the table.
    #[callback(table = sys::sink, context_field = user, fail = -1)]
    impl Sum {
        fn put(&mut self, value: c_int) -> c_int {
            self.0 += value;
            self.0
        }

        fn flush(&mut self) {
            self.0 *= 2;
        }
    }

    #[test]
    fn the_table_has_the_context() {
        let mut sum = Sum(0);
        let fed = sum::Table::scope(&mut sum, |cb| unsafe {
            let table = cb.value();
            sys::sink_feed(&raw const table, 4)
        });
        assert_eq!((fed, sum.0), (Ok(10), 12));
        let registration = sum::Table::own(Sum(0));
        let table = unsafe { registration.value() };
        assert_eq!(unsafe { sys::sink_feed(&raw const table, 3) }, 4);
        drop(registration);
        let (late, reports) = reports(|| unsafe { sys::sink_feed(&raw const table, 1) });
        assert_eq!((late, reports.len()), (-1, 2));
    }
}

mod set {
    use super::*;

    struct Filter(c_int);

    #[callback(
        table = sys::filters,
        setters(map = sys::filters_set_map, keep = quietly),
        setters_ok = 1,
        context = last,
        fail = 0
    )]
    impl Filter {
        fn keep(&self, value: c_int) -> c_int {
            (value % self.0 == 0).into()
        }

        fn map(&self, value: c_int) -> c_int {
            value * 10
        }
    }

    /// All setters of a block say alike that they have set.
    unsafe fn quietly(filters: *mut sys::filters, keep: sys::filter_fn) -> c_int {
        // SAFETY: the caller's promise.
        unsafe { sys::filters_set_keep(filters, keep) };
        1
    }

    #[test]
    fn by_the_calls_that_are_listed() {
        let sum = filter::Table::scope(&Filter(3), |cb| unsafe {
            let filters = sys::filters_new();
            cb.set(filters).unwrap();
            let sum = sys::filters_run(filters, 7, cb.context());
            sys::filters_free(filters);
            sum
        });
        assert_eq!(sum, Ok(90));
    }

    struct Unset;

    #[callback(table = sys::filters, setters(map = sys::filters_try_map), setters_ok = 1, context = last, fail = 0)]
    impl Unset {
        fn map(&self, value: c_int) -> c_int {
            value
        }
    }

    #[test]
    fn a_setter_that_fails() {
        let registration = unset::Table::own(Unset);
        let failed = unsafe {
            let filters = sys::filters_new();
            let failed = registration.set(filters);
            sys::filters_free(filters);
            failed
        };
        let unset = failed.unwrap_err();
        assert_eq!(unset.method(), "map");
        assert_eq!(unset.to_string(), "the function pointer of `map` could not be set");
    }

    struct Quiet;

    #[callback(table = sys::filters, setters(keep = sys::filters_set_keep), context = last, fail = 0)]
    impl Quiet {
        fn keep(&self, value: c_int) -> c_int {
            value
        }
    }

    #[test]
    fn a_setter_that_says_nothing() {
        let registration = quiet::Table::own(Quiet);
        unsafe {
            let filters = sys::filters_new();
            assert_eq!(registration.set(filters), Ok(()));
            sys::filters_free(filters);
        }
    }
}

mod generics {
    use super::*;
    use std::io::{Cursor, Read};

    struct Reader<R>(R);

    #[callback(table = sys::stream_ops, size = size, fields(version = 2))]
    impl<R: Read> Reader<R> {
        #[callback(fail = -1, err = -1, returns = isize)]
        fn read(&mut self, #[len(n)] data: &mut [u8], n: usize) -> std::io::Result<usize> {
            self.0.read(data)
        }
    }

    #[test]
    fn a_table_for_each_type() {
        fn read<R: Read>(from: R) -> Vec<c_char> {
            let mut data = vec![0; 8];
            let mut reader = Reader(from);
            let n = reader::Table::scope(&mut reader, |cb| unsafe {
                let stream = sys::stream_open(cb.table(), cb.context());
                let n = sys::stream_read(stream, data.as_mut_ptr(), data.len());
                sys::stream_close(stream);
                n
            });
            data.truncate(n.unwrap().try_into().unwrap());
            data
        }

        let bytes = |text: &[u8]| text.iter().map(|byte| *byte as c_char).collect::<Vec<_>>();
        assert_eq!(read(&b"slice"[..]), bytes(b"slice"));
        assert_eq!(read(Cursor::new(vec![1, 2])), bytes(&[1, 2]));
        assert_ne!(reader::Table::<&[u8]>::table(), reader::Table::<Cursor<Vec<u8>>>::table());
    }
}

mod without_context {
    use super::*;

    struct Plain;

    #[callback(table = sys::driver)]
    impl Plain {
        #[callback(fail = -1)]
        fn open(name: &CStr, device: *mut *mut sys::device) -> c_int {
            let _ = device;
            -c_int::try_from(name.to_bytes().len()).unwrap()
        }
    }

    #[test]
    fn of_functions_alone() {
        assert!(unsafe { sys::device_open(plain::Table::table(), c"abc".as_ptr()) }.is_null());
        let open = unsafe { (*plain::Table::table()).open }.unwrap();
        assert_eq!(unsafe { open(c"abc".as_ptr(), null_mut()) }, -3);
    }
}
