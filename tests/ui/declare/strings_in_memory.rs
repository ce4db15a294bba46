use callback_runtime::callback;
use std::ffi::{CStr, c_int};

#[callback]
unsafe extern "C" {
    fn counted(texts: &[&CStr], #[len(texts)] n: c_int);
    fn terminated(texts: Option<&[Option<&str>; 4]>);
    fn written(text: &mut &[u8]);
    fn pointers(numbers: &[&c_int], #[len(numbers)] n: c_int);
}

fn main() {}
