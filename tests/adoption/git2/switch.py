"""git2: the 42 trampolines."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from switch import Crate  # noqa: E402

crate = Crate(sys.argv[1], Path(__file__).parent)
crate.manifest(sys.argv[2])
(crate.root / "src/callbacks").mkdir()


def module(name, *trampolines, uses="use callback_runtime::Callback;", visible=""):
    """Cuts the trampolines of a file, and gives it a module of ours."""
    path = f"src/{name}.rs"
    for trampoline in trampolines:
        crate.cut(path, f'extern "C" fn {trampoline}')
    crate.put(f"{name}.rs", f"src/callbacks/{name}.rs")
    crate.insert(path, "\nuse ", f"\n{uses}\n" if uses else "\n")
    crate.append(path, f'\n#[path = "callbacks/{name}.rs"]\n{visible}mod callbacks;\n')


crate.take("src/panic.rs")
crate.put("panic.rs", "src/panic.rs")
crate.put("from_c.rs", "src/from_c.rs")
crate.replace("src/lib.rs", "mod panic;\n", "mod from_c;\nmod panic;\n")

# A panic where C gets nothing is resumed too: before, it waited for an error of another function.
crate.replace("src/call.rs", "            Ok(o) => o,\n", "            Ok(o) => { crate::panic::check(); o }\n")

# Options whose address C passes.
names = "credentials transfer_progress sideband_progress certificate_check push_update_reference push_transfer_progress pack_progress push_negotiation"
module("remote_callbacks", "credentials_cb", "transfer_progress_cb", "sideband_progress_cb", "update_tips_cb", "certificate_check_cb",
       "push_update_reference_cb", "push_transfer_progress_cb", "pack_progress_cb", "push_negotiation_cb",
       uses="use self::callbacks::shims;\nuse callback_runtime::Callback;")
for name in names.split():
    crate.replace("src/remote_callbacks.rs", f"Some({name}_cb)", f"shims::{name}_cb::shim_safe()")
crate.replace("src/remote_callbacks.rs", """                let f: extern "C" fn(
                    *const c_char,
                    *const raw::git_oid,
                    *const raw::git_oid,
                    *mut c_void,
                ) -> c_int = update_tips_cb;
                callbacks.update_tips = Some(f);
""", "                callbacks.update_tips = shims::update_tips_cb::shim_safe();\n")

module("build", "remote_create_cb", "progress_cb", "notify_cb",
       uses="use self::callbacks::{checkout, clone};\nuse callback_runtime::Callback;")
crate.replace("src/build.rs", "Some(progress_cb)", "checkout::progress_cb::shim_safe()")
crate.replace("src/build.rs", "Some(notify_cb)", "checkout::notify_cb::shim_safe()")
crate.replace("src/build.rs", """        if let Some(ref mut callback) = self.remote_create {
            opts.remote_cb = Some(remote_create_cb);
            opts.remote_cb_payload = callback as *mut _ as *mut _;
        }
""", """        if self.remote_create.is_some() {
            opts.remote_cb = unsafe { clone::remote_create_cb::shim_safe() };
            opts.remote_cb_payload = self as *mut _ as *mut _;
        }
""")

# The address is taken when C gets it: before, moving the options left a pointer to where they had been.
module("apply", "delta_cb_c", "hunk_cb_c", uses="use self::callbacks::shims;\nuse callback_runtime::Callback;")
for name in ("hunk", "delta"):
    crate.replace("src/apply.rs", f"""        self.raw.{name}_cb = Some({name}_cb_c);
        self.raw.payload = self as *mut _ as *mut _;
