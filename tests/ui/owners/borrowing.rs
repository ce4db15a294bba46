//! A registered context that borrows, with its registration, ends before what it borrows.
use callback_runtime::{Callback, callback};

#[callback]
fn writes(#[context] state: &mut Vec<&u32>) {
    state.clear();
}

fn main() {
    // Nothing leaves the closure.
    let number = 1;
    let kept;
    {
        let registration = unsafe { writes::borrowing(vec![&number]) }.own();
        kept = registration.with(|state| state);
    }
    drop(kept);

    // The registration borrows what its context does.
    let late;
    {
        let short = 2;
        late = unsafe { writes::borrowing(vec![&short]) }.own();
    }
    drop(late);
}
