use callback_runtime::callback;

#[callback(crate = crate::no_such_module)]
fn g() {}

fn main() {}
