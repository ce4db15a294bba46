//! The callbacks of the P/Invoke samples: the library is cdecl, its callbacks are stdcall.

use std::ffi::{CStr, c_char, c_double, c_int, c_void};
use std::sync::Mutex;

use callback_runtime::arg::{ByValue, CStrPtr};
use callback_runtime::ret::CBool;
use callback_runtime::{Callback, callback};
use callback_windows as c;

// S1, S2, S3

#[callback(fail = false)]
extern "system" fn on_value(value: c_int, #[context(thread_local)] seen: &mut Vec<c_int>) -> bool {
    seen.push(value);
    value == 99
}

#[test]
fn s1_bool_of_one_byte_through_stdcall() {
    let mut seen = vec![];
    let answers =
        on_value::scope(&mut seen, |cb| unsafe { [c::TestCallBack(cb.shim(), 99), c::TestCallBack(cb.shim(), 100)] });
    assert_eq!((answers, seen), (Ok([true, false]), vec![99, 100]));
}

#[callback(fail = false)]
extern "system" fn on_text(text: &CStr, #[context(thread_local)] seen: &mut Vec<String>) -> bool {
    seen.push(text.to_str().unwrap().to_owned());
    true
}

#[test]
fn s2_text_is_borrowed() {
    let mut seen = vec![];
    let mut text = *b"abc\0";
    let answer = on_text::scope(&mut seen, |cb| unsafe { c::TestCallBack2(cb.shim(), text.as_mut_ptr().cast()) });
    assert_eq!((answer, seen, &text), (Ok(true), vec!["abc".to_owned()], b"abc\0"), "neither freed nor changed");
}

#[callback(fail = 0)]
extern "system" fn raw_truth(value: c_int) -> c_int {
    value
}

#[callback(fail = CBool(false))]
extern "system" fn truth(value: c_int) -> CBool {
    CBool(value == 256)
}

/// A `BOOL` of 256 read as one byte is false; a `CBool` is 1 however it is read. That the types cannot be mixed up is in
/// the doctests of `lib.rs`.
#[test]
fn s3_bool_and_four_bytes() {
    assert!(!unsafe { c::TestCallBackMistaken(raw_truth::shim(), 256) });
    assert!(unsafe { c::TestCallBackMistaken(truth::shim(), 256) });
}

// S7, S8, S9

#[callback(fail = -1)]
extern "system" fn stored(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[test]
fn s7_call_after_rust_let_go_is_refused() {
    let registration = stored::own(40);
    unsafe { c::Initialize(registration.shim(), registration.context()) };
    assert_eq!(unsafe { c::Callback(2) }, 42);
    drop(registration);
    REPORTS.lock().unwrap().clear();
    callback_runtime::set_report_hook(|report| REPORTS.lock().unwrap().push(report.to_string()));
    assert_eq!(unsafe { c::Callback(2) }, -1);
    assert_eq!(*REPORTS.lock().unwrap(), ["callback `pinvoke::stored` was called after its context was closed"]);
}

static REPORTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Says when it goes.
struct Changes<'a>(Vec<String>, &'a Mutex<u32>);

impl Drop for Changes<'_> {
    fn drop(&mut self) {
        *self.1.lock().unwrap() += 1;
    }
}

static DROPS: Mutex<u32> = Mutex::new(0);

#[callback(fail = false)]
fn on_change(text: *const u16, #[context(static)] changes: &mut Changes<'static>) -> bool {
    changes.0.push(unsafe { c::narrow_at(text) });
    changes.0.len() < 2
}

#[test]
fn s8_change_handler_until_it_is_removed() {
    let mut answer = false;
    let change = |text: &str, answer: &mut bool| unsafe { c::Change(c::wide(text).as_ptr(), answer) };
    let registration = on_change::acquire(Changes(vec![], &DROPS)).unwrap();
    assert!(unsafe { c::SetChangeHandler(registration.shim()) });
    let registration = registration.on_close(|| unsafe { c::RemoveChangeHandler() });
    assert!(change("größer", &mut answer) && answer);
    assert!(change("\u{1f600}", &mut answer) && !answer);
    assert_eq!(*DROPS.lock().unwrap(), 0);
    drop(registration);
    assert_eq!(*DROPS.lock().unwrap(), 1, "freed at removal, once");
    assert!(!change("late", &mut answer), "never called again");
}

#[callback(fail = -1)]
extern "system" fn progress(step: c_int, #[context] seen: &mut Vec<c_int>) -> c_int {
    seen.push(step);
    step
}

#[test]
fn s9_callback_in_a_struct_lives_for_the_call() {
    let mut seen = vec![];
    let sum = progress::scope(&mut seen, |cb| {
        let job = c::job { steps: 4, progress: cb.shim(), data: cb.context() };
        unsafe { c::RunJob(&raw const job) }
    });
    assert_eq!((sum, seen), (Ok(6), vec![0, 1, 2, 3]));
}

// S11: every shape of argument

macro_rules! shape {
    ($context:expr, $callback:ident, $c:ident $(, $argument:expr)*) => {
        $callback::scope($context, |cb| unsafe { c::$c(cb.shim(), $($argument,)* cb.context()) }).unwrap()
    };
}

#[callback(fail = -1)]
fn ints(#[len(size)] values: &[c_int], size: c_int, #[context] factor: &c_int) -> c_int {
    values.iter().sum::<c_int>() * factor
}

#[callback(fail = -1)]
fn matrix(#[len(count)] rows: &[[c_int; 5]], count: c_int, #[context] factor: &c_int) -> c_int {
    rows.iter().flatten().sum::<c_int>() * factor
}

