use callback_runtime::callback;

#[callback]
struct State;

#[callback]
union Value {
    number: i32,
}

#[callback]
static VALUE: i32 = 1;

#[callback]
mod module {}

#[callback]
trait Trait {}

fn main() {}
