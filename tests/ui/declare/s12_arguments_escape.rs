use callback_runtime::callback;
use std::ffi::{CStr, c_void};

#[callback]
unsafe extern "C" {
    safe fn each(f: fn(text: &CStr, #[context] _: _), #[context(f)] _: *mut c_void);
    safe fn qsort<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> std::cmp::Ordering,
    );
}

fn main() {
    let mut kept = None;
    each(|text| kept = Some(text)).unwrap();
    let mut numbers = [3, 1, 2];
    let mut largest = &0;
    qsort(&mut numbers, |a, b| {
        largest = a.max(b);
        a.cmp(b)
    })
    .unwrap();
    println!("{kept:?} {largest}");
}
