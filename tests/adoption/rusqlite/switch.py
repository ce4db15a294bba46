"""rusqlite: the commit, rollback and update hooks of a connection, and its progress handler."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from switch import Crate  # noqa: E402

crate = Crate(sys.argv[1], Path(__file__).parent)
crate.manifest(sys.argv[2])

hooks, inner = "src/hooks/mod.rs", "src/inner_connection.rs"
for head in ("commit_hook<F>(&mut self", "rollback_hook<F>(&mut self", "update_hook<F>(&mut self", "progress_handler<F>(&mut self"):
    crate.cut(hooks, f"    fn {head}")
crate.cut(hooks, "unsafe fn free_boxed_hook<F>(")
crate.cut(hooks, "unsafe fn expect_utf8<'a>(")
crate.put("registered.rs", "src/hooks/registered.rs")
crate.replace(hooks, "/// Action Codes\n", "pub(crate) mod registered;\n\n/// Action Codes\n")
for name in ("commit", "rollback", "update"):
    crate.replace(
        inner,
        f"pub free_{name}_hook: Option<unsafe fn(*mut std::os::raw::c_void)>,",
        f"pub {name}_hook: crate::hooks::registered::Kept,",
    )
    crate.replace(inner, f"free_{name}_hook: None,", f"{name}_hook: None,")
crate.replace(
    inner,
    "pub progress_handler: Option<Box<dyn FnMut() -> bool + Send>>,",
    "pub progress_handler: crate::hooks::registered::Kept,",
)
crate.count()
