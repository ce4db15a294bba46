use callback_runtime::callback;
use callback_runtime::foreign::{CBox, CFn};
use std::ffi::{c_int, c_void};

#[callback]
unsafe extern "C" {
    type Source;
    #[callback(free = source_free)]
    safe fn source_new() -> CBox<Source>;
    unsafe fn source_free(source: *mut Source);
    safe fn subscribe(
        source: &Source,
        #[callback(retained, unregister = unsafe { unsubscribe(source, f) })] f: fn(value: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );
    unsafe fn unsubscribe(source: &Source, f: CFn);
}

fn main() {
    let source = source_new();
    let subscription = subscribe(&source, |_| {});
    drop(source);
    drop(subscription);
}
