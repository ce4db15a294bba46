use callback_runtime::callback;

// `None` is the null pointer.
#[callback]
fn number(_x: Option<i32>) {}

fn main() {}
