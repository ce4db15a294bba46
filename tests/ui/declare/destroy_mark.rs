use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    safe fn watch(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut std::ffi::c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(#[context(as = isize)] _: *mut std::ffi::c_void, _: *mut std::ffi::c_void)>,
    );
}

fn main() {}
