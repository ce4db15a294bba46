use std::any::Any;
use std::cell::RefCell;
use std::panic;

thread_local!(static LAST_ERROR: RefCell<Option<Box<dyn Any + Send>>> = {
    RefCell::new(None)
});

pub fn keep(panic: Box<dyn Any + Send>) {
    let _ = LAST_ERROR.try_with(|slot| slot.replace(Some(panic)));
}

pub fn is_pending() -> bool {
    LAST_ERROR.try_with(|slot| slot.borrow().is_some()).unwrap_or(false)
}

pub fn propagate() {
    if let Ok(Some(t)) = LAST_ERROR.try_with(|slot| slot.borrow_mut().take()) {
        panic::resume_unwind(t)
    }
}
