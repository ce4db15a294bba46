"""curl: eight trampolines of a transfer, two of a multi handle."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from switch import Crate  # noqa: E402

crate = Crate(sys.argv[1], Path(__file__).parent)
crate.manifest(sys.argv[2])

crate.take("src/panic.rs")
crate.put("panic.rs", "src/panic.rs")

handler = "src/easy/handler.rs"
for name in "header write read seek progress debug ssl_ctx opensocket".split():
    crate.cut(handler, f'extern "C" fn {name}_cb<H: Handler>(')
crate.put("transfer.rs", "src/easy/transfer.rs")
crate.replace(handler, "use crate::panic;\n", "use callback_runtime::Callback;\nuse crate::panic;\n")
crate.replace(handler, "/// A trait for the various callbacks used by libcurl to invoke user code.\n", '#[path = "transfer.rs"]\nmod transfer;\n\n/// A trait for the various callbacks used by libcurl to invoke user code.\n')
for name in "header write read seek progress debug ssl_ctx opensocket".split():
    method = {"opensocket": "open_socket"}.get(name, name)
    typed = {"header": "write"}.get(name, name)
    crate.replace_each(
        handler,
        rf"let cb: [^=]* = {name}_cb::<H>;\n",
        f"let cb = transfer::callbacks::{method}::<H>::shim_address::<curl_sys::curl_{typed}_callback>();\n",
    )

multi = "src/multi.rs"
crate.put("events.rs", "src/events.rs")
crate.replace(multi, "use crate::panic;\n", "use callback_runtime::context::Shared;\nuse callback_runtime::{Callback, Registration};\nuse self::events::callbacks::{on_socket, on_timer};\n\n#[path = \"events.rs\"]\nmod events;\n")
crate.replace(multi, "data: Box<MultiData>,", "data: Registration<on_socket, Shared>,")
crate.replace(multi, "data: Box::new(MultiData {", "data: on_socket::share(MultiData {")
crate.replace(multi, "self.data.socket = f;", "self.data.with_mut(|data| data.socket = f).expect(\"outside of the callbacks\");")
crate.replace(multi, "self.data.timer = f;", "self.data.with_mut(|data| data.timer = f).expect(\"outside of the callbacks\");")
crate.replace(multi, "let cb: curl_sys::curl_socket_callback = cb;\n", "let cb = self.data.shim_address::<curl_sys::curl_socket_callback>();\n")
crate.replace(multi, "let cb: curl_sys::curl_multi_timer_callback = cb;\n", "let cb = self.data.also::<on_timer>().shim_address::<curl_sys::curl_multi_timer_callback>();\n")
crate.replace_each(multi, r"cb as usize as \*const c_char", "cb.cast()")
crate.replace_each(multi, r"let ptr = &\*self\.data as \*const _;", "let ptr: *mut c_void = self.data.context();")
crate.cut(multi, 'extern "C" fn cb(')
crate.cut(multi, 'extern "C" fn cb(')
crate.replace(handler, "c_ulong, c_void, size_t};", "c_ulong, c_void};")
crate.count()
