use callback_runtime::{callback, Callback, CStrPtr};
use core::cmp::Ordering;
use core::ffi::*;
use core::ops::ControlFlow;

#[callback]
fn by_age(a: &u32, b: &u32, #[context] calls: &mut usize) -> Ordering {
    *calls += 1;
    a.cmp(b)
}
#[callback(fail = 0)]
fn plus(x: c_int, #[context] k: &c_int) -> c_int { x + k }
#[callback(fail = 0, panic = abort)]
fn plus_abort(x: c_int, #[context] k: &c_int) -> c_int { x + k }
#[callback(ok = 0, err = -1)]
fn fallible(x: c_int, #[context] f: &mut dyn FnMut(c_int) -> bool) -> Result<(), String> { if f(x) { Ok(()) } else { Err("no".into()) } }
#[callback(continue = 1, break = 0)]
fn flow<T: PartialEq + Copy>(x: &T, #[context] k: &T) -> ControlFlow<T> { if x == k { ControlFlow::Break(*x) } else { ControlFlow::Continue(()) } }
#[callback(fail = 1)]
fn row<'a>(n: c_int, #[len(n)] values: &[CStrPtr], #[len(n)] names: &[CStrPtr], #[context] rows: &mut Vec<&'a str>) -> c_int { let _ = (values, names); rows.push("x"); 0 }
#[callback]
fn from(h: *mut *mut c_void, #[context(from = *h)] rows: &mut Vec<&str>) { rows.push("y"); }
#[callback(err = -1, returns = isize)]
fn write(#[len(a * b)] d: &[u8], a: usize, b: usize, #[context] w: &mut Vec<u8>) -> Result<usize, std::io::Error> { w.extend_from_slice(d); Ok(d.len()) }
#[callback(fail = false)]
fn tf(b: bool) -> bool { !b }

#[inline(never)]
fn hand() {}
#[unsafe(no_mangle)]
pub extern "C" fn get1() -> unsafe extern "C" fn(c_int, *mut c_void) -> c_int { let mut r = None; let _ = plus::scope(&1, |cb| r = Some(cb.shim())); r.unwrap() }

fn main() {
    hand();
    let mut ages = [40_u32, 7, 23];
    let mut calls = 0;
    by_age::scope(&mut calls, |cb| unsafe {
        libc::qsort_r(ages.as_mut_ptr().cast(), 3, 4, cb.shim(), cb.context());
    }).unwrap();
    assert_eq!(ages, [7, 23, 40]);
    let x = plus::scope(&2, |cb| { let f: unsafe extern "C" fn(c_int, *const c_void) -> c_int = cb.shim(); unsafe { f(1, cb.context()) } });
    assert_eq!(x, Ok(3));
    let x = plus_abort::scope(&2, |cb| { let f: unsafe extern "C" fn(c_int, *const c_void) -> c_int = cb.shim(); unsafe { f(1, cb.context()) } });
    assert_eq!(x, Ok(3));
    let mut n = 0;
    let r = fallible::scope(&mut |x| { n += x; n < 3 }, |cb| { let f: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int> = cb.shim(); let f = f.unwrap(); unsafe { [f(2, cb.context()), f(3, cb.context()), f(1, cb.context())] } });
    println!("{r:?} {n}");
    let r = flow::<u64>::scope(&4, |cb| { let f: Option<unsafe extern "C" fn(*const c_void, *mut c_void) -> c_int> = cb.shim(); let f = f.unwrap(); unsafe { (f((&raw const calls).cast(), cb.context()), f(std::ptr::null(), cb.context()))} });
    println!("{r:?}");
    let mut rows = vec![];
    let _ = row::scope(&mut rows, |_| ());
    let _ = from::scope(&mut rows, |cb| { let f: unsafe extern "C" fn(*mut c_void) = cb.shim(); let mut p = cb.context(); unsafe { f((&raw mut p).cast()) } });
    println!("{rows:?}");
    let mut w = vec![];
    let r = write::scope(&mut w, |cb| { let f: unsafe extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> isize = cb.shim(); unsafe { [f(c"hello".as_ptr().cast_mut(), 2, 2, cb.context()), f(c"hello".as_ptr().cast_mut(), usize::MAX, 2, cb.context())] } });
    println!("{r:?} {w:?}");
    let f: unsafe extern "C" fn(bool) -> bool = tf::shim();
    println!("{}", unsafe { f(true) });
}
