use callback_runtime::callback;
use core::ffi::c_int;

#[callback]
unsafe extern "C" {
    #[callback(errno = "none")]
    safe fn ui_open(mode: c_int) -> c_int;

    #[callback(fails = 1)]
    safe fn ui_is_open(mode: c_int) -> bool;
}

fn main() {}
