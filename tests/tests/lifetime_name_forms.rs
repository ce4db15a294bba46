//! Callbacks of every form whose contexts have lifetimes, named without them.
#![deny(rust_2018_idioms, elided_lifetimes_in_paths, unused_qualifications)]
use callback_runtime::{Callback, Registration, Scope, callback};
use callback_tests as _;
use std::ffi::{c_int, c_void};

pub struct S<'a, 'b> {
    a: &'a mut Vec<&'b str>,
    b: &'b str,
}

#[callback]
#[allow(clippy::multiple_bound_locations, reason = "both places are the case")]
fn bounded<'a, 'b: 'a>(_n: c_int, #[context] s: &mut S<'a, 'b>)
where
    'b: 'a,
{
    s.a.push(s.b);
}

#[callback]
pub fn public(_n: c_int, #[context] s: &S<'_, '_>) {
    let _ = s.b;
}

#[callback]
fn object<'x>(_n: c_int, #[context] s: &mut (dyn FnMut(&'x str) + 'x)) {
    s("x")
}

#[callback]
fn higher(_n: c_int, #[context] s: &mut dyn for<'q> FnMut(&'q str)) {
    s("x")
}

#[callback]
fn fnptr<'x>(_n: c_int, #[context] s: &Vec<fn(&'x str)>) {
    s.iter().for_each(|f| f("x"))
}

#[callback(fail = -1, panic = abort)]
fn aborts(n: c_int, #[context] s: &Vec<&str>) -> c_int {
    n + s.len() as c_int
}

#[callback(fail = -1, threads)]
fn threads(n: c_int, #[context] s: &Vec<&str>) -> c_int {
    n + s.len() as c_int
}

#[callback(fail = -1)]
fn local(n: c_int, #[context(thread_local)] s: &mut Vec<&str>) -> c_int {
    s.push("x");
    n + s.len() as c_int
}

#[callback(on_fail = (), fail = -1, err = -1)]
fn on_fail(n: c_int, #[context] s: &mut Vec<&str>) -> Result<c_int, String> {
    s.push("x");
    Ok(n)
}

#[callback(fail = -1)]
fn from(data: *mut *mut c_void, n: c_int, #[context(from = unsafe { *data })] s: &mut Vec<&str>) -> c_int {
    s.push("x");
    n
}

#[callback(fail = -1)]
extern "C-unwind" fn unwind(n: c_int, #[context] s: &mut Vec<&str>) -> c_int {
    s.push("x");
    n
}

#[callback]
fn closes(#[context] s: Vec<&str>) {
    drop(s)
}

#[callback]
fn keeps(_n: c_int, #[context] s: &mut Vec<&str>) {
    s.push("k")
}

#[repr(C)]
struct Table {
    one: Option<unsafe extern "C" fn(*mut c_void, c_int)>,
    two: Option<unsafe extern "C" fn(*mut c_void, c_int)>,
}

struct V<'v> {
    seen: &'v mut Vec<c_int>,
}

#[callback(table = Table)]
impl<'v> V<'v> {
    fn one(&mut self, n: c_int) {
        self.seen.push(n);
    }
    fn two(&mut self, n: c_int) {
        self.seen.push(-n);
    }
}

type F = unsafe extern "C" fn(c_int, *mut c_void);
type G = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

fn helper(cb: &Scope<'_, bounded<*const S<'_, '_>>>) {
    let f: F = cb.also::<bounded>().shim();
    unsafe { f(1, cb.context()) }
}

#[test]
fn forms() {
    let mut out = vec![];
    let text = String::from("t");
    bounded::scope(&mut S { a: &mut out, b: &text }, helper).unwrap();
    let local_text = String::from("l");
    let mut count = 0;
    object::scope(&mut |s: &str| count += s.len(), |cb| {
        let f: F = cb.also::<object>().shim();
        unsafe { f(1, cb.context()) }
    })
    .unwrap();
    higher::scope(&mut |s: &str| count += s.len(), |cb| {
        let f: F = cb.also::<higher>().shim();
        unsafe { f(1, cb.context()) }
    })
    .unwrap();
    fnptr::scope(&vec![|_s: &str| ()], |cb| {
        let f: F = cb.also::<fnptr>().shim();
        unsafe { f(1, cb.context()) }
    })
    .unwrap();
    let texts = vec![&*local_text];
    aborts::scope(&texts, |cb| {
        let f: G = cb.also::<aborts>().shim();
        unsafe { f(1, cb.context()) }
    })
    .unwrap();
    threads::scope(&texts, |cb| {
        let f: G = cb.also::<threads>().shim();
        unsafe { f(1, cb.context()) }
    })
    .unwrap();
    let mut texts = vec![&*local_text];
    local::scope(&mut texts, |cb| {
        let f: unsafe extern "C" fn(c_int) -> c_int = cb.shim();
        unsafe { f(1) }
    })
    .unwrap();
    on_fail::scope(&mut texts, |cb| {
        let f: G = cb.also::<on_fail>().shim();
        unsafe { f(1, cb.context()) }
    })
    .unwrap();
    unwind::scope(&mut texts, |cb| {
        let f: unsafe extern "C-unwind" fn(c_int, *mut c_void) -> c_int = cb.also::<unwind>().shim();
        unsafe { f(1, cb.context()) }
    })
    .unwrap();
    from::scope(&mut texts, |cb| {
        let f: unsafe extern "C" fn(*mut *mut c_void, c_int) -> c_int = cb.shim();
        let mut c = cb.context();
        unsafe { f(&raw mut c, 1) }
    })
    .unwrap();
    assert_eq!(texts, ["l", "x", "x", "x", "x"]);
    let r: Registration<keeps> = keeps::own(vec!["a"]);
    let (f, end): (F, unsafe extern "C" fn(*mut c_void)) = (r.shim(), r.also::<closes>().shim());
    let c = r.into_context();
    unsafe {
        f(1, c);
        end(c)
    };
    let mut seen = vec![];
    v::Table::scope(&mut V { seen: &mut seen }, |cb| unsafe {
        let t = cb.table();
        ((*t).one.unwrap())(cb.context(), 1);
        ((*t).two.unwrap())(cb.context(), 1);
    })
    .unwrap();
    assert_eq!(seen, [1, -1]);
    assert_eq!(count, 2);
    assert_eq!(out, ["t"]);
    let _ = public::NAME;
}
