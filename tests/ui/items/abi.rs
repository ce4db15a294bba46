use callback_runtime::callback;

#[callback]
extern "Rust" fn f() {}

#[callback]
extern "stdcal" fn g() {}

fn main() {}
