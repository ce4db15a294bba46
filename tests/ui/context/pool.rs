use callback_runtime::callback;

#[callback]
fn none(#[context(pool = 0)] _x: &mut u8) {}

#[callback]
fn many(#[context(pool = 1025)] _x: &mut u8) {}

#[callback]
fn no_number(#[context(pool = N)] _x: &mut u8) {}

#[callback]
fn generic<T>(#[context(pool = 4)] _x: &mut Vec<T>) {}

#[callback]
fn generic_static<T>(#[context(static)] _x: &mut Vec<T>) {}

fn main() {}
