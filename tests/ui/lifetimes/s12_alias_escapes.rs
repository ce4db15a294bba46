use callback_runtime::callback;
use std::ffi::CStr;

// Where the lifetime is not seen, the compiler finds it.
type Kept<'a> = &'a CStr;

#[callback]
fn keep<'a>(name: Kept<'a>, #[context] names: &mut Vec<&'a CStr>) {
    names.push(name);
}

#[callback]
fn forever(x: Kept<'static>) {
    std::thread::spawn(move || x);
}

fn main() {}
