//! Variadic callbacks, driven by C: a naked function is the entry, which Rust has since 1.88.

#![cfg(all(naked_functions, target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

use callback_runtime::arg::{Formatted, VaList};
use callback_runtime::{Callback, Outcome, callback};
use callback_tests::{no_reports, panic_of, reports};
use std::ffi::{CStr, c_char, c_double, c_float, c_int, c_longlong, c_schar, c_short, c_ulong, c_void};

type PrintFn = Option<unsafe extern "C" fn(*mut c_void, *const c_char, ...) -> c_int>;
type MixedFn = unsafe extern "C" fn(
    c_schar,
    c_float,
    c_ulong,
    c_double,
    bool,
    c_short,
    c_longlong,
    *const c_void,
    c_int,
    ...
) -> c_double;

unsafe extern "C" {
    fn frames_print(f: PrintFn, user: *mut c_void) -> c_int;
    fn frames_print_plain(f: PrintFn, user: *mut c_void) -> c_int;
    fn frames_parse(handlers: *const Handlers, user: *mut c_void) -> c_int;
    fn frames_print_many(f: PrintFn, user: *mut c_void) -> c_int;
    fn frames_mixed(f: Option<MixedFn>) -> c_double;
    fn frames_tail(f: Option<unsafe extern "C" fn(*mut c_int, ...)>, n: *mut c_int);
}

/// `int (*print)(void *user, const char *format, ...)`
#[callback(fail = -1)]
fn print(#[context] lines: &mut Vec<String>, format: &CStr, #[format(format)] text: ...) -> c_int {
    assert!(lines.len() < 3, "full");
    lines.push(text.to_string());
    c_int::try_from(format.count_bytes()).unwrap()
}

#[test]
fn arguments_are_formatted() {
    let mut lines = Vec::new();
    no_reports(|| {
        print::scope(&mut lines, |cb| unsafe {
            assert_eq!(frames_print(cb.shim(), cb.context()), 23);
            assert_eq!(frames_print_plain(cb.shim(), cb.context()), 7);
            frames_print_many(cb.shim(), cb.context());
        })
    })
    .unwrap();
    assert_eq!(
        lines,
        ["it is 42, 12.50% of 336", "nothing", "1 2 3 4 5 6 7 8 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0 9 end"]
    );
}

#[test]
fn a_panic_comes_back() {
    let mut lines = vec![String::new(); 3];
    let text = panic_of(|| {
        print::scope(&mut lines, |cb| unsafe {
            assert_eq!(frames_print(cb.shim(), cb.context()), -1);
            assert_eq!(frames_print_plain(cb.shim(), cb.context()), -1);
        })
    });
    assert!(text.ends_with("full"), "{text}");
}

#[test]
fn each_owner_has_an_entry() {
    let owned = print::own(Vec::new());
    let shared = print::own(Vec::new());
    for (f, user) in [(owned.shim(), owned.context()), (shared.shim(), shared.context())] {
        assert_eq!(unsafe { frames_print_plain(f, user) }, 7);
        assert_eq!(unsafe { frames_print_many(Some(print::SHIM), user) }, 79);
    }
    assert!(owned.outcome().is_none() && shared.outcome().is_none());
    let late = (shared.shim(), shared.context());
    drop(shared);
    let (answer, reported) = reports(|| unsafe { frames_print(late.0, late.1) });
    assert_eq!(answer, -1);
    assert_eq!(reported.len(), 1);
    for _ in 0..2 {
        unsafe { frames_print_plain(owned.shim(), owned.context()) };
    }
    assert!(matches!(owned.outcome(), Some(Outcome::Panicked(_))));
}

/// Fixed parameters of every kind, in registers and on the stack.
#[callback(fail = f64::NAN)]
#[allow(clippy::cast_precision_loss)]
fn mixed(
    a: c_schar,
    b: c_float,
    c: c_ulong,
    d: c_double,
    e: bool,
    g: c_short,
    h: c_longlong,
    i: *const c_char,
    j: c_int,
    mut rest: ...
) -> c_double {
    assert_eq!((a, c, e, g, h, j), (-1, c_ulong::MAX / 3, true, -2, -3, 4));
    assert_eq!(unsafe { *i }, b'x' as c_char);
    unsafe {
        assert_eq!(rest.next::<c_int>(), 5);
        assert_eq!(rest.next::<c_double>().to_bits(), 6.5_f64.to_bits());
        assert_eq!(CStr::from_ptr(rest.next()), c"seven");
        assert_eq!(rest.next::<c_longlong>(), 8);
    }
    f64::from(b) + d
}

