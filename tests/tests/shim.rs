//! `shim()` and `shim_safe()`: the pointer types of real declarations.

use std::cmp::Ordering;
#[cfg(unix)]
use std::ffi::c_long;
use std::ffi::{c_char, c_int, c_void};
use std::ptr::NonNull;

use callback_runtime::{Callback, callback};
use callback_tests::{no_reports, sys};

#[callback]
fn ascending(a: &u32, b: &u32) -> Ordering {
    a.cmp(b)
}

#[test]
fn for_libc_qsort() {
    let mut numbers = [3_u32, 1, 2];
    unsafe { libc::qsort(numbers.as_mut_ptr().cast(), 3, 4, ascending::shim()) };
    assert_eq!(numbers, [1, 2, 3]);
}

#[cfg(unix)]
#[test]
fn for_libc_bsearch() {
    let numbers = [10_u32, 20, 30];
    let found =
        unsafe { libc::bsearch((&raw const numbers[2]).cast(), numbers.as_ptr().cast(), 3, 4, ascending::shim()) };
    assert_eq!(found.cast_const().cast(), &raw const numbers[2]);
}

#[cfg(target_os = "linux")]
#[callback]
fn by_table(a: &u8, b: &u8, #[context] table: &[u8; 4]) -> Ordering {
    table[usize::from(*a)].cmp(&table[usize::from(*b)])
}

#[cfg(target_os = "linux")]
#[test]
fn for_libc_qsort_r() {
    let mut numbers = [0_u8, 1, 2, 3];
    by_table::scope(&[9, 3, 8, 1], |cb| unsafe {
        libc::qsort_r(numbers.as_mut_ptr().cast(), 4, 1, cb.shim(), cb.context());
    })
    .unwrap();
    assert_eq!(numbers, [3, 1, 2, 0]);
}

#[cfg(target_os = "linux")]
#[callback(continue = 0, break = 1)]
fn object(info: &libc::dl_phdr_info, size: usize, #[context] seen: &mut usize) -> std::ops::ControlFlow<String> {
    assert!(size >= size_of_val(&info.dlpi_addr));
    *seen += 1;
    if *seen == 2 { std::ops::ControlFlow::Break("second".to_owned()) } else { std::ops::ControlFlow::Continue(()) }
}

/// The declaration has `*mut dl_phdr_info` where the callback has a reference.
#[cfg(target_os = "linux")]
#[test]
fn for_libc_dl_iterate_phdr() {
    let mut seen = 0;
    let outcome = object::scope(&mut seen, |cb| unsafe { libc::dl_iterate_phdr(cb.shim(), cb.context()) });
    assert_eq!((outcome, seen), (Ok(std::ops::ControlFlow::Break("second".to_owned())), 2));
}

#[cfg(unix)]
#[callback(fail = std::ptr::null_mut())]
fn thread(#[context] value: &c_long) -> *mut c_void {
    std::ptr::without_provenance_mut((value + 1) as usize)
}

/// libc declares a safe `extern "C" fn` here.
#[cfg(unix)]
#[test]
fn for_libc_pthread_create() {
    let answer = thread::scope(&41, |cb| unsafe {
        let mut id = std::mem::zeroed();
        assert_eq!(libc::pthread_create(&raw mut id, std::ptr::null(), cb.shim_safe(), cb.context()), 0);
        let mut answer = std::ptr::null_mut();
        assert_eq!(libc::pthread_join(id, &raw mut answer), 0);
        answer.addr()
    });
    assert_eq!(answer, Ok(42));
}

#[cfg(unix)]
#[callback]
fn at_exit() {}

/// And here, without a context.
#[cfg(unix)]
#[test]
fn for_libc_atexit() {
    let f: extern "C" fn() = unsafe { at_exit::shim_safe() };
    let option: Option<extern "C" fn()> = unsafe { at_exit::shim_safe() };
    assert!(option.is_some());
    assert_eq!(unsafe { libc::atexit(f) }, 0);
}

