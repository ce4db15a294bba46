use callback_runtime::callback;

#[callback("fail" = 0)]
fn f() {}

fn main() {}
