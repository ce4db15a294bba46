use callback_runtime::{Callback, callback};

#[callback]
fn count(#[context] calls: &mut Vec<u8>) {
    calls.push(1);
}

// What C has cannot be moved or looked at meanwhile.
fn main() {
    let mut calls = vec![];
    let _ = count::scope(&mut calls, |_| {
        let moved = calls;
        drop(moved);
    });
    let mut calls = vec![];
    let _ = count::scope(&mut calls, |_| calls.len());
}