/// `sigaction` has the handler in an integer: the pointer goes there by the user's own cast.
#[test]
fn for_an_integer() {
    #[callback]
    fn handler(_signal: c_int) {}

    let shim: unsafe extern "C" fn(c_int) = handler::shim();
    assert_ne!(shim as usize, 0);
}

#[callback]
fn on_start(#[context] depths: &mut Vec<c_int>, depth: c_int) {
    depths.push(depth);
}

#[callback(fail = -1)]
#[allow(clippy::ptr_arg)] // the context of `on_start`
fn on_value(#[context] depths: &mut Vec<c_int>, value: c_int) -> c_int {
    value * c_int::try_from(depths.len()).unwrap()
}

#[test]
fn for_the_fields_of_a_struct() {
    let mut depths = vec![];
    let sum = no_reports(|| {
        on_start::scope(&mut depths, |cb| {
            let mut handlers =
                sys::peer_handlers { on_start: cb.shim(), on_value: None, on_end: cb.shim(), user: cb.context() };
            handlers.on_value = cb.also::<on_value>().shim();
            unsafe { sys::peer_handle(&raw const handlers, 3) }
        })
    });
    assert_eq!(sum, Ok(3 + 2 * 5));
    assert_eq!(depths, [0, 0, 1, 1, 2, 2]);
}

/// Any thin pointer for any other, null or not, and the integers of one width.
#[test]
fn for_compatible_types() {
    #[callback(fail = std::ptr::null())]
    fn lookup(name: *const c_char, n: usize, value: &mut c_int) -> *const u8 {
        *value += c_int::try_from(n).unwrap();
        name.cast()
    }

    type Plain = unsafe extern "C" fn(*mut c_void, usize, *mut c_void) -> *mut c_void;
    type NonNulls = Option<unsafe extern "C" fn(NonNull<u8>, usize, Option<NonNull<c_int>>) -> Option<NonNull<c_void>>>;
    #[cfg(target_pointer_width = "64")]
    type Size = u64;
    #[cfg(target_pointer_width = "32")]
    type Size = u32;
    type Sized<'a> = unsafe extern "C" fn(&'a c_char, Size, Option<&'a mut c_int>) -> *const c_char;

    let mut value = 1;
    let name = c"name";
    let plain: Plain = lookup::shim();
    assert_eq!(
        unsafe { plain(name.as_ptr().cast_mut().cast(), 2, (&raw mut value).cast()) }.cast_const().cast(),
        name.as_ptr()
    );
    let non_nulls: NonNulls = lookup::shim();
    assert!(unsafe { non_nulls.unwrap()(NonNull::dangling(), 3, NonNull::new(&raw mut value)) }.is_some());
    let sized: Sized<'_> = lookup::shim();
    assert_eq!(unsafe { sized(&*name.as_ptr(), 4, Some(&mut value)) }, name.as_ptr());
    assert_eq!(value, 10);
}

/// A user's alias of a declaration's type.
type Visit = sys::peer_int_fn;

#[test]
fn for_an_alias() {
    #[callback(fail = -1)]
    fn alias(value: c_int, user: *mut c_void) -> c_int {
        value + c_int::from(user.is_null())
    }

    let shim: Visit = alias::shim();
    assert_eq!(unsafe { sys::peer_call(shim, 1, std::ptr::null_mut()) }, 2);
    let shim: <alias as callback_runtime::context::Definition>::Fn = alias::SHIM;
    assert_eq!(unsafe { sys::peer_call(Some(shim), 1, std::ptr::null_mut()) }, 2);
}

#[test]
fn shim_is_one_constant() {
    const SHIM: unsafe extern "C" fn(*const u32, *const u32) -> c_int = ascending::SHIM;
    static TABLE: [unsafe extern "C" fn(*const u32, *const u32) -> c_int; 1] = [ascending::SHIM];
    assert_eq!(unsafe { [SHIM(&1, &2), TABLE[0](&2, &2)] }, [-1, 0]);
}
