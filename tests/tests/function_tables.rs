//! Tables without a struct, `shim_of`, and tables that C writes to.

use std::ffi::{c_char, c_int, c_long, c_void};
use std::ptr::null_mut;
use std::sync::mpsc;
use std::thread;

use callback_runtime::table::{Table, TableMut};
use callback_runtime::{Callback, Failed, Outcome, callback};
use callback_tests::{no_context_left, panic_of};

mod sys {
    use super::*;

    #[repr(C)]
    pub struct functions_ops {
        pub next: *mut functions_ops,
        pub calls: c_int,
        pub level: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
        pub limit: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
        pub user: *mut c_void,
    }

    unsafe extern "C" {
        pub fn functions_visit(
            n: c_int,
            enter: unsafe extern "C" fn(c_int, *mut c_void),
            leave: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>,
            user: *mut c_void,
        ) -> c_int;
        pub fn functions_open(
            user: *mut c_void,
            open: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
            read: Option<unsafe extern "C" fn(*mut c_void, *mut c_char, usize) -> c_long>,
            close: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
        ) -> c_long;
        pub fn functions_add(list: *mut *mut functions_ops, ops: *mut functions_ops);
        pub fn functions_sum(list: *mut functions_ops) -> c_int;
    }
}

#[derive(Default)]
struct Visitor {
    seen: Vec<c_int>,
}

#[callback(table, context = last)]
impl Visitor {
    fn enter(&mut self, depth: c_int) {
        assert!(depth != 5, "too deep");
        self.seen.push(depth);
    }

    #[callback(ok = 0, err = 2)]
    fn leave(&mut self, depth: c_int) -> Result<(), String> {
        if depth == 3 { Err(format!("{:?}", self.seen)) } else { Ok(()) }
    }
}

fn visit(visitor: &mut Visitor, n: c_int) -> Result<c_int, Failed<String>> {
    visitor::Table::scope(visitor, |cb| unsafe {
        sys::functions_visit(n, cb.shim_of::<visitor::enter, _>(), cb.shim_of::<visitor::leave, _>(), cb.context())
    })
}

#[test]
fn functions_share_a_context_without_a_struct() {
    let mut visitor = Visitor::default();
    assert_eq!(visit(&mut visitor, 2), Ok(0));
    assert_eq!(visitor.seen, [0, 1]);
    visitor.seen.clear();
    assert_eq!(visit(&mut visitor, 9), Err(Failed::Err("[0, 1, 2, 3]".to_owned())));
    struct Deep;
    #[callback(table, context = last)]
    impl Deep {
        fn enter(&mut self, depth: c_int) {
            assert!(depth != 1, "too deep");
        }
    }
    let panicked = panic_of(|| {
        deep::Table::scope(&mut Deep, |cb| unsafe {
            sys::functions_visit(3, cb.shim_of::<deep::enter, _>(), quiet::leave::shim(), cb.context())
        })
    });
    assert_eq!(panicked, "too deep");
}

struct Quiet;

#[callback(fail = 0)]
impl Quiet {
    fn leave(_depth: c_int, _user: *mut c_void) -> c_int {
        0
    }
}

struct Reader<R> {
    rest: R,
    closed: mpsc::Sender<usize>,
}

#[callback(table, fail = -1)]
impl<R: AsRef<[u8]> + Default + 'static> Reader<R> {
    fn read(&mut self, #[len(n)] to: &mut [u8], n: usize) -> c_long {
        let rest = std::mem::take(&mut self.rest);
        let n = rest.as_ref().len().min(n);
        to[..n].copy_from_slice(&rest.as_ref()[..n]);
        n.try_into().unwrap()
    }

    fn close(self) -> c_int {
        self.closed.send(self.rest.as_ref().len()).unwrap();
        0
    }
}

#[test]
fn a_closing_function_ends_the_context() {
    let (closed, ends) = mpsc::channel();
    let reader = reader::Table::own(Reader { rest: vec![1, 2, 3], closed });
    let (read, close) = (reader.shim_of::<reader::read<_>, _>(), reader.shim_of::<reader::close<_>, _>());
    let context = reader.into_context();
    assert_eq!(unsafe { sys::functions_open(context, None, read, close) }, 6);
    assert_eq!(ends.try_iter().collect::<Vec<_>>(), [0]);
    // It has ended.
    assert_eq!(unsafe { sys::functions_open(context, None, read, close) }, -1);
    assert!(no_context_left("function_tables::Reader"));
}

