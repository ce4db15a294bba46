use callback_runtime::callback;

#[callback]
fn f(#[context = "x"] x: &mut u8) {}

fn main() {}
