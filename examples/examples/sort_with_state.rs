//! A comparator with state: `qsort_r` passes the context through to every call.

use callback_runtime::{Callback, Refused, callback};
use std::cmp::Ordering;

#[derive(Debug, PartialEq)]
struct Person {
    name: &'static str,
    age: u32,
}

/// `int (*compar)(const void *, const void *, void *)`
#[callback]
fn by_age(a: &Person, b: &Person, #[context] calls: &mut usize) -> Ordering {
    *calls += 1;
    a.age.cmp(&b.age)
}

fn main() -> Result<(), Refused> {
    let mut people =
        [Person { name: "Grace", age: 85 }, Person { name: "Ada", age: 36 }, Person { name: "Emmy", age: 53 }];

    let mut calls = 0;
    by_age::scope(&mut calls, |cb| {
        let (base, count) = (people.as_mut_ptr().cast(), people.len());
        // SAFETY: `by_age` compares the elements of the array, and `qsort_r` keeps neither pointer.
        unsafe { libc::qsort_r(base, count, size_of::<Person>(), cb.shim(), cb.context()) }
    })?;

    assert_eq!(people.map(|person| person.name), ["Ada", "Emmy", "Grace"]);
    assert!((2..=3).contains(&calls));

    // The function is still a function.
    let (ada, emmy) = (Person { name: "Ada", age: 36 }, Person { name: "Emmy", age: 53 });
    assert_eq!(by_age(&ada, &emmy, &mut calls), Ordering::Less);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("stdlib.h")
        .callback::<by_age>()
        .is_parameter("qsort_r", 4)
        .check();
}
