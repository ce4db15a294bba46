use callback_runtime::callback;

// `from` sees what C passed: a pointer, which may be read only where C vouches for it.
#[callback]
fn f(handle: &Handle, #[context(from = handle.data)] _x: &mut u8) {}

#[repr(C)]
struct Handle {
    data: *mut std::ffi::c_void,
}

fn main() {}
