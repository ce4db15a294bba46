use std::ffi::c_int;

use callback_runtime::callback;

mod sys {
    unsafe extern "C" {
        pub fn set(option: i32, ...) -> i32;
    }
}

#[callback]
unsafe extern "C" {
    #[link_name = "set"]
    safe fn linked(value: c_int) -> c_int {
        sys::set(1, value)
    }


    safe fn other_signature(f: fn(c_int)) -> c_int {
        let f: unsafe extern "C" fn(i64) = f.shim();
        sys::set(1, f)
    }

    safe fn other_result(value: c_int) -> c_int {
        let _ = value;
    }
}

fn main() {}
