//! Any sequence of registrations, calls and ends, against a model: a context is reached by its own number alone, while it lives.

#![no_main]

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::rc::Rc;

use callback_runtime::context::{Owned, Slotted};
use callback_runtime::{Callback, Registration, callback, set_report_hook};
use libfuzzer_sys::fuzz_target;

type Calls = Rc<Cell<c_int>>;

#[callback(fail = -1)]
fn handled(value: c_int, #[context] calls: &Calls) -> c_int {
    calls.set(calls.get() + 1);
    value
}

#[callback(fail = -1)]
fn pooled(value: c_int, #[context(pool = 4)] calls: &Calls) -> c_int {
    calls.set(calls.get() + 1);
    value
}

type Shim = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;
type Plain = unsafe extern "C" fn(c_int) -> c_int;

/// A context, what C has of it, and how often it should have been called.
struct Kept<R, P> {
    registration: Option<R>,
    pointer: P,
    calls: Calls,
    expected: c_int,
}

impl<R, P> Kept<R, P> {
    fn check(&self) {
        assert_eq!(self.calls.get(), self.expected);
        // One is the model's own.
        assert_eq!(Rc::strong_count(&self.calls), 1 + usize::from(self.registration.is_some()));
    }
}

fuzz_target!(|operations: &[u8]| {
    set_report_hook(|_| ());
    let mut handles: Vec<Kept<Registration<handled, Owned>, *mut c_void>> = vec![];
    let mut slots: Vec<Kept<Registration<pooled, Slotted>, Plain>> = vec![];
    let shim: Shim = handled::shim();
    for operation in operations.chunks_exact(2) {
        let (kind, which) = (operation[0] % 7, usize::from(operation[1]));
        match kind {
            0 => {
                let calls = Calls::default();
                let registration = handled::own(calls.clone());
                let pointer = registration.context();
                assert!(handles.iter().all(|kept| kept.pointer != pointer), "a number is used again");
                handles.push(Kept { registration: Some(registration), pointer, calls, expected: 0 });
            }
            1 => {
                let calls = Calls::default();
                let taken = slots.iter().filter(|kept| kept.registration.is_some()).count();
                match pooled::acquire(calls.clone()) {
                    Ok(registration) => {
                        assert!(taken < 4);
                        let pointer: Plain = registration.shim();
                        let live = |kept: &&Kept<_, Plain>| kept.registration.is_some();
                        assert!(slots.iter().filter(live).all(|kept| kept.pointer as usize != pointer as usize));
                        slots.push(Kept { registration: Some(registration), pointer, calls, expected: 0 });
                    }
                    Err(full) => {
                        assert_eq!(taken, 4);
                        assert!(Rc::ptr_eq(&full.into_context(), &calls));
                    }
                }
            }
            // A call, whether it lives or not.
            2 | 3 if !handles.is_empty() => {
                let which = which % handles.len();
                let kept = &mut handles[which];
                let lives = kept.registration.is_some();
                kept.expected += c_int::from(lives);
                assert_eq!(unsafe { shim(5, kept.pointer) }, if lives { 5 } else { -1 });
            }
            4 if !slots.is_empty() => {
                let which = which % slots.len();
                // A slot that was taken again is its new owner's.
                let pointer = slots[which].pointer;
                let owner = slots
                    .iter_mut()
                    .find(|kept| kept.registration.is_some() && kept.pointer as usize == pointer as usize);
                let answer = if owner.is_some() { 5 } else { -1 };
                if let Some(owner) = owner {
                    owner.expected += 1;
                }
                assert_eq!(unsafe { pointer(5) }, answer);
            }
            5 if !handles.is_empty() => {
                let which = which % handles.len();
                handles[which].registration = None;
            }
            6 if !slots.is_empty() => {
                let which = which % slots.len();
                slots[which].registration = None;
            }
            _ => {}
        }
        handles.iter().for_each(Kept::check);
        slots.iter().for_each(Kept::check);
    }
});
