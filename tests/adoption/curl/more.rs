//! A closure of a multi handle that is dropped before its transfers: they call it when they are removed, and are refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use curl::easy::Easy;
use curl::multi::Multi;

struct Dropped(Arc<AtomicUsize>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn a_timer_that_is_gone() {
    let (dropped, calls) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut multi = Multi::new();
    let (guard, counted) = (Dropped(dropped.clone()), calls.clone());
    multi
        .timer_function(move |_| {
            assert_eq!(guard.0.load(SeqCst), 0, "a closure that was dropped is called");
            counted.fetch_add(1, SeqCst);
            true
        })
        .unwrap();
    let mut easy = Easy::new();
    easy.url("file:///").unwrap();
    let handle = multi.add(easy).unwrap();
    let before = calls.load(SeqCst);
    assert!(before > 0);
    drop(multi);
    assert_eq!(dropped.load(SeqCst), 1);
    drop(handle);
    assert_eq!(calls.load(SeqCst), before);
}
