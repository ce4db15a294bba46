use callback_runtime::callback;

#[callback(panic = unwind)]
fn f() {}

#[callback(panic = "abort")]
fn g() {}

fn main() {}
