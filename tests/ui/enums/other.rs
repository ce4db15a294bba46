use callback_runtime::callback;
use core::ffi::c_int;

#[callback]
#[repr(C)]
enum Two {
    A,
    #[other]
    B(c_int),
    #[other]
    C(c_int),
}

#[callback]
#[repr(C)]
enum NoField {
    A,
    #[other]
    B,
}

#[callback]
#[repr(i32)]
enum Valued {
    A,
    #[other]
    B(c_int) = 7,
}

#[callback(other)]
#[repr(C)]
enum Argument {
    A,
}

#[callback]
#[repr(C)]
enum NotAnInteger {
    A,
    #[other]
    B(String),
}

#[callback]
#[repr(C)]
enum TwoFields {
    A,
    #[other]
    B(c_int, c_int),
}

fn main() {}
