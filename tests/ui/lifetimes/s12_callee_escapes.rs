use callback_runtime::arg::Callee;
use callback_runtime::callback;
use std::ffi::c_void;

type Done = unsafe extern "C" fn(*mut c_void);

/// C lets it be called during the call.
#[callback]
fn later<'a>(#[data(data)] done: Callee<'a, Done>, data: *mut c_void, #[context] kept: &mut Vec<Callee<'a, Done>>) {
    kept.push(done);
}

#[callback]
fn on_another_thread(#[data(data)] done: Callee<'_, Done>, data: *mut c_void) {
    std::thread::scope(|scope| {
        scope.spawn(|| drop(done));
    });
}

fn main() {}
