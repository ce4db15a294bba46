use callback_runtime::callback;

#[callback]
fn f(#[context] _x: &mut u8, _y: u8, #[context] _z: &mut u8) {}

fn main() {}
