// The value of `unregister` that is no answer: a status, a pointer, a `Result` around a status.
use callback_runtime::{Callback, callback};
use std::ffi::{c_int, c_void};
use std::io;

#[callback]
unsafe extern "C" {
    safe fn forget() -> c_int;

    #[callback(errno = -1)]
    safe fn forget_or_errno() -> c_int;

    safe fn keep(
        #[callback(retained, unregister = forget())] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    #[link_name = "keep"]
    safe fn keep_other(
        #[callback(retained, unregister = forget_or_errno())] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    #[link_name = "keep"]
    safe fn keep_well(
        #[callback(retained, unregister = forget_or_errno().map(drop))] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );
}

#[callback]
fn on_event(#[context] count: &mut usize) {
    *count += 1;
}

fn main() {
    drop(on_event::own(0).on_close(|| forget()));
    drop(on_event::own(0).on_close(|| -> io::Result<()> { forget_or_errno().map(drop) }));
}
