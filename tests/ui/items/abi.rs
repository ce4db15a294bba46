use callback_runtime::callback;

#[callback]
extern "Rust" fn f() {}

#[callback]
extern "stdcal" fn g() {}

#[callback]
extern "aapcs" fn of_another_target() {}

fn main() {}
