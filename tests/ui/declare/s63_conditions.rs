use std::ffi::{c_int, c_void};

use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    safe fn of_callback(
        #[callback(fail = 0)] f: fn(#[cfg(unix)] n: c_int, #[cfg_attr(all(), cfg(unix))] m: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    );

    // What is wrong is wrong under its condition alone.
    safe fn counted(numbers: &[c_int], #[cfg_attr(unix, len(numbers))] n: c_int) -> c_int;

    #[cfg(any())]
    safe fn gone(_: c_int);

    safe fn wrong(numbers: &[c_int], #[cfg_attr(any(), len(numbers))] n: c_int) -> c_int;
}

struct Reader;

#[callback(fail = 0)]
impl Reader {
    fn read(&self, #[cfg_attr(unix, cfg(unix))] n: usize) -> c_int {
        1
    }
}

#[callback]
#[repr(C)]
enum Level {
    #[cfg_attr(all(), name = "two words")]
    Low,
}

fn main() {}
