//! Typed declarations with a body over several callbacks: the trees of `<search.h>` and `scandir`.

use std::cmp::Ordering;
use std::error::Error;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null_mut;

use callback_runtime::arg::CPtr;
use callback_runtime::ret::CBool;
use callback_runtime::verify::Verify;
use callback_runtime::{callback, fields};

#[callback(name = "VISIT")]
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Visit {
    #[name = "preorder"]
    Preorder,
    #[name = "postorder"]
    Postorder,
    #[name = "endorder"]
    Endorder,
    #[name = "leaf"]
    Leaf,
}

/// The start of a `struct dirent`; the name after it has no fixed length.
#[repr(C)]
struct Entry {
    inode: libc::ino64_t,
    offset: libc::off64_t,
    length: u16,
    kind: u8,
    name: [c_char; 0],
}

mod sys {
    use super::{Entry, Visit, c_char, c_int, c_void, callback};

    type Compare<T> = unsafe extern "C" fn(*const T, *const T) -> c_int;

    #[callback]
    unsafe extern "C" {
        pub(super) unsafe fn tsearch(key: *const u64, root: *mut *mut c_void, compare: Compare<u64>) -> *mut c_void;
        pub(super) unsafe fn twalk_r(
            root: *const c_void,
            action: unsafe extern "C" fn(*const *const u64, <Visit as callback_runtime::arg::CType>::C, *mut c_void),
            data: *mut c_void,
        );
        pub(super) unsafe fn tdestroy(root: *mut c_void, free: unsafe extern "C" fn(*mut u64));
        pub(super) unsafe fn scandir(
            path: *const c_char,
            list: *mut *mut *mut Entry,
            filter: unsafe extern "C" fn(*const Entry) -> c_int,
            compare: Compare<*const Entry>,
        ) -> c_int;
    }
}

#[callback]
unsafe extern "C" {
    /// Puts the keys into a tree, walks it and destroys it. Unsafe: the comparison must be consistent.
    unsafe fn walk(
        keys: &[u64],
        #[len(keys)] n: usize,
        compare: fn(&u64, &u64) -> Ordering,
        visit: fn(key: &CPtr<u64>, which: Visit, #[context] _: _),
        destroy: fn(key: &u64),
    ) {
        let mut root = null_mut();
        for index in 0..n {
            // SAFETY: the key is one of `n`, and the caller vouches for the comparison.
            let key = unsafe { keys.add(index) };
            // SAFETY: the root of the tree that is made, and a comparison that the caller vouches for.
            unsafe { sys::tsearch(key, &raw mut root, compare.shim()) };
        }
        // SAFETY: the root of the tree that was made.
        unsafe { sys::twalk_r(root, visit.shim(), visit.context()) };
        // SAFETY: as above, for the last time.
        unsafe { sys::tdestroy(root, destroy.shim()) };
    }

    /// Hands the names of the entries to `each`, in order, and frees what C allocated. Unsafe: as above.
    unsafe fn names(
        path: &CStr,
        #[callback(fail = 0)] filter: fn(entry: &Entry) -> CBool,
        compare: fn(&CPtr<Entry>, &CPtr<Entry>) -> Ordering,
        each: fn(name: &CStr, #[context] _: _),
    ) -> c_int {
        let mut list = null_mut();
        // SAFETY: the caller vouches for the comparison.
        let count = unsafe { sys::scandir(path, &raw mut list, filter.shim(), compare.shim()) };
        let each_one: unsafe extern "C" fn(*const c_char, *mut c_void) = each.shim();
        for index in 0..usize::try_from(count).unwrap_or(0) {
            // SAFETY: one of `count` entries.
            let entry = unsafe { list.add(index) };
            // SAFETY: as above.
            let entry = unsafe { entry.read() };
            // SAFETY: the entry is live until it is freed.
            let name = unsafe { &raw const (*entry).name };
            // SAFETY: the name is a string, and inside of the entry.
            unsafe { each_one(name.cast(), each.context()) };
            // SAFETY: `scandir` allocates each entry.
            unsafe { libc::free(entry.cast()) };
        }
        // SAFETY: and the list.
        unsafe { libc::free(list.cast()) };
        count
    }
}

#[test]
fn a_tree_is_walked_and_destroyed() -> Result<(), Box<dyn Error>> {
    let (mut sorted, mut destroyed) = (vec![], 0);
    let visit = |key: &CPtr<u64>, which| {
        if matches!(which, Visit::Postorder | Visit::Leaf) {
            sorted.extend(key.to_ref());
        }
    };
    // SAFETY: the order of integers is consistent.
    unsafe { walk(&[5, 1, 4, 2, 3, 1], Ord::cmp, visit, |_| destroyed += 1) }?;
    assert_eq!((sorted, destroyed), (vec![1, 2, 3, 4, 5], 5));
    Ok(())
}

#[test]
fn entries_are_filtered_sorted_and_freed() -> Result<(), Box<dyn Error>> {
    let mut found = vec![];
    // SAFETY: the order of integers is consistent.
    let count = unsafe {
        names(
            c"/",
            |entry| CBool(entry.kind == libc::DT_DIR),
            |a, b| a.to_ref().map(|entry| entry.inode).cmp(&b.to_ref().map(|entry| entry.inode)),
            |name| found.push(name.to_owned()),
        )
    }?;
    assert_eq!(usize::try_from(count)?, found.len());
    assert!(found.iter().any(|name| name.as_c_str() == c"usr"), "{found:?}");
    Ok(())
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .define("_GNU_SOURCE")
        .define("_FILE_OFFSET_BITS=64")
        .header("search.h")
        .header("dirent.h")
        .name::<Entry>("struct dirent")
        .enumeration::<Visit>()
        .declared::<(sys::tsearch, sys::twalk_r, sys::tdestroy)>()
        // They read alone what C lets them change.
        .declared::<sys::scandir>()
        .allow_const()
        .layout::<Entry>(
            "struct dirent",
            &fields!(Entry { inode = "d_ino", offset = "d_off", length = "d_reclen", kind = "d_type", .. }),
        )
        .allow_more()
        .value("offsetof(struct dirent, d_name)", i128::try_from(std::mem::offset_of!(Entry, name)).unwrap())
        .check();
}
