//! LMDB: comparators without user data, which every operation on a database calls.

use std::{
    cmp::Ordering,
    ffi::{CStr, CString, c_int, c_uint, c_void},
    fs,
    path::PathBuf,
    process,
    ptr::null_mut,
};

use callback_real::{Actor, Mood, Script, TROUBLES, Told, assert_outcome, assert_scope};
use callback_runtime::{Callback, Failed, callback, verify::Verify};
use lmdb_sys as lmdb;

/// An environment in a directory that goes with the test.
struct Env {
    env: *mut lmdb::MDB_env,
    path: PathBuf,
}

impl Env {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("callback-real-lmdb-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let c_path = CString::new(path.to_str().unwrap()).unwrap();
        let mut env = null_mut();
        // SAFETY: room for a pointer.
        assert_eq!(unsafe { lmdb::mdb_env_create(&raw mut env) }, 0);
        // SAFETY: created, and not opened.
        assert_eq!(unsafe { lmdb::mdb_env_set_mapsize(env, 1 << 20) }, 0);
        // SAFETY: as above, with a C string.
        assert_eq!(unsafe { lmdb::mdb_env_open(env, c_path.as_ptr(), lmdb::MDB_NOSYNC, 0o600) }, 0);
        Env { env, path }
    }

    fn begin(&self, flags: c_uint) -> Txn {
        let mut txn = null_mut();
        // SAFETY: an open environment, and room for a pointer.
        assert_eq!(unsafe { lmdb::mdb_txn_begin(self.env, null_mut(), flags, &raw mut txn) }, 0);
        let mut dbi = 0;
        // SAFETY: a live transaction; the unnamed database.
        assert_eq!(unsafe { lmdb::mdb_dbi_open(txn, std::ptr::null(), 0, &raw mut dbi) }, 0);
        Txn { txn, dbi }
    }
}