#[test]
fn s11_arrays_and_matrices() {
    assert_eq!(shape!(&2, ints, TestArrayOfInts, 10), 110);
    assert_eq!(shape!(&2, ints, TestArrayOfInts, 0), 0, "NULL with 0");
    assert_eq!(shape!(&1, matrix, TestMatrixOfInts), 165);
}

/// Puts another array in place of the library's.
#[callback(fail = -1)]
fn grow(values: &mut *mut c_int, size: &mut c_int, #[context] to: &[c_int; 5]) -> c_int {
    unsafe { c::TaskFree((*values).cast()) };
    *values = unsafe { c::TaskAlloc(size_of_val(to)) }.cast();
    for (i, value) in to.iter().enumerate() {
        unsafe { values.add(i).write(*value) };
    }
    *size = 5;
    0
}

#[callback(fail = std::ptr::null_mut())]
fn allocated(#[context] text: &CStr) -> *mut c_char {
    let bytes = text.to_bytes_with_nul();
    let memory = unsafe { c::TaskAlloc(bytes.len()) }.cast::<u8>();
    unsafe { memory.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    memory.cast()
}

#[test]
fn s11_memory_that_changes_hands() {
    assert_eq!(shape!(&[10, 20, 30, 40, 50], grow, TestRefArrayOfInts), 150);
    assert_eq!(shape!(c"five!", allocated, TestStringAsResult), 5);
    assert_eq!(unsafe { c::TaskLive() }, 0, "freed by the library's own function");
}

#[callback(fail = -1)]
fn strings(#[len(count)] texts: &[CStrPtr], count: c_int, #[context] seen: &mut Vec<Option<String>>) -> c_int {
    seen.extend(texts.iter().map(|text| text.to_str().unwrap().map(str::to_owned)));
    count
}

#[callback(fail = -1)]
fn points(#[len(size)] points: &mut [c::point], size: c_int, #[context] by: &c_int) -> c_int {
    for point in points {
        (point.x, point.y) = (point.x * by, point.y + by);
    }
    0
}

#[callback(fail = -1)]
fn people(#[len(size)] people: &[c::person], size: c_int, #[context] seen: &mut Vec<String>) -> c_int {
    seen.extend(people.iter().map(|person| unsafe { CStr::from_ptr(person.first) }.to_str().unwrap().to_owned()));
    people.iter().filter(|person| person.last.is_null()).count() as c_int
}

#[test]
fn s11_arrays_of_strings_and_structs() {
    let mut seen = vec![];
    assert_eq!(shape!(&mut seen, strings, TestArrayOfStrings), 3);
    assert_eq!(seen, [Some("one".to_owned()), None, Some("three".to_owned())]);
    assert_eq!(shape!(&10, points, TestArrayOfStructs), 10 + 12 + 30 + 14);
    let mut seen = vec![];
    assert_eq!((shape!(&mut seen, people, TestArrayOfStructs2), seen), (1, vec!["Ada".to_owned(), "Alan".to_owned()]));
}

#[callback(fail = -1)]
fn couple(couple: &mut c::couple, #[context] years: &c_int) -> c_int {
    couple.age += years;
    0
}

#[callback(fail = -1)]
fn nested(nested: ByValue<c::nested>, #[context] years: &c_int) -> c_int {
    assert_eq!(unsafe { CStr::from_ptr(nested.0.person.last) }, c"Dijkstra");
    nested.0.age + years
}

/// # Safety
///
/// The flag that C passes is `true` or `false`: a struct with a `bool` inside is not checked.
#[callback(fail = -1)]
unsafe fn in_struct(array: &mut c::array, #[context] by: &c_int) -> c_int {
    assert!(array.flag);
    array.flag = false;
    array.values = array.values.map(|value| value + by);
    0
}

#[callback(fail = f64::NAN)]
fn either(number: ByValue<c::number>, kind: c_int, #[context] by: &c_double) -> c_double {
    by * if kind == 1 { unsafe { number.0.i }.into() } else { unsafe { number.0.d } }
}

#[callback(fail = -1)]
fn in_text(text: &c::text, #[context] seen: &mut String) -> c_int {
    seen.push_str(&c::narrow(unsafe { std::slice::from_raw_parts(text.buffer, text.size as usize) }));
    seen.chars().count() as c_int
}

#[test]
fn s11_structs_in_structs_and_unions() {
    assert_eq!(shape!(&1, couple, TestStructInStruct), 86);
    assert_eq!(shape!(&1, nested, TestStructInStruct3), 73);
    assert_eq!(shape!(&10, in_struct, TestArrayInStruct), 36);
    assert_eq!([shape!(&2.0, either, TestUnion, 1), shape!(&2.0, either, TestUnion, 2)], [198.0, 199.0]);
    let mut seen = String::new();
    assert_eq!((shape!(&mut seen, in_text, TestStringInStruct), seen.as_str()), (4, "你好 \u{1f600}"));
}

#[callback(fail = -1)]
fn data(kind: c_int, object: *mut c_void, #[context] seen: &mut Vec<String>) -> c_int {
    match kind {
        0 => seen.push(unsafe { *object.cast::<c_int>() }.to_string()),
        1 => seen.push(unsafe { CStr::from_ptr(object.cast()) }.to_str().unwrap().to_owned()),
        _ => return -2,
    }
    0
}

#[test]
fn s11_untyped_pointer_with_its_kind() {
    let mut seen = vec![];
    let mut int = 10;
    assert_eq!(shape!(&mut seen, data, SetData, 0, (&raw mut int).cast()), 0);
    assert_eq!(shape!(&mut seen, data, SetData, 1, c"text".as_ptr().cast_mut().cast()), 0);
    assert_eq!(shape!(&mut seen, data, SetData, 7, std::ptr::null_mut()), -2);
    assert_eq!(seen, ["10", "text"]);
}