""", f"        self.raw.{name}_cb = unsafe {{ shims::{name}_cb_c::shim_safe() }};\n")
crate.replace("src/apply.rs", "        &self.raw as *const _\n", "        self.raw.payload = self as *mut _ as *mut _;\n        &self.raw as *const _\n")
module("stash", "stash_cb", "stash_apply_progress_cb", visible="pub(crate) ",
       uses="use self::callbacks::stash_apply_progress_cb;\nuse callback_runtime::Callback;")
crate.replace("src/stash.rs", """        self.raw_opts.progress_cb = Some(stash_apply_progress_cb);
        self.raw_opts.progress_payload = self as *mut _ as *mut _;
""", "        self.raw_opts.progress_cb = unsafe { stash_apply_progress_cb::shim_safe() };\n")
crate.replace("src/stash.rs", "    pub fn raw(&mut self) -> &raw::git_stash_apply_options {\n",
              "    pub fn raw(&mut self) -> &raw::git_stash_apply_options {\n        self.raw_opts.progress_payload = self as *mut _ as *mut _;\n")
crate.replace("src/stash.rs", """pub(crate) struct StashCbData<'a> {
    pub callback: &'a mut StashCb<'a>,
}
""", "")
# Setting no callback ends the borrow of the closure: before, the walk went on calling it.
module("revwalk", "revwalk_hide_cb<C>(", uses="use self::callbacks::revwalk_hide_cb;\nuse callback_runtime::Callback;")
crate.replace("src/revwalk.rs", "Some(revwalk_hide_cb::<C>)", "revwalk_hide_cb::<C>::shim_safe()")
crate.replace("src/revwalk.rs", "        self.revwalk.reset()?;\n        Ok(self.revwalk)\n", """        self.revwalk.reset()?;
        unsafe { raw::git_revwalk_add_hide_cb(self.revwalk.raw(), None, std::ptr::null_mut()) };
        Ok(self.revwalk)
""")

# Closures for the time of one call.
module("diff", "print_cb(", "file_cb_c(", "binary_cb_c(", "hunk_cb_c(", "line_cb_c(", visible="pub(crate) ",
       uses="use self::callbacks::{lend, print_cb};\nuse callback_runtime::Callback;")
crate.replace("src/diff.rs", """        let mut cb: &mut PrintCb<'_> = &mut cb;
        let ptr = &mut cb as *mut _;
        let print: raw::git_diff_line_cb = Some(print_cb);
        unsafe {
            try_call!(raw::git_diff_print(self.raw, format, print, ptr as *mut _));
            Ok(())
        }
""", """        print_cb::try_scope(&mut cb, |cb| unsafe {
            let print: raw::git_diff_line_cb = cb.shim_safe();
            try_call!(raw::git_diff_print(self.raw, format, print, cb.context()));
            Ok(())
        })
""")
crate.replace("src/patch.rs", """        let ptr = &mut line_cb as *mut _ as *mut c_void;
        unsafe {
            let cb: raw::git_diff_line_cb = Some(print_cb);
            try_call!(raw::git_patch_print(self.raw, cb, ptr));
            Ok(())
        }
""", """        print_cb::try_scope(line_cb, |cb| unsafe {
            let print: raw::git_diff_line_cb = cb.shim_safe();
            try_call!(raw::git_patch_print(self.raw, print, cb.context()));
            Ok(())
        })
""")
crate.replace("src/patch.rs", "mut line_cb: &mut LineCb<'_>", "line_cb: &mut LineCb<'_>")
crate.replace("src/patch.rs", "use crate::diff::{print_cb, LineCb};\n", "use crate::diff::callbacks::print_cb;\nuse crate::diff::LineCb;\nuse callback_runtime::Callback;\n")
crate.between("src/diff.rs", "        let mut cbs = DiffCallbacks {\n", "    /// Accumulate diff statistics", """        let cbs = DiffCallbacks {
            file: Some(file_cb),
            binary: binary_cb,
            hunk: hunk_cb,
            line: line_cb,
        };
        lend(cbs, |(file, binary, hunk, line, data)| unsafe {
            try_call!(raw::git_diff_foreach(self.raw, file, binary, hunk, line, data));
            Ok(())
        })
    }

