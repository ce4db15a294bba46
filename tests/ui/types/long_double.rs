use callback_runtime::arg::{ByValue, LongDouble};
use callback_runtime::callback;

#[callback]
fn long(_x: LongDouble) {}

#[callback]
fn in_a_struct(_x: ByValue<LongDouble>) {}

#[callback(fail = LongDouble::from(0.0))]
fn result(x: &LongDouble) -> LongDouble {
    *x
}

#[callback]
fn behind_a_pointer(_x: &LongDouble) {}

fn main() {}
