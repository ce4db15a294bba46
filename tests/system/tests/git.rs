//! libgit2: trees and differences, walked with closures.

use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_void};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process;
use std::ptr::{null, null_mut};

use callback_runtime::{callback, fields, verify::Verify};
use callback_system::panic_of;

#[repr(C)]
#[derive(Clone, Copy)]
struct Oid([u8; 20]);

/// `git_diff_file`
#[repr(C)]
struct File {
    id: Oid,
    path: *const c_char,
    size: u64,
    flags: u32,
    mode: u16,
    abbreviated: u16,
}

/// `git_diff_delta`
#[repr(C)]
struct Delta {
    status: c_uint,
    flags: u32,
    similarity: u16,
    files: u16,
    old: File,
    new: File,
}

/// `git_diff_line`
#[repr(C)]
struct Line {
    origin: c_char,
    old: c_int,
    new: c_int,
    lines: c_int,
    len: usize,
    offset: i64,
    content: *const c_char,
}

#[callback]
unsafe extern "C" {
    type Repository;
    type Tree;
    type Entry;
    type Builder;
    type Diff;
    type Hunk;
    type Binary;

    safe fn git_libgit2_init() -> c_int;
    safe fn git_libgit2_shutdown() -> c_int;
    unsafe fn git_repository_init(repository: *mut *mut Repository, path: *const c_char, bare: c_uint) -> c_int;
    unsafe fn git_repository_free(repository: *mut Repository);
    unsafe fn git_blob_create_from_buffer(
        id: *mut Oid,
        repository: *mut Repository,
        data: *const c_void,
        len: usize,
    ) -> c_int;
    unsafe fn git_treebuilder_new(builder: *mut *mut Builder, repository: *mut Repository, of: *const Tree) -> c_int;
    unsafe fn git_treebuilder_insert(
        entry: *mut *const Entry,
        builder: *mut Builder,
        name: *const c_char,
        id: *const Oid,
        mode: c_uint,
    ) -> c_int;
    unsafe fn git_treebuilder_write(id: *mut Oid, builder: *mut Builder) -> c_int;
    unsafe fn git_treebuilder_free(builder: *mut Builder);
    unsafe fn git_tree_lookup(tree: *mut *mut Tree, repository: *mut Repository, id: *const Oid) -> c_int;
    unsafe fn git_tree_free(tree: *mut Tree);
    unsafe fn git_diff_tree_to_tree(
        diff: *mut *mut Diff,
        repository: *mut Repository,
        old: *mut Tree,
        new: *mut Tree,
        options: *const c_void,
    ) -> c_int;
    unsafe fn git_diff_free(diff: *mut Diff);

    unsafe fn git_tree_entry_name(entry: *const Entry) -> *const c_char;
    /// 1 leaves a tree out; below zero ends the walk.
    safe fn git_tree_walk(
        tree: &Tree,
        mode: c_int,
        #[callback(break = -7)] each: fn(root: &CStr, entry: &Entry, #[context] _: _) -> ControlFlow<String, c_int>,
        #[context(each)] _: *mut c_void,
    ) -> c_int;
    safe fn git_diff_foreach(
        diff: &Diff,
        #[callback(continue = 0, break = -7)] file: fn(
            delta: &Delta,
            progress: f32,
            #[context] _: _,
        ) -> ControlFlow<String>,
        #[callback(continue = 0, break = -7)] binary: Option<
            fn(delta: &Delta, binary: &Binary, #[context] _: _) -> ControlFlow<String>,
        >,
        #[callback(continue = 0, break = -7)] hunk: Option<
            fn(delta: &Delta, hunk: &Hunk, #[context] _: _) -> ControlFlow<String>,
        >,
        #[callback(continue = 0, break = -7)] line: Option<
            fn(delta: &Delta, hunk: Option<&Hunk>, line: &Line, #[context] _: _) -> ControlFlow<String>,
        >,
        #[context(file, binary, hunk, line)] _: *mut c_void,
    ) -> c_int;
}

const PRE: c_int = 0;
const BLOB: c_uint = 0o100_644;
const TREE: c_uint = 0o040_000;

fn text<'a>(text: *const c_char) -> &'a str {
    assert!(!text.is_null());
    unsafe { CStr::from_ptr(text) }.to_str().unwrap()
}

/// A repository of its own for a test.
struct Repo {
    raw: *mut Repository,
    path: PathBuf,
}

impl Repo {
    fn new(name: &str) -> Self {
        git_libgit2_init();
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.git", process::id()));
        let mut raw = null_mut();
        let c_path = CString::new(path.to_str().unwrap()).unwrap();
        assert_eq!(unsafe { git_repository_init(&raw mut raw, c_path.as_ptr(), 1) }, 0);
        Repo { raw, path }
    }

    fn blob(&self, text: &str) -> Oid {
        let mut id = Oid([0; 20]);
        assert_eq!(unsafe { git_blob_create_from_buffer(&raw mut id, self.raw, text.as_ptr().cast(), text.len()) }, 0);
        id
    }

    fn tree(&self, entries: &[(&CStr, Oid, c_uint)]) -> Oid {
        let (mut builder, mut id) = (null_mut(), Oid([0; 20]));
        unsafe {
            assert_eq!(git_treebuilder_new(&raw mut builder, self.raw, null()), 0);
            for (name, of, mode) in entries {
                assert_eq!(git_treebuilder_insert(null_mut(), builder, name.as_ptr(), of, *mode), 0);
            }
            assert_eq!(git_treebuilder_write(&raw mut id, builder), 0);
            git_treebuilder_free(builder);
        }
        id
    }

    /// `a`, `b/c`, `b/d` and `e`.
    fn example(&self) -> *mut Tree {
        let inner = self.tree(&[(c"c", self.blob("c1\nc2\n"), BLOB), (c"d", self.blob("d\n"), BLOB)]);
        let id =
            self.tree(&[(c"a", self.blob("a\n"), BLOB), (c"b", inner, TREE), (c"e", self.blob("e1\ne2\ne3\n"), BLOB)]);
        let mut tree = null_mut();
        assert_eq!(unsafe { git_tree_lookup(&raw mut tree, self.raw, &raw const id) }, 0);
        tree
    }
}

impl Drop for Repo {
    fn drop(&mut self) {
        unsafe { git_repository_free(self.raw) };
        fs::remove_dir_all(&self.path).unwrap();
        git_libgit2_shutdown();
    }
}

#[test]
fn a_tree_is_walked_by_a_closure() {
    let repo = Repo::new("walk");
    let tree = repo.example();
    let walked = unsafe { &*tree };
    let mut seen = vec![];
    let walk = git_tree_walk(walked, PRE, |root, entry| {
        let name = text(unsafe { git_tree_entry_name(entry) });
        seen.push(format!("{}{name}", root.to_str().unwrap()));
        ControlFlow::Continue(0)
    });
    assert_eq!((walk, seen), (Ok(ControlFlow::Continue(0)), ["a", "b", "b/c", "b/d", "e"].map(str::to_owned).to_vec()));

    let mut names = 0;
    let without = git_tree_walk(walked, PRE, |_, entry| {
        names += 1;
        // What is below is left out.
        ControlFlow::Continue((text(unsafe { git_tree_entry_name(entry) }) == "b").into())
    });
    assert_eq!((without, names), (Ok(ControlFlow::Continue(0)), 3));

    let found = git_tree_walk(walked, PRE, |root, entry| match text(unsafe { git_tree_entry_name(entry) }) {
        "d" => ControlFlow::Break(format!("in {}", root.to_str().unwrap())),
        _ => ControlFlow::Continue(0),
    });
    assert_eq!(found, Ok(ControlFlow::Break("in b/".to_owned())));
    assert_eq!(panic_of(|| git_tree_walk(walked, PRE, |_, _| panic!("lost"))), "lost");
    unsafe { git_tree_free(tree) };
}

#[test]
fn a_difference_calls_several_closures() {
    let repo = Repo::new("diff");
    let tree = repo.example();
    let mut diff = null_mut();
    unsafe { assert_eq!(git_diff_tree_to_tree(&raw mut diff, repo.raw, null_mut(), tree, null()), 0) };
    let shown = unsafe { &*diff };
    let (mut files, mut hunks, mut lines) = (vec![], 0, String::new());
    let all = git_diff_foreach(
        shown,
        |delta, progress| {
            assert!((0.0..=1.0).contains(&progress));
            files.push(text(delta.new.path).to_owned());
            ControlFlow::Continue(())
        },
        None,
        Some(&mut |_, _| {
            hunks += 1;
            ControlFlow::Continue(())
        }),
        Some(&mut |_, _, line| {
            // SAFETY: so many bytes, for the call.
            let bytes = unsafe { std::slice::from_raw_parts(line.content.cast::<u8>(), line.len) };
            lines.push(char::from(line.origin as u8));
            lines.push_str(std::str::from_utf8(bytes).unwrap());
            ControlFlow::Continue(())
        }),
    );
    assert_eq!((all, hunks), (Ok(ControlFlow::Continue(0)), 4));
    assert_eq!(files, ["a", "b/c", "b/d", "e"]);
    assert_eq!(lines, "+a\n+c1\n+c2\n+d\n+e1\n+e2\n+e3\n");

    let mut lines = 0;
    let stopped = git_diff_foreach(
        shown,
        |_, _| ControlFlow::Continue(()),
        None,
        None,
        Some(&mut |delta, _, line| {
            lines += 1;
            if line.new == 2 { ControlFlow::Break(text(delta.new.path).to_owned()) } else { ControlFlow::Continue(()) }
        }),
    );
    assert_eq!((stopped, lines), (Ok(ControlFlow::Break("b/c".to_owned())), 3));
    unsafe {
        git_diff_free(diff);
        git_tree_free(tree);
    }
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .pkg_config("libgit2")
        .header("git2.h")
        .name::<Repository>("git_repository")
        .name::<Tree>("git_tree")
        .name::<Entry>("git_tree_entry")
        .name::<Builder>("git_treebuilder")
        .name::<Diff>("git_diff")
        .name::<Hunk>("git_diff_hunk")
        .name::<Binary>("git_diff_binary")
        .name::<Oid>("git_oid")
        .name::<File>("git_diff_file")
        .name::<Delta>("git_diff_delta")
        .name::<Line>("git_diff_line")
        .declared::<(git_libgit2_init, git_libgit2_shutdown, git_repository_init, git_repository_free)>()
        .declared::<(git_blob_create_from_buffer, git_treebuilder_new, git_treebuilder_insert)>()
        .declared::<(git_treebuilder_write, git_treebuilder_free, git_tree_lookup, git_tree_free)>()
        .declared::<(git_tree_entry_name, git_tree_walk, git_diff_foreach, git_diff_free)>()
        .declared::<git_diff_tree_to_tree>()
        .allow_untyped()
        .layout::<Oid>("git_oid", &fields!(Oid { 0 = "id" }))
        .layout::<File>("git_diff_file", &fields!(File { id, path, size, flags, mode, abbreviated = "id_abbrev" }))
        .layout::<Delta>(
            "git_diff_delta",
            &fields!(Delta { status, flags, similarity, files = "nfiles", old = "old_file", new = "new_file" }),
        )
        .layout::<Line>(
            "git_diff_line",
            &fields!(Line {
                origin,
                old = "old_lineno",
                new = "new_lineno",
                lines = "num_lines",
                len = "content_len",
                offset = "content_offset",
                content
            }),
        )
        .value("GIT_TREEWALK_PRE", PRE)
        .value("GIT_FILEMODE_BLOB", BLOB)
        .value("GIT_FILEMODE_TREE", TREE)
        .check();
}
