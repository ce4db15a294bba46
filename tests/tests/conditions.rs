//! SOUNDNESS.md, line 63: an attribute in `cfg_attr` is what it is without: on parameters, methods, foreign items, variants
//! and blocks, and in each other.

use std::ffi::{CStr, c_int, c_void};

use callback_runtime::foreign::Declaration;
use callback_runtime::{Callback, callback};
use callback_tests::{no_reports, sys};

#[callback]
#[cfg_attr(all(), allow(dead_code))]
unsafe extern "C" {
    #[cfg_attr(all(), link_name = "declare_length")]
    safe fn text_length(text: &CStr) -> usize;

    /// One of two names, in one that is another condition's.
    #[cfg_attr(all(), cfg_attr(not(any()), link_name = "declare_length"))]
    #[cfg_attr(any(), link_name = "no_such_symbol")]
    safe fn nested(text: &CStr) -> usize;

    #[cfg_attr(all(), cfg(any()))]
    #[link_name = "no_such_symbol"]
    safe fn gone(text: &CStr) -> usize;

    #[cfg_attr(all(), link_name = "declared_counter")]
    static mut counter: c_int;

    #[cfg_attr(all(), callback(errno = -1), link_name = "declare_errno")]
    safe fn fails_with(code: c_int) -> c_int;

    #[link_name = "declare_sum"]
    safe fn sum(numbers: &[c_int], #[cfg_attr(all(), len(numbers))] n: c_int) -> c_int;

    #[link_name = "declare_stubborn"]
    safe fn each(
        n: c_int,
        #[cfg_attr(any(), callback(fail = -2))]
        #[cfg_attr(all(), callback(fail = -1))]
        f: fn(value: c_int, #[cfg_attr(all(), context)] _: _) -> c_int,
        #[cfg_attr(all(), context(f))] _: *mut c_void,
    ) -> c_int;

    #[cfg_attr(all(), callback(fails = zero))]
    safe fn with_body(#[cfg_attr(any(), out)] n: c_int) -> c_int {
        n
    }
}

#[callback]
unsafe extern "C" {
    #![cfg_attr(unix, link(name = "c"))]
    #[cfg_attr(unix, link_name = "abs")]
    #[cfg_attr(windows, link_name = "abs")]
    safe fn magnitude(n: c_int) -> c_int;
}

#[test]
fn s63_foreign_items_are_as_their_attributes_say() {
    assert_eq!((text_length(c"four"), nested(c"four")), (4, 4));
    assert!(text_length::C_DECLARATION.contains("declare_length"), "{}", text_length::C_DECLARATION);
    assert!(nested::C_DECLARATION.contains("declare_length"), "{}", nested::C_DECLARATION);
    assert!(counter::C_DECLARATION.contains("declared_counter"), "{}", counter::C_DECLARATION);
    assert_eq!(unsafe { counter }, 0);
    assert_eq!(fails_with(7).unwrap_err().raw_os_error(), Some(7));
    assert_eq!(sum(&[1, 2, 3]), Ok(6));
    assert!(each(2, |value| value).is_ok());
    assert_eq!((with_body(3), with_body(0)), (Ok(3), Err(0)));
    assert_eq!(magnitude(-3), 3);
}

#[callback(fail = -1)]
fn total(
    #[cfg_attr(all(), cfg_attr(all(), len(n)))] data: &[u8],
    n: usize,
    #[cfg_attr(any(), len(n))]
    #[cfg_attr(all(), context)]
    sum: &mut usize,
) -> c_int {
    *sum += data.len();
    0
}

#[test]
fn s63_parameters_are_as_their_attributes_say() {
    let mut sum = 0;
    let done = total::scope(&mut sum, |cb| {
        let shim: unsafe extern "C" fn(*const u8, usize, *mut c_void) -> c_int = cb.shim();
        unsafe { shim([1, 2, 3].as_ptr(), 3, cb.context()) }
    });
    assert_eq!((done, sum), (Ok(0), 3));
}

struct Sink(c_int);

#[callback(fail = -1, context = last)]
impl Sink {
    #[cfg_attr(all(), callback(fail = -3))]
    #[cfg_attr(any(), callback(skip))]
    fn put(&mut self, n: c_int) -> c_int {
        assert!(n >= 0, "negative");
        self.0 += n;
        self.0
    }

    #[callback]
    fn sum(&self, #[cfg_attr(all(), len(n))] data: &[c_int], #[cfg_attr(any(), len(2))] n: c_int) -> c_int {
        assert_eq!(data.len(), usize::try_from(n).unwrap());
        self.0
    }

    #[cfg_attr(all(), cfg(any()))]
    fn put(&mut self, n: usize) -> c_int {
        this_is_not_compiled(n)
    }

    // None is marked but the first.
    #[allow(dead_code)]
    fn not_a_callback(&self, _: Sink) {}
}

#[test]
fn s63_methods_are_as_their_attributes_say() {
    let mut state = Sink(1);
    let answers = sink::put::scope(&mut state, |cb| unsafe { sys::peer_call(cb.shim(), 4, cb.context()) });
    assert_eq!(answers, Ok(5));
    let sum = sink::sum::scope(&mut state, |cb| {
        let shim: unsafe extern "C" fn(*const c_int, c_int, *mut c_void) -> c_int = cb.shim();
        unsafe { shim([1, 2].as_ptr(), 2, cb.context()) }
    });
    assert_eq!(sum, Ok(5));
    let failed = callback_tests::panic_of(|| {
        let mut answer = 0;
        let _ = sink::put::scope(&mut state, |cb| answer = unsafe { sys::peer_call(cb.shim(), -4, cb.context()) });
        answer
    });
    assert_eq!(failed, "negative");
}

#[callback(prefix = "L_")]
#[cfg_attr(all(), repr(i32))]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    #[cfg_attr(all(), name = "L_LOWEST")]
    Low = 1,
    #[cfg_attr(all(), cfg(any()))]
    Gone = 1,
    #[cfg_attr(any(), name = "L_NONE", cfg(any()))]
    High = 2,
    #[cfg_attr(all(), cfg_attr(all(), other))]
    Unknown(c_int),
}

#[callback(fail = Level::Low)]
fn level(level: Level) -> Level {
    level
}

#[test]
fn s63_variants_are_as_their_attributes_say() {
    use callback_runtime::__private::CEnum;

    assert_eq!(<Level as CEnum>::VALUES, [("L_LOWEST", 1), ("L_HIGH", 2)]);
    assert_eq!(Level::from(9), Level::Unknown(9));
    let shim: unsafe extern "C" fn(c_int) -> c_int = level::shim();
    assert_eq!(no_reports(|| unsafe { [shim(1), shim(9)] }), [1, 9]);
}
