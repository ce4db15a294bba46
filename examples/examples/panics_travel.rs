//! A panic does not unwind into C: it is kept, C finishes, and the panic goes on where C was called.

use callback_runtime::{Callback, callback};
use std::{
    ffi::c_int,
    panic::{catch_unwind, set_hook, take_hook},
};

/// The limit and the count of shared objects.
struct Objects {
    most: usize,
    seen: usize,
}

/// `int (*callback)(struct dl_phdr_info *info, size_t size, void *data)`: nonzero stops.
#[callback(fail = 0)]
fn count(_info: &libc::dl_phdr_info, _size: usize, #[context] objects: &mut Objects) -> c_int {
    objects.seen += 1;
    assert!(objects.seen <= objects.most, "more than {}", objects.most);
    0
}

fn seen(objects: &mut Objects) {
    let outcome = count::scope(objects, |cb| {
        // SAFETY: `count` looks at nothing behind the pointers, and `dl_iterate_phdr` keeps neither of its own.
        unsafe { libc::dl_iterate_phdr(cb.shim(), cb.context()) }
    });
    outcome.expect("no object is NULL");
}

fn main() {
    let mut objects = Objects { most: usize::MAX, seen: 0 };
    seen(&mut objects);
    let all = objects.seen;
    assert!(all > 1, "the program and what it is linked to");

    // The panic is expected here, so nothing is printed.
    set_hook(Box::new(|_| {}));
    let mut objects = Objects { most: 0, seen: 0 };
    let lent = std::panic::AssertUnwindSafe(&mut objects);
    let panic = catch_unwind(move || seen({ lent }.0)).unwrap_err();
    drop(take_hook());
    assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some("more than 0"));

    // C was not told to stop: it went on, and got 0 without any further call of `count`.
    assert_eq!(objects.seen, 1);
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("link.h")
        // It reads alone what C lets it change.
        .callback::<count>()
        .allow_const()
        .is_parameter("dl_iterate_phdr", 1)
        .check();
}
