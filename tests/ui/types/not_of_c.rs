use callback_runtime::callback;

#[callback]
fn tuple(_x: (i32, i32)) {}

#[callback]
fn array(_x: [u8; 4]) {}

#[callback(fail = (0, 0))]
fn result() -> (i32, i32) {
    (0, 0)
}

#[callback]
fn no_fail() -> (i32, i32) {
    (0, 0)
}

#[callback]
fn function(_x: fn(i32), _y: Option<fn()>) {}

fn main() {}
