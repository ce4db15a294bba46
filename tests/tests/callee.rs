//! Functions of C's that a callback gets as arguments, with their data.

use callback_runtime::arg::{Callee, Data};
use callback_runtime::{Callback, Failed, callback};
use callback_tests::panic_of;
use std::ffi::{CStr, CString, c_char, c_int, c_void};

type Visit = unsafe extern "C" fn(*const c_char, usize, *mut c_void) -> c_int;
/// As a `-sys` crate has it.
type Fill = Option<unsafe extern "C" fn(*mut c_void, *const c_char, *const c_int, bool) -> c_int>;
type Foreach = unsafe extern "C" fn(*mut c_void, Option<Visit>, *mut c_void) -> c_int;
type Readdir = unsafe extern "C" fn(*const c_char, *mut c_void, Fill, *mut c_void) -> c_int;
type Twice = unsafe extern "C" fn(c_int) -> c_int;

unsafe extern "C" {
    fn vectors_foreach(foreach: Option<Foreach>, user: *mut c_void, stop_at: c_int) -> c_int;
    fn vectors_reenter(foreach: Option<Foreach>, user: *mut c_void) -> c_int;
    fn vectors_fill(readdir: Option<Readdir>, user: *mut c_void, list: *mut c_char) -> c_int;
    fn vectors_fill_nothing(readdir: Option<Readdir>, user: *mut c_void) -> c_int;
    fn vectors_map(
        map: Option<unsafe extern "C" fn(*mut c_void, Option<Twice>) -> c_int>,
        user: *mut c_void,
        with: c_int,
    ) -> c_int;
}

struct Names(Vec<CString>);

#[callback(fail = -1)]
impl Names {
    /// `int (*foreach)(void *user, int (*visit)(const char *, size_t, void *payload), void *payload)`
    fn foreach(&self, #[data(payload)] visit: Callee<'_, Visit>, payload: *mut c_void) -> c_int {
        let mut names = self.0.iter().enumerate();
        names
            .find_map(|(index, name)| Some(unsafe { visit.call((&**name, index, Data)) }).filter(|stop| *stop != 0))
            .unwrap_or(0)
    }
}

/// As [`Names::foreach`], and needs the context alone.
#[callback(fail = -1)]
fn alone(#[context] names: &mut Names, #[data(payload)] visit: Callee<'_, Visit>, payload: *mut c_void) -> c_int {
    names.foreach(visit, payload)
}

fn names() -> Names {
    Names(vec![c"a".into(), c"bc".into(), c"def".into()])
}

#[test]
fn a_visitor_with_its_payload() {
    let counts = names::foreach::scope(&names(), |cb| {
        [-1, 1].map(|stop_at| unsafe { vectors_foreach(cb.shim(), cb.context(), stop_at) })
    });
    assert_eq!(counts, Ok([306, 203]));
    assert_eq!(names::foreach::C_DECLARATION, "int foreach(void *self, Visit visit, void *payload);");
    assert_eq!(map::C_DECLARATION, "int map(void *n, int (*f)(int));");
}

#[test]
fn the_function_calls_back() {
    // With `&self` a call may come inside of another.
    let mut names = Names(vec![]);
    let answer = names::foreach::scope(&names, |cb| unsafe { vectors_reenter(cb.shim(), cb.context()) });
    assert_eq!(answer, Ok(0));
    names.0.push(c"a".into());
    let refused = alone::scope(&mut names, |cb| unsafe {
        assert_eq!(vectors_reenter(cb.shim(), cb.context()), -1);
    });
    let refused = refused.unwrap_err().to_string();
    assert!(refused.ends_with("was called again while it had its context mutably"), "{refused}");
}

struct Directory {
    entries: Vec<(&'static str, c_int)>,
}

/// `int (*readdir)(const char *path, void *buf, fuse_fill_dir_t fill, void *user)`
#[callback(ok = 0, err = -5)]
fn readdir(
    path: &str,
    buf: *mut c_void,
    #[data(buf)] fill: Callee<'_, Fill>,
    #[context] directory: &Directory,
) -> Result<(), String> {
    assert_eq!(path, "/");
    for (at, (name, kind)) in directory.entries.iter().enumerate() {
        if unsafe { fill.call((Data, *name, Some(kind), at + 1 == directory.entries.len())) } != 0 {
            return Err("no room".to_owned());
        }
    }
    Ok(())
}

#[test]
fn data_that_comes_first() {
    let mut directory = Directory { entries: vec![("bin", 1), ("notes", 0)] };
    let mut list = [0; 64];
    let done = readdir::scope(&directory, |cb| unsafe { vectors_fill(cb.shim(), cb.context(), list.as_mut_ptr()) });
    assert_eq!(done, Ok(0));
    // SAFETY: C ends it with a zero.
    assert_eq!(unsafe { CStr::from_ptr(list.as_ptr()) }, c"bin/ notes");
    directory.entries.push(("a name that is too long", 0));
    let failed = readdir::scope(&directory, |cb| unsafe {
        assert_eq!(vectors_fill(cb.shim(), cb.context(), list.as_mut_ptr()), -5);
    });
    assert_eq!(failed, Err(Failed::Err("no room".to_owned())));
    directory.entries = vec![("a NUL\0 inside", 0)];
    let text = panic_of(|| {
        readdir::scope(&directory, |cb| unsafe {
            assert_eq!(vectors_fill(cb.shim(), cb.context(), list.as_mut_ptr()), -5);
        })
    });
    assert_eq!(text, "an argument of a C function is invalid: a NUL inside of a string");
}

#[test]
fn no_function_is_refused() {
    let refused = readdir::scope(&Directory { entries: vec![] }, |cb| unsafe {
        assert_eq!(vectors_fill_nothing(cb.shim(), cb.context()), -5);
    });
    assert!(refused.unwrap_err().to_string().ends_with("parameter `fill` is NULL"));
}

#[callback(fail = -1)]
fn map(#[context] n: &c_int, f: Option<Callee<'_, unsafe extern "C" fn(c_int) -> c_int, ()>>) -> c_int {
    f.map_or(*n, |f| unsafe { f.call((*n,)) })
}

#[test]
fn a_function_without_data() {
    let mapped = map::scope(&21, |cb| [0, 1].map(|with| unsafe { vectors_map(cb.shim(), cb.context(), with) }));
    assert_eq!(mapped, Ok([21, 42]));
}
