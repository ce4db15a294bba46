//! The C library's functions that call back during the call and have no user data: the context is the thread's.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::{
    cmp::Ordering,
    collections::BTreeSet,
    ffi::{CStr, CString, c_char, c_int, c_void},
    fs, mem,
    os::unix::fs::symlink,
    path::PathBuf,
    process,
    ptr::{self, null_mut},
    thread,
};

use callback_real::{Actor, Mood, Script, TROUBLES, Told, assert_scope, keeps_errno};
use callback_runtime::{Callback, Failed, Reason, callback, verify::Verify};

const MOODS: [Mood; 3] = [Mood::Answer, Mood::Err, Mood::Panic];

// ---- qsort and bsearch ----

/// `int (*compar)(const void *, const void *)`
#[callback(err = 0)]
fn ascending(a: &u32, b: &u32, #[context(thread_local)] actor: &mut Actor) -> Result<c_int, Told> {
    actor.act()?;
    Ok(a.cmp(b) as c_int)
}

/// Sorts, in a scope of its own.
fn sort(numbers: &mut [u32], actor: &mut Actor) -> Result<(), Failed<Told>> {
    ascending::scope(actor, |cb| {
        let (base, count) = (numbers.as_mut_ptr().cast(), numbers.len());
        // SAFETY: elements of the size that the comparator takes.
        unsafe { libc::qsort(base, count, size_of::<u32>(), cb.shim()) }
    })
}

#[test]
fn qsort_has_a_context() {
    for mood in MOODS {
        let script = Script::of(mood);
        let mut actor = script.actor();
        let mut numbers = [5, 3, 9, 1, 7];
        assert_scope(mood, || keeps_errno(|| sort(&mut numbers, &mut actor)));
        if mood == Mood::Answer {
            assert_eq!(numbers, [1, 3, 5, 7, 9]);
            assert!(script.calls() >= 4);
        } else {
            assert_eq!(script.calls(), 1, "the comparator does not run after a failure");
        }
        drop(actor);
        assert_eq!(script.drops(), 1);
    }
}

/// Each thread has its own stack of contexts.
#[test]
fn eight_threads_sort_at_once() {
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..100 {
                    let script = Script::new();
                    let mut numbers: Vec<u32> = (0..64).rev().collect();
                    sort(&mut numbers, &mut script.actor()).unwrap();
                    assert!(numbers.is_sorted());
                    assert!(script.calls() >= 63);
                }
            });
        }
    });
}

/// `int (*compar)(const void *, const void *)`, which sorts something else itself.
#[callback]
fn by_sorted(a: &[u32; 3], b: &[u32; 3], #[context(thread_local)] inner: &mut Vec<usize>) -> Ordering {
    let script = Script::new();
    let [mut a, mut b] = [*a, *b];
    sort(&mut a, &mut script.actor()).unwrap();
    sort(&mut b, &mut script.actor()).unwrap();
    inner.push(script.calls());
    a.cmp(&b)
}

#[test]
fn scopes_nest() {
    let mut rows = [[3, 2, 9], [8, 1, 5], [4, 2, 2]];
    let mut inner = vec![];
    let sorted = by_sorted::scope(&mut inner, |cb| {
        // SAFETY: elements of the size that the comparator takes.
        unsafe { libc::qsort(rows.as_mut_ptr().cast(), rows.len(), size_of::<[u32; 3]>(), cb.shim()) }
    });
    assert_eq!(sorted, Ok(()));
    assert_eq!(rows, [[8, 1, 5], [4, 2, 2], [3, 2, 9]]);
    assert!(inner.len() >= 2 && inner.iter().all(|&calls| calls >= 4));
}

/// `int (*compar)(const void *, const void *)`: the key is not of the elements' type.
#[callback(err = 0)]
fn find(key: &u64, element: &(u32, char), #[context(thread_local)] actor: &Actor) -> Result<c_int, Told> {
    actor.act()?;
    Ok(key.cmp(&u64::from(element.0)) as c_int)
}

#[test]
fn bsearch_has_a_context() {
    let table = [(1_u32, 'a'), (3, 'b'), (5, 'c'), (7, 'd')];
    let search = |key: u64, actor: &Actor| {
        find::scope(actor, |cb| {
            let (key, base) = ((&raw const key).cast(), table.as_ptr().cast());
            // SAFETY: the key and the elements are what the comparator takes.
            let found = unsafe { libc::bsearch(key, base, table.len(), size_of::<(u32, char)>(), cb.shim()) };
            // SAFETY: null or an element.
            unsafe { found.cast::<(u32, char)>().as_ref() }.map(|element| element.1)
        })
    };
    for mood in MOODS {
        let script = Script::of(mood);
        let actor = script.actor();
        let found = assert_scope(mood, || keeps_errno(|| search(5, &actor)));
        assert_eq!(found, (mood == Mood::Answer).then_some(Some('c')));
        script.set(Mood::Answer);
        assert_eq!(search(6, &actor), Ok(None));
        drop(actor);
        assert_eq!(script.drops(), 1);
    }
}

