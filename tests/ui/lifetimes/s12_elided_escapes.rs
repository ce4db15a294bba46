use callback_runtime::callback;
use std::ffi::CStr;

#[callback]
fn keep(name: &CStr, #[context] names: &mut Vec<&CStr>) {
    names.push(name);
}

fn main() {}
