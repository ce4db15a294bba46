//! LMDB through typed declarations: a listing during the call, and a comparator that a database keeps.

use std::{
    cell::Cell,
    cmp::Ordering,
    ffi::{CStr, CString, c_int, c_uint, c_void},
    fs, process,
    ptr::null_mut,
    rc::Rc,
};

use callback_runtime::arg::{CType, FromC};
use callback_runtime::foreign::CBox;
use callback_runtime::verify::Verify;
use callback_runtime::{Reason, callback};
use lmdb_sys as lmdb;

/// A code of LMDB or an error number.
#[derive(Debug, PartialEq)]
struct Code(c_int);

impl From<c_int> for Code {
    fn from(code: c_int) -> Self {
        Code(code)
    }
}

/// `const MDB_val *`: the bytes of a key, for the call.
struct Key<'call>(&'call [u8]);

// SAFETY: a thin pointer.
unsafe impl CType for Key<'_> {
    type C = *const lmdb::MDB_val;
}

// SAFETY: LMDB passes keys that are there for the call.
unsafe impl<'call> FromC<'call> for Key<'call> {
    unsafe fn from_c(c: *const lmdb::MDB_val) -> Result<Self, Reason> {
        // SAFETY: the caller's promise; null is refused.
        let value = unsafe { <&lmdb::MDB_val>::from_c(c) }?;
        // SAFETY: so many bytes are there.
        Ok(Key(unsafe { std::slice::from_raw_parts(value.mv_data.cast(), value.mv_size) }))
    }
}

#[callback]
unsafe extern "C" {
    type Env;
    type Txn;

    #[callback(fails = nonzero, error = Code)]
    safe fn mdb_env_create(#[out(free = mdb_env_close)] env: CBox<Env>) -> c_int;
    unsafe fn mdb_env_close(env: *mut Env);
    #[callback(fails = nonzero, error = Code)]
    safe fn mdb_env_open(env: &Env, path: &CStr, flags: c_uint, mode: c_uint) -> c_int;

    #[callback(fails = negative, error = Code)]
    safe fn mdb_reader_list(
        env: &Env,
        #[callback(fail = -1)] each: fn(message: &CStr, #[context] _: _) -> c_int,
        #[context(each)] _: *mut c_void,
    ) -> c_int;

    /// Puts keys into the unnamed database, sorted by a closure, and gives the first; nothing is committed.
    safe fn first_key(
        env: &Env,
        keys: &[[u8; 3]],
        #[len(keys)] n: usize,
        compare: fn(a: Key<'_>, b: Key<'_>) -> Ordering,
        first: fn(key: Key<'_>, #[context] _: _),
    ) -> c_int {
        let (mut txn, mut dbi, mut cursor) = (null_mut(), 0, null_mut());
        assert_eq!(lmdb::mdb_txn_begin(env.cast_mut().cast(), null_mut(), 0, &raw mut txn), 0);
        assert_eq!(lmdb::mdb_dbi_open(txn, std::ptr::null(), 0, &raw mut dbi), 0);
        assert_eq!(lmdb::mdb_set_compare(txn, dbi, compare.shim()), 0);
        let mut value = lmdb::MDB_val { mv_size: 0, mv_data: null_mut() };
        for index in 0..n {
            let mut key = lmdb::MDB_val { mv_size: 3, mv_data: keys.add(index).cast_mut().cast() };
            lmdb::mdb_put(txn, dbi, &raw mut key, &raw mut value, 0);
        }
        let mut key = lmdb::MDB_val { mv_size: 0, mv_data: null_mut() };
        assert_eq!(lmdb::mdb_cursor_open(txn, dbi, &raw mut cursor), 0);
        let code = lmdb::mdb_cursor_get(cursor, &raw mut key, &raw mut value, lmdb::MDB_FIRST);
        let first_one: unsafe extern "C" fn(*const lmdb::MDB_val, *mut c_void) = first.shim();
        first_one(&raw const key, first.context());
        lmdb::mdb_cursor_close(cursor);
        lmdb::mdb_txn_abort(txn);
        code
    }
}

fn env(name: &str) -> (std::path::PathBuf, CBox<Env>) {
    let path = std::env::temp_dir().join(format!("callback-declare-lmdb-{name}-{}", process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    let env = mdb_env_create().expect("there is memory");
    mdb_env_open(&env, &CString::new(path.to_str().unwrap()).unwrap(), 0, 0o600).expect("it is a directory");
    (path, env)
}

#[test]
fn readers_are_listed() {
    let (path, env) = env("readers");
    let mut lines = vec![];
    let count = mdb_reader_list(&env, |message| {
        lines.push(message.to_owned());
        0
    });
    fs::remove_dir_all(path).unwrap();
    assert!(count.is_ok(), "{count:?}");
    assert_eq!(lines, [c"(no active readers)\n".to_owned()]);
}

#[test]
fn keys_are_sorted_by_a_closure() {
    let (path, env) = env("keys");
    let calls = Rc::new(Cell::new(0));
    let counted = Rc::clone(&calls);
    let (mut found, keys) = (vec![], [*b"one", *b"two", *b"six"]);
    let from_the_last = |a: Key<'_>, b: Key<'_>| {
        counted.set(counted.get() + 1);
        b.0.cmp(a.0)
    };
    let code = first_key(&env, &keys, from_the_last, |key| found.extend_from_slice(key.0));
    fs::remove_dir_all(path).unwrap();
    assert_eq!((code, found.as_slice()), (Ok(0), b"two".as_slice()));
    assert!(calls.get() >= 2);
}

#[test]
fn the_block_is_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_LMDB_INCLUDE"))
        .header("lmdb.h")
        .name::<Env>("MDB_env")
        .declared::<mdb_env_create>()
        .declared::<mdb_env_close>()
        .declared::<mdb_env_open>()
        .declared::<mdb_reader_list>()
        .check();
}
