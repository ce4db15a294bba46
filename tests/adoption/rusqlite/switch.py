"""rusqlite: hooks, the progress and busy handlers, SQL functions and aggregates, collations, traces and the log."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from switch import Crate  # noqa: E402

crate = Crate(sys.argv[1], Path(__file__).parent)
crate.manifest(sys.argv[2])
(crate.root / "src/callbacks").mkdir()


def module(path, name, *items):
    """Cuts items of a file, and gives it a module of ours."""
    for item in items:
        crate.cut(path, item)
    crate.put(f"{name}.rs", f"src/callbacks/{name}.rs")
    up = "../" * path.removeprefix("src/").count("/")
    crate.append(path, f'\n#[path = "{up}callbacks/{name}.rs"]\nmod callbacks;\n')


inner = "src/inner_connection.rs"
crate.put("kept.rs", "src/kept.rs")
crate.insert("src/lib.rs", "mod inner_connection;", "mod kept;\n")
crate.replace(inner, "    owned: bool,\n}\n", "    owned: bool,\n    pub kept: crate::kept::Kept,\n}\n")
crate.replace(inner, "            owned,\n        }\n", "            owned,\n            kept: Default::default(),\n        }\n")
for name in ("commit", "rollback", "update"):
    crate.replace(inner, f"    #[cfg(feature = \"hooks\")]\n    pub free_{name}_hook: Option<unsafe fn(*mut std::os::raw::c_void)>,\n", "")
    crate.replace(inner, f"            #[cfg(feature = \"hooks\")]\n            free_{name}_hook: None,\n", "")
for name, kind in (("progress_handler", "Box<dyn FnMut() -> bool + Send>"), ("authorizer", "crate::hooks::BoxedAuthorizer")):
    crate.replace(inner, f"    #[cfg(feature = \"hooks\")]\n    pub {name}: Option<{kind}>,\n", "")
    crate.replace(inner, f"            #[cfg(feature = \"hooks\")]\n            {name}: None,\n", "")

hooks = "src/hooks/mod.rs"
module(hooks, "hooks", "    fn commit_hook<F>(&mut self", "    fn rollback_hook<F>(&mut self", "    fn update_hook<F>(&mut self",
       "    fn progress_handler<F>(&mut self", "    fn authorizer<'c, F>(&'c mut self", "unsafe fn free_boxed_hook<F>(", "unsafe fn expect_utf8<'a>(",
       "unsafe fn expect_optional_utf8<'a>(")

crate.cut("src/busy.rs", "        unsafe extern \"C\" fn busy_handler_callback(")
crate.between("src/busy.rs", "        let c = self.db.borrow_mut();\n", "    }\n}\n\nimpl InnerConnection", "        self.set_busy_handler(callback)\n")
module("src/busy.rs", "busy")

trace = "src/trace.rs"
crate.between(trace, "    extern \"C\" fn log_callback(", "    if rc == ffi::SQLITE_OK {\n", "    let rc = callbacks::set_log(callback);\n")
crate.between(trace, "        unsafe extern \"C\" fn trace_callback(", "    }\n\n    /// Register or clear a callback function that can be\n    /// used for profiling", "        self.set_trace(trace_fn);\n")
crate.between(trace, "        unsafe extern \"C\" fn profile_callback(\n", "    }\n\n    // TODO sqlite3_trace_v2", "        self.set_profile(profile_fn);\n")
module(trace, "trace")

module("src/collation.rs", "collation", "unsafe extern \"C\" fn free_boxed_value<T>(", "    fn create_collation<C>(&mut self", "    fn collation_needed(\n        &mut self")

unlock = "src/unlock_notify.rs"
crate.replace(unlock, "        Some(unlock_notify_cb),\n", "        callbacks::unlock_notify_cb::shim(),\n")
crate.insert(unlock, "\nuse ", "\nuse callback_runtime::Callback;\n")
module(unlock, "unlock_notify", "unsafe extern \"C\" fn unlock_notify_cb(")

functions = "src/functions.rs"
crate.replace(functions, """        let outer = Box::new(inner);
        let raw: *mut AuxInner = Box::into_raw(outer);
""", "        let raw = Destructor::<Box<AuxInner>>::give(Box::new(inner));\n")
crate.replace(functions, "                Some(free_boxed_value::<AuxInner>),\n", "                Destructor::<Box<AuxInner>>::shim(),\n")
crate.insert(functions, "\nuse ", "\nuse callback_runtime::release::Destructor;\n")
for item in ("scalar", "aggregate", "window"):
    crate.cut(functions, f"    fn create_{item}_function<")
module(functions, "functions", "unsafe extern \"C\" fn free_boxed_value<T>(", "unsafe fn aggregate_context<A>(", "unsafe extern \"C\" fn call_boxed_step<A, D, T>(",
       "unsafe extern \"C\" fn call_boxed_inverse<A, W, T>(", "unsafe extern \"C\" fn call_boxed_final<A, D, T>(",
       "unsafe extern \"C\" fn call_boxed_value<A, W, T>(")

crate.replace(hooks, """pub(crate) type BoxedAuthorizer =
    Box<dyn for<'c> FnMut(AuthContext<'c>) -> Authorization + Send + 'static>;

""", "")
for path, names in {
    "busy": "std::mem c_void std::panic::catch_unwind std::ptr",
    "collation": "c_char c_int c_void std::panic::catch_unwind std::slice",
    "functions": "c_void catch_unwind std::slice",
    "hooks/mod": "c_char c_void std::panic::catch_unwind std::ptr",
    "unlock_notify": "c_int std::panic::catch_unwind",
    "trace": "CStr std::mem c_void std::panic::catch_unwind std::ptr",
}.items():
    crate.unused(f"src/{path}.rs", names)
crate.count()
