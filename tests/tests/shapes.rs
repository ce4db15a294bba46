//! Shapes of C that are seldom: arrays of functions, functions in functions, user data in an array, pointers to pointers.

use callback_runtime::arg::{Callee, Data, InOut};
use callback_runtime::{Callback, callback, fields};
use callback_tests::no_reports;
use std::ffi::{CStr, c_char, c_int, c_void};

type Slot = Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>;
type Plain = Option<unsafe extern "C" fn(c_int) -> c_int>;
type Add = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

#[repr(C)]
struct Table {
    slots: [Slot; 3],
    user: *mut c_void,
}

#[callback]
unsafe extern "C" {
    static mut shapes_globals: [Plain; 2];
    fn shapes_run(table: *const Table, value: c_int) -> c_int;
    fn shapes_run_globals(value: c_int) -> c_int;
    fn shapes_each(
        each: Option<unsafe extern "C" fn(*mut *mut c_void, c_int) -> c_int>,
        user: *mut c_void,
        count: c_int,
    ) -> c_int;
    fn shapes_nested(
        outer: Option<unsafe extern "C" fn(Option<Add>, *mut c_void, *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> c_int;
    fn shapes_arguments(
        edit: Option<unsafe extern "C" fn(*mut c_int, *mut *mut *mut c_char, *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> c_int;
    fn shapes_between(
        text: Option<unsafe extern "C" fn(*const c_char, *const c_char, *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> c_int;
}

#[callback(fail = -1)]
fn double(value: c_int, #[context] calls: &mut Vec<c_int>) -> c_int {
    calls.push(value);
    value * 2
}

#[callback(fail = -1)]
fn next(value: c_int, #[context] calls: &mut Vec<c_int>) -> c_int {
    calls.push(value);
    value + 1
}

#[test]
fn functions_in_an_array_of_a_struct() {
    let mut calls = vec![];
    let value = double::scope(&mut calls, |cb| {
        let table = Table { slots: [cb.shim(), None, cb.also::<next>().shim()], user: cb.context() };
        unsafe { shapes_run(&table, 5) }
    });
    assert_eq!((value, calls), (Ok(11), vec![5, 10]));
}

#[callback(fail = -1)]
fn triple(value: c_int, #[context(static)] calls: &std::sync::atomic::AtomicI32) -> c_int {
    calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    value * 3
}

#[test]
fn functions_in_a_global_array() {
    let registered = triple::acquire(std::sync::atomic::AtomicI32::new(0)).unwrap();
    unsafe { shapes_globals = [registered.shim(), registered.shim()] };
    assert_eq!(unsafe { shapes_run_globals(2) }, 18);
    unsafe { shapes_globals = [None, None] };
}

#[callback(fail = -1)]
fn each(
    data: *mut *mut c_void,
    value: c_int,
    #[context(from = unsafe { *data.add(1) })] seen: &mut Vec<c_int>,
) -> c_int {
    seen.push(value);
    value
}

#[test]
fn user_data_in_an_array() {
    let mut seen = vec![];
    let sum = each::scope(&mut seen, |cb| unsafe { shapes_each(cb.shim(), cb.context(), 4) });
    assert_eq!((sum, seen), (Ok(6), vec![0, 1, 2, 3]));
}

#[callback(fail = -1)]
fn outer(#[data(data)] add: Callee<'_, Add>, data: *mut c_void, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    // SAFETY: the function that C passed, with its data.
    (1..=3).fold(0, |_, value| unsafe { add.call((value, Data)) })
}

#[test]
fn a_function_inside_of_a_callback() {
    let mut calls = 0;
    let sum = outer::scope(&mut calls, |cb| unsafe { shapes_nested(cb.shim(), cb.context()) });
    assert_eq!((sum, calls), (Ok(32), 1));
}

/// `argv` by a pointer to a pointer: the program skips an argument, as `gtk_init` does.
#[callback(fail = -1)]
fn edit(argc: InOut<'_, c_int>, argv: &mut *mut *mut c_char, #[context] seen: &mut Vec<String>) -> c_int {
    for index in 0..argc.get() {
        // SAFETY: C passes so many strings.
        let text = unsafe { CStr::from_ptr(*argv.offset(index.try_into().unwrap())) };
        seen.push(text.to_string_lossy().into_owned());
    }
    argc.set(argc.get() - 1);
    // SAFETY: the array has two elements.
    *argv = unsafe { argv.add(1) };
    0
}

#[test]
fn arguments_by_pointers_to_pointers() {
    let mut seen = vec![];
    let status = edit::scope(&mut seen, |cb| unsafe { shapes_arguments(cb.shim(), cb.context()) });
    assert_eq!((status, &seen[..]), (Ok(206), &["program", "--flag", "file"].map(String::from)[..]));
}

/// A string between two pointers, which have no length for a slice: they stay raw.
#[callback(fail = -1)]
fn between(start: *const c_char, end: *const c_char, #[context] seen: &mut Vec<Vec<u8>>) -> c_int {
    // SAFETY: two pointers into one array of C.
    let length = unsafe { end.offset_from(start) };
    // SAFETY: so many bytes, which are read during the call.
    let text = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.try_into().unwrap()) };
    seen.push(text.to_vec());
    text.len().try_into().unwrap()
}

#[test]
fn text_between_two_pointers() {
    let mut seen = vec![];
    let length = no_reports(|| between::scope(&mut seen, |cb| unsafe { shapes_between(cb.shim(), cb.context()) }));
    assert_eq!((length, seen), (Ok(3), vec![b"key".to_vec()]));
}

#[cfg(not(emulated))]
#[test]
fn the_header_is_compared() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/c"))
        .header("shapes.h")
        .name::<Table>("struct shapes_table")
        .layout::<Table>("struct shapes_table", &fields!(Table { slots, user }))
        .declared::<(shapes_run, shapes_globals, shapes_run_globals, shapes_each, shapes_nested)>()
        .declared::<(shapes_arguments, shapes_between)>()
        .callback::<edit>()
        .is_parameter("shapes_arguments", 1)
        .callback::<each>()
        .is_parameter("shapes_each", 1)
        .callback::<outer>()
        .is_parameter("shapes_nested", 1)
        .check();
}
