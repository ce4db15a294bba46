//! A copy of the process calls.

use std::ffi::{c_int, c_void};

use callback_runtime::{Callback, Outcome, callback, live};
use callback_tests::hostile::{TAKES, c as peer, hostile_fn};

use super::{in_child, text};
use crate::support::{Drops, Peer, Sum};

#[callback(fail = 9)]
fn forked(value: c_int, #[context] state: &mut Sum) -> c_int {
    assert!(value < 50, "in the child");
    state.add(value)
}

#[test]
fn s19_callbacks_run_after_fork() {
    let Some(output) = in_child("process::fork::s19_callbacks_run_after_fork") else {
        let drops = Drops::default();
        let c = Peer::new();
        for round in 0..2 {
            let (owned, handled) = (forked::own(Sum::new(&drops)), forked::own(Sum::new(&drops)));
            let pointers: [(hostile_fn, *mut c_void); 2] =
                [(owned.shim(), owned.context()), (handled.shim(), handled.context())];
            for (shim, context) in pointers {
                unsafe {
                    c.register(shim, context, None, TAKES);
                    assert_eq!(c.emit(1), 1);
                    // The child has a copy: what it does is not seen here.
                    assert_eq!(peer::hostile_after_fork(shim, context, 10), 11);
                    assert_eq!(peer::hostile_after_fork(shim, context, 50), 9);
                    assert_eq!(c.emit(1), 2);
                }
            }
            assert!(owned.outcome().is_none() && handled.outcome().is_none());
            if round == 1 {
                unsafe { c.register(owned.shim(), owned.context(), None, TAKES) };
                unsafe { c.emit(50) };
                assert!(matches!(owned.outcome(), Some(Outcome::Panicked(_))));
            }
            drop((owned, handled));
            unsafe { peer::hostile_unregister(c.0) };
        }
        assert_eq!((drops.get(), live().len()), (4, 0));
        return;
    };
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
}