""")
crate.between("src/repo.rs", "        let mut cbs = DiffCallbacks {\n", "    /// Create a diff with the difference between two tree objects.\n", """        let cbs = DiffCallbacks {
            file: file_cb,
            binary: binary_cb,
            hunk: hunk_cb,
            line: line_cb,
        };
        lend(cbs, |(file, binary, hunk, line, data)| unsafe {
            try_call!(raw::git_diff_blobs(
                old_blob.map(|s| s.raw()),
                old_as_path,
                new_blob.map(|s| s.raw()),
                new_as_path,
                opts.map(|s| s.raw()),
                file,
                binary,
                hunk,
                line,
                data
            ));
            Ok(())
        })
    }

""")
module("repo", "mergehead_foreach_cb", "fetchhead_foreach_cb", "append(",
       uses="use self::callbacks::{append, fetchhead_foreach_cb, mergehead_foreach_cb, Submodules};\nuse callback_runtime::Callback;")
crate.between("src/repo.rs", "type MergeheadForeachCb<'a>", "/// An owned git repository", "")
crate.replace("src/repo.rs", """    binary_cb_c, file_cb_c, hunk_cb_c, line_cb_c, BinaryCb, DiffCallbacks, FileCb, HunkCb, LineCb,
""", "    callbacks::lend, BinaryCb, DiffCallbacks, FileCb, HunkCb, LineCb,\n")
crate.replace("src/repo.rs", "use crate::stash::{stash_cb, StashApplyOptions, StashCbData, StashSaveOptions};\n",
              "use crate::stash::{callbacks::stash_cb, StashApplyOptions, StashSaveOptions};\n")
crate.replace("src/repo.rs", "use crate::tagforeach::{tag_foreach_cb, TagForeachCB, TagForeachData};\n", "use crate::tagforeach::tag_foreach_cb;\n")
crate.between("src/repo.rs", "        struct Data<'a, 'b> {\n", "    /// Gather file status information", """        let mut data = Submodules { repo: self, found: Vec::new() };
        append::try_scope(&mut data, |cb| unsafe {
            let each: raw::git_submodule_cb = cb.shim_safe();
            try_call!(raw::git_submodule_foreach(self.raw, each, cb.context()));
            Ok(())
        })?;
        Ok(data.found)
    }

""")
crate.replace("src/repo.rs", """        let mut data = TagForeachData {
            cb: Box::new(cb) as TagForeachCB<'_>,
        };

        unsafe {
            raw::git_tag_foreach(
                self.raw,
                Some(tag_foreach_cb),
                (&mut data) as *mut _ as *mut _,
            );
        }
        Ok(())
""", """        tag_foreach_cb::try_scope(&mut cb, |cb| {
            unsafe { raw::git_tag_foreach(self.raw, cb.shim_safe(), cb.context()) };
            Ok(())
        })
""")
crate.replace("src/repo.rs", "    pub fn tag_foreach<T>(&self, cb: T)", "    pub fn tag_foreach<T>(&self, mut cb: T)")
for function, data, kind in (
    ("stash_foreach", "Stash", "git_stash_cb"),
    ("repository_mergehead_foreach", "MergeheadForeach", "git_repository_mergehead_foreach_cb"),
    ("repository_fetchhead_foreach", "FetchheadForeach", "git_repository_fetchhead_foreach_cb"),
):
    name = {"Stash": "stash_cb"}.get(data, function.removeprefix("repository_") + "_cb")
    crate.replace("src/repo.rs", f"""        unsafe {{
            let mut data = {data}CbData {{
                callback: &mut callback,
            }};
            let cb: raw::{kind} = Some({name});
            try_call!(raw::git_{function}(
                self.raw(),
                cb,
                &mut data as *mut _ as *mut _
            ));
            Ok(())
        }}
""", f"""        {name}::try_scope(&mut callback, |cb| unsafe {{
            let each: raw::{kind} = cb.shim_safe();
            try_call!(raw::git_{function}(self.raw(), each, cb.context()));
            Ok(())
        }})
