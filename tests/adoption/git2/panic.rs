use std::any::Any;
use std::cell::RefCell;

thread_local!(static LAST_ERROR: RefCell<Option<Box<dyn Any + Send>>> = const { RefCell::new(None) });

pub fn keep(panic: Box<dyn Any + Send>) {
    LAST_ERROR.with(|slot| slot.replace(Some(panic)));
}

pub fn panicked() -> bool {
    LAST_ERROR.with(|slot| slot.borrow().is_some())
}

pub fn check() {
    let err = LAST_ERROR.with(|slot| slot.take());
    if let Some(err) = err {
        std::panic::resume_unwind(err);
    }
}
