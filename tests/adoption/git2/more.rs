//! Faults of the trampolines that were there, none of which the tests of the crate show.

use std::cell::Cell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;

use git2::build::{CheckoutBuilder, RepoBuilder};
use git2::{
    ApplyLocation, ApplyOptions, Buf, Diff, FetchOptions, IndexAddOption, ObjectType, Oid, RemoteCallbacks, Repository,
    Signature, StashApplyOptions, StashFlags, TreeWalkMode, TreeWalkResult,
};
use tempfile::TempDir;

/// A repository with a file `a`, which has one line, and a tag `v1`.
fn repository() -> (TempDir, Repository) {
    let directory = tempfile::tempdir().unwrap();
    let repo = Repository::init(directory.path()).unwrap();
    let mut config = repo.config().unwrap();
    config.set_str("user.name", "name").unwrap();
    config.set_str("user.email", "email").unwrap();
    fs::write(directory.path().join("a"), "one\n").unwrap();
    commit(&repo);
    let head = repo.head().unwrap().peel(ObjectType::Commit).unwrap();
    repo.tag_lightweight("v1", &head, false).unwrap();
    drop(head);
    (directory, repo)
}

fn commit(repo: &Repository) -> Oid {
    let mut index = repo.index().unwrap();
    index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
    index.write().unwrap();
    let tree = repo.find_tree(index.write_tree().unwrap()).unwrap();
    let author = Signature::now("name", "email").unwrap();
    let parent = repo.head().ok().map(|head| head.peel_to_commit().unwrap());
    let parents: Vec<_> = parent.iter().collect();
    repo.commit(Some("HEAD"), &author, &author, "text", &tree, &parents).unwrap()
}

/// Returns true if the panic arrives where C was called, and nothing is left of it.
fn resumes<T>(f: impl FnOnce() -> T) -> bool {
    let text = catch_unwind(AssertUnwindSafe(f)).err().and_then(|panic| panic.downcast_ref::<&str>().copied());
    text == Some("in a closure") && Repository::open("/nowhere").is_err()
}

/// Before: the pathspec was made of NULL.
#[test]
fn a_match_without_pathspecs() {
    let (_directory, repo) = repository();
    let mut seen = vec![];
    let mut each = |path: &Path, pathspec: &[u8]| {
        seen.push((path.to_owned(), pathspec.to_owned()));
        0
    };
    repo.index().unwrap().update_all(None::<&str>, Some(&mut each)).unwrap();
    fs::write(repo.workdir().unwrap().join("a"), "two\n").unwrap();
    repo.index().unwrap().update_all(None::<&str>, Some(&mut each)).unwrap();
    assert_eq!(seen, [(Path::new("a").to_owned(), vec![])]);
}

const PATCH: &str = "\
diff --git a/a b/a
--- a/a
+++ b/a
@@ -1 +1 @@
-one
+two
";

/// Before: C had the address at which the options were when the closure was set.
#[test]
fn options_that_move() {
    let (directory, mut repo) = repository();
    let calls = Cell::new((0, 0));
    let mut options = ApplyOptions::new();
    options.hunk_callback(|_| {
        calls.set((calls.get().0 + 1, calls.get().1));
        true
    });
    let mut options = Box::new(options);
    let diff = Diff::from_buffer(PATCH.as_bytes()).unwrap();
    repo.apply(&diff, ApplyLocation::WorkDir, Some(&mut options)).unwrap();
    assert_eq!(fs::read(directory.path().join("a")).unwrap(), b"two\n");

    let author = repo.signature().unwrap();
    repo.stash_save(&author, "text", Some(StashFlags::DEFAULT)).unwrap();
    let mut options = StashApplyOptions::new();
    options.progress_cb(|_| {
        calls.set((calls.get().0, calls.get().1 + 1));
        true
    });
    let mut options = Box::new(options);
    repo.stash_pop(0, Some(&mut options)).unwrap();
    assert_eq!(calls.get().0, 1);
    assert!(calls.get().1 > 1);
}

/// Before: the walk went on calling the closure, whose borrow had ended.
#[test]
fn a_walk_without_its_closure() {
    let (directory, repo) = repository();
    fs::write(directory.path().join("a"), "two\n").unwrap();
    commit(&repo);
    let mut calls = 0;
    let mut hides = Box::new(|_: Oid| {
        calls += 1;
        false
    });
    let mut walk = repo.revwalk().unwrap().with_hide_callback(&mut *hides).unwrap().into_inner().unwrap();
    drop(hides);
    walk.push_head().unwrap();
    assert_eq!((walk.count(), calls), (2, 0));
}

/// Before: a closure that is not `Send` was called on the threads that compress.
#[test]
fn progress_of_several_threads() {
    let (directory, repo) = repository();
    for number in 0..40 {
        let text: String = (0..2000).map(|line| format!("{} {}\n", line * number % 7, line)).collect();
        fs::write(directory.path().join(format!("file{number}")), text).unwrap();
    }
    let id = commit(&repo);
    let here = thread::current().id();
    let mut builder = repo.packbuilder().unwrap();
    builder.set_threads(4);
    builder.insert_commit(id).unwrap();
    builder
        .set_progress_callback(move |_, _, _| {
            assert_eq!(thread::current().id(), here, "on another thread");
            true
        })
        .unwrap();
    let mut pack = Buf::new();
    builder.write_buf(&mut pack).unwrap();
    assert!(pack.len() > 100);
}

/// Before: the panics of functions whose status is not looked at were resumed by later ones, or lost.
#[test]
fn panics_arrive_where_c_was_called() {
    let (_directory, repo) = repository();
    assert!(resumes(|| repo.tag_foreach(|_, _| panic!("in a closure"))));
    let tree = repo.head().unwrap().peel_to_tree().unwrap();
    assert!(resumes(|| tree.walk(TreeWalkMode::PreOrder, |_, _| -> TreeWalkResult { panic!("in a closure") })));
    assert!(resumes(|| repo.odb().unwrap().foreach(|_| panic!("in a closure"))));
    assert!(resumes(|| repo.treebuilder(Some(&tree)).unwrap().filter(|_| panic!("in a closure"))));
    let mut index = repo.index().unwrap();
    assert!(resumes(|| index.remove_all(["*"], Some(&mut |_, _| panic!("in a closure")))));
    let empty = repo.diff_tree_to_tree(None, Some(&tree), None).unwrap();
    assert!(resumes(|| empty.foreach(&mut |_, _| true, None, None, Some(&mut |_, _, _| panic!("in a closure")))));
    assert_eq!(repo.tag_foreach(|_, name| name == b"refs/tags/v1"), Ok(()));
}

/// Panics in closures that C has the address of options for.
#[test]
fn panics_of_options() {
    let (directory, repo) = repository();
    let into = tempfile::tempdir().unwrap();
    let url = format!("file://{}", directory.path().display());
    let mut callbacks = RemoteCallbacks::new();
    callbacks.transfer_progress(|_| panic!("in a closure"));
    let mut fetch = FetchOptions::new();
    fetch.remote_callbacks(callbacks);
    let mut clone = RepoBuilder::new();
    clone.fetch_options(fetch);
    assert!(resumes(|| clone.clone(&url, into.path()).map(drop)));

    fs::write(directory.path().join("a"), "two\n").unwrap();
    let mut checkout = CheckoutBuilder::new();
    checkout.force().progress(|_, _, _| panic!("in a closure"));
    // C gets nothing from this one, and goes on to the end.
    assert!(resumes(|| repo.checkout_head(Some(&mut checkout))));
    assert_eq!(fs::read(directory.path().join("a")).unwrap(), b"one\n");
}
