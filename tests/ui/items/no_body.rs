use callback_runtime::callback;

#[callback]
fn f(x: i32);

fn main() {}
