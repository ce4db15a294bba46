use callback_runtime::callback;

#[callback(crate = "callback_runtime")]
fn f() {}

fn main() {}