#[test]
fn fixed_parameters_of_every_kind() {
    assert_eq!(no_reports(|| unsafe { frames_mixed(mixed::shim()) }).to_bits(), 0.75_f64.to_bits());
}

/// A generic one, and without a result.
#[callback]
fn add_up<const FACTOR: c_int>(n: &mut c_int, rest: ...) {
    let mut rest: VaList<'_> = rest;
    for _ in 0..3 {
        *n += FACTOR * unsafe { rest.next::<c_int>() };
    }
}

#[test]
fn a_generic_one() {
    let mut n = 0;
    no_reports(|| unsafe { frames_tail(add_up::<1>::shim(), &raw mut n) });
    assert_eq!(n, 6);
    no_reports(|| unsafe { frames_tail(add_up::<10>::shim(), &raw mut n) });
    assert_eq!(n, 66);
}

/// In a slot.
#[callback]
fn slotted(n: &mut c_int, #[context(pool = 2)] factor: &c_int, mut rest: ...) {
    *n += factor * unsafe { rest.next::<c_int>() };
}

#[test]
fn each_slot_has_an_entry() {
    let (one, two) = (slotted::acquire(5).unwrap(), slotted::acquire(7).unwrap());
    let mut n = 0;
    unsafe { frames_tail(one.shim(), &raw mut n) };
    unsafe { frames_tail(two.shim(), &raw mut n) };
    assert_eq!(n, 12);
}

/// Backtraces go through the entry: it says where its frame is.
#[callback]
fn traced(depth: &mut c_int, _rest: ...) {
    *depth = c_int::from(std::backtrace::Backtrace::force_capture().to_string().contains("calls_c"));
}

/// A frame with a symbol of its own, also in a build without debug information.
#[inline(never)]
fn calls_c(found: &mut c_int) {
    unsafe { frames_tail(traced::shim(), found) };
    std::hint::black_box(found);
}

#[test]
fn unwinding_passes_the_entry() {
    let mut found = 0;
    calls_c(&mut found);
    assert_eq!(found, 1);
}

#[repr(C)]
struct Handlers {
    begin: Option<unsafe extern "C" fn(*mut c_void, c_int)>,
    error: PrintFn,
}

#[derive(Default)]
struct Parser {
    began: c_int,
    errors: Vec<String>,
}

/// A member of a table.
#[callback(table = Handlers, fail = -1)]
impl Parser {
    fn begin(&mut self, n: c_int) {
        self.began += n;
    }

    fn error(&mut self, format: &CStr, #[format(format)] text: ...) -> c_int {
        self.errors.push(text.to_string());
        c_int::try_from(format.count_bytes()).unwrap()
    }
}

#[test]
fn a_table_has_a_variadic_member() {
    let mut parser = Parser::default();
    parser::Table::scope(&mut parser, |cb| unsafe {
        assert_eq!(frames_parse(cb.table(), cb.context()), 11);
    })
    .unwrap();
    assert_eq!((parser.began, parser.errors), (7, vec!["line 3: no tag".to_owned()]));
}

/// The function itself is an ordinary one.
#[test]
fn the_type_of_the_list() {
    let _: fn(&mut c_int, VaList<'_>) = traced;
    let _: fn(&mut Vec<String>, &CStr, Formatted<'_>) -> c_int = print;
}

struct Borrowed<'a, 'b>(&'a mut Vec<&'b str>);

#[callback(fail = -1)]
fn borrowed<'a, 'b>(#[context] lines: &mut Borrowed<'a, 'b>, format: &CStr, _list: ...) -> c_int {
    lines.0.push("line");
    c_int::try_from(format.count_bytes()).unwrap()
}

#[test]
fn a_context_with_implied_bounds_has_an_entry() {
    let mut lines = vec![];
    borrowed::scope(&mut Borrowed(&mut lines), |cb| unsafe {
        assert_eq!(frames_print_plain(cb.shim(), cb.context()), 7);
    })
    .unwrap();
    assert_eq!(lines, ["line"]);
}