impl Drop for Env {
    fn drop(&mut self) {
        // SAFETY: open, and no transaction is.
        unsafe { lmdb::mdb_env_close(self.env) };
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A transaction, which is aborted if it is not committed.
struct Txn {
    txn: *mut lmdb::MDB_txn,
    dbi: lmdb::MDB_dbi,
}

impl Txn {
    fn set_compare(&self, compare: lmdb::MDB_cmp_func) {
        // SAFETY: a live transaction; the comparator has a context for as long as the database is used.
        assert_eq!(unsafe { lmdb::mdb_set_compare(self.txn, self.dbi, compare) }, 0);
    }

    fn put(&self, key: &str) -> c_int {
        let mut key = val(key);
        let mut value = val("");
        // SAFETY: a live transaction.
        unsafe { lmdb::mdb_put(self.txn, self.dbi, &raw mut key, &raw mut value, 0) }
    }

    /// All keys, in order.
    fn keys(&self) -> Vec<String> {
        let mut cursor = null_mut();
        // SAFETY: a live transaction.
        assert_eq!(unsafe { lmdb::mdb_cursor_open(self.txn, self.dbi, &raw mut cursor) }, 0);
        let (mut key, mut value) = (val(""), val(""));
        let mut keys = vec![];
        // SAFETY: a live cursor.
        while unsafe { lmdb::mdb_cursor_get(cursor, &raw mut key, &raw mut value, lmdb::MDB_NEXT) } == 0 {
            keys.push(text(&key).to_owned());
        }
        // SAFETY: a live cursor.
        unsafe { lmdb::mdb_cursor_close(cursor) };
        keys
    }

    fn commit(self) {
        // SAFETY: live, and not used any more.
        assert_eq!(unsafe { lmdb::mdb_txn_commit(self.txn) }, 0);
        std::mem::forget(self);
    }
}

impl Drop for Txn {
    fn drop(&mut self) {
        // SAFETY: live, and not used any more.
        unsafe { lmdb::mdb_txn_abort(self.txn) };
    }
}

fn val(text: &str) -> lmdb::MDB_val {
    lmdb::MDB_val { mv_size: text.len(), mv_data: text.as_ptr().cast_mut().cast::<c_void>() }
}

/// The text of a value, which the tests put there.
fn text(val: &lmdb::MDB_val) -> &str {
    // SAFETY: LMDB gives pointer and length of what was put.
    let bytes = unsafe { std::slice::from_raw_parts(val.mv_data.cast::<u8>(), val.mv_size) };
    std::str::from_utf8(bytes).unwrap()
}

/// Backwards, or not.
struct Order {
    actor: Actor,
    backwards: bool,
}

impl Order {
    fn compare(&self, a: &lmdb::MDB_val, b: &lmdb::MDB_val) -> Result<Ordering, Told> {
        self.actor.act()?;
        let order = text(a).cmp(text(b));
        Ok(if self.backwards { order.reverse() } else { order })
    }
}

// ---- lent by the thread that works with the database ----

/// `int (MDB_cmp_func)(const MDB_val *a, const MDB_val *b)`
#[callback(err = 0)]
fn lent(a: &lmdb::MDB_val, b: &lmdb::MDB_val, #[context(thread_local)] order: &Order) -> Result<Ordering, Told> {
    order.compare(a, b)
}

#[test]
fn a_comparator_is_lent_by_its_thread() {
    let script = Script::new();
    let order = Order { actor: script.actor(), backwards: true };
    let env = Env::new("lent");
    let keys = lent::scope(&order, |cb| {
        let txn = env.begin(0);
        txn.set_compare(cb.shim());
        for key in ["b", "d", "a", "c"] {
            assert_eq!(txn.put(key), 0);
        }
        let keys = txn.keys();
        txn.commit();
        keys
    });
    assert_eq!(keys, Ok(["d", "c", "b", "a"].map(str::to_owned).to_vec()));
    assert!(script.calls() >= 3);
    drop(order);
    assert_eq!(script.drops(), 1);
}

/// LMDB cannot be told that a comparator failed: the transaction has to be given up.
#[test]
fn troubles_of_a_lent_comparator_reach_the_scope() {
    for mood in [Mood::Answer, Mood::Err, Mood::Panic] {
        let script = Script::new();
        let order = Order { actor: script.actor(), backwards: false };
        let env = Env::new(&format!("lent-{mood:?}"));
        assert_scope(mood, || {
            lent::scope(&order, |cb| {
                let txn = env.begin(0);
                txn.set_compare(cb.shim());
                assert_eq!((txn.put("b"), txn.put("a")), (0, 0));
                script.set(mood);
                let calls = script.calls();
                assert_eq!(txn.put("c"), 0);
                assert_eq!(txn.put("d"), 0);
                if mood != Mood::Answer {
                    assert_eq!(script.calls(), calls + 1);
                    // Equal to whatever it was compared with: the key was overwritten.
                    assert_eq!(txn.keys().len(), 2);
                }
            })
        });
        script.set(Mood::Answer);
        let left: Result<Vec<String>, Failed<Told>> = lent::scope(&order, |cb| {
            let txn = env.begin(0);
            txn.set_compare(cb.shim());
            txn.keys()
        });
        assert_eq!(left.unwrap(), Vec::<String>::new(), "the transaction was aborted");
        drop(order);
        assert_eq!(script.drops(), 1);
    }
}

// ---- kept for as long as the environment is open: a slot for each database ----

/// `int (MDB_cmp_func)(const MDB_val *a, const MDB_val *b)`, from whatever thread reads
#[callback(threads, err = 0)]
fn kept(a: &lmdb::MDB_val, b: &lmdb::MDB_val, #[context(pool = 4)] order: &Order) -> Result<Ordering, Told> {
    order.compare(a, b)
}

#[test]
fn two_environments_have_a_comparator_each() {
    let scripts = [Script::new(), Script::new()];
    let sorted = [false, true].map(|backwards| {
        let script = &scripts[usize::from(backwards)];
        let env = Env::new(if backwards { "backwards" } else { "forwards" });
        let order = kept::acquire(Order { actor: script.actor(), backwards }).unwrap();
        let txn = env.begin(0);
        txn.set_compare(order.shim());
        for key in ["b", "d", "a", "c"] {
            assert_eq!(txn.put(key), 0);
        }
        txn.commit();
        (env, order)
    });
    for ((env, order), expected) in sorted.iter().zip(["abcd", "dcba"]) {
        let read = std::thread::scope(|scope| {
            let env = AssertSend(env);
            scope.spawn(move || { env }.0.begin(lmdb::MDB_RDONLY).keys().concat()).join().unwrap()
        });
        assert_eq!(read, expected);
        assert!(order.outcome().is_none());
    }
    drop(sorted);
    assert_eq!(scripts.each_ref().map(|script| script.drops()), [1, 1]);
}

/// LMDB's environments may be used from any thread.
struct AssertSend<'e>(&'e Env);

// SAFETY: so says LMDB's documentation.
unsafe impl Send for AssertSend<'_> {}

#[test]
fn troubles_of_a_kept_comparator_reach_its_owner() {
    for mood in TROUBLES {
        let script = Script::new();
        let env = Env::new(&format!("kept-{mood:?}"));
        let order = kept::acquire(Order { actor: script.actor(), backwards: false }).unwrap();
        let txn = env.begin(0);
        txn.set_compare(order.shim());
        assert_eq!((txn.put("a"), txn.put("b")), (0, 0));
        script.set(mood);
        txn.put("c");
        // Asked before committing, so that a wrong order is not written.
        assert_outcome(order.outcome(), mood);
        drop(txn);
        script.set(Mood::Answer);
        let txn = env.begin(0);
        txn.set_compare(order.shim());
        assert_eq!(txn.keys(), Vec::<String>::new());
        drop((txn, env, order));
        assert_eq!(script.drops(), 1);
    }
}

// ---- with user data, during the call ----

/// `int (MDB_msg_func)(const char *msg, void *ctx)`
#[callback(ok = 0, err = -1)]
fn on_reader(message: &CStr, #[context] readers: &mut (Actor, Vec<String>)) -> Result<(), Told> {
    readers.0.act()?;
    readers.1.push(message.to_string_lossy().into_owned());
    Ok(())
}

#[test]
fn the_readers_are_listed() {
    let env = Env::new("readers");
    let _reader = env.begin(lmdb::MDB_RDONLY);
    for mood in [Mood::Answer, Mood::Err, Mood::Panic] {
        let script = Script::of(mood);
        let mut readers = (script.actor(), vec![]);
        let listed = assert_scope(mood, || {
            on_reader::scope(&mut readers, |cb| {
                // SAFETY: an open environment, and a callback for this call.
                unsafe { lmdb::mdb_reader_list(env.env, cb.shim(), cb.context()) }
            })
        });
        if mood == Mood::Answer {
            assert!(listed.is_some_and(|status| status >= 0));
            assert!(readers.1.concat().contains(&process::id().to_string()));
        } else {
            assert_eq!(script.calls(), 1);
        }
        drop(readers);
        assert_eq!(script.drops(), 1);
    }
}

#[test]
fn callbacks_are_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_LMDB_INCLUDE"))
        .header("lmdb.h")
        .callback::<lent>()
        .is_typedef("MDB_cmp_func")
        .callback::<kept>()
        .is_parameter("mdb_set_compare", 3)
        .callback::<on_reader>()
        .is_typedef("MDB_msg_func")
        .check();
}
