//! Contexts that come and go under refused calls: a call that is refused releases none of them.

use std::cell::Cell;
use std::ffi::c_int;
use std::rc::Rc;
use std::time::{Duration, Instant};

use callback_runtime::{Callback, callback};

use crate::kinds::Owner;
use crate::peer;
use crate::run::number;
use crate::world::{finding, with};

/// As many contexts, so that some are closed while a call is just being refused.
const CONTEXTS: u32 = 64;

/// Who closes a context waits for calls that are being refused: as long as this, if a thread is stopped there.
const LONG: Duration = Duration::from_millis(10);

thread_local! {
    /// Set on the thread that makes and closes the contexts.
    static CLOSED: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// A context that finds out on which thread it is dropped, and when.
struct Churned {
    closed: Rc<Cell<Instant>>,
    dropped: Rc<Cell<u32>>,
}

// SAFETY: another thread drops it if the runtime is wrong, or after the owner has waited for long; it shows which.
unsafe impl Send for Churned {}
// SAFETY: as above.
unsafe impl Sync for Churned {}

impl Drop for Churned {
    fn drop(&mut self) {
        if CLOSED.get().is_none() && self.closed.get().elapsed() < LONG {
            finding("a refused call drops the context");
        }
        self.dropped.set(self.dropped.get() + 1);
    }
}

/// No function of a script is for these contexts.
#[callback(threads, fail = -1)]
fn churned(_value: &c_int, #[context] _context: &Churned) -> c_int {
    finding("a function runs that was not called")
}

pub fn churn(function: usize) {
    let may = with(|world| {
        let of = &world.model.contexts[function];
        let is_free = world.model.pump.is_none() && world.model.parked.is_none() && !world.model.child;
        is_free && of.kind.owner == Owner::Number && !of.kind.is_subscribed()
    });
    if !may {
        return;
    }
    peer::search_churn(number(function));
    let dropped = Rc::new(Cell::new(0));
    for round in 0..CONTEXTS {
        let closed = Rc::new(Cell::new(Instant::now()));
        let context = churned::share(Churned { closed: Rc::clone(&closed), dropped: Rc::clone(&dropped) });
        peer::search_churn_with(context.context());
        // At another point of a call each time.
        (0..round * 7 % 100).for_each(|_| std::hint::spin_loop());
        let start = Instant::now();
        closed.set(start);
        CLOSED.set(Some(start));
        let waited = context.close_and_wait();
        CLOSED.set(None);
        if waited.is_err() || dropped.get() != round + 1 {
            finding("a context that is called in vain is not dropped");
        }
    }
    peer::search_churn_stop();
    with(|world| world.model.contexts[function].vague = true);
}
