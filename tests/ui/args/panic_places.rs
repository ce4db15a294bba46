// `panic = PATH` and `pending = PATH`: types, what contradicts them, and what they need.
use callback_runtime::callback;
use std::any::Any;
use std::ffi::c_void;

fn keep(_payload: Box<dyn Any + Send>) {}

fn is_kept() -> bool {
    false
}

fn takes_text(_text: String) {}

#[callback(panic = takes_text)]
fn wrong_type(#[context] _state: &mut u32) {}

#[callback(panic = keep, pending = keep)]
fn wrong_condition(#[context] _state: &mut u32) {}

#[callback(pending = is_kept)]
fn no_place(#[context] _state: &mut u32) {}

#[callback(panic = abort, pending = is_kept)]
fn aborts(#[context] _state: &mut u32) {}

#[callback(panic = abort, panic = keep)]
fn twice(#[context] _state: &mut u32) {}

#[callback(panic = keep, after(panic = stop))]
fn goes_on(#[context] _state: &mut u32) {}

#[callback(pending = is_kept)]
unsafe extern "C" {
    safe fn run(f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
}

fn main() {}