// ---- directories ----

/// A directory that goes with the test: `a/`, `a/one`, `a/b/two`, `loop -> loop`.
struct Tree(PathBuf);

impl Tree {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("callback-real-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/one"), "1").unwrap();
        fs::write(root.join("a/b/two"), "22").unwrap();
        symlink("loop", root.join("loop")).unwrap();
        Tree(root)
    }

    fn c_path(&self, below: &str) -> CString {
        CString::new(format!("{}{below}", self.0.display())).unwrap()
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

type Visit = Option<unsafe extern "C" fn(*const c_char, *const libc::stat, c_int, *mut c_void) -> c_int>;
type Filter = Option<unsafe extern "C" fn(*const libc::dirent) -> c_int>;
type Compare = Option<unsafe extern "C" fn(*mut *const libc::dirent, *mut *const libc::dirent) -> c_int>;

// What the `libc` crate does not declare.
#[callback]
unsafe extern "C" {
    unsafe fn nftw(path: *const c_char, visit: Visit, descriptors: c_int, flags: c_int) -> c_int;
    unsafe fn scandir(
        path: *const c_char,
        names: *mut *mut *mut libc::dirent,
        filter: Filter,
        compare: Compare,
    ) -> c_int;
}

/// A file, for `nftw`.
const FTW_F: c_int = 0;

struct Walk {
    actor: Actor,
    bytes: i64,
}

/// `int (*fn)(const char *, const struct stat *, int, struct FTW *)`
#[callback(ok = 0, err = 7)]
fn visit(
    path: &CStr,
    status: &libc::stat,
    kind: c_int,
    _place: *mut c_void,
    #[context(thread_local)] walk: &mut Walk,
) -> Result<(), Told> {
    walk.actor.act()?;
    assert!(!path.is_empty());
    if kind == FTW_F {
        walk.bytes += status.st_size;
    }
    Ok(())
}

#[test]
fn nftw_has_a_context() {
    let tree = Tree::new("nftw");
    for mood in MOODS {
        let script = Script::of(mood);
        let mut walk = Walk { actor: script.actor(), bytes: 0 };
        let mut status = None;
        let path = tree.c_path("/a");
        let walked = assert_scope(mood, || {
            visit::scope(&mut walk, |cb| {
                // SAFETY: a C string, and a callback for this call.
                status = Some(unsafe { nftw(path.as_ptr(), cb.shim(), 8, 0) });
            })
        });
        if mood == Mood::Answer {
            assert_eq!((walked, status, walk.bytes, script.calls()), (Some(()), Some(0), 3, 4));
        } else {
            assert_eq!((status, script.calls()), (Some(7), 1), "nftw stops");
        }
        drop(walk);
        assert_eq!(script.drops(), 1);
    }
}

fn name(entry: &libc::dirent) -> &CStr {
    // SAFETY: `d_name` of an entry that the C library made is a C string.
    unsafe { CStr::from_ptr(entry.d_name.as_ptr()) }
}

/// `int (*filter)(const struct dirent *)`
#[callback(err = 0)]
fn visible(entry: &libc::dirent, #[context(thread_local)] actor: &mut Actor) -> Result<c_int, Told> {
    actor.act()?;
    Ok(c_int::from(!name(entry).to_bytes().starts_with(b".")))
}

/// `int (*compar)(const struct dirent **, const struct dirent **)`
#[callback]
fn backwards(a: &*const libc::dirent, b: &*const libc::dirent, #[context(thread_local)] calls: &mut usize) -> Ordering {
    *calls += 1;
    // SAFETY: `scandir` sorts pointers to its entries.
    let [a, b] = [a, b].map(|entry| name(unsafe { &**entry }));
    b.cmp(a)
}

/// The names in a directory, backwards.
fn names(path: &CStr, actor: &mut Actor) -> Result<Vec<String>, Failed<Told>> {
    let (mut list, mut calls) = (null_mut(), 0);
    let mut count = -1;
    // Two callbacks without user data, each with a context of its own.
    let scanned = visible::scope(actor, |filter| {
        backwards::scope(&mut calls, |compare| {
            // SAFETY: a C string, room for a pointer, and callbacks for this call.
            count = unsafe { scandir(path.as_ptr(), &raw mut list, filter.shim(), compare.shim()) };
        })
    });
    let mut names = vec![];
    for index in 0..count.max(0) {
        // SAFETY: `scandir` allocated as many entries as it says.
        let entry = unsafe { list.add(usize::try_from(index).unwrap()) };
        // SAFETY: as above.
        let entry = unsafe { *entry };
        // SAFETY: as above.
        names.push(name(unsafe { &*entry }).to_str().unwrap().to_owned());
        // SAFETY: allocated by `scandir`, each by itself.
        unsafe { libc::free(entry.cast()) };
    }
    // SAFETY: null, or allocated by `scandir`.
    unsafe { libc::free(list.cast()) };
    scanned?.map_err(Failed::Refused)?;
    assert_eq!(usize::try_from(count), Ok(names.len()));
    assert!(names.len() < 2 || calls > 0);
    Ok(names)
}

#[test]
fn scandir_has_two_contexts() {
    let tree = Tree::new("scandir");
    let path = tree.c_path("");
    for mood in MOODS {
        let script = Script::of(mood);
        let mut actor = script.actor();
        let found = assert_scope(mood, || keeps_errno(|| names(&path, &mut actor)));
        assert_eq!(found, (mood == Mood::Answer).then(|| vec!["loop".to_owned(), "a".to_owned()]));
        assert_eq!(script.calls(), if mood == Mood::Answer { 4 } else { 1 });
        drop(actor);
        assert_eq!(script.drops(), 1);
    }
}

/// The paths that `glob` could not read.
struct Unreadable {
    actor: Actor,
    errors: BTreeSet<c_int>,
}

/// `int (*errfunc)(const char *epath, int eerrno)`: anything but 0 ends the search.
#[callback(ok = 0, err = 1)]
fn unreadable(path: &CStr, error: c_int, #[context(thread_local)] seen: &mut Unreadable) -> Result<(), Told> {
    seen.actor.act()?;
    assert!(path.to_bytes().ends_with(b"/loop"));
    seen.errors.insert(error);
    Ok(())
}

#[test]
fn glob_has_a_context() {
    let tree = Tree::new("glob");
    let pattern = tree.c_path("/loop/*");
    for mood in MOODS {
        let script = Script::of(mood);
        let mut seen = Unreadable { actor: script.actor(), errors: BTreeSet::new() };
        // SAFETY: all zeroes is an empty result.
        let mut found: libc::glob_t = unsafe { mem::zeroed() };
        let mut status = None;
        assert_scope(mood, || {
            unreadable::scope(&mut seen, |cb| {
                // SAFETY: `glob` alone calls it.
                let errfunc = unsafe { cb.shim_safe() };
                // SAFETY: a C string, an empty result, and a callback for this call.
                status = Some(unsafe { libc::glob(pattern.as_ptr(), 0, errfunc, &raw mut found) });
            })
        });
        // SAFETY: a result of `glob`.
        unsafe { libc::globfree(&raw mut found) };
        assert_eq!(script.calls(), 1);
        if mood == Mood::Answer {
            assert_eq!(status, Some(libc::GLOB_NOMATCH));
            assert_eq!(seen.errors, BTreeSet::from([libc::ELOOP]));
        } else {
            assert_eq!(status, Some(libc::GLOB_ABORTED));
        }
        drop(seen);
        assert_eq!(script.drops(), 1);
    }
}

// ---- what C gets wrong ----

/// A comparator that C calls when its scope has ended: on the thread there is no context.
#[test]
#[allow(clippy::redundant_closure_for_method_calls, reason = "the method is for one lifetime")]
fn without_a_scope_there_is_no_context() {
    type Compare = unsafe extern "C" fn(*const u32, *const u32) -> c_int;

    let script = Script::new();
    let shim: Compare = ascending::scope(&mut script.actor(), |cb| cb.shim()).unwrap();
    // SAFETY: two numbers.
    assert_eq!(unsafe { shim(&1, &2) }, 0);
    assert_eq!(script.calls(), 0);
}

/// `bsearch` hands NULL through as the key: it is refused, and comes back as such.
#[test]
fn a_null_key_is_refused() {
    let table = [(1_u32, 'a')];
    let script = Script::new();
    let actor = script.actor();
    let found = find::scope(&actor, |cb| {
        // SAFETY: the callback refuses a null key.
        unsafe { libc::bsearch(ptr::null(), table.as_ptr().cast(), 1, size_of::<(u32, char)>(), cb.shim()) }.is_null()
    });
    let Err(Failed::Refused(refused)) = found else { panic!("a null key was accepted") };
    assert_eq!((refused.parameter(), refused.reason()), (Some("key"), Reason::Null));
    assert_eq!(script.calls(), 0);
    assert_eq!(TROUBLES.len(), 2);
}

#[test]
fn callbacks_are_as_the_headers_say() {
    Verify::new()
        .define("_GNU_SOURCE")
        .header("stdlib.h")
        .header("ftw.h")
        .header("dirent.h")
        .header("glob.h")
        .header("sys/stat.h")
        // `struct FTW` has no type in Rust.
        .declared::<nftw>()
        .allow_untyped()
        // The entries could be changed, and are not.
        .declared::<scandir>()
        .allow_const()
        .callback::<ascending>()
        .is_parameter("qsort", 4)
        .callback::<by_sorted>()
        .is_parameter("qsort", 4)
        .callback::<find>()
        .is_parameter("bsearch", 5)
        .callback::<visit>()
        .allow_untyped()
        .is_parameter("nftw", 2)
        .callback::<visible>()
        .is_parameter("scandir", 3)
        // The pointers could be changed, and are not.
        .callback::<backwards>()
        .allow_const()
        .is_parameter("scandir", 4)
        .callback::<unreadable>()
        .is_parameter("glob", 3)
        .check();
}
