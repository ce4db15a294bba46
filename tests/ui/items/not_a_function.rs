use callback_runtime::callback;

#[callback]
struct State;

#[callback]
static VALUE: i32 = 1;

#[callback]
mod module {}

#[callback]
trait Trait {}

fn main() {}
