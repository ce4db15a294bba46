//! A declared function that keeps a closure.

use std::any::Any;
use std::ffi::{c_int, c_void};

use callback_runtime::callback;

use crate::world::{Reply, State, body};

/// The result from C.
#[callback]
#[repr(i32)]
enum Status {
    Kept = 0,
}

#[callback]
unsafe extern "C" {
    #[callback(fails = nonzero)]
    safe fn search_unsubscribe() -> c_int;

    safe fn search_subscribe(
        #[callback(retained, fail = -1, unregister = search_unsubscribe())] f: fn(
            value: &c_int,
            #[context] _: _,
        ) -> c_int,
        #[context(f)] _: *mut c_void,
    ) -> Status;
}

/// Subscribes a closure with a context; `None` where that is refused.
pub fn subscribe(state: State) -> Option<Box<dyn Any>> {
    let subscription = search_subscribe(move |value| match body(&state, *value) {
        Reply::Ok(answer) => answer,
        Reply::Err(_) => unreachable!("it cannot stop"),
        Reply::Panic(number) => std::panic::resume_unwind(Box::new(crate::callbacks::Payload(number))),
    });
    Some(Box::new(subscription.1))
}