""")
crate.take("src/tagforeach.rs", until="#[cfg(test)]")
crate.put("tagforeach.rs", "src/tagforeach.rs", keeps="#[cfg(test)]")

module("index", "index_matched_path_cb", uses="use self::callbacks::index_matched_path_cb;\nuse callback_runtime::Callback;")
crate.replace_each("src/index.rs", r"""        let ptr = cb.as_mut\(\);
        let callback = ptr
            .as_ref\(\)
            .map\(\|_\| index_matched_path_cb as extern "C" fn\(_, _, _\) -> _\);
        unsafe {
            try_call!\(raw::git_index_(\w+)\(
((?:.*,\n)*?)                callback,
                ptr.map\(\|p\| p as \*mut _\).unwrap_or\(ptr::null_mut\(\)\) as \*mut c_void
            \)\);
        }
        Ok\(\(\)\)
""", r"""        index_matched_path_cb::scope_or_null(cb, |cb| unsafe {
            let each: raw::git_index_matched_path_cb = cb.shim_safe();
            try_call!(raw::git_index_\1(
\2                each,
                cb.context()
            ));
            Ok(())
        })?
""")
crate.replace_each("src/index.rs", r"mut cb: Option<&mut IndexMatchedPath<'_>>", "cb: Option<&mut IndexMatchedPath<'_>>")

module("tree", "treewalk_cb<T", visible="pub(crate) ", uses="use self::callbacks::treewalk_cb;\nuse callback_runtime::Callback;")
crate.between("src/tree.rs", "type TreeWalkCb<'a, T>", "impl<'repo> Binding for Tree<'repo>", "")
crate.replace("src/tree.rs", """        unsafe {
            let mut data = TreeWalkCbData {
                callback: &mut callback,
            };
            raw::git_tree_walk(
                self.raw(),
                mode.into(),
                Some(treewalk_cb::<T>),
                &mut data as *mut _ as *mut c_void,
            );
            Ok(())
        }
""", """        treewalk_cb::<T, C>::try_scope(&mut callback, |cb| {
            unsafe { raw::git_tree_walk(self.raw(), mode.into(), cb.shim_safe(), cb.context()) };
            Ok(())
        })
""")
crate.cut("src/treebuilder.rs", 'extern "C" fn filter_cb(')
crate.replace("src/treebuilder.rs", "type FilterCb<'a> = dyn FnMut(&TreeEntry<'_>) -> bool + 'a;\n", "")
crate.replace("src/treebuilder.rs", """        let mut cb: &mut FilterCb<'_> = &mut filter;
        let ptr = &mut cb as *mut _;
        let cb: raw::git_treebuilder_filter_cb = Some(filter_cb);
        unsafe {
            try_call!(raw::git_treebuilder_filter(self.raw, cb, ptr as *mut _));
            panic::check();
        }
        Ok(())
""", """        filter_cb::try_scope(&mut filter, |cb| unsafe {
            let keeps: raw::git_treebuilder_filter_cb = cb.shim_safe();
            try_call!(raw::git_treebuilder_filter(self.raw, keeps, cb.context()));
            Ok(())
        })
""")
crate.insert("src/treebuilder.rs", "\nuse ", "\nuse crate::tree::callbacks::filter_cb;\nuse callback_runtime::Callback;\n")

# Closures that C has until a handle is freed.
module("odb", "foreach_cb(", "write_pack_progress_cb(", visible="pub(crate) ",
       uses="use self::callbacks::{foreach_cb, write_pack_progress_cb};\nuse callback_runtime::context::{Bound, Owned};\nuse callback_runtime::{Callback, Registration};")
crate.replace("src/odb.rs", """        unsafe {
            let mut data = ForeachCbData {
                callback: &mut callback,
            };
            let cb: raw::git_odb_foreach_cb = Some(foreach_cb);
            try_call!(raw::git_odb_foreach(
                self.raw(),
                cb,
                &mut data as *mut _ as *mut _
            ));
            Ok(())
        }
