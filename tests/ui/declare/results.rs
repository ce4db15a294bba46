// An error number that is the result, negated.
use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[callback]
unsafe extern "C" {
    #[callback(fails = -result)]
    safe fn fails_with_result() -> c_int;

    #[callback(errno = -result)]
    safe fn right() -> c_int;
}

#[callback]
unsafe extern "C" {
    #[callback(errno = -result)]
    safe fn of_another_pointer() -> *mut c_void;
}

fn main() {
    let _ = right().map_err(|error| error.raw_os_error());
}