/// Its methods are `panic = abort` and take `&self`: their calls look at no state.
struct Thin(c_int);

#[callback(table, panic = abort, context = last, fail = 0)]
impl Thin {
    fn enter(&self, _depth: c_int) {}

    fn leave(&self, depth: c_int) -> c_int {
        self.0 * depth
    }
}

#[test]
fn thin_functions_share_a_context() {
    let rc = thin::Table::scope(&Thin(3), |cb| unsafe {
        sys::functions_visit(9, cb.shim_of::<thin::enter, _>(), cb.shim_of::<thin::leave, _>(), cb.context())
    });
    assert_eq!(rc, Ok(3));
}

/// All of its methods are there under a condition.
struct Conditional(c_int);

#[callback(table, panic = abort, context = last, fail = 0)]
impl Conditional {
    #[cfg(miri)]
    fn enter(&self, _depth: c_char) {}

    #[cfg(not(miri))]
    fn enter(&self, _depth: c_int) {}

    #[cfg(not(miri))]
    fn leave(&self, depth: c_int) -> c_int {
        self.0 * depth
    }
}

#[test]
fn thin_functions_under_a_condition_share_a_context() {
    let rc = conditional::Table::scope(&Conditional(3), |cb| unsafe {
        let enter = cb.shim_of::<conditional::enter, _>();
        sys::functions_visit(9, enter, cb.shim_of::<conditional::leave, _>(), cb.context())
    });
    assert_eq!(rc, Ok(3));
}

struct Device {
    level: c_int,
    limit: c_int,
}

#[callback(table = sys::functions_ops, context_field = user, fail = -1)]
impl Device {
    fn level(&mut self) -> c_int {
        self.level += 1;
        self.level
    }

    fn limit(&mut self) -> c_int {
        assert!(self.limit < 100, "no limit");
        self.limit
    }
}

/// Calls C with a list of tables.
fn sum(tables: &[&TableMut<sys::functions_ops>]) -> c_int {
    let mut list = null_mut();
    for table in tables {
        unsafe { sys::functions_add(&raw mut list, table.as_ptr()) };
    }
    unsafe { sys::functions_sum(list) }
}

fn calls(table: &TableMut<sys::functions_ops>) -> c_int {
    unsafe { (*table.as_ptr()).calls }
}

#[test]
fn c_writes_to_a_table_of_its_own() {
    let one = device::Table::own(Device { level: 0, limit: 10 });
    let two = device::Table::own(Device { level: 5, limit: 20 });
    let (first, second) = (one.table_mut(), two.table_mut());
    // Moved, and where it was.
    let boxed = Box::new(first);
    assert_eq!(sum(&[&boxed, &second]), 1 + 10 + 6 + 20);
    assert_eq!(sum(&[&boxed]), 2 + 10);
    assert_eq!((calls(&boxed), calls(&second)), (2, 1));
    // One more table of the same context.
    let third = one.table_mut();
    assert_eq!((sum(&[&third]), calls(&third)), (3 + 10, 1));
    drop(one);
    assert_eq!(sum(&[&third]), -2);
    assert!(format!("{third:?}").starts_with("TableMut("));
}

#[test]
fn a_table_of_a_scope_carries_its_context() {
    let mut device = Device { level: 1, limit: 7 };
    let result = device::Table::scope(&mut device, |cb| {
        let table = cb.table_mut();
        (sum(&[&table]), calls(&table))
    });
    assert_eq!(result, Ok((9, 1)));
    device.limit = 100;
    let panicked = panic_of(|| device::Table::scope(&mut device, |cb| sum(&[&cb.table_mut()])));
    assert_eq!(panicked, "no limit");
}

#[test]
fn a_table_is_freed_on_any_thread_or_left_to_c() {
    let device = device::Table::own(Device { level: 1, limit: 100 });
    let table = device.table_mut();
    assert_eq!(sum(&[&table]), 1);
    assert!(matches!(device.outcome(), Some(Outcome::Panicked(_))));
    thread::spawn(move || drop(table)).join().unwrap();
    let left = device.table_mut().leak();
    assert_eq!(unsafe { ((*left).calls, (*left).user) }, (0, device.context()));
    // It is a box of this size.
    drop(unsafe { Box::from_raw(left) });
}

fn is_table<T: Table>() {}

#[test]
fn it_is_a_table() {
    is_table::<visitor::Table>();
    is_table::<device::Table>();
    let _ = Quiet;
}
