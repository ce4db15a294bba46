//! Places of panics and reports, and the calls after a failure.
use callback_runtime::report::Report;
use callback_runtime::{Callback, Scope, callback};
use std::any::Any;
use std::ffi::{CStr, c_char, c_int, c_void};

pub fn keep(panic: Box<dyn Any + Send>) {}
pub fn waits() -> bool { false }
pub fn log(report: &Report<'_>) {}

//# panic_function_of_other_type
pub fn text(panic: &str) {}
#[callback(panic = text)]
fn tick(#[context] n: &mut u32) {}

//# panic_function_without_argument
pub fn none() {}
#[callback(panic = none)]
fn tick(#[context] n: &mut u32) {}

//# panic_closure
#[callback(panic = |panic| keep(panic))]
fn tick(#[context] n: &mut u32) {}

//# panic_call
#[callback(panic = keep())]
fn tick(#[context] n: &mut u32) {}

//# panic_unknown
#[callback(panic = keeps)]
fn tick(#[context] n: &mut u32) {}

//# panic_unwind
#[callback(panic = unwind)]
fn tick(#[context] n: &mut u32) {}

//# panic_string
#[callback(panic = "abort")]
fn tick(#[context] n: &mut u32) {}

//# panic_without_value
#[callback(panic)]
fn tick(#[context] n: &mut u32) {}

//# panic_method
pub struct Place;
impl Place { fn keep(&self, panic: Box<dyn Any + Send>) {} }
#[callback(panic = Place::keep)]
fn tick(#[context] n: &mut u32) {}

//# pending_without_panic
#[callback(pending = waits)]
fn tick(#[context] n: &mut u32) {}

//# pending_with_abort
#[callback(panic = abort, pending = waits)]
fn tick(#[context] n: &mut u32) {}

//# pending_of_number
pub fn count() -> u32 { 0 }
#[callback(panic = keep, pending = count)]
fn tick(#[context] n: &mut u32) {}

//# pending_value
#[callback(panic = keep, pending = true)]
fn tick(#[context] n: &mut u32) {}

//# panic_and_after
#[callback(panic = keep, after(panic = stop))]
fn tick(#[context] n: &mut u32) {}

//# report_by_value
pub fn print(report: Report<'_>) {}
#[callback(report = print)]
fn tick(#[context] n: &mut u32) {}

//# report_text
pub fn print(report: &str) {}
#[callback(report = print)]
fn tick(#[context] n: &mut u32) {}

//# report_result
pub fn print(report: &Report<'_>) -> bool { true }
#[callback(report = print)]
fn tick(#[context] n: &mut u32) {}

//# report_closure
#[callback(report = |report| log(report))]
fn tick(#[context] n: &mut u32) {}

//# report_call
#[callback(report = log())]
fn tick(#[context] n: &mut u32) {}

//# report_false
#[callback(report = false)]
fn tick(#[context] n: &mut u32) {}

//# report_twice
#[callback(report = log, report = none)]
fn tick(#[context] n: &mut u32) {}

//# report_on_parameter
#[callback]
fn tick(#[context(report = none)] n: &mut u32) {}

//# after_without_context
#[callback(after = continue)]
fn tick(n: c_int) {}

//# after_misspelt
#[callback(after = contine)]
fn tick(#[context] n: &mut u32) {}

//# after_unknown_kind
#[callback(after(panics = continue))]
fn tick(#[context] n: &mut u32) {}

//# after_value_misspelt
#[callback(after(panic = halt))]
fn tick(#[context] n: &mut u32) {}

//# after_twice
#[callback(after(panic = stop), after(refused = stop))]
fn tick(#[context] n: &mut u32) {}

//# after_kind_twice
#[callback(after(panic = stop, panic = continue))]
fn tick(#[context] n: &mut u32) {}

//# after_err_without_result
#[callback(after(err = stop))]
fn tick(#[context] n: &mut u32) {}

//# after_break_of_result
#[callback(ok = 0, err = 1, after(break = stop))]
fn tick(#[context] n: &mut u32) -> Result<(), String> { Ok(()) }

//# after_by_value
#[callback(after = stop)]
fn tick(#[context] n: Box<u32>) {}

//# after_abort_panic
#[callback(panic = abort, after(panic = continue))]
fn tick(#[context] n: &mut u32) {}

//# after_empty
#[callback(after())]
fn tick(#[context] n: &mut u32) {}

//# after_colon
#[callback(after(panic: stop))]
fn tick(#[context] n: &mut u32) {}

//# after_string
#[callback(after = "stop")]
fn tick(#[context] n: &mut u32) {}
