//! Numbers that are used up, with pointers of 32 bits: an error value in place of a registration, and nothing is lost.

#![cfg(target_pointer_width = "32")]

use std::ffi::{c_char, c_int, c_void};
use std::iter;
use std::rc::Rc;

use callback_runtime::context::Embedded;
use callback_runtime::{Callback, Reason, callback};
use callback_tests as _;

#[callback]
fn add(value: c_int, #[context] sum: &mut c_int) {
    *sum += value;
}

#[callback]
fn look(value: c_int, #[context] sum: &c_int) {
    assert!(value <= *sum);
}

#[callback]
fn spend(_value: c_int, #[context] _sum: Rc<c_int>) {}

#[callback]
fn slotted(value: c_int, #[context(static)] sum: &mut Rc<c_int>) {
    assert!(value <= **sum);
}

#[callback]
fn on_event(#[context(embedded = c_int)] sum: &mut Rc<c_int>, value: c_int) {
    assert!(value <= **sum);
}

type Object = Embedded<c_int, on_event>;

#[callback]
fn borrows(value: c_int, #[context] sum: &&c_int) {
    assert!(value <= **sum);
}

type OnName = unsafe extern "C" fn(c_int, *mut c_void);

#[unsafe(no_mangle)]
unsafe extern "C" fn used_up_on_name(_name: *const c_char, _f: OnName, _data: *mut c_void) {
    panic!("C received a closure without a context");
}

#[callback]
unsafe extern "C" {
    #[link_name = "used_up_on_name"]
    safe fn on_name(
        name: &str,
        #[callback(retained)] f: fn(value: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );
}

/// One test alone: it uses up the numbers of the process.
#[test]
fn s79_a_context_without_a_number_is_returned_and_its_slot_is_free() {
    let mut live: Vec<_> = iter::from_fn(|| add::try_own(1).ok()).collect();
    assert!(live.len() > 250_000, "{}", live.len());
    let text = "every number for contexts is in use";
    for _ in 0..2 {
        let full = add::try_own(7).unwrap_err();
        assert_eq!((full.to_string(), full.into_context()), (text.to_owned(), 7));
        assert_eq!(look::try_share(8).unwrap_err().into_context(), 8);
        let once = Rc::new(9);
        assert!(Rc::ptr_eq(&spend::try_once(Rc::clone(&once)).unwrap_err().into_context(), &once));
        // Both parts of an object, and a closure of a declared function that returns a `Result`.
        let (base, context) = on_event::try_embed(3, Rc::clone(&once)).unwrap_err().into_context();
        assert!(base == 3 && Rc::ptr_eq(&context, &once));
        drop(context);
        // In memory of a C library, which stays as it is.
        let mut memory = [7; 16];
        let place = memory.as_mut_ptr();
        // SAFETY: the memory has room for an object.
        let full = unsafe { Object::try_emplace(place, 3, Rc::clone(&once)) }.unwrap_err();
        assert_eq!((full.to_string(), full.into_context().0, memory), (text.to_owned(), 3, [7; 16]));
        // SAFETY: as above.
        assert!(unsafe { Object::try_emplace_held(place, 3, Rc::clone(&once)) }.is_err());
        // Contexts that borrow.
        let number = 7;
        // SAFETY: none of them is registered.
        let borrowed = unsafe {
            [
                borrows::borrowing(&number).try_own().map(drop).unwrap_err(),
                borrows::borrowing(&number).try_share().map(drop).unwrap_err(),
            ]
        };
        assert!(borrowed.into_iter().all(|full| full.to_string() == text && *full.into_context() == number));
        // SAFETY: as above.
        let spent = unsafe { spend::borrowing(Rc::clone(&once)) }.try_once().map(drop).unwrap_err();
        assert!(Rc::ptr_eq(&spent.into_context(), &once));
        let in_closure = Rc::clone(&once);
        let refused = on_name("event", move |value| assert!(value <= *in_closure)).unwrap_err();
        assert_eq!(refused.reason(), Reason::Full);
        // The slot is not left reserved: the second time it is not the slot that is missing.
        let full = slotted::acquire(Rc::clone(&once)).unwrap_err();
        assert_eq!(full.to_string(), text);
        drop(full);
        assert_eq!(Rc::strong_count(&once), 1);
    }
    assert!(std::panic::catch_unwind(|| add::own(1)).is_err());
    live.truncate(live.len() - 2);
    let slot = slotted::acquire(Rc::new(1)).expect("a number is free, and the slot");
    assert_eq!(slotted::acquire(Rc::new(1)).unwrap_err().to_string(), "every slot of the callback is taken");
    drop((slot, add::own(1)));
}