""", """        foreach_cb::try_scope(&mut callback, |cb| unsafe {
            let each: raw::git_odb_foreach_cb = cb.shim_safe();
            try_call!(raw::git_odb_foreach(self.raw(), each, cb.context()));
            Ok(())
        })
""")
crate.replace("src/odb.rs", """pub type ForeachCb<'a> = dyn FnMut(&Oid) -> bool + 'a;

struct ForeachCbData<'a> {
    pub callback: &'a mut ForeachCb<'a>,
}
""", "")
for path, field in (("src/odb.rs", "repo"), ("src/indexer.rs", "odb")):
    crate.replace(path, f"    progress_payload_ptr: *mut OdbPackwriterCb<'{field}>,\n",
                  f"    callback: Registration<write_pack_progress_cb<&'{field} ()>, Bound<Owned>>,\n")
for path, life in (("src/odb.rs", "repo"), ("src/indexer.rs", "a")):
    crate.replace(path, f"""        let progress_payload =
            unsafe {{ &mut *(self.progress_payload_ptr as *mut OdbPackwriterCb<'_>) }};
""", "")
    crate.replace_each(path, r"        progress_payload.cb = Some\(Box::new\(cb\) as Box<IndexerProgress<'(\w+)>>\);\n",
                       r"""        self.callback.get_mut().expect("no call is inside").cb = Some(Box::new(cb) as Box<IndexerProgress<'\1>>);
""")
    crate.replace(path, "        let progress_cb: raw::git_indexer_progress_cb = Some(write_pack_progress_cb);\n", "")
    crate.replace(path, """        let progress_payload = Box::new(OdbPackwriterCb { cb: None });
        let progress_payload_ptr = Box::into_raw(progress_payload);
""", """        // C has it until the writer is freed, which is before this is dropped.
        let callback = unsafe { write_pack_progress_cb::borrowing(OdbPackwriterCb { cb: None }) }.own();
        let progress_cb: raw::git_indexer_progress_cb = unsafe { callback.shim_safe() };
""")
    crate.replace_each(path, r"\n            drop\(Box::from_raw\(self.progress_payload_ptr\)\);?", "")
    crate.replace_each(path, r"progress_payload_ptr as \*mut c_void", "callback.context()")
    crate.replace(path, "            progress_payload_ptr,\n", "            callback,\n")
crate.replace("src/indexer.rs", "use crate::odb::{write_pack_progress_cb, OdbPackwriterCb};\n",
              "use crate::odb::{callbacks::write_pack_progress_cb, OdbPackwriterCb};\nuse callback_runtime::context::{Bound, Owned};\nuse callback_runtime::{Callback, Registration};\n")
crate.replace("src/packbuilder.rs", "pub type ForEachCb<'a> = dyn FnMut(&[u8]) -> bool + 'a;\n", "")
module("packbuilder", "foreach_c(", "progress_c(",
       uses="use self::callbacks::{foreach_c, progress_c, Progress};\nuse callback_runtime::context::{Bound, Owned};\nuse callback_runtime::{Callback, Registration};")
crate.replace("src/packbuilder.rs", """        let mut cb = &mut cb as &mut ForEachCb<'_>;
        let ptr = &mut cb as *mut _;
        let foreach: raw::git_packbuilder_foreach_cb = Some(foreach_c);
        unsafe {
            try_call!(raw::git_packbuilder_foreach(
                self.raw,
                foreach,
                ptr as *mut _
            ));
        }
        Ok(())
""", """        foreach_c::try_scope(&mut cb, |cb| unsafe {
            let foreach: raw::git_packbuilder_foreach_cb = cb.shim_safe();
            try_call!(raw::git_packbuilder_foreach(self.raw, foreach, cb.context()));
            Ok(())
        })
""")
crate.replace("src/packbuilder.rs", "    _progress: Option<Box<Box<ProgressCb<'repo>>>>,\n",
              "    _progress: Option<Registration<progress_c<&'repo ()>, Bound<Owned>>>,\n")
crate.replace("src/packbuilder.rs", """        let mut progress = Box::new(Box::new(progress) as Box<ProgressCb<'_>>);
        let ptr = &mut *progress as *mut _;
        let progress_c: raw::git_packbuilder_progress = Some(progress_c);
        unsafe {
            try_call!(raw::git_packbuilder_set_callbacks(
                self.raw,
                progress_c,
                ptr as *mut _
            ));
        }
        self._progress = Some(progress);
""", """        // C has it until another one is set, or the builder is freed.
        let progress = unsafe { progress_c::borrowing(Progress(Box::new(progress))) }.own();
        unsafe {
            let progress_c: raw::git_packbuilder_progress = progress.shim_safe();
            try_call!(raw::git_packbuilder_set_callbacks(self.raw, progress_c, progress.context()));
        }
        self._progress = Some(progress);
""")

# Without user data, and objects that C frees.
module("tracing", "tracing_cb_c(", uses="use self::callbacks::{tracing_cb_c, CALLBACK};\nuse callback_runtime::Callback;")
crate.replace("src/tracing.rs", "static CALLBACK: AtomicUsize = AtomicUsize::new(0);\n", "")
crate.replace("src/tracing.rs", "use std::sync::atomic::{AtomicUsize, Ordering};\n", "")
crate.replace("src/tracing.rs", "    CALLBACK.store(cb as usize, Ordering::SeqCst);\n", "    *CALLBACK.lock().unwrap() = Some(cb);\n")
crate.replace("src/tracing.rs", "Some(tracing_cb_c)", "tracing_cb_c::shim_safe()")
module("transport", "smart_factory(", "transport_factory(", "subtransport_action(", "subtransport_close(", "subtransport_free(",
       "stream_read(", "stream_write(", "stream_free(", uses="use self::callbacks::{factories, subtransport};\nuse callback_runtime::Callback;")
crate.replace("src/transport.rs", "let factory: raw::git_transport_cb = Some(transport_factory);", "let factory: raw::git_transport_cb = factories::transport_factory::shim_safe();")
crate.replace("src/transport.rs", """            raw: raw::git_smart_subtransport {
                action: Some(subtransport_action),
                close: Some(subtransport_close),
                free: Some(subtransport_free),
            },
""", """            raw: unsafe {
                raw::git_smart_subtransport {
                    action: subtransport::action::shim_safe(),
                    close: subtransport::close::shim_safe(),
                    free: subtransport::free::shim_safe(),
                }
            },
""")
crate.replace("src/transport.rs", "            obj: Box::new(subtransport),\n", "            obj: Box::new(subtransport),\n")
crate.replace("src/transport.rs", "callback: Some(smart_factory),", "callback: unsafe { factories::smart_factory::shim_safe() },")
crate.cut("src/transport.rs", "unsafe fn set_err_io(")

for path, names in {
    "apply": "ffi::c_void libc::c_int panic",
    "build": "CStr c_void panic",
    "diff": "c_int c_void panic",
    "index": "c_char panic",
    "odb": "crate::panic",
    "packbuilder": "c_int c_uint c_void panic size_t std::slice",
    "remote_callbacks": "c_char c_int c_uint c_void panic size_t std::ffi::CStr std::ptr std::slice",
    "repo": "c_char panic",
    "revwalk": "c_int panic",
    "stash": "CStr c_int c_void panic",
    "tracing": "libc::c_char panic",
    "transport": "CStr c_char c_int panic size_t std::io std::slice",
    "tree": "CStr c_char c_int c_void panic",
    "treebuilder": "c_int c_void panic",
}.items():
    crate.unused(f"src/{path}.rs", names)
crate.count()
