//! `#[context(thread_local)]`: a C function without user data that calls back during the call. The context is on a stack
//! of the thread; it borrows, nests and needs no lock.

use callback_runtime::{Callback, Refused, callback};
use std::{cmp::Ordering, thread};

/// The order, and the count of comparisons.
struct Order<'a> {
    ranks: &'a [u8],
    calls: usize,
}

/// `int (*compar)(const void *, const void *)`
#[callback]
fn by_rank(a: &usize, b: &usize, #[context(thread_local)] order: &mut Order<'_>) -> Ordering {
    order.calls += 1;
    order.ranks[*a].cmp(&order.ranks[*b])
}

/// The indices of `ranks` in the order of the ranks.
fn sorted(ranks: &[u8]) -> Result<Vec<usize>, Refused> {
    let mut indices: Vec<usize> = (0..ranks.len()).collect();
    let mut order = Order { ranks, calls: 0 };
    by_rank::scope(&mut order, |cb| {
        let (base, count) = (indices.as_mut_ptr().cast(), indices.len());
        // SAFETY: elements of the size that the comparator takes, and `qsort` keeps nothing.
        unsafe { libc::qsort(base, count, size_of::<usize>(), cb.shim()) }
    })?;
    assert!(order.calls >= ranks.len() - 1);
    Ok(indices)
}

/// `int (*compar)(const void *, const void *)`, which sorts while it is called from a sort.
#[callback]
fn by_sorted(a: &[u8; 3], b: &[u8; 3], #[context(thread_local)] _depth: &usize) -> Ordering {
    sorted(a).expect("not refused").cmp(&sorted(b).expect("not refused"))
}

fn main() -> Result<(), Refused> {
    assert_eq!(sorted(b"sort")?, [1, 2, 0, 3]);

    // A sort inside of a sort: each scope has its own context.
    let mut rows = [*b"cab", *b"abc", *b"bca"];
    by_sorted::scope(&0, |cb| {
        let (base, count) = (rows.as_mut_ptr().cast(), rows.len());
        // SAFETY: as above.
        unsafe { libc::qsort(base, count, size_of::<[u8; 3]>(), cb.shim()) }
    })?;
    assert_eq!(rows, [*b"abc", *b"cab", *b"bca"]);

    // Threads have a stack each.
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(sorted(b"thread"), Ok(vec![4, 5, 3, 1, 2, 0])));
        }
    });
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .header("stdlib.h")
        .callback::<by_rank>()
        .is_parameter("qsort", 4)
        .callback::<by_sorted>()
        .is_parameter("qsort", 4)
        .check();
}
