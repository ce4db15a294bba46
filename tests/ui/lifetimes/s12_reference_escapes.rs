use callback_runtime::callback;
use std::ffi::CStr;

// What C passes is borrowed for the call, and cannot be kept in the context.
#[callback]
fn keep<'a>(name: &'a CStr, #[context] names: &mut Vec<&'a CStr>) {
    names.push(name);
}

fn main() {}
